"""Breaches as a complaint letter would list them: promised, told, verdict and reason, touchpoint by touchpoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeys.errors import BrokenPromise, BrokenPromises
from journeys.judging.verdict import Finding, Outcome
from journeys.promises.promise import Promise

__all__ = ["broken_promise", "complain", "heading", "one_line", "table"]


def complain(heading: str, findings: Sequence[Finding]) -> BrokenPromises:
    """Make the error that lists broken findings among all that were judged."""
    broken = [found for found in findings if found.outcome is Outcome.BROKEN]
    return BrokenPromises(f"{heading}\n\n{table(findings)}", [broken_promise(found) for found in broken])


def heading(promise: Promise, findings: Sequence[Finding]) -> str:
    """Say how many touchpoints broke which promise, said where and when."""
    places = {found.touchpoint for found in findings}
    broke = {found.touchpoint for found in findings if found.outcome is Outcome.BROKEN}
    noun = "touchpoint" if len(places) == 1 else "touchpoints"
    when = f"{promise.valid_from.day} {promise.valid_from:%B}"
    return (
        f'{len(broke)} of {len(places)} {noun} broke "{promise.name}", '
        f"promised to {promise.shopper} by {promise.said_by.value} on {when} ({promise.source})"
    )


def table(findings: Sequence[Finding]) -> str:
    """Draw the findings as a plain-text table: every breach, and one line for each touchpoint that kept the promise."""
    rows = [("touchpoint", "promised", "told", "verdict", "")]
    for found in _telling(findings):
        kept = found.outcome is Outcome.KEPT
        rows.append(
            (
                found.touchpoint,
                found.promised,
                found.told,
                "kept" if kept else found.outcome.name,
                "" if kept else found.reason,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    )
    return "\n".join(f"  {line}".rstrip() for line in lines)


def _telling(findings: Sequence[Finding]) -> Iterator[Finding]:
    by_place: dict[str, list[Finding]] = {}
    for found in findings:
        by_place.setdefault(found.touchpoint, []).append(found)
    for own in by_place.values():
        bad = [found for found in own if found.outcome is not Outcome.KEPT]
        price = [found for found in own if found.term is not None and found.term.asks]
        yield from bad or (price or own)[:1]


def broken_promise(found: Finding) -> BrokenPromise:
    """Make the error of one breach."""
    return BrokenPromise(one_line(found), f"{found.touchpoint}: {found.breach or found.about}")


def one_line(found: Finding) -> str:
    """Tell one breach in a sentence."""
    return f"{found.touchpoint}: promised {found.promised}, told {found.told}; {found.reason}"
