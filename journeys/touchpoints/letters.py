"""Reads an offer out of a message that anybody may have written: what it says to people, and what to machines."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from imap_tools import MailMessage

from journeys.company.company_file import Company, TouchpointSettings
from journeys.promises.dates import moment_marked, moment_written
from journeys.promises.money import read_money, written
from journeys.promises.terms import HONOURED_AT, LINE, VALID_THROUGH
from journeys.promises.zones import UnknownZone
from journeys.reading.amounts import amounts_in
from journeys.reading.asking import places_named
from journeys.reading.plain import sentences
from journeys.tools.letterheads import subject_of
from journeys.topics import offers
from journeys.touchpoints.letter_labels import MARKS, Patterns, patterns_of, values
from journeys.touchpoints.letter_parts import MARKUP, add_price, can_be_paid, parts_of
from journeys.touchpoints.letter_prices import LetterPrices
from journeys.touchpoints.mail_parts import html_of
from journeys.touchpoints.markup import Marked, offers_called, the_offer
from journeys.touchpoints.offer_names import another_offer
from journeys.touchpoints.tellings import LetterRead, Said, Telling, agreed

__all__ = ["LetterRead", "Letters", "Said", "sent_at"]

_HEADING: Final = 3
"""How many lines of what is seen tell what a letter is about."""

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_LONG_AGO: Final = 1990
_MEANT_FOR: Final = re.compile(r"\bfor (\w+(?: \w+)*?)[’']s line\b")
_A_LINK: Final = re.compile(r"<?\(?\w+://[^\s>)]+\)?>?")


@dataclass(frozen=True, slots=True)
class Letters:
    """How a company's messages say things.

    Attributes:
        patterns: By term, what stands before its value, or around it.
        places: What the messages call touchpoints, with the touchpoints' names.
        subject: Words of the subject that tell the message when nothing else does.
    """

    patterns: Patterns
    places: Mapping[str, str]
    subject: str
    company: Company

    @classmethod
    def of(cls, settings: TouchpointSettings, company: Company) -> Letters:
        """Take a touchpoint's options; see ``patterns_of``."""
        options = settings.options
        return cls(patterns_of(settings), options.get("places", {}), str(options.get("subject", "")), company)

    def read(self, message: MailMessage, after: datetime) -> LetterRead:
        """Read what a message says about the offer, all parts of it; see ``tellings``."""
        return agreed(self.tellings(message, after), self.company.time_zone)

    def read_words(self, words: str, after: datetime, about: str = "") -> LetterRead:
        """Read what a message in plain words says about the offer, such as a text; see ``tellings``."""
        lines = [one.rstrip(" .") for one in sentences(words)]
        return agreed([self._read("the text", lines, after, about)], self.company.time_zone)

    def tellings(self, message: MailMessage, after: datetime, about: str = "") -> list[Telling]:
        """Read what each part of a message says about the offer: the markup, the text part, the page if any is seen.

        Args:
            message: Anybody's.
            after: When it was written: a day without a year is the first such day from then on.
            about: What the offer is called.
        """
        parts = parts_of(message)
        told = [self._read(part, lines, after, about) for part, lines in parts]
        if any(one.of(offers.PRICE) and offers.PRICE not in one.faint for one in told):
            subjects = _words(f"{subject_of(message)} {about} {' '.join(parts[-1][1][:_HEADING])}")
            told = [one.without({offers.PRICE} if _is_beside_the_point(one, subjects) else ()) for one in told]
        seen = [one for telling in reversed(told) for one in telling.said]
        codes = {one.value for one in seen if one.term == offers.CODE}
        price = next((read_money(one.value) for one in seen if one.term == offers.PRICE), None)
        marked = the_offer(html_of(message), self.company, codes, price)
        return [self._read_markup(marked, codes), *told]

    def other_offer(self, message: MailMessage, name: str) -> str | None:
        """Return what a message calls its offer, where it surely names one and names nothing of ``name``."""
        parts = [[line.translate(MARKS) for line in shown] for _, shown in parts_of(message)]
        lines = [line for part in parts for line in part]
        headings = [subject_of(message), *(part[0] for part in parts)]
        labelled = [value.strip() for value, _, _ in values(self.patterns, "offer", [headings[0], *lines])]
        return another_offer(name, headings, lines, labelled, offers_called(html_of(message)))

    def _read(self, part: str, lines: Sequence[str], after: datetime, about: str) -> Telling:
        telling = Telling(part)
        unlinked = [_A_LINK.sub(" ", line) for line in lines]
        add_price(telling, self.prices.offered(unlinked, about), "the price")
        telling.said += [
            Said(offers.CODE, value.translate(MARKS).strip(), value.translate(MARKS))
            for value, _, _ in values(self.patterns, "code", lines)
            if value
        ]
        telling.said += [Said(LINE, one[1], line) for line in lines if (one := _MEANT_FOR.search(line))]
        self._read_end(telling, unlinked, after)
        held = [
            (self._places(value), line.translate(MARKS))
            for value, line, _ in values(self.patterns, "honoured_at", lines)
        ]
        telling.said += [Said(HONOURED_AT, places, line) for places, line in held[::-1] if places]
        telling.said += [
            Said(offers.ALTERNATIVE, value, value)
            for value, _, _ in values(self.patterns, "alternative", lines)
            if value
        ]
        return telling

    def _read_markup(self, told: Marked, codes: Collection[str]) -> Telling:
        """Read the markup of an offer that people are told these codes of."""
        telling = Telling(MARKUP)
        for term, money in ((offers.PRICE, told.price), (offers.REGULAR_PRICE, told.regular)):
            if money is not None and can_be_paid(written(money)):
                telling.said.append(Said(term, written(money), f"price: {written(money)}"))
        if told.unread:
            telling.unread[offers.PRICE] = f"the price: {told.unread}"
        marks = (offers.CODE, told.code_beside(codes)), (offers.LINK, told.url)
        telling.said += [Said(term, said, said) for term, said in marks if said]
        if told.ends is not None:
            moment = moment_marked(told.ends, self.company.time_zone)
            if moment is None:
                telling.unread[VALID_THROUGH] = f"the end: its markup gives {told.ends!r}, which is no date"
            else:
                telling.said.append(Said(VALID_THROUGH, moment.isoformat(), str(told.ends)))
        return telling

    @property
    def prices(self) -> LetterPrices:
        """What reads its amounts."""
        return LetterPrices(self.patterns, self.company)

    def _read_end(self, telling: Telling, lines: Sequence[str], after: datetime) -> None:
        zone, locale = self.company.time_zone, self.company.locale
        for value, line, below in values(self.patterns, "valid_through", lines):
            words = line.translate(MARKS)
            try:
                moment = moment_written(value.translate(MARKS), zone, locale, after)
                if moment is None and below:  # a weekday, and the date below it
                    moment = moment_written(f"{value} {below[0]}".translate(MARKS), zone, locale, after)
            except UnknownZone as letters:
                telling.unread.setdefault(VALID_THROUGH, f"the end: nobody knows the time zone {letters}, in {words!r}")
                continue
            if moment is not None:
                telling.said.append(Said(VALID_THROUGH, moment.isoformat(), words))
            elif re.search(r"\d", value) and not amounts_in(value, self.company):
                telling.unread.setdefault(VALID_THROUGH, f"the end: no date can be read in {words!r}")

    def _places(self, value: str) -> str:
        names = {**{name: name for name in self.company.touchpoints}, **self.places}
        said = value.casefold()
        own = {place for words, place in names.items() if words.casefold() in said}
        return ", ".join(sorted(own | {place for place in places_named(value).split(", ") if place}))


def sent_at(message: MailMessage) -> datetime | None:
    """Return when a message says it was sent, timezone-aware; None where it does not say so."""
    try:
        said = message.date
        moment = said if said.tzinfo else said.replace(tzinfo=UTC)
        return moment if moment.astimezone(UTC).year > _LONG_AGO else None
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _is_beside_the_point(telling: Telling, subjects: set[str]) -> bool:
    """Tell whether the one amount of a part may be what returns cost: its line has no word of the offer."""
    told = telling.of(offers.PRICE) if offers.PRICE in telling.faint else []
    return bool(told) and not _words(told[0].words) & subjects


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
