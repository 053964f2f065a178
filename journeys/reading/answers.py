"""An answer as a whole: what was read of the offer, the money and what the customer is to do, and from which words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from journeys.promises.money import Money
from journeys.promises.zones import UnknownZone

from .amounts import Amount, Payable
from .asking import asked_in, calls_in, sent_to
from .cues import Role
from .plain import plain, sentences
from .spoken import Finds, Heard, Spoken, Told
from .stances import Says, said_in
from .times import lasts_in, until_in
from .told import code_told, end_told
from .vocabulary import Words, languages, words_of

__all__ = ["Found", "Reader", "Reading"]


_ASKED: Final = {Role.NOW, Role.TOTAL, Role.SUM_OF_PAYMENTS, Role.PER_PERIOD, Role.EACH, Role.SEVERAL}


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was read, and the sentence it was read from."""

    value: str
    words: str


@dataclass(slots=True)
class Reading:
    """What an answer says.

    Attributes:
        language: In which language it was read; empty if nothing was.
        stance: What it says of the offer; ``NOTHING`` if it does not say, or contradicts itself.
        stance_words: The sentence that says so.
        price: What is to be paid, all in all; None if that is not said or cannot be compared.
        price_words: The sentence that says so.
        amounts: Every amount with what it is.
        asks: Facts that are asked for, such as ``customer_number``.
        sends_to: Places that the customer is sent to, such as ``store``.
        calls: What happens in the call: ``put_through``, ``on_hold``, ``hangs_up``.
        until: Until when it holds.
        lasts: How long it holds from now on.
        unclear: Why something that is said cannot be told, each in words for a report.
    """

    language: str = ""
    stance: Says = Says.NOTHING
    stance_words: str = ""
    price: Money | None = None
    price_words: str = ""
    amounts: list[Amount] = field(default_factory=list)
    asks: list[Found] = field(default_factory=list)
    sends_to: list[Found] = field(default_factory=list)
    calls: list[Found] = field(default_factory=list)
    until: datetime | None = None
    lasts: timedelta | None = None
    unclear: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether anything was read at all."""
        told = (self.amounts, self.asks, self.sends_to, self.calls, self.until, self.lasts, self.unclear)
        return self.stance is not Says.NOTHING or any(told)

    def of(self, *roles: Role) -> list[Amount]:
        """Return the amounts that are of some roles."""
        return [one for one in self.amounts if one.role in roles]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads answers of a company's people.

    Attributes:
        company: By whose customs amounts are written; its language is tried first.
        zone: In which its days end.
        names_price: Finds where a sentence names the price, in a company's own words; the language's, if None.
        names_fee: Finds a company's own name of a fee.
    """

    company: Payable
    zone: str = "UTC"
    names_price: Finds | None = None
    names_fee: Finds | None = None

    def read(self, words: str, *, language: str = "", now: datetime | None = None) -> Reading:
        """Read an answer; in another language than the company's own if nothing can be read in that.

        Args:
            words: What was said, shown or written.
            language: ISO 639 code, if it is known.
            now: When it was said: a date without a year is the first such day from then on.
        """
        moment = now or datetime.now(UTC)
        if language:
            return self._read(words, language, moment)
        own, *others = self._tried()
        if first := self._read(words, own, moment):
            return first
        read = [found for one in others if (found := self._read(words, one, moment))]
        if len({(one.stance, one.price) for one in read}) > 1:
            return Reading(unclear=[f"it means different things in {', '.join(one.language for one in read)}"])
        return read[0] if read else Reading()

    def prices(self, words: str) -> list[Heard]:
        """Say what each sentence of a turn tells of money, in the first language in which it tells anything."""
        told = (self._spoken(one).heard(words) for one in self._tried())
        return next((one for one in told if one), [])

    def code(self, sentence: str, finds: re.Pattern[str]) -> str | None:
        """Return the code that a sentence says the offer goes by, which is the group of an expression."""
        words = plain(sentence)
        return code_told(words, finds.finditer(words), self._tried())

    def end(self, sentence: str, now: datetime, *, of_offer: bool = False) -> datetime | None:
        """Return the end that a sentence tells of an offer, or of the price that it names.

        Args:
            sentence: As it was said.
            now: When it was said.
            of_offer: Whether it is known to be about an offer.
        """
        known = of_offer or any(one.price is not None for one in self.prices(sentence))
        try:
            return end_told(sentence, self._tried(), self.zone, self.company.locale or "en", now, of_offer=known)
        except UnknownZone:
            return None

    def _tried(self) -> list[str]:
        known = languages()
        own = (self.company.locale or "en").partition("_")[0]
        return list(dict.fromkeys([*([own] if own in known else []), "en", *known]))

    def _spoken(self, language: str) -> Spoken:
        return Spoken(self.company, language, self.names_price, self.names_fee)

    def _read(self, text: str, language: str, now: datetime) -> Reading:
        words, spoken = words_of(language), self._spoken(language)
        read = Reading(language)
        said = spoken.joined(sentences(text))
        told = {one: money for one in said if (money := spoken.told(one)) is not None}
        self._take_money(read, words, spoken, told)
        self._take_stances(read, words, said)
        for one in said:
            read.asks += [Found(fact, one) for fact in asked_in(one, words)]
            read.sends_to += [Found(place, one) for place in sent_to(one, words)]
            read.calls += [Found(event, one) for event in calls_in(one, words)]
            read.until = read.until or self._until(one, words, language, now)
            read.lasts = read.lasts or (None if one in told else lasts_in(one, words, language))
        if read.stance is Says.NOTHING and not read.unclear and (read.lasts or (read.until and read.until > now)):
            read.stance, read.stance_words = Says.OFFERED, next(one for one in said if one)
        return read

    @staticmethod
    def _take_money(read: Reading, words: Words, spoken: Spoken, said: Mapping[str, Told]) -> None:
        for one, told in said.items():
            asked = any(amount.role in _ASKED for amount in told.amounts)
            if asked and words.any("clauses", "corrected").search(one):
                read.amounts = [_withdrawn(amount) for amount in read.amounts]
            read.amounts += told.amounts
            if told.names_price and any(amount.role is Role.CONDITIONAL for amount in told.amounts):
                read.stance, read.stance_words = Says.NEEDED, one
            if told.names_price and asked:
                read.price_words = one
            if told.not_free:
                read.stance, read.stance_words = Says.REFUSED, one
        heard = spoken.heard_of(list(said.values()))
        price = next((one for one in heard if one.price is not None), None)
        if price is not None:
            read.price, read.price_words = price.price, price.words
        read.unclear += [f"{one.unclear}: {one.words}" for one in heard if one.unclear]

    def _take_stances(self, read: Reading, words: Words, said: Sequence[str]) -> None:
        found = {
            says: one
            for one in reversed(said)
            if (says := said_in(one, words, priced=one == read.price_words)) is not Says.NOTHING
        }
        if read.stance is not Says.NOTHING:
            found.setdefault(read.stance, read.stance_words)
        offered = found.pop(Says.OFFERED, "")
        if Says.NEEDED in found:
            found.pop(Says.REFUSED, None)
        if found and offered:
            read.unclear.append(f"it is offered and is not: {offered} {next(iter(found.values()))}")
            read.stance = Says.NOTHING
            return
        for says in Says:
            if says in found:
                read.stance, read.stance_words = says, found[says]
                return
        if offered or read.price_words:
            read.stance, read.stance_words = Says.OFFERED, offered or read.price_words

    def _until(self, sentence: str, words: Words, language: str, now: datetime) -> datetime | None:
        own = self.company.locale or "en"
        locale = own if own.partition("_")[0] == language else language
        try:
            return until_in(sentence, words, self.zone, locale, now)
        except UnknownZone:
            return None


def _withdrawn(amount: Amount) -> Amount:
    return replace(amount, role=Role.WITHDRAWN) if amount.role in {Role.NOW, Role.TOTAL} else amount
