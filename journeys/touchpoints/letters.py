"""Reads an offer out of a message that anybody may have written: what it says to people, and what to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from imap_tools import MailMessage

from journeys.company.company_file import Company, TouchpointSettings
from journeys.promises.dates import moment_marked, moment_written
from journeys.promises.money import written
from journeys.promises.terms import HONOURED_AT, VALID_THROUGH, Term
from journeys.promises.zones import UnknownZone
from journeys.tools.plain_text import lines_of_text
from journeys.topics import offers
from journeys.touchpoints.amounts import amounts_in
from journeys.touchpoints.letter_labels import Patterns, patterns_of, values
from journeys.touchpoints.letter_prices import MARKS, LetterPrices
from journeys.touchpoints.mail_parts import html_of, text_of
from journeys.touchpoints.markup import Marked, marked
from journeys.touchpoints.rendering import lines_shown
from journeys.touchpoints.wording import places_named

__all__ = ["LetterRead", "Letters", "Said", "lines_of", "patterns_of", "sent_at"]

Said = tuple[Term[Any], str, str]
"""A term, its value, and the words that said so."""

_LONG_AGO: Final = 1990


@dataclass(slots=True)
class LetterRead:
    """What a message says.

    Attributes:
        said: What was read, in order.
        unread: What it says that could not be read or compared, each in words for a report.
    """

    said: list[Said] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


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

    def offer(self, message: MailMessage) -> Iterator[Said]:
        """Give what the message says about the offer, as far as it can be read."""
        yield from self.read(message, sent_at(message) or datetime.now(UTC)).said

    def read(self, message: MailMessage, after: datetime) -> LetterRead:
        """Read what the message says about the offer.

        What people see goes for what they pay and where; the markup goes for what only it says exactly: when the offer
        ends, its code and its link.

        Args:
            message: Anybody's.
            after: When it was written: a day without a year is the first such day from then on.
        """
        html = html_of(message)
        shown, text = lines_shown(html) if html.strip() else [], lines_of_text(text_of(message))
        read = self._read(marked(html, self.company), shown or text, after)
        if (
            shown and "<img" in html.lower()
        ):  # what stands in its pictures, the text part says to those who do not see them
            known = {term for term, _, _ in read.said} | ({offers.PRICE, VALID_THROUGH} if read.unread else set())
            read.said += [one for one in self._read(Marked(), text, after).said if one[0] not in known]
        return read

    def _read(self, told: Marked, lines: Sequence[str], after: datetime) -> LetterRead:
        read = LetterRead()
        prices = self._prices.offered(told, lines)
        for term, price in ((offers.PRICE, prices.price), (offers.REGULAR_PRICE, prices.regular)):
            if price is not None:
                read.said.append((term, written(price[0]), price[1]))
        read.unread += [f"the price: {prices.why_not}"] * bool(prices.why_not)
        named: tuple[tuple[Term[str], str, str | None], ...]
        named = ((offers.CODE, "code", told.code), (offers.LINK, "link", told.url))
        for mentioned, key, said in named:
            found = said or next((value for value, _, _ in values(self.patterns, key, lines) if value), None)
            if found:
                read.said.append((mentioned, found.translate(MARKS).strip(), found.translate(MARKS)))
        self._read_end(read, told, lines, after)
        for value, line, _ in values(self.patterns, "honoured_at", lines):
            if places := self._places(value):
                read.said.append((HONOURED_AT, places, line.translate(MARKS)))
        for value, _, _ in values(self.patterns, "alternative", lines):
            read.said.append((offers.ALTERNATIVE, value, value))
        return read

    def total(self, message: MailMessage) -> Iterator[Said]:
        """Give what the message says an order came to."""
        yield from self.read_total(message).said

    def read_total(self, message: MailMessage) -> LetterRead:
        """Read what the message says an order came to."""
        total = self._prices.total(lines_of(message))
        if total.price is not None:
            return LetterRead([(offers.PRICE, written(total.price[0]), total.price[1])])
        return LetterRead(unread=[f"the total: {total.why_not}"] * bool(total.why_not))

    @property
    def _prices(self) -> LetterPrices:
        return LetterPrices(self.patterns, self.company)

    def _read_end(self, read: LetterRead, told: Marked, lines: Sequence[str], after: datetime) -> None:
        unread = []
        zone, locale = self.company.time_zone, self.company.locale
        if told.ends is not None:
            if (moment := moment_marked(told.ends, zone)) is not None:
                read.said.append((VALID_THROUGH, moment.isoformat(), str(told.ends)))
                return
            unread.append(f"the end: its markup gives {told.ends!r}, which is no date")
        for value, line, below in values(self.patterns, "valid_through", lines):
            try:
                moment = moment_written(value.translate(MARKS), zone, locale, after)
                if moment is None and below:  # a weekday, and the date below it
                    moment = moment_written(f"{value} {below[0]}".translate(MARKS), zone, locale, after)
            except UnknownZone as letters:
                unread.append(f"the end: nobody knows the time zone {letters}, in {line.translate(MARKS)!r}")
                continue
            if moment is not None:
                read.said.append((VALID_THROUGH, moment.isoformat(), line.translate(MARKS)))
                return
            if re.search(r"\d", value) and not amounts_in(value, self.company):
                unread.append(f"the end: no date can be read in {line.translate(MARKS)!r}")
        read.unread += unread[:1]

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


def lines_of(message: MailMessage) -> list[str]:
    """Return the lines that people see: of the HTML, where there is one in which anything is seen."""
    html = html_of(message)
    return (lines_shown(html) if html.strip() else []) or lines_of_text(text_of(message))
