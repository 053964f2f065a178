"""What a letter's lines say is to be paid: behind its labels, or as the only amount that can be meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from journeys.company.company_file import Company
from journeys.promises.money import Money, written
from journeys.reading.amounts import STRUCK, STRUCK_END, Role, amounts_in
from journeys.reading.cues import cues_of
from journeys.reading.prices import PriceRead, price_in
from journeys.touchpoints.letter_labels import MARKS, Patterns, values, values_by_label
from journeys.touchpoints.letter_notes import Notes, notes_of
from journeys.touchpoints.offer_names import names_it

__all__ = ["LetterPrices", "PricesRead", "Told"]

Told = tuple[Money, str]
"""An amount, and the words that said it."""
_OTHER_TERMS: Final = ("regular_price", "code", "valid_through")


@dataclass(frozen=True, slots=True)
class PricesRead:
    """Amounts with the words that said them.

    Attributes:
        price: What is to be paid.
        regular: What it was, or is for others.
        why_not: Why there is no price although something is said of it.
        faint: Whether the price stands behind no label, being the only one.
        others: What else may be meant by whoever names one price.
        against: What the same letter says beside it of the same sum, and differently.
        regulars: What else may be meant by whoever names a price before.
    """

    price: Told | None = None
    regular: Told | None = None
    why_not: str = ""
    faint: bool = False
    others: tuple[Told, ...] = ()
    against: tuple[Told, ...] = ()
    regulars: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterPrices:
    """Reads the prices of a company's letters."""

    patterns: Patterns
    company: Company

    def offered(self, lines: Sequence[str], about: str = "") -> PricesRead:
        """Read what an offer costs: behind the price's label, else the one amount that there is.

        Args:
            lines: What is shown.
            about: What the offer is called, which tells its price from that of something else.
        """
        notes = notes_of(lines)
        return self._as_noted(self._offered(notes.lines, about), notes)

    def _as_noted(self, read: PricesRead, notes: Notes) -> PricesRead:
        """Know no price of which a note says that it holds under a condition, or that something else is to be paid."""
        if read.price is None:
            return read
        money, words = read.price
        if not (note := notes.against(money, words, self.company)):
            return read
        return replace(read, price=None, others=(), why_not=f"of {words!r} it is noted: {note!r}")

    def _offered(self, lines: Sequence[str], about: str) -> PricesRead:
        read = self._hers(lines, about)
        if read.price is None and not read.why_not:
            alone = self._alone(lines)
            read = replace(alone, regular=read.regular or alone.regular)
        regulars = self._named(lines, {Role.REGULAR})
        regular = read.regular or self._labelled_regular(lines) or self._beside(read.price, regulars, lines)
        if regular is not None and read.price is not None and regular[0] == read.price[0]:
            regular = None
        return self._unless_taken_back(replace(read, regular=regular, regulars=regulars), lines)

    def _unless_taken_back(self, read: PricesRead, lines: Sequence[str]) -> PricesRead:
        """Know no price where another line says that this one is not it, or puts another one right."""
        if read.price is None:
            return read
        money, words = read.price
        denied = (line for amount, line in self._named(lines, {Role.WITHDRAWN}) if amount == money and line != words)
        corrected = cues_of().words.pattern(r"^\W*(?:\w+ ){0,2}?(?:{})\b\W*[:,–—-]", ("clauses", "corrected"))
        others = (
            line
            for amount, line in self._named(lines, {Role.NOW, Role.TOTAL})
            if amount != money and corrected.search(line)
        )
        if (line := next(denied, None) or next(others, None)) is None:
            return read
        return replace(read, price=None, others=(), why_not=f"{words!r} is taken back in {line!r}")

    def total(self, lines: Sequence[str]) -> PricesRead:
        """Read what an order came to: behind the total's label, else what is called so in any of the languages.

        A company that says of several labels that the total stands behind them is held to each of them; of usual labels
        before different sums nobody knows which one is meant.
        """
        read = self._labelled("total", lines)
        if read.price is not None:
            behind = self._by_label("total", lines)
            against = tuple(dict.fromkeys(told for told in behind if told[0] != read.price[0]))
            if against and "paid" in self.patterns:  # the company did not say itself what its labels are
                named = ", ".join(repr(words) for _, words in (read.price, *against))
                return PricesRead(why_not=f"several totals are named: {named}")
            others = tuple(told for told in read.others if told not in against)
            return replace(read, others=others, against=against)
        read = read if read.why_not else self._labelled("paid", lines)
        if read.price is not None or read.why_not:
            return read
        totals = self._named(lines, {Role.TOTAL}) or self._named(self._rows(lines), {Role.TOTAL})
        if len({written(money) for money, _ in totals}) > 1:
            return PricesRead(why_not="several totals are named", faint=True)
        return PricesRead(totals[0] if totals else None)

    def _rows(self, lines: Sequence[str]) -> list[str]:
        """Put each amount that stands alone behind the line above it, as the cells of a row are shown."""
        rows = []
        for above, label, line in zip(["", "", *lines], ["", *lines], lines, strict=False):
            if self._is_alone(line) and not amounts_in(label, self.company):
                noted = cues_of().called_taxed(label, is_first=True) == 0  # "Total", below it "incl. VAT"
                rows.append(f"{above} {label} {line}" if noted else f"{label} {line}")
        return rows

    def _is_alone(self, line: str) -> bool:
        """Tell whether a line is an amount and nothing else: ``US $99.00``."""
        found = amounts_in(line, self.company)
        return len(found) == 1 and not re.search(r"\w{3}", f"{line[: found[0].at]} {line[found[0].end :]}")

    def _hers(self, lines: Sequence[str], about: str) -> PricesRead:
        """Read the price behind the likeliest label; of several behind it, the one above which the offer is named."""
        read = self._labelled("price", lines)
        for labelled in values_by_label(self.patterns, "price", lines):
            told = [(self._behind(*one), one[1]) for one in labelled]
            priced = {found.now: words for (found, words), _ in reversed(told) if found.now is not None}
            if len(priced) > 1:
                named = {found.now for (found, _), line in told if found.now and _is_about(line, lines, about)}
                if len(named) == 1:
                    money = named.pop()
                    return replace(read, price=(money, priced[money]))
                prices = ", ".join(repr(words) for words in reversed(priced.values()))
                why_not = f"several prices are named, and which is the offer's is not said: {prices}"
                return replace(read, price=None, others=tuple(priced.items()), why_not=why_not)
            if priced:
                break
        return read

    def _labelled(self, term: str, lines: Sequence[str]) -> PricesRead:
        regular, why_not = None, ""
        found_now: list[Told] = []
        for value, line, below in values(self.patterns, term, lines):
            found, words = self._behind(value, line, below)
            if found.regular is not None and not found_now:
                regular = regular or (found.regular, words)
            if found.now is not None:
                found_now.append((found.now, words))
            if found.why_not and not found_now:
                why_not = why_not or f"{found.why_not}, in {words!r}"
        if found_now:
            return PricesRead(found_now[0], regular, others=tuple(found_now[1:]))
        return PricesRead(None, regular, why_not)

    def _by_label(self, term: str, lines: Sequence[str]) -> Iterator[Told]:
        """Give the first amount behind each label."""
        for together in values_by_label(self.patterns, term, lines):
            told = ((self._behind(*one)[0].now, one[1].translate(MARKS)) for one in together)
            yield from islice(((now, words) for now, words in told if now is not None), 1)

    def _behind(self, value: str, line: str, below: Sequence[str]) -> tuple[PriceRead, str]:
        """Read the price behind a label; where only what it was stands there, what it is may stand below."""
        regular: Money | None = None
        for number, text in enumerate((value, *below)):
            words = line if number == 0 else f"{line} {text}"
            found = self._to_pay(text)
            regular = regular or found.regular
            if found.now is not None or found.why_not:
                return replace(found, regular=regular), words.translate(MARKS)
            if number == 0 and re.search(r"\w", _not_struck(text)) and not found.regular:
                break  # words and no amount: what stands below is something else
        return PriceRead(regular=regular), line.translate(MARKS)

    def _to_pay(self, text: str) -> PriceRead:
        found = price_in(text, self.company)
        if cues_of().free.match(_not_struck(text)):
            return PriceRead(now=Money(0, self.company.currency), regular=found.regular)
        if found.now is None and not found.why_not:
            parts = (one for one in amounts_in(text, self.company) if one.role in {Role.PART, Role.FEE, Role.ADDED})
            if part := next(parts, None):
                return replace(found, why_not=f"{part.words!r} is {part.role}")
        return found

    def _named(self, lines: Sequence[str], roles: Collection[Role]) -> tuple[Told, ...]:
        """Give every amount of a letter that is of some roles."""
        return tuple(
            (amount.money, line.translate(MARKS))
            for line in lines
            for amount in amounts_in(line, self.company)
            if amount.money is not None and amount.role in roles
        )

    def _beside(self, price: Told | None, regulars: Sequence[Told], lines: Sequence[str]) -> Told | None:
        """Return what a line that names the price says it was before."""
        if price is None:
            return None
        naming = {line for money, line in self._named(lines, {Role.NOW, Role.TOTAL}) if money == price[0]}
        return next((told for told in regulars if told[1] in naming), None)

    def _labelled_regular(self, lines: Sequence[str]) -> Told | None:
        for value, line, _ in values(self.patterns, "regular_price", lines):
            whole = price_in(line, self.company)
            if whole.regular is not None and whole.now is not None:  # "was $130, now $99"
                return whole.regular, line.translate(MARKS)
            found = price_in(value, self.company)
            if (money := found.regular if found.now is None else found.now) is not None:
                return money, line.translate(MARKS)
        return None

    def _alone(self, lines: Sequence[str]) -> PricesRead:
        others = [pattern for term in _OTHER_TERMS for pattern in self.patterns.get(term, ())]
        below = {
            value for term in _OTHER_TERMS for value, line, _ in values(self.patterns, term, lines) if value != line
        }
        unlabelled = [
            line
            for line in lines
            if self._says_both(line) or not (line in below or any(one.match(line) for one in others))
        ]
        told = [(price_in(line, self.company), line.translate(MARKS)) for line in unlabelled]
        now = [(found.now, line) for found, line in told if found.now is not None]
        regular = next(((found.regular, line) for found, line in told if found.regular is not None), None)
        if len({written(money) for money, _ in now}) == 1:
            named = self._named(lines, set(Role) - {Role.REGULAR, Role.SAVING})
            return PricesRead(now[0], regular, faint=True, others=named)
        if now:
            why_not = "several amounts are named, and none of them is called the price"
            return PricesRead(None, regular, why_not, faint=True)
        why_not = next((f"{found.why_not}, in {line!r}" for found, line in told if found.why_not), "")
        return PricesRead(None, regular, why_not, faint=True)

    def _says_both(self, line: str) -> bool:
        """Tell whether a line says what something was and what it is: ``Was $130.00, now $99.00!``."""
        found = price_in(line, self.company)
        return found.now is not None and found.regular is not None


def _is_about(line: str, lines: Sequence[str], about: str) -> bool:
    """Tell whether a line, or the one right above it, names the offer."""
    at = next((number for number, one in enumerate(lines) if one in line), 0)
    return names_it(about, f"{lines[at - 1] if at else ''} {line}")


def _not_struck(text: str) -> str:
    """Return a text without what is struck through."""
    return re.sub(rf"{STRUCK}[^{STRUCK_END}]*{STRUCK_END}?", "", text)
