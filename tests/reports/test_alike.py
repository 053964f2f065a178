"""Blocks of the terminal that say the same are shown once."""

from __future__ import annotations

import pytest

from journeys.errors import BrokenPromise, BrokenPromises
from reports.alike import abridge, note_causes

STORE, CALL = "store: charged the regular price", "call centre: hung up on the customer"


def block(name: str, *kinds: str, told: str = "$130.00") -> pytest.TestReport:
    broken = BrokenPromises("The table", [BrokenPromise(f"{kind}, told {told}", kind) for kind in kinds])
    text = f"The table of {name}\n\n  repeat with: pytest '{name}'"
    report = pytest.TestReport(name, (name, 0, name), {}, "failed", text, "call")
    note_causes(report, broken)
    return report


def test_what_broke_in_the_same_ways_is_told_in_a_line_each_and_how_to_repeat_it() -> None:
    first, alike, other, both = (
        block("first", STORE),
        block("alike", STORE, STORE, told="$110.00"),
        block("other", CALL),
        block("both", CALL, STORE),
    )
    strange = pytest.TestReport("strange", ("strange", 0, "strange"), {}, "failed", "assert 1 == 2", "call")

    abridge([first, alike, strange, other, both])

    assert alike.longreprtext == f"Broken as in first:\n\n  {STORE}\n\n  repeat with: pytest 'alike'"
    whole = [one.longreprtext.splitlines()[0] for one in (first, strange, other, both)]
    assert whole == ["The table of first", "assert 1 == 2", "The table of other", "The table of both"]
