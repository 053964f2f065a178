"""Hooks that plugins may implement to follow a run; an implementation names only the arguments it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pytest_bdd.parser import Step

    from journeys.company.company_file import Company
    from journeys.evidence.observations import Visit
    from journeys.running.examination import Check


def pytest_shop_visit(item: pytest.Item, visit: Visit) -> None:
    """Follow a visit that has just ended, before the step that made it does.

    Args:
        item: The scenario's test item.
        visit: What was seen; its exhibits are written.
    """


def pytest_shop_breach(item: pytest.Item, step: Step, exception: Exception) -> None:
    """Follow a *Then* that failed without stopping the journey; called before ``pytest_bdd_after_step``.

    Args:
        item: The scenario's test item.
        step: The step that failed.
        exception: The assertion it raised.
    """


@pytest.hookspec(firstresult=True)
def pytest_shop_company(config: pytest.Config) -> Company | None:
    """Describe the company that ``--company`` chooses, without opening or contacting it.

    Args:
        config: The session's configuration.

    Returns:
        Its file's content; addresses and credentials need not work.
    """


@pytest.hookspec(firstresult=True)
def pytest_shop_open_company(config: pytest.Config) -> AbstractContextManager[Company] | None:
    """Open the company that ``--company`` chooses, for as long as the context lasts.

    Args:
        config: The session's configuration.
    """


def pytest_shop_examine(config: pytest.Config) -> Check | None:
    """Look at something that runs need besides the company, for ``shop doctor``.

    Args:
        config: The session's configuration.
    """
