"""What places say when something is given back: whether it is done, how much comes back, which way, and by when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final, TypeVar

from journeys.company.company_file import Company
from journeys.errors import NotUnderstood
from journeys.promises.amounts_found import find_amounts
from journeys.promises.dates import moment_written
from journeys.promises.money import Money, written
from journeys.promises.numerals import plain_digits
from journeys.promises.zones import UnknownZone
from journeys.reading.clauses import is_asked, is_negated
from journeys.reading.plain import plain, sentences
from journeys.reading.vocabulary import Words, words_of
from journeys.topics import returns
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_files import word_file

__all__ = ["Given", "note_refund", "note_undoing", "read_given", "way_told"]

Kind = TypeVar("Kind")

_FILE: Final = "return_words.toml"
_NO: Final = {
    "again": returns.REFUSED,
    "unknown": returns.NO_SUCH_ORDER,
    "too_late": returns.TOO_LATE,
    "refused": returns.REFUSED,
}
"""What says that it is not done, and what that means; the first that is said counts."""
_WORKING: Final = re.compile(r"business|working|werk|arbeits|geschäfts|ouvr|عمل", re.IGNORECASE)
_LENGTHS: Final = (
    (re.compile(r"week|woche|semaine|أسبوع|أسابيع", re.IGNORECASE), timedelta(weeks=1)),
    (re.compile(r"hour|stunde|heure|ساعة", re.IGNORECASE), timedelta(hours=1)),
    (re.compile(""), timedelta(days=1)),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody said of what was given back.

    Attributes:
        undoing: What came of it; None where that is not clear.
        refund: What comes back; None where no amount is named, or more than one could be it.
        fee: What is kept.
        to: Which way the money comes.
        by: When it is back at the latest.
    """

    undoing: str | None = None
    refund: Money | None = None
    fee: Money | None = None
    to: str | None = None
    by: datetime | None = None


def note_undoing(visit: OpenVisit, words: str, company: Company) -> None:
    """Write down what a place answers to somebody who gives something back, or cancels an order.

    Raises:
        NotUnderstood: Whether it is done cannot be told.
    """
    given = read_given(words, company, visit.started)
    if given.undoing is None:
        message = f"Whether the {visit.touchpoint} takes it back cannot be told: {visit.quoted(words)}"
        raise NotUnderstood(message)
    visit.saw(returns.UNDOING, given.undoing, words)
    note_refund(visit, given, words)


def note_refund(visit: OpenVisit, given: Given, words: str) -> None:
    """Write down what is said of the money."""
    if given.fee is not None:
        visit.saw(returns.FEE_KEPT, written(given.fee), words)
    if given.refund is not None:
        visit.saw(returns.REFUND, written(given.refund), words)
    if given.to is not None:
        visit.saw(returns.REFUND_TO, given.to, words)
    if given.by is not None:
        visit.saw(returns.REFUND_BY, given.by.isoformat(), words)


def read_given(words: str, company: Company, now: datetime) -> Given:
    """Read what somebody said; what is asked, or only possible, says nothing of what came of it."""
    told = [one for one in sentences(plain_digits(plain(words))) if not is_asked(one)]
    read = [_Sentence.of(one, company, now, language) for one in told for language in word_file(_FILE)]
    answers = {answer for one in read for answer in one.answers}
    undoing = next(iter(answers)) if len(answers) == 1 else None
    if undoing != returns.DONE:
        return Given(undoing)
    fee = _only({one for part in read for one in part.fees if one.amount})
    # An amount that one sentence calls the fee, or what was paid, may be named again without a word.
    left = {one for part in read for one in part.refunds}
    to = _only({way for one in read for way in one.ways})
    by = max((one.by for one in read if one.by is not None), default=None)
    return Given(undoing, _only(left), fee, to, by)


def way_told(words: str) -> str | None:
    """Read by which way money comes back; None where that is not told, or told in two ways."""
    return _only({way for says in word_file(_FILE).values() for way in _ways(plain(words), says)})


def _only(found: Collection[Kind]) -> Kind | None:
    return next(iter(found)) if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What one sentence says in the words of one language."""

    answers: tuple[str, ...] = ()
    refunds: tuple[Money, ...] = ()
    fees: tuple[Money, ...] = ()
    ways: tuple[str, ...] = ()
    by: datetime | None = None

    @classmethod
    def of(cls, words: str, company: Company, now: datetime, language: str) -> _Sentence:
        """Read it; amounts are taken out of the text first, and stand as ``#1``, ``#2`` there."""
        says = word_file(_FILE)[language]
        text, amounts = _without_amounts(words, company)
        if _finds(says["open"], text):
            return cls()
        fees, paid = _those(says["fee"], text), _those(says["paid"], text)
        about = _finds(says["refund"], text)
        return cls(
            answers=tuple(_answers(text, says, words_of(language))),
            refunds=tuple(amounts[one] for one in amounts if about and one not in fees | paid),
            fees=tuple(amounts[one] for one in fees),
            ways=tuple(_ways(text, says)),
            by=_by(text, company, now, says) if about else None,
        )


def _answers(text: str, says: Mapping[str, str], words: Words) -> Iterator[str]:
    """Say what came of it; of a sentence that says no and yes, both. What is said not to be done is not done."""
    rest = text
    said_no = next((name for name in _NO if _finds(says[name], text)), None)
    if said_no is not None:
        yield _NO[said_no]
        for name in _NO:
            rest = re.sub(_spelled(says[name]), " ", rest, flags=re.IGNORECASE)
    done = re.finditer(_spelled(says["done"]), rest, re.IGNORECASE)
    if any(not is_negated(rest, one.start(), words) and not _denies(one[0], words) for one in done):
        yield returns.DONE


def _denies(found: str, words: Words) -> bool:
    return words.any("clauses", "negated").search(found) is not None


def _ways(text: str, says: Mapping[str, str]) -> Iterator[str]:
    if _finds(says["as_paid"], text):
        yield returns.AS_PAID
    if _finds(says["as_credit"], text):
        yield returns.AS_CREDIT


def _by(text: str, company: Company, now: datetime, says: Mapping[str, str]) -> datetime | None:
    """Tell when the money is back at the latest, by a length of time or a day."""
    if (within := re.search(says["within"], text, re.IGNORECASE)) is not None:
        number = int(within[1])
        if _WORKING.search(within[0]):
            return company.service_standards().calendar.end_of(now, number)
        unit = next(length for name, length in _LENGTHS if name.search(within[0]))
        return now + number * unit
    if (day := re.search(says["by"], text, re.IGNORECASE)) is not None:
        behind = day[1].strip(" .!")
        for end in (
            len(behind),
            *(comma.start() for comma in reversed(list(re.finditer(r"[,.]| ist | wieder ", behind)))),
        ):
            try:
                moment = moment_written(behind[:end], company.time_zone, company.locale, now)
            except UnknownZone:
                return None
            if moment is not None:
                return moment
    return None


def _without_amounts(words: str, company: Company) -> tuple[str, dict[str, Money]]:
    text, amounts = words, dict[str, Money]()
    for found in reversed(find_amounts(words, company.currency, company.locale)):
        if found.money is not None:
            name = f"#{len(amounts)}"
            amounts[name] = found.money
            text = f"{text[: found.start]}{name}{text[found.end :]}"
    return text, amounts


def _those(pattern: str, text: str) -> set[str]:
    """Name the amounts that stand where a pattern has its ``#``."""
    found = re.finditer(_spelled(pattern), text, re.IGNORECASE)
    return {name for one in found for name in re.findall(r"#\d+", one[0])}


def _finds(pattern: str, text: str) -> bool:
    return re.search(_spelled(pattern), text, re.IGNORECASE) is not None


@cache
def _spelled(pattern: str) -> str:
    """Let ``#`` stand for an amount, wherever it is no part of a set of characters."""
    return re.sub(r"#(?![^\[\]]*\])", r"#\\d+", pattern)
