"""Scenarios that are let off: a breach that is known and accepted until a day, and work that is in progress."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from journeys.errors import AuthorError
from journeys.gherkin.tags import known_breach
from journeys.verdict import Outcome

__all__ = ["settle"]

_WIP = "work in progress"


def settle(item: pytest.Item, outcome: Outcome, error: BaseException | None) -> tuple[BaseException | None, str | None]:
    """Decide what a scenario's end means for the run, given its tags.

    Args:
        item: The scenario's test item.
        outcome: What came of it, which stays what it is.
        error: What the scenario would fail with; None if it would pass.

    Returns:
        What it fails with after all, which is pytest's *xfail* if it is let off; and the words to say so, or None.
    """
    if item.get_closest_marker("wip") is not None:
        return (None, None) if error is None else (_let_off(_WIP, error), _WIP)
    tags = [f"known_breach:{mark.args[0]}" for mark in item.iter_markers("known_breach") if mark.args]
    known = known_breach(tags)
    if known is None:
        return error, None
    if outcome in {Outcome.KEPT, Outcome.MADE_GOOD} and error is None:
        remedy = f"Take the tag off, so that it is not broken again unseen (it is known as {known})."
        return AuthorError("This breach is mended, and its tag says it is not", value=known.ticket, remedy=remedy), None
    if outcome is not Outcome.BROKEN or error is None:
        return error, None
    if datetime.now(UTC).date() > known.until:
        error.add_note(f"known: {known}, which has passed")
        return error, None
    return _let_off(f"known: {known}", error), str(known)


def _let_off(reason: str, error: BaseException) -> BaseException:
    return pytest.xfail.Exception(f"{reason}: {error}")
