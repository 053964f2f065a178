"""Scenarios that are let off: a breach that is known and accepted until a day, and work that is in progress."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry

from journeys.errors import AuthorError
from journeys.gherkin.reading.feature_files import scenario_tags
from journeys.gherkin.reading.tags import KnownBreach, known_breach
from journeys.judging.verdict import Outcome
from journeys.records.triage import WIP

__all__ = ["settle"]


def settle(
    item: pytest.Function, outcome: Outcome, error: BaseException | None
) -> tuple[BaseException | None, str | None]:
    """Decide what a scenario's end means for the run, given its tags.

    Args:
        item: The scenario's test item.
        outcome: What came of it, which stays what it is.
        error: What the scenario would fail with; None if it would pass.

    Returns:
        What it fails with after all, which is pytest's *xfail* if it is let off; and the words to say so, or None.
    """
    if item.get_closest_marker("wip") is not None:
        return (None, None) if error is None else (_let_off(WIP, error), WIP)
    try:
        known = known_breach(scenario_tags(item))
    except AuthorError as unreadable:
        return error or unreadable, None
    if known is None:
        return error, None
    if outcome in {Outcome.KEPT, Outcome.MADE_GOOD} and error is None:
        return _mended(item, known), None
    if outcome not in {Outcome.BROKEN, Outcome.MADE_GOOD} or error is None:  # made good after a Then found it broken
        return error, None
    if datetime.now(UTC).date() > known.until:
        error.add_note(f"known: {known}, which has passed")
        return error, None
    return _let_off(f"known: {known}", error), str(known)


def _mended(item: pytest.Function, known: KnownBreach) -> AuthorError:
    line = scenario_wrapper_template_registry[item.obj].line_number
    return AuthorError(
        "This breach is mended, and its tag says it is not",
        value=known.ticket,
        remedy=f"Take the tag off, so that it is not broken again unseen (it is known as {known}). "
        "If it stands above others that are still broken, put it on those, or on their Examples.",
        place=f"{item.nodeid.partition('::')[0]}:{line}",
    )


def _let_off(reason: str, error: BaseException) -> BaseException:
    return pytest.xfail.Exception(f"{reason}: {error}")
