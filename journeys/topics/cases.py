"""Cases: what was opened in one channel is known in the next, by its number or by whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Before
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding, Outcome
from journeys.promises.form import one_of
from journeys.promises.forms import MENTION, WORDS
from journeys.topics.complaints import CASE
from journeys.topics.identity import WHOSE
from journeys.topics.offers import SERVED

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "CASES",
    "CASE_ABOUT",
    "CASE_KNOWN",
    "CASE_NAMED",
    "CASE_UNKNOWN",
    "ENQUIRE",
    "NOT_OPENED",
    "OPEN",
    "OTHER_CASE",
    "KnowsCases",
    "OpensCases",
]

CASES = Topic("cases", about="knowing the case", measures="continuity")


@runtime_checkable
class OpensCases(Protocol):
    """A place where customers have a case opened, and are told its number."""

    def open_case(self, visit: OpenVisit) -> None:
        """Have a case opened about ``visit.words``; write down its number, or that there is no way to."""


@runtime_checkable
class KnowsCases(Protocol):
    """A place where customers ask about a case, wherever it was opened."""

    def ask_about_case(self, visit: OpenVisit) -> None:
        """Ask about the case with the number ``visit.words``; write down if it is known, which it is, and what about.

        Without a number, one was never told; the place may know whose case it is all the same.
        """


_OPENS = "opens a case"

CASES.ability(OpensCases, "open a case")
CASES.ability(KnowsCases, "know a case", after=_OPENS)

CASE_KNOWN = CASES.seen("case known", one_of("known", "unknown"), told="case {value}", told_alone=True)
CASE_NAMED = CASES.seen("case named", MENTION, told="case {value}")
CASE_ABOUT = CASES.seen("case about", WORDS)

OPEN = CASES.purpose(
    _OPENS,
    OpensCases.open_case,
    sentence="{shopper} has a case opened at the {place}",
    owes=[CASE],
    may=SERVED,
    in_general=True,
    sample="The screen of my phone stays dark.",
)


def _opened(visits: Iterable[Visit]) -> dict[str, Visit]:
    """Give those of some visits on which a case was opened, if only by a complaint, by its number."""
    told = ((visit, visit.last(CASE)) for visit in visits)
    return {seen.value: visit for visit, seen in told if seen is not None and seen.value != CASE.is_none}


def _last_number(before: Before) -> str:
    """Give the number of the case that the shopper opened last."""
    return next(reversed(_opened(one for one in before.visits if one.shopper == before.promise.shopper)), "")


ENQUIRE = CASES.purpose(
    "asks about the case",
    KnowsCases.ask_about_case,
    sentence="{shopper} asks the {place} about the case",
    owes=[CASE_KNOWN],
    may=(CASE_NAMED, CASE_ABOUT, *SERVED),
    in_general=True,
    brings=_last_number,
    after=OPEN,
)

NOT_OPENED = CASES.breach("opened no case", row="R11")
CASE_UNKNOWN = CASES.breach("did not know the case", row="R11")
OTHER_CASE = CASES.breach("took the case for another one", row="R11")


@CASES.rule(OPEN)
def told_its_number(visit: Visit, _: Standing) -> Iterator[Finding]:
    """Say whether a case was opened that was asked for."""
    if seen := visit.last(CASE):
        breach = NOT_OPENED if seen.value == CASE.is_none else None
        yield CASES.found(visit, CASE, "a case number", seen.value, "a case was asked for", breach, seen.words)


@CASES.rule(ENQUIRE)
def known_again(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether a case opened before is known, and is the one that was asked about."""
    known, cases = visit.last(CASE_KNOWN), _opened(standing.before)
    number = visit.words if visit.words in cases else next(reversed(cases), None)
    if known is None or visit.last(WHOSE) is not None:  # what is somebody else's is charged as such
        return
    if number is None:
        yield CASES.untested(visit, CASE_KNOWN, "known", "no case had been opened before")
        return
    told, breach, unclear = known.value, None, False
    named, about = visit.last(CASE_NAMED), visit.last(CASE_ABOUT)
    if known.value == "unknown":
        breach = CASE_UNKNOWN
    elif named is not None and _bare(named.value) != _bare(number):
        told, breach = named.value, OTHER_CASE
    elif about is not None and not _repeats(about.value, cases[number].words):
        other = next((one for one, opening in cases.items() if _repeats(about.value, opening.words)), None)
        told, breach = other or told, OTHER_CASE if other else None
        unclear = other is None and named is None
    reason = f"it was opened at the {cases[number].touchpoint}"
    if unclear:
        reason = f"{reason}, and nobody can tell whether it is the one that was told of"
    found = CASES.found(visit, CASE_KNOWN, f"case {number}", told, reason, breach, known.words)
    yield replace(found, outcome=Outcome.COMPROMISED) if unclear else found


def _bare(text: str) -> str:
    """Give what counts of a number or of words, however they are written: ``C-100 001`` is ``c100001``."""
    return "".join(re.findall(r"\w", text.casefold()))


def _repeats(told: str, meant: str) -> bool:
    """Tell whether what was told is what was meant, maybe among other words, or cut short as lists do."""
    bare, mine = _bare(told), _bare(meant)
    return bool(bare and mine) and (mine.startswith(bare) or mine in bare)
