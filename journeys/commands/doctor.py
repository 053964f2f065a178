"""``shop doctor``: see whether everything a run needs is there."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeys.commands.common import INCOMPLETE, ONLY_READING, USAGE, company_option
from journeys.commands.ending import CRASHED, InASentence

if TYPE_CHECKING:
    from journeys.running.examination import Check

__all__ = ["doctor"]

_SIGNS = {True: "✓", False: "✗", None: "–"}


@click.command()
@company_option("Whose touchpoints to examine.")
@click.option(
    "--patience",
    type=click.FloatRange(min=0, min_open=True),
    default=5.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a host may take to answer.",
)
@click.option("--json", "as_json", is_flag=True, help="Print every check as JSON.")
def doctor(company: str | None, patience: float, *, as_json: bool) -> None:
    """See whether everything a run needs is there: touchpoints, sign-ins, certificates, clocks, browser, accounts.

    Exit code: 0 all is well, 2 the company file or the command is wrong, 3 something must be mended first.
    """
    import pytest

    from journeys.evidence.harmless import escaped_in_json
    from journeys.running.examiner import Examiner

    examiner = Examiner(patience)
    features = ["features"] if Path("features").is_dir() else []
    whose = ["--company", company] if company else []
    status = pytest.main([*features, *ONLY_READING, *whose], plugins=[examiner, InASentence()])
    if examiner.failure is not None:
        click.echo(examiner.failure, err=True)
    if examiner.checks is None:
        sys.exit(CRASHED if status == pytest.ExitCode.INTERNAL_ERROR else USAGE)
    if as_json:
        told = json.dumps([asdict(check) for check in examiner.checks], indent=2, ensure_ascii=False)
        click.echo(escaped_in_json(told))
    else:
        _show(examiner.checks)
    sys.exit(INCOMPLETE if any(check.ok is False for check in examiner.checks) else 0)


def _show(checks: list[Check]) -> None:
    from journeys.evidence.harmless import on_one_line

    who = max(len(check.subject) for check in checks)
    what = max(len(check.what) for check in checks)
    for check in checks:
        line = f"{_SIGNS[check.ok]} {check.subject:{who}}  {check.what:{what}}  {check.seconds:5.2f} s  {check.found}"
        click.secho(on_one_line(line), fg="red" if check.ok is False else None)
        if check.remedy:
            click.echo(f"  {'':{who}}  → {on_one_line(check.remedy)}")
    wrong = sum(check.ok is False for check in checks)
    click.echo(f"\n{len(checks)} looked at, {wrong} to mend." if wrong else f"\n{len(checks)} looked at, all is well.")
