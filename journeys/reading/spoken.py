"""Which of several amounts is the price now, in what people say: sentence by sentence, in the language they speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from babel.numbers import get_currency_precision

from journeys.promises.money import Money

from .amounts import Amount, Payable, amounts_in
from .clauses import Mode, is_asked, is_negated, modes_at
from .cues import Cues, Role, cues_of
from .figures import in_figures
from .plain import plain, sentences
from .vocabulary import Words

__all__ = ["Heard", "Spoken", "Told"]

_BARE: Final = re.compile(
    r"(?<![\w.,$€£])(?<!\w)\d{1,4}[.,]\d\d(?![\w%]|[.,:]\d|\s?(?:[$€£]|[A-Za-z\u0600-\u06ff]{2,}))"
)
"""A number with cents and no currency, which is money where a price is named."""
_BEHIND: Final = re.compile(r"(?<!\d)(?!(?:19|20)\d\d$)\d{2,4}$")
"""The number at the end of words that lead to it, unless it is a year."""
_ADDRESS: Final = re.compile(r"\S+\.\w{2,}/\S*|https?://\S+")
"""Of a page: what stands in it is not said."""
_MOST: Final = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says of money.

    Attributes:
        words: The sentence.
        price: To be paid in all, as far as it can be told.
        surcharge: What of it is a fee that was named.
        unclear: Why what was said cannot be compared with a price, if so.
        faint: Whether no word names it the price: it is told apart from another amount only.
    """

    words: str = ""
    price: Money | None = None
    surcharge: Money | None = None
    unclear: str | None = None
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence's amounts, with what they come to.

    Attributes:
        amounts: Each with what it is.
        not_free: Whether it says that it is not free.
        names_price: Whether it says what is to be paid at all.
    """

    heard: Heard
    amounts: tuple[Amount, ...] = ()
    not_free: bool = False
    names_price: bool = False


@dataclass(frozen=True, slots=True)
class _Customs:
    currency: str
    locale: str | None


Finds = Callable[[str], re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hears prices in one language.

    Attributes:
        company: By whose customs amounts are said.
        names_price: Finds where a sentence names the price, in a company's own words; the language's, if None.
        names_fee: Finds a company's own name of a fee.
    """

    company: Payable
    language: str
    names_price: Finds | None = None
    names_fee: Finds | None = None

    def heard(self, words: str) -> list[Heard]:
        """Say what each sentence tells of money; of several prices, the last one that is a total, else the last."""
        said = self.joined(sentences(words))
        found = self.heard_of([one for sentence in said if (one := self.told(sentence)) is not None])
        return [
            replace(one, price=None, unclear="it is taken back") if self._is_retracted(one, said) else one
            for one in found
        ]

    def _is_retracted(self, heard: Heard, said: Sequence[str]) -> bool:
        """Tell whether the sentence behind a price says that it is wrong."""
        if heard.price is None or heard.words not in said:
            return False
        behind = said[said.index(heard.words) + 1 :][:1]
        return any(self._words.any("clauses", "retracted").search(plain(one)) for one in behind)

    def heard_of(self, told: Sequence[Told]) -> list[Heard]:
        """Say what the sentences of a turn tell of money, taken together."""
        found = [one.heard for one in told]
        found = [one for one in found if one.price is not None or one.surcharge is not None or one.unclear]
        prices = [one for one in found if one.price is not None]
        if any(self._is_at_first(one) for one in prices) and self._is_paid_on([one.words for one in prices], told):
            found = [replace(one, price=None, unclear="more is to be paid later") for one in found]
            prices = []
        if named := [one for one in prices if not one.faint]:
            found = [
                one for one in found if one.price is None or not one.faint
            ]  # "It's $99. The case was $25, now $20."
            prices = named
        if len(prices) > 1:
            total = self._words.any("amounts", "before", "total")
            chosen = ([one for one in prices if total.search(one.words)] or prices)[-1]
            found = [one for one in found if one.price is None or one is chosen]
        return [one for one in found if not (one.unclear and prices)]

    def _is_at_first(self, heard: Heard) -> bool:
        """Tell whether nothing is to be paid today, which says nothing of tomorrow."""
        nothing = heard.price is not None and not heard.price.amount
        return nothing and self._words.any("amounts", "today").search(plain(heard.words)) is not None

    def _is_paid_on(self, priced: Sequence[str], told: Sequence[Told]) -> bool:
        """Tell whether what is said beside a price speaks of payments by and by."""
        return any(
            self._words.any("amounts", "instalments").search(plain(one.heard.words))
            for one in told
            if one.heard.words not in priced
        )

    def joined(self, said: Sequence[str]) -> list[str]:
        """Put a sentence that goes on (``Then $4 a month …``) behind the one before it."""
        joined: list[str] = []
        for one in said:
            goes_on = self._words.any("clauses", "goes_on").search(one)
            if joined and goes_on and re.search(r"\d", one) and re.search(r"\d", joined[-1]):
                joined[-1] = f"{joined[-1].rstrip('.!')}, {one}"
            else:
                joined.append(one)
        return joined

    def told(self, sentence: str) -> Told | None:
        """Say what a sentence tells of money; None if nothing."""
        figures = in_figures(plain(sentence), self.language, self.company.currency)
        amounts = [one for one in self._amounts(figures) if one.money is None or _is_possible(one.money)]
        free, not_free = self._free(figures)
        free = self._of_itself(figures, free, amounts)
        signed = _with_signs(figures, amounts)
        named = self._named(signed) or self._named(plain(sentence)) or self._nothing_else(figures, amounts)
        if not amounts and not free and (bare := self._bare(figures, named)):
            figures = f"{figures[: bare.start()]}{self.company.currency} {figures[bare.start() :]}"
            return self._read(sentence, figures, self._amounts(figures), named or bare, not_free)
        if not amounts and not free:
            by_and_by = self._words.any("amounts", "instalments").search(figures) is not None
            return Told(Heard(sentence), not_free=not_free) if not_free or by_and_by else None
        named = named or (_is_free_now(free) and re.search("", figures)) or None
        every = sorted([*amounts, *free], key=lambda one: one.at)
        if named is None and (apart := self._told_apart(figures, amounts)):
            told = self._read(sentence, figures, every, apart, not_free)
            return replace(told, heard=replace(told.heard, faint=True), names_price=False)
        return self._read(sentence, figures, every, named, not_free)

    def _read(
        self,
        sentence: str,
        figures: str,
        amounts: Sequence[Amount],
        named: re.Match[str] | None,
        not_free: bool,  # noqa: FBT001
    ) -> Told:
        amounts = [self._with_own_fee(figures, one, amounts) for one in amounts]
        if is_asked(sentence) and not self._words.any("clauses", "offering").search(figures):
            named = None
        fee = next((one.money for one in amounts if one.role is Role.FEE), None)
        heard = Heard(sentence, surcharge=fee)
        if named is not None:
            heard = replace(self._heard(figures, amounts, named, fee), words=sentence)
        else:
            amounts = [replace(one, role=Role.MENTIONED) if one.role in _PRICES else one for one in amounts]
        return Told(heard, tuple(amounts), not_free, named is not None)

    def _heard(self, figures: str, amounts: Sequence[Amount], named: re.Match[str], fee: Money | None) -> Heard:
        words, now = self._words, self._chosen(figures, amounts, named)
        if any(one.role is Role.CONDITIONAL for one in amounts):
            return Heard(unclear="it holds only under a condition")
        if words.any("amounts", "untaxed").search(figures) and not _is_with_tax(now, amounts):
            return Heard(unclear="what comes on top is not said")
        if words.any("amounts", "spent").search(figures):
            return Heard(unclear="it holds only for who buys more")
        if now is None and any(one.role in _INEXACT for one in amounts):
            return Heard(unclear="it is no exact price")
        if now is not None and any(self._is_added_later(figures, now, one) for one in amounts):
            return Heard(unclear="more is to be paid later")
        by_and_by = [one for one in amounts if one.role in {Role.PER_PERIOD, Role.SUM_OF_PAYMENTS}]
        if by_and_by and not (now is not None and self._cues.or_.search(figures)):
            if any(one.role is Role.PART and one.money for one in amounts):
                return Heard(unclear="what is paid at first and what later is not added up")
            return self._summed(by_and_by, now)
        if now is None or now.money is None:
            return Heard(surcharge=fee)
        prices = {one.money for one in amounts if one.role is Role.NOW}
        if Money(0, now.money.currency) in prices and len(prices) > 1 and now.role is Role.NOW:
            return Heard(unclear="both free and not free is said")
        named_so = {one.money for one in amounts if one.role is Role.NOW and one.at >= named.end()}
        if len(named_so) > 1 and now.role is Role.NOW and not self._concludes(figures, now, amounts):
            return Heard(unclear="several prices are said")
        price = now.money
        added = next((one for one in amounts if one.role in {Role.FEE, Role.ADDED} and one.at > now.at), None)
        if added is not None and self._comes_on_top(figures, now, added) and added.money is not None:
            price = price + added.money if added.money.currency == price.currency else price
            fee = fee or added.money
        return Heard(price=price, surcharge=fee)

    def _comes_on_top(self, figures: str, now: Amount, added: Amount) -> bool:
        between, behind = figures[now.end : added.at], figures[now.end :]
        if self._words.pattern(r"(?<!\w)(?:{})\W*$", ("amounts", "more")).search(between):
            return True  # "with another $10"
        if self._cues.included.search(behind) or self._words.any("amounts", "other_things").search(between):
            return False  # "and the case is $25"
        on_top = self._words.pattern(
            r"(?<!\w)(?:{}|{})(?!\w)\W*(?:\w+\W*){0,3}$", ("amounts", "before", "added"), ("amounts", "and")
        )
        return on_top.search(between) is not None

    def _is_added_later(self, figures: str, now: Amount, one: Amount) -> bool:
        """Tell whether an amount is due later too; more than now is a price then, unless it is ``another``."""
        found = self._cues.more_later.search(figures[now.end : one.at])
        if found is None or one.role is not Role.LATER or one.at < now.at or not (one.money and now.money):
            return False
        return bool(found["more"]) or one.money.currency != now.money.currency or one.money < now.money

    def _chosen(self, figures: str, amounts: Sequence[Amount], named: re.Match[str]) -> Amount | None:
        now = [one for one in amounts if one.role in {Role.NOW, Role.TOTAL}]
        totals = [one for one in now if one.role is Role.TOTAL or self._concludes(figures, one, amounts)]
        behind = [one for one in now if one.at >= named.end()]
        return next(iter(totals[-1:] or behind[:1] or now[-1:]), None)

    def _concludes(self, figures: str, one: Amount, amounts: Sequence[Amount]) -> bool:
        """Tell whether an amount is said to follow from one before it: ``so it's $99``."""
        earlier = max((other.end for other in amounts if other.end <= one.at), default=None)
        return (
            earlier is not None
            and self._words.any("amounts", "concluding").search(figures[earlier : one.at]) is not None
        )

    def _bare(self, figures: str, named: re.Match[str] | None) -> re.Match[str] | None:
        """Find a number without a currency that is money all the same: with cents, or where nothing else is meant."""
        if named and (found := _BARE.search(figures)):
            return found
        said = self._words.any("amounts", "bare").search(figures)
        if said and self._words.any("clauses", "corrected").search(figures[said.end() :]):
            return None
        return _BEHIND.search(figures, said.start(), said.end()) if said else None

    def _named(self, figures: str) -> re.Match[str] | None:
        return self.names_price(figures) if self.names_price else self._words.any("amounts", "named").search(figures)

    def _nothing_else(self, figures: str, amounts: Sequence[Amount]) -> re.Match[str] | None:
        """Take an amount for the price if there is hardly another word (``Ninety-nine dollars, please``)."""
        beside = {Role.WITHDRAWN, Role.FEE, Role.ADDED, Role.NET, Role.REGULAR}
        now = [one for one in amounts if one.role not in beside]
        if now and self._concludes(figures, now[-1], amounts):
            now = now[-1:]  # "99 plus 10, so 109"
        if not now or len({one.role for one in now}) != len(now) or not {one.role for one in now} <= _ASKED:
            return None
        rest = figures
        for one in sorted(amounts, key=lambda one: -one.at):
            rest = f"{rest[: one.at]} {rest[one.end :]}"
        rest = self._cues.net.sub(" ", rest) if any(one.role is Role.NET for one in amounts) else rest
        rest = self._cues.beside.sub(" ", re.sub(r"\d+ \w+( \w+)?\s*$", "", rest) if now[0].times > 1 else rest)
        return self._words.pattern(r"\W*(?:{}(?!\w)\W*){0,4}", ("amounts", "hardly")).fullmatch(rest)

    def _told_apart(self, figures: str, amounts: Sequence[Amount]) -> re.Match[str] | None:
        """Take an amount for the price that is told apart from what it was, or is not, or is the whole."""
        now = {one.money for one in amounts if one.role in {Role.NOW, Role.TOTAL}}
        apart = any(one.role in {Role.REGULAR, Role.WITHDRAWN, Role.TOTAL} for one in amounts)
        return re.search("", figures) if self.names_price is None and apart and len(now) == 1 else None

    def _free(self, figures: str) -> tuple[list[Amount], bool]:
        """Give what is free as amounts of nothing, and tell whether it is said that something is not."""
        found, not_free = list[Amount](), False
        others = [self._words.any("amounts", "free_calls"), _ADDRESS]
        skipped = [one.span() for pattern in others for one in pattern.finditer(figures)]
        for one in self._words.any("amounts", "costs_nothing").finditer(figures):
            if any(begins <= one.start() < ends for begins, ends in skipped):
                continue
            if is_negated(figures, one.start(), self._words) or self._negated_behind(figures, one.end()):
                not_free = True
                continue
            near = figures[max(0, one.start() - 25) : one.end() + 15].split(",")
            about = next((part for part in near if one[0] in part), "")
            if self._words.any("amounts", "at_first").search(about):
                continue
            role = Role.FEE if self._words.any("amounts", "besides").search(about) else Role.NOW
            modes = modes_at(figures, one.start(), self._words)
            if role is Role.NOW and modes:
                role = _FREE_BY_MODE[modes[0]]
            if role is Role.NOW and self._words.any("amounts", "condition").search(figures):
                role = Role.CONDITIONAL
            denied = self._words.any("clauses", "denied").search(figures[one.end() :])
            not_free = not_free or (role is not Role.NOW and denied is not None)
            found.append(Amount(Money(0, self.company.currency), role, one[0], one.start(), one.end()))
        return found, not_free

    def _of_itself(self, figures: str, free: list[Amount], amounts: Sequence[Amount]) -> list[Amount]:
        """Leave out, beside a price, that nothing more is to be paid (``at no extra charge``), or no fee."""
        if not any(one.role in _PRICES and one.money for one in amounts):
            return free
        saved = [one.end for one in amounts if one.role is Role.SAVING]
        free = [one for one in free if not any(self._cues.is_waived("", figures[end : one.end]) for end in saved)]
        return [one for one in free if not self._words.any("amounts", "extra").search(one.words)]

    def _negated_behind(self, figures: str, place: int) -> bool:
        if self.language != "de":
            return False
        return re.match(r"\s(?:ist|wäre|wird) (?:das|es)(?: \w+)? nicht\b", figures[place:]) is not None

    def _with_own_fee(self, figures: str, one: Amount, amounts: Sequence[Amount]) -> Amount:
        if self.names_fee is None or one.role not in {Role.NOW, Role.PART}:
            return one
        earlier = max((other.end for other in amounts if other.end <= one.at), default=0)
        later = min((other.at for other in amounts if other.at >= one.end), default=len(figures))
        clause = self._cues.breaks.split(figures[earlier : one.at])[-1]
        behind = self.names_fee(figures[one.end : later])
        if (behind and behind.start() <= 2) or (self.names_fee(clause) and not self._named(clause)):  # noqa: PLR2004 - at once
            return replace(one, role=Role.FEE)
        return one

    @staticmethod
    def _summed(by_and_by: Sequence[Amount], now: Amount | None) -> Heard:
        one = by_and_by[0]
        if one.role is Role.PER_PERIOD or len(by_and_by) > 1 or one.money is None:
            return Heard(unclear="it does not say how many times that is paid")
        if now is None or now.money is None or now.money == one.money:
            return Heard(price=one.money)  # in so many instalments
        return Heard(price=one.money + now.money if one.money.currency == now.money.currency else one.money)

    def _amounts(self, figures: str) -> list[Amount]:
        """Find amounts, in the names and marks of the language that is spoken."""
        own = self.company.locale
        locale = own if own is not None and own.partition("_")[0] == self.language else self.language
        return amounts_in(figures, _Customs(self.company.currency, locale), self.language)

    @property
    def _words(self) -> Words:
        return self._cues.words

    @property
    def _cues(self) -> Cues:
        return cues_of(self.language)


_FREE_BY_MODE: Final = {
    Mode.MISSED: Role.REGULAR,
    Mode.PAID_BACK: Role.LATER,
    Mode.CONDITION: Role.CONDITIONAL,
    Mode.BEFORE: Role.REGULAR,
    Mode.LATER: Role.LATER,
    Mode.ELSEWHERE: Role.ELSEWHERE,
    Mode.GUESSED: Role.GUESSED,
}


_ASKED: Final = {Role.NOW, Role.SUM_OF_PAYMENTS, Role.PER_PERIOD, Role.EACH, Role.SEVERAL}
_INEXACT: Final = {Role.FROM, Role.EACH, Role.SEVERAL, Role.NET, Role.GUESSED}
_PRICES: Final = {Role.NOW, Role.TOTAL, Role.SUM_OF_PAYMENTS}


def _is_possible(money: Money) -> bool:
    """Tell whether anybody asks for so much: not for parts of a cent."""
    digits = get_currency_precision(money.currency.code)
    return money.amount < _MOST and money.amount == round(money.amount, digits)


def _with_signs(figures: str, amounts: Sequence[Amount]) -> str:
    """Write amounts with a sign in place of a word before them (``Rs. 130``), by which they are seen to be named."""
    for one in amounts:
        said = figures[one.at : one.end]
        if (number := re.search(r"\d.*", said)) and re.match(r"(?![A-Z]{3}\b)[^\W\d]", said):
            figures = f"{figures[: one.at]}{f'${number[0]}'.ljust(len(said))}{figures[one.end :]}"
    return figures


def _is_with_tax(now: Amount | None, amounts: Sequence[Amount]) -> bool:
    """Tell whether what is to be paid is named beside what it is without its tax."""
    net = [one.money for one in amounts if one.role is Role.NET and one.money is not None]
    if now is None or now.money is None or not net:
        return False
    return all(one.currency == now.money.currency and one < now.money for one in net)


def _is_free_now(free: Sequence[Amount]) -> bool:
    return any(one.role in {Role.NOW, Role.CONDITIONAL} for one in free)
