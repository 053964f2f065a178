"""Which of several amounts is the price now: not what it was, will be or is usually, not a saving, not a part of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from moneyed import Money

from journeys.touchpoints import price_words
from journeys.touchpoints.amounts_heard import Amount, AmountsHeard
from journeys.touchpoints.speech import sentences

__all__ = ["Heard", "PriceNow"]


class _Kind(Enum):
    NOW = auto()
    TOTAL = auto()
    OTHER = auto()  # what it was, is usually or will be; a saving, a refund, a balance
    FEE = auto()
    BY_AND_BY = auto()  # so much a month
    ROUGH = auto()  # from, about, up to


@dataclass(frozen=True, slots=True)
class Heard:
    """What a turn says of money.

    Attributes:
        price: To be paid in all, as far as it can be told.
        surcharge: What of it is a fee that was named.
        unclear: Why what was said cannot be compared with a price, if so.
        words: The sentence that says it.
    """

    words: str = ""
    price: Money | None = None
    surcharge: Money | None = None
    unclear: str | None = None


_DAYS: Final = {"d": 1, "t": 1, "w": 7, "m": 30, "y": 360, "j": 360, "a": 360, "s": 7, "ش": 30, "أ": 7}
_AT_ONCE: Final = 3
"""Characters between an amount and the word that says what it is."""
_UNIT_DAYS: Final = {"jour": 1, "an": 360, "سنة": 360, "semaine": 7}


@dataclass(frozen=True, slots=True)
class PriceNow:
    """Hears the price in what is said in one turn.

    Attributes:
        names_price: Finds where a sentence names the price.
        names_fee: Finds a company's own name of a fee.
    """

    amounts: AmountsHeard
    names_price: Callable[[str], re.Match[str] | None]
    names_fee: Callable[[str], re.Match[str] | None]

    def told(self, words: str) -> list[Heard]:
        """Say what each sentence tells of money; of several prices, the last one that is a total, else the last."""
        heard = [one for sentence in self._joined(sentences(words)) if (one := self._in_sentence(sentence))]
        prices = [one for one in heard if one.price is not None]
        if len(prices) > 1:
            totals = [one for one in prices if price_words.TOTAL.search(one.words)]
            chosen = (totals or prices)[-1]
            heard = [one for one in heard if one.price is None or one is chosen]
        return [one for one in heard if not (one.unclear and prices)]

    @staticmethod
    def _joined(said: list[str]) -> list[str]:
        """Put a sentence that goes on (``Then $4 a month …``) behind the one before it."""
        joined: list[str] = []
        for one in said:
            if joined and price_words.AND_THEN.search(one) and re.search(r"\d", one) and re.search(r"\d", joined[-1]):
                joined[-1] = f"{joined[-1].rstrip('.!')}, {one}"
            else:
                joined.append(one)
        return joined

    def _in_sentence(self, sentence: str) -> Heard | None:
        figures = self.amounts.in_figures(sentence)
        amounts = self.amounts.within(figures)
        named = self.names_price(figures) or self.names_price(sentence) or self._nothing_else(figures, amounts)
        sorted_out = self._sorted(figures, amounts)
        fees = [one for one, kind in sorted_out if kind is _Kind.FEE]
        fee = fees[0].money if fees else None
        if named is None or not amounts:
            return Heard(sentence, surcharge=fee) if fee is not None else None
        rough = [one for one, kind in sorted_out if kind is _Kind.ROUGH]
        by_and_by = [one for one, kind in sorted_out if kind is _Kind.BY_AND_BY]
        now = self._chosen(sorted_out, named)
        if price_words.UNTAXED.search(figures):
            return Heard(sentence, unclear="what comes on top is not said")
        if price_words.SPENT.search(figures):
            return Heard(sentence, unclear="it holds only for who buys more")
        if rough and now is None:
            return Heard(sentence, unclear="it is no exact price")
        if by_and_by and not (now is not None and re.search(r"\b(?:or|oder|ou|أو)\b", figures)):
            return self._summed(sentence, figures, by_and_by, now)
        if now is None:
            return Heard(sentence, surcharge=fee) if fee is not None else None
        price = now.money
        if (
            fee is not None
            and not price_words.INCLUDED.search(figures[now.end :])
            and price_words.ADDED.search(figures[now.end : fees[0].start])
        ):
            price = price + fee if fee.currency == price.currency else price
        return Heard(sentence, price=price, surcharge=fee)

    @staticmethod
    def _nothing_else(figures: str, amounts: list[Amount]) -> re.Match[str] | None:
        """Take an amount for the price if there is hardly another word (``Ninety-nine dollars, please``)."""
        if len(amounts) != 1:
            return None
        rest = f"{figures[: amounts[0].start]} {figures[amounts[0].end :]}"
        return price_words.HARDLY_A_WORD.fullmatch(rest)

    @staticmethod
    def _chosen(sorted_out: list[tuple[Amount, _Kind]], named: re.Match[str]) -> Amount | None:
        totals = [one for one, kind in sorted_out if kind is _Kind.TOTAL]
        now = [one for one, kind in sorted_out if kind is _Kind.NOW]
        behind = [one for one in now if one.start >= named.end()]
        return next(iter(totals[-1:] or behind[:1] or now[-1:]), None)

    def _sorted(self, figures: str, amounts: list[Amount]) -> list[tuple[Amount, _Kind]]:
        breaks = [0, *(match.end() for match in price_words.CLAUSE.finditer(figures)), len(figures)]
        found: list[tuple[Amount, _Kind]] = []
        for number, one in enumerate(amounts):
            earlier = amounts[number - 1].end if number else 0
            later = amounts[number + 1].start if number + 1 < len(amounts) else len(figures)
            begins = max(earlier, *(place for place in breaks if place <= one.start))
            ends = min(later, *(place for place in breaks if place >= one.end))
            ranged = (
                number > 0 and found[-1][1] is _Kind.ROUGH and bool(price_words.TO.search(figures[earlier : one.start]))
            )
            found.append(
                (one, _Kind.ROUGH if ranged else self._kind(figures[begins : one.start], figures[one.end : ends], one))
            )
        return found

    def _kind(self, before: str, behind: str, one: Amount) -> _Kind:
        if one.money.amount < 0 or price_words.SAVING.search(before) or price_words.SAVING_BEHIND.search(behind):
            return _Kind.OTHER
        if not one.money.amount and price_words.FREE_BESIDES.search(before):
            return _Kind.OTHER
        own = self.names_fee(behind)
        if (
            price_words.FEE_BEFORE.search(before)
            or price_words.FEE_BEHIND.search(behind)
            or (own and own.start() < _AT_ONCE)
            or (self.names_fee(before) and not self.names_price(before))
        ):
            return _Kind.FEE
        if price_words.EACH.search(behind) or price_words.PARTS_BEFORE.search(before):
            return _Kind.BY_AND_BY
        if price_words.ONCE.search(before) or price_words.WAS.search(before) or price_words.ONCE_BEHIND.search(behind):
            return _Kind.OTHER
        if price_words.ROUGH.search(before):
            return _Kind.ROUGH
        return (
            _Kind.TOTAL
            if price_words.TOTAL.search(before)
            or price_words.CONCLUDING.search(before)
            or price_words.TOTAL.match(behind.lstrip(" ,"))
            else _Kind.NOW
        )

    @staticmethod
    def _summed(sentence: str, figures: str, by_and_by: list[Amount], now: Amount | None) -> Heard:
        one = by_and_by[0]
        count = _count(figures, one)
        if count is None or len(by_and_by) > 1:
            return Heard(sentence, unclear="it does not say how many times that is paid")
        price = one.money * count
        if now is not None and now.money == price:
            return Heard(sentence, price=price)  # in so many instalments
        if now is not None and now.money.currency == price.currency:
            price += now.money
        return Heard(sentence, price=price)


def _count(figures: str, one: Amount) -> Decimal | None:
    """Tell how often an amount is paid."""
    if before := price_words.PARTS_BEFORE.search(figures[: one.start]):
        return Decimal(before[1] or before[2])
    behind = figures[one.end :]
    each, parts = price_words.EACH.search(behind), price_words.PARTS.search(behind)
    if parts is None:
        return None
    if parts["times"] or parts["parts"]:
        return Decimal(parts["times"] or parts["parts"])
    many = Decimal(parts["many"]) if parts["many"].isdecimal() else Decimal(1)
    unit = _days((each["unit"] or each["adverb"]) if each else "month")
    times = many * _days(parts["unit"]) / unit
    return times if times == times.to_integral_value() else None


def _days(unit: str) -> int:
    name = unit.casefold()
    return _UNIT_DAYS.get(name, _DAYS[name[0]])
