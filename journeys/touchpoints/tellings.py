"""What several parts or letters say of the same thing: what differs is all written down, what the eye sees last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from journeys.promises.terms import LINE, VALID_THROUGH, Term
from journeys.topics import offers
from journeys.touchpoints.visit import OpenVisit

__all__ = ["LetterRead", "Said", "Telling", "agreed", "same_name", "write_down"]

_A_MINUTE: Final = timedelta(minutes=1)
_MUCH_THE_SAME: Final = 0.6
_MOST_QUOTED: Final = 5
"""How many differing values of a term are written down at most: who says more has said it often enough."""


class Said(NamedTuple):
    """A term, its value, and the words that said so."""

    term: Term[Any]
    value: str
    words: str


@dataclass(slots=True)
class LetterRead:
    """What a message says.

    Attributes:
        said: What was read, in order; of a term with several values, what the eye sees comes last.
        unread: What it says that could not be read or compared, each in words for a report.
    """

    said: list[Said] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Telling:
    """What one part of a letter says.

    Attributes:
        part: Which one, as a report calls it: ``the text part``.
        said: What it says, first of each term what it says foremost; others of that term stand there too.
        unread: By term, what could not be read or compared.
        barred: Terms of which nothing is known if this is what the eye sees: it says something that cannot be compared.
        faint: Terms that were read without a label, since there was but one such value.
    """

    part: str
    said: list[Said] = field(default_factory=list)
    unread: dict[Term[Any], str] = field(default_factory=dict)
    barred: set[Term[Any]] = field(default_factory=set)
    faint: set[Term[Any]] = field(default_factory=set)

    def of(self, term: Term[Any]) -> list[Said]:
        """Return everything said of a term."""
        return [one for one in self.said if one.term == term]

    def without(self, terms: Iterable[Term[Any]]) -> Telling:
        """Return it without what it says of some terms."""
        left_out = set(terms)
        return replace(self, said=[one for one in self.said if one.term not in left_out])


def agreed(tellings: Sequence[Telling], zone: str) -> LetterRead:
    """Put together what all parts say, from the least to the most seen.

    Args:
        tellings: The last one is what the eye sees.
        zone: The company's, by which a day has its end.
    """
    read = LetterRead()
    if not tellings:
        return read
    eye = tellings[-1]
    terms = dict.fromkeys(one.term for telling in reversed(tellings) for one in telling.said)
    for term in terms:
        if term in eye.barred:
            continue
        kept = _kept(term, tellings, zone)
        read.said += [
            one._replace(words=f"{telling.part}: {one.words}" if len(kept) > 1 else one.words) for telling, one in kept
        ]
    known = {one.term for one in read.said}
    unread: Mapping[Term[Any], str] = {
        term: why for telling in tellings for term, why in telling.unread.items() if term not in known
    }
    read.unread = list(unread.values())
    return read


def write_down(visit: OpenVisit, said: Sequence[Said]) -> None:
    """Write down what was said: what the eye sees as seen, other values beside it."""
    last = {one.term: one for one in said}
    for one in said:
        value = one.value
        if one.term == LINE:
            if one is last[LINE] and not visit.purpose.receives:
                visit.saw_line(value, one.words)
                continue
            value = visit.holder_in(value)
            if visit.purpose.receives and value not in {line.holder for line in visit.shopper.lines}:
                continue  # "for your daughter's line" names nobody
        if one.term == offers.ORDER and same_name(value, visit.words):
            value = visit.words
        seen = visit.saw if one is last[one.term] else visit.also
        seen(one.term, value, one.words)


def same_name(one: str, other: str) -> bool:
    """Tell whether two codes or numbers are the same, however they are set: ``#K 100001`` and ``k-100001``."""
    return offers.same_mark(one, other)


def _kept(term: Term[Any], tellings: Sequence[Telling], zone: str) -> list[tuple[Telling, Said]]:
    """Choose the values that differ, the eye's last."""
    kept: list[tuple[Telling, Said]] = []
    for telling in reversed(tellings):
        said = telling.of(term)
        if not said:
            continue
        for number, (other, known) in enumerate(kept):
            alike = [one for one in said if _same(term, known.value, one.value, zone)]
            if alike or any(_same(term, one.value, said[0].value, zone) for one in other.of(term)):
                if alike and _is_more_exact(term, alike[0].value, known.value, zone):
                    kept[number] = other, alike[0]
                break
        else:
            kept.append((telling, said[0]))
    return kept[:_MOST_QUOTED][::-1]


def _same(term: Term[Any], one: str, other: str, zone: str) -> bool:
    if term == VALID_THROUGH:
        return _same_end(datetime.fromisoformat(one), datetime.fromisoformat(other), zone)
    if term in {offers.CODE, offers.ORDER}:
        return same_name(one, other)
    if term == offers.ALTERNATIVE:
        first, second = _bare(one), _bare(other)  # a text part may break a line off, or write a link out
        return first in second or second in first or SequenceMatcher(None, first, second).ratio() > _MUCH_THE_SAME
    form = term.form
    return one == other or (form is not None and term.agrees(form.parse(one), form.parse(other)))


def _same_end(one: datetime, other: datetime, zone: str) -> bool:
    """Tell whether two ends are one: to the minute, or by the day where one of them is a day."""
    if abs(one - other) < _A_MINUTE:
        return True
    for day, moment in ((one, other), (other, one)):
        if _is_a_day(day, zone):
            there = day.astimezone(ZoneInfo(zone)).date()
            return there in {moment.date(), moment.astimezone(ZoneInfo(zone)).date()}
    return False


def _is_a_day(moment: datetime, zone: str) -> bool:
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M:%S}" == "23:59:59"


def _is_more_exact(term: Term[Any], one: str, than: str, zone: str) -> bool:
    """Tell whether a value says to the minute what another one says to the day."""
    if term != VALID_THROUGH:
        return False
    moment, day = datetime.fromisoformat(one), datetime.fromisoformat(than)
    return _is_a_day(day, zone) and abs(moment - day) >= _A_MINUTE


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
