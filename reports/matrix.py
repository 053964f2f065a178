"""The promise matrix for the terminal: promises down, touchpoints across, told against promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeys.evidence.harmless import harmless, on_one_line
from journeys.judging.verdict import Outcome
from journeys.promises.clock import lasting
from journeys.records.run import Run
from journeys.records.triage import Triage

from .changes import changes_in_words
from .figures import figures, what_to_mend
from .grid import Cell, Row, locale_of, promise_rows, touchpoint_columns, whole_journeys
from .headline import headline, let_off, notices, standings
from .shares import in_lines
from .wording import LET_OFF, MARKS, plural, readable, walk_title

__all__ = ["caveats", "effort_line", "legend", "matrix", "matrix_text"]

_STYLES = {
    Outcome.KEPT: "green",
    Outcome.MADE_GOOD: "cyan",
    Outcome.NOT_TESTED: "dim",
    Outcome.COMPROMISED: "yellow",
    Outcome.BROKEN: "bold red",
}
_LET_OFF_STYLE = "magenta"
_HEADLINES = {one: _STYLES[Outcome[one.name]] for one in Triage if one.name in Outcome.__members__} | {
    Triage.ERROR: "yellow",
    Triage.KNOWN: _LET_OFF_STYLE,
    Triage.IN_PROGRESS: _LET_OFF_STYLE,
}
_MOST_NAMES = 10
_SEVERAL = 2
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
        file=page,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        legacy_windows=False,
        markup=False,  # what stands in brackets was said by somebody
        emoji=False,
    )
    console.print(harmless(headline(run)), style=_HEADLINES[run.triage])
    if accepted := let_off(run):
        console.print(harmless(accepted), style=_LET_OFF_STYLE)
    tables = matrix(run, width)
    for table in tables:
        console.print(table)
    if tables:
        console.print(legend(run))
    for line in (*_whole(run), *_to_fix(run)):
        console.print(line, soft_wrap=True)
    for sentence in filter(None, (standings(run), changes_in_words(run))):
        console.print(harmless(sentence), soft_wrap=True)
    for told in in_lines(run):
        console.print(on_one_line(told), soft_wrap=True)
    console.print(harmless(effort_line(run)), soft_wrap=True)
    for caveat in caveats(run):
        console.print(harmless(caveat), soft_wrap=True)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def legend(run: Run) -> Text:
    """Explain the signs that the matrix uses."""
    signs = [Text(f"{MARKS[outcome.name]} {outcome.words}", style=_STYLES[outcome]) for outcome in Outcome]
    if any(row.let_off or any(cell.let_off for cell in row.cells.values()) for row in promise_rows(run)):
        signs.append(Text(f"{MARKS[Triage.KNOWN.name]} {LET_OFF}", style=_LET_OFF_STYLE))
    cut = any(cell.more for row in promise_rows(run) for cell in row.cells.values())
    meanings = Text("- not promised   +2 two more breaches" if cut else "- not promised", style="dim")
    return Text("   ").join([*signs, meanings])


def caveats(run: Run) -> list[str]:
    """Say what a reader must know before trusting the outcome: what was let off, and what was not checked."""
    lines = [
        f"{walk_title(scenario.started)} is let off "
        f"({scenario.outcome.words}{', known' if scenario.triage is Triage.KNOWN else ''}): {scenario.let_off}."
        for scenario in run.scenarios
        if scenario.let_off
    ]
    return [*lines, *_not_walked(run), *notices(run)]


def _not_walked(run: Run) -> Iterator[str]:
    """Name who was not walked, by reason; where they are many, the journey page does."""
    reasons: dict[str, list[str]] = {}
    for one in run.not_walked:
        reasons.setdefault(one.why, []).append(one.scenario)
    for why, names in reasons.items():
        if len(names) > _MOST_NAMES:
            yield f"{len(names)} scenarios were not walked: {why}. The journey page names them."
        else:
            yield from (f"{name} was not walked: {why}." for name in names)


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


def _whole(run: Run) -> Iterator[Text]:
    """Tell what was wrong with journeys as wholes, a line for each; where they are many, the journey page does."""
    rows, locale = whole_journeys(run), locale_of(run)
    if rows:
        yield Text("The whole journey:")
    for row in rows[:_MOST_NAMES]:
        mark = MARKS[Triage.KNOWN.name if row.let_off else row.finding.outcome.name]
        told = f"{readable(row.finding.promised, locale)}; {readable(row.finding.told, locale)}"
        style = _LET_OFF_STYLE if row.let_off else _STYLES[row.finding.outcome]
        yield Text(on_one_line(f"{mark} {row.title}: {told}"), style=style)
    if (more := len(rows) - _MOST_NAMES) > 0:
        yield Text(f"and {more} more, which the journey page names")


def _to_fix(run: Run) -> Iterator[Text]:
    """Name what let down several journeys by touchpoint and kind, the gravest first, as the journey page does."""
    mends = what_to_mend(run)
    if len({place for mend in mends for kind in mend.kinds for place, _ in kind.places}) < _SEVERAL:
        return
    yield Text("What to fix first:")
    for number, mend in enumerate(mends[:_MOST_NAMES], start=1):
        kinds = ", ".join(f"{kind.breach}{_times(len(kind.places))}" for kind in mend.kinds)
        yield Text(on_one_line(f"{number}. {mend.touchpoint} ({plural(mend.journeys, 'journey')}): {kinds}"))
    if (more := len(mends) - _MOST_NAMES) > 0:
        yield Text(f"and {more} more, which the journey page names")


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


def _side_by_side(rows: Sequence[Row], columns: Sequence[str], width: int) -> list[list[str]]:
    """Share the touchpoints out to tables that fit the width."""
    fixed = [min(_PROMISE_WIDTH, max(len(row.promise) for row in rows))]
    fixed += [max(len("promised"), *(len(row.promised) for row in rows)), max(len(_worst(row)) for row in rows)]
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
        table.add_column(on_one_line(name), max_width=_CELL_WIDTH)
    table.add_column("worst", no_wrap=True)
    for row in rows:
        worst = Text(_worst(row).upper(), style=_style(row))
        table.add_row(
            on_one_line(row.promise),
            on_one_line(row.promised),
            *(_drawn(row.cells.get(name)) for name in columns),
            worst,
        )
    return table


def _drawn(cell: Cell | None) -> Text:
    if cell is None:
        return Text("-", style="dim")
    more = f" +{cell.more}" if cell.more else ""
    mark = MARKS[Triage.KNOWN.name] if cell.let_off else MARKS[cell.outcome.name]
    return Text(on_one_line(f"{mark} {cell.told}{more}").rstrip(), style=_style(cell))


def _worst(row: Row) -> str:
    return LET_OFF if row.let_off else row.outcome.words


def _style(told: Cell | Row) -> str:
    return _LET_OFF_STYLE if told.let_off else _STYLES[told.outcome]
