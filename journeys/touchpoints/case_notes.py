"""What a customer writes down of a case: its number, whether it is known, which one it is taken for."""

from __future__ import annotations

from collections.abc import Sequence

from journeys.reading.asking import sends_elsewhere
from journeys.topics import cases, complaints, service
from journeys.touchpoints.visit import OpenVisit

__all__ = ["note_case", "note_opening", "note_unknown_case"]


def note_opening(visit: OpenVisit, words: str, numbers: Sequence[str]) -> None:
    """Write down the number of a case that was opened, the last one told, or that there is no way to open one."""
    visit.saw(complaints.CASE, numbers[-1] if numbers else str(complaints.CASE.is_none), words)
    if not numbers:
        _note_elsewhere(visit, words)


def note_case(visit: OpenVisit, words: str, numbers: Sequence[str], about: str) -> None:
    """Write down that a case is known: which one, the one asked for if it is among several, and what it is about."""
    visit.saw(cases.CASE_KNOWN, "known", words)
    if numbers:
        visit.saw(cases.CASE_NAMED, visit.words if visit.words in numbers else numbers[0], words)
    if about:
        visit.saw(cases.CASE_ABOUT, about, words)


def note_unknown_case(visit: OpenVisit, words: str) -> None:
    """Write down that nobody there knows the case, and where the customer is sent instead."""
    visit.saw(cases.CASE_KNOWN, "unknown", words)
    _note_elsewhere(visit, words)


def _note_elsewhere(visit: OpenVisit, words: str) -> None:
    if sends_elsewhere(words):
        visit.saw(service.DROPPED, "sent elsewhere", words)
