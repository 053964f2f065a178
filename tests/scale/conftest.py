"""Suites of their own for tests about several machines, workers and runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from journeys.records.record import ScenarioStarted

from ..plugin.conftest import suite

__all__ = ["suite"]


@pytest.fixture
def scenario_started() -> ScenarioStarted:
    """A scenario that began."""
    return ScenarioStarted(
        scenario="s",
        feature="Feature",
        rule=None,
        name="Scenario",
        file="features/feature.feature",
        line=1,
        tags=(),
        example={},
        description="",
        started=datetime(2026, 5, 3, 9, 0, tzinfo=UTC),
    )
