"""The promise matrix for the terminal: promises down, touchpoints across, told against promised."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeys.clock import lasting
from journeys.run import Run
from journeys.verdict import Outcome

from .figures import figures, headline
from .grid import Cell, Row, promise_rows, touchpoint_columns
from .wording import MARKS, plural

__all__ = ["caveats", "effort_line", "legend", "matrix", "matrix_text"]

_STYLES = {
    Outcome.KEPT: "green",
    Outcome.MADE_GOOD: "cyan",
    Outcome.NOT_TESTED: "dim",
    Outcome.COMPROMISED: "yellow",
    Outcome.BROKEN: "bold red",
}
_PROMISE_WIDTH, _CELL_WIDTH, _BORDER_WIDTH = 22, 13, 3
_DEFAULT_WIDTH = 100


def matrix(run: Run, width: int = _DEFAULT_WIDTH) -> list[Table]:
    """Draw the matrix, as several tables if the touchpoints do not fit side by side.

    Args:
        run: What to draw.
        width: Characters a line can have.
    """
    rows = promise_rows(run)
    columns = touchpoint_columns(run, rows)
    if not columns:
        return []
    return [_table(rows, group) for group in _side_by_side(rows, columns, width)]


def matrix_text(run: Run, width: int = _DEFAULT_WIDTH, *, colour: bool = False) -> str:
    """Write headline, matrix, legend and effort as text."""
    page = StringIO()
    console = Console(
        file=page, width=width, force_terminal=colour, no_color=not colour, highlight=False, legacy_windows=False
    )
    console.print(headline(run), style=_STYLES[run.outcome])
    tables = matrix(run, width)
    for table in tables:
        console.print(table)
    if tables:
        console.print(legend(run))
    console.print(effort_line(run), soft_wrap=True)
    for caveat in caveats(run):
        console.print(caveat, soft_wrap=True)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def legend(run: Run) -> Text:
    """Explain the signs that the matrix uses."""
    signs = [Text(f"{MARKS[outcome.name]} {outcome.words}", style=_STYLES[outcome]) for outcome in Outcome]
    cut = any(cell.more for row in promise_rows(run) for cell in row.cells.values())
    meanings = Text("- not promised   +2 two more breaches" if cut else "- not promised", style="dim")
    return Text("   ").join([*signs, meanings])


def caveats(run: Run) -> list[str]:
    """Say what a reader must know before trusting the outcome: what was let off, and what was not checked."""
    lines = [
        f"{scenario.started.name} is let off ({scenario.outcome.words}), known: {scenario.ended.known}."
        for scenario in run.scenarios
        if scenario.ended and scenario.ended.known
    ]
    if any(not start.preflight for start in run.starts):
        lines.append("The features were not checked before this run (--no-preflight): a sentence may judge nothing.")
    return lines


def effort_line(run: Run) -> str:
    """Say in a line what the journeys cost the customers."""
    total = figures(run)
    parts = [
        plural(total.journeys, "journey"),
        plural(total.visits, "visit"),
        plural(total.contacts, "contact"),
        plural(total.channel_switches, "channel switch"),
        plural(total.repeats, "repeated explanation"),
        f"{lasting(total.waited)} waiting",
        f"longest journey {lasting(total.longest)}",
    ]
    return "Effort: " + ", ".join(parts)


def _side_by_side(rows: Sequence[Row], columns: Sequence[str], width: int) -> list[list[str]]:
    """Share the touchpoints out to tables that fit the width."""
    fixed = [min(_PROMISE_WIDTH, max(len(row.promise) for row in rows))]
    fixed += [max(len("promised"), *(len(row.promised) for row in rows)), max(len(row.outcome.words) for row in rows)]
    room = width - 1 - sum(fixed) - _BORDER_WIDTH * len(fixed)
    groups: list[list[str]] = [[]]
    left = room
    for name in columns:
        longest = max(*map(len, name.split()), *(len(_drawn(row.cells.get(name)).plain) for row in rows))
        needed = min(longest, _CELL_WIDTH) + _BORDER_WIDTH
        if needed > left and groups[-1]:
            groups.append([])
            left = room
        groups[-1].append(name)
        left -= needed
    return groups


def _table(rows: Sequence[Row], columns: Sequence[str]) -> Table:
    table = Table(show_lines=len(rows) > 1)
    table.add_column("promise", max_width=_PROMISE_WIDTH)
    table.add_column("promised", no_wrap=True)
    for name in columns:
        table.add_column(name, max_width=_CELL_WIDTH)
    table.add_column("worst", no_wrap=True)
    for row in rows:
        worst = Text(row.outcome.words.upper(), style=_STYLES[row.outcome])
        table.add_row(row.promise, row.promised, *(_drawn(row.cells.get(name)) for name in columns), worst)
    return table


def _drawn(cell: Cell | None) -> Text:
    if cell is None:
        return Text("-", style="dim")
    more = f" +{cell.more}" if cell.more else ""
    return Text(f"{MARKS[cell.outcome.name]} {cell.told}{more}".rstrip(), style=_STYLES[cell.outcome])
