"""``shop try``: one visit to one touchpoint, while its driver is being written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeys.commands.common import INCOMPLETE, ONLY_READING, USAGE, company_option
from journeys.commands.ending import CRASHED, InASentence

if TYPE_CHECKING:
    from journeys.running.trial import Tried

__all__ = ["has_screen", "try_place"]

_KEPT = Path("reports/try")
_LOOK_MILLISECONDS = 100
_NO_SCREEN = "There is no screen to show a browser on: leave out {option}, or try it where there is one."
_ABOUT_NOTHING = "nothing that was written down is about the promise"
_WATCHING = "Watching the suite's Python files and company.toml: save one to try again, Ctrl-C to end."


def has_screen() -> bool:
    """Tell whether a window could be shown here."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@click.command(name="try")
@click.argument("place")
@click.argument("purpose")
@company_option("Whose touchpoint it is.")
@click.option("--shopper", default="Linda", show_default=True, metavar="NAME", help="Who goes there.")
@click.option("--promise", metavar="NAME", help="A promise of the company file.  [default: one is made up]")
@click.option(
    "--term",
    "terms",
    multiple=True,
    metavar="NAME=VALUE",
    help="A term of the promise, as in a table; may be repeated.",
)
@click.option("--words", metavar="WORDS", help="What the shopper says, or the product that is looked up.")
@click.option("--line", metavar="NAME", help="Whose line it is for.")
@click.option(
    "--shopper-seed", type=int, default=1, show_default=True, metavar="N", help="Another makes up another one."
)
@click.option("--visible", is_flag=True, help="Show the browser.")
@click.option("--pause", is_flag=True, help="Stop in Playwright's inspector at each page, to step through the driver.")
@click.option("--watch", is_flag=True, help="Try again whenever a Python file of the suite, or company.toml, changes.")
def try_place(
    place: str,
    purpose: str,
    company: str | None,
    shopper: str,
    promise: str | None,
    terms: tuple[str, ...],
    words: str | None,
    line: str | None,
    shopper_seed: int,
    *,
    visible: bool,
    pause: bool,
    watch: bool,
) -> None:
    """Make one visit to PLACE and show what its driver wrote down, heard and kept, and what the judge would say.

    PURPOSE is what a shopper comes for, or the driver's method: quote, redeem, price_product. What is kept goes to
    reports/try, in place of what was there.

    Exit code: as after shop run: 0 nothing was broken, 1 a promise was broken, 2 the driver, the company file or the
    command is wrong, 3 it could not be judged.
    """
    if (visible or pause) and not has_screen():
        raise click.UsageError(_NO_SCREEN.format(option="--pause" if pause else "--visible"))
    if watch:
        _again_and_again()
        return
    told = [tuple(part.strip() for part in one.split("=", 1)) for one in terms]
    if wrong := next((one for one in told if len(one) < 2), None):  # noqa: PLR2004
        raise click.UsageError(f"--term {wrong[0]!r} is no NAME=VALUE, such as 'price=0.00 USD'.")
    import pytest

    from journeys.running.trial import Asked, Trial

    asked = Asked(
        place=place,
        purpose=purpose,
        shopper=shopper,
        promise=promise,
        terms=[(name, value) for name, value in told],
        words=words,
        line=line,
        seed=shopper_seed,
        visible=visible or pause,
        on_page=_pause if pause else lambda _: None,
    )
    shutil.rmtree(_KEPT, ignore_errors=True)
    _KEPT.mkdir(parents=True)
    trial = Trial(asked, _KEPT)
    features = ["features"] if Path("features").is_dir() else []
    whose = ["--company", company] if company else []
    status = pytest.main([*features, *ONLY_READING, *whose], plugins=[trial, InASentence()])
    if trial.failure is not None:
        raise trial.failure
    if trial.tried is None:
        sys.exit(CRASHED if status == pytest.ExitCode.INTERNAL_ERROR else USAGE)
    _show(trial.tried)
    sys.exit(_code(trial.tried))


def _pause(page: Any) -> None:
    page.pause()


def _again_and_again() -> None:
    """Run the same command anew at each change: nothing of a module that was changed is left from the time before."""
    from watchfiles import PythonFilter, watch

    command = [sys.executable, "-m", "journeys", *(word for word in sys.argv[1:] if word != "--watch")]
    folders = [one for one in Path().iterdir() if one.is_dir() and one.name not in {"reports", "node_modules"}]
    seen = [Path("company.toml"), *(one for one in folders if not one.name.startswith((".", "__")))]
    there = [one for one in seen if one.exists()]
    only = PythonFilter(extra_extensions=(".toml",))
    changes = watch(*there, watch_filter=only, yield_on_timeout=True, rust_timeout=_LOOK_MILLISECONDS)
    next(changes)  # from here on none is missed, those that are made during a visit included
    while True:
        subprocess.run(command, check=False)
        click.echo(f"\n{_WATCHING}")
        if next(filter(None, changes), None) is None:
            return


def _show(tried: Tried) -> None:
    from journeys.evidence.harmless import on_one_line

    for title, lines in _told(tried):
        click.secho(on_one_line(tried.clean(title)), bold=True)
        for line in lines:
            click.echo(f"  {on_one_line(tried.clean(line))}")


def _told(tried: Tried) -> Iterator[tuple[str, list[str]]]:
    """Give everything there is to say, part by part."""
    for visit in tried.visits:
        sentence = visit.purpose.told(
            shopper=visit.who, place=visit.touchpoint, promise=visit.promise, quantity=visit.quantity
        )
        made_up = " (made up)" if tried.made_up else ""
        yield f"{sentence} ({visit.channel.value}; {visit.promise}{made_up})", []
        facts = [(str(seen.term), seen.value, seen.words, seen.beside) for seen in visit.observations]
        wide = max((len(term) for term, *_ in facts), default=0)
        noted = [
            f"{term:{wide}}  {value}{f'   “{words}”' if words else ''}{'   (beside)' if beside else ''}"
            for term, value, words, beside in facts
        ]
        yield "Written down", noted or ["nothing: visit.saw(TERM, value, words)"]
        if visit.transcript:
            yield "Heard", [f"{said.speaker}: {said.words}" for said in visit.transcript]
        yield (
            "Kept",
            [f"{one.name}: {_KEPT / one.path}" for one in visit.exhibits] or ["nothing: visit.photograph(page)"],
        )
    if tried.error is not None:
        yield "It did not come to its end", [f"{type(tried.error).__name__}: {tried.error}"]
    if tried.made_up:
        yield "The judge", ["has nothing to go by: nobody promised this; say what was: --promise NAME, --term price=…"]
    else:
        problems = {visit.problem for visit in tried.visits}
        told = [one for one in tried.findings if one.reason not in problems]
        judged = [f"{one.outcome.words}: {one.about}: {one.reason}" for one in told]
        why_not = "the visit did not come to its end" if problems - {None} else _ABOUT_NOTHING
        yield "The judge", judged or [f"says nothing: {why_not}"]
    if tried.undone:
        gone = [f"{one.what} {one.reference}: {one.problem or 'undone'}" for one in tried.undone]
        yield "Made at the company", gone


def _code(tried: Tried) -> int:
    from journeys.errors import Compromised
    from journeys.judging.verdict import Outcome

    worst = max((one.outcome for one in tried.findings), default=Outcome.KEPT)
    if worst is Outcome.BROKEN and not tried.made_up:
        return 1
    if tried.error is not None:
        return INCOMPLETE if isinstance(tried.error, Compromised) else USAGE
    return INCOMPLETE if worst is Outcome.COMPROMISED else 0
