"""``shop run``: walk the journeys."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from journeys.commands.common import QUIETLY, company_option, existing, paths_argument
from journeys.commands.ending import InASentence
from journeys.tools.browsing import TraceMode

__all__ = ["run"]

_TWO_WORDS = re.compile(r"\b(?!(?:and|or|not)\b)[\w-]+\s+(?!(?:and|or)\b)[\w-]+")
"""Words with nothing between them, which pytest takes for a slip."""


@click.command()
@paths_argument
@company_option("Who is shopped: the sandbox company's profile (connected, siloed), or a company file.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="NAME",
    help="A fault of the sandbox company to switch on; may be repeated.",
)
@click.option("-n", "--workers", default="0", metavar="N", help="Shop with N workers at once, or 'auto'.")
@click.option("-k", "--keyword", metavar="WORDS", help="Only scenarios whose name matches.")
@click.option("-m", "--tags", metavar="TAGS", help="Only scenarios with these tags, such as 'R1 and not slow'.")
@click.option("--shopper-seed", type=int, metavar="N", help="The same seed gives the same shoppers.")
@click.option(
    "--login-suffix", metavar="TEXT", help="What logins of invented shoppers end in; told where it is chosen."
)
@click.option(
    "--trace",
    type=click.Choice([mode.value for mode in TraceMode]),
    default=TraceMode.OFF.value,
    show_default=True,
    help="Which visits leave a Playwright trace.",
)
@click.option(
    "--repeat",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Walk each scenario N times, where answers vary; told is how often it was kept.",
)
@click.option("--shard", metavar="N/OF", help="Walk only the N-th of OF shares: each machine another.")
@click.option(
    "--durations-from",
    metavar="RUN",
    help="Balance shards by an earlier run: its folder, or a ledger; the same for all machines.",
)
@click.option("--dry", is_flag=True, help="Contact nobody: tell visit by visit what would be done, and where.")
@click.option("--no-preflight", is_flag=True, help="Walk the features as they are, without checking them first.")
@click.option("--output", metavar="DIR", help="Where runs are kept.  [default: reports/out]")
def run(
    paths: tuple[Path, ...],
    company: str | None,
    faults: tuple[str, ...],
    workers: str,
    keyword: str | None,
    tags: str | None,
    shopper_seed: int | None,
    login_suffix: str | None,
    trace: str,
    repeat: int,
    shard: str | None,
    durations_from: str | None,
    output: str | None,
    *,
    dry: bool,
    no_preflight: bool,
) -> None:
    """Walk the journeys in PATHs (default: features) and report every broken promise.

    Exit code: 0 every promise kept, 1 a promise was broken, 2 something is wrong with the command or a feature, or
    nothing was walked, 3 nothing was broken but something could not be judged, 130 stopped by Ctrl-C (what was seen is
    reported).
    """
    arguments = [*existing(paths), *QUIETLY, "--browser-trace", trace]
    arguments += [word for fault in faults for word in ("--fault", fault)]
    chosen = {
        "--company": company,
        "-n": workers if workers != "0" else None,
        "-k": keyword,
        "-m": tags,
        "--repeat": str(repeat) if repeat > 1 else None,
        "--shard": shard,
        "--durations-from": durations_from,
        "--output": output,
    }
    arguments += [word for option, value in chosen.items() if value for word in (option, value)]
    arguments += ["--dry"] if dry else []
    arguments += ["--no-preflight"] if no_preflight else []
    if shopper_seed is not None:
        arguments += ["--shopper-seed", str(shopper_seed)]
    if login_suffix is not None:
        arguments += ["--login-suffix", login_suffix]
    if keyword and (strange := re.search(r"[^\w\s()+.:/\[\]\\&=-]", keyword) or _TWO_WORDS.search(keyword)):
        words = " and ".join(
            dict.fromkeys(one for one in re.findall(r"\w+", keyword) if one not in {"and", "or", "not"})
        )
        raise click.UsageError(
            f"-k takes words joined by and, or and not; {keyword!r} has {strange[0]!r}. "
            f"Of a scenario with these words in its name: -k '{words}'."
        )
    import pytest

    from journeys.running.tally import Tally

    tally = Tally()
    status = pytest.main(arguments, plugins=[tally, InASentence()])
    sys.exit(tally.exit_code(status))
