"""The ``shop`` command, for people who do not know pytest."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from journeys.browsing import TraceMode
from journeys.errors import nearest

__all__ = ["main"]

USAGE = 2
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
# This package is loaded before pytest is, so pytest cannot rewrite its asserts; it has none.
_ALREADY_LOADED = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
_QUIETLY = [*_ALREADY_LOADED, "--no-header", "--tb=short", "--disable-warnings"]
_ONLY_READING = [*_ALREADY_LOADED, "-p", "no:terminal", "--collect-only"]


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="mystery-shopper", prog_name="shop")
def main() -> None:
    """Walk in a customer's shoes and see whether every touchpoint keeps the same promise."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--company",
    default="connected",
    show_default=True,
    metavar="NAME-or-FILE",
    help="Who is shopped: the sandbox company's profile, or a company file.",
)
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
    "--trace",
    type=click.Choice([mode.value for mode in TraceMode]),
    default=TraceMode.OFF.value,
    show_default=True,
    help="Which visits leave a Playwright trace.",
)
@click.option("--output", metavar="DIR", help="Where runs are kept.  [default: reports/out]")
def run(
    paths: tuple[Path, ...],
    company: str,
    faults: tuple[str, ...],
    workers: str,
    keyword: str | None,
    tags: str | None,
    shopper_seed: int | None,
    trace: str,
    output: str | None,
) -> None:
    """Walk the journeys in PATHs (default: features) and report every broken promise.

    Exit code: 0 every promise kept, 1 a promise was broken, 2 something is wrong with the command or a feature,
    3 nothing was broken but something could not be judged.
    """
    arguments = [*_existing(paths), *_QUIETLY, "--company", company, "--browser-trace", trace]
    arguments += [word for fault in faults for word in ("--fault", fault)]
    chosen = {"-n": workers if workers != "0" else None, "-k": keyword, "-m": tags, "--output": output}
    arguments += [word for option, value in chosen.items() if value for word in (option, value)]
    if shopper_seed is not None:
        arguments += ["--shopper-seed", str(shopper_seed)]
    import pytest

    from journeys.tally import Tally

    tally = Tally()
    status = pytest.main(arguments, plugins=[tally])
    sys.exit(tally.exit_code(status))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--company",
    default="connected",
    show_default=True,
    metavar="NAME-or-FILE",
    help="Whose touchpoints the sentences may name.",
)
def check(paths: tuple[Path, ...], company: str) -> None:
    """Read features without running them; print every problem with its file and line; exit 1 if there is any."""
    import pytest

    from journeys.tally import CheckFeatures

    checker = CheckFeatures()
    status = pytest.main([*_existing(paths), *_ONLY_READING, "--company", company], plugins=[checker])
    if checker.failure is not None:
        click.echo(checker.failure, err=True)
        sys.exit(USAGE)
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.TESTS_FAILED}:
        sys.exit(USAGE)
    for problem in checker.problems:
        click.echo(problem)
    noun = "feature" if checker.features == 1 else "features"
    found = f"{len(checker.problems)} problem(s)" if checker.problems else "no problems"
    click.echo(f"{checker.features} {noun} read, {found}.")
    sys.exit(1 if checker.problems else 0)


@main.command()
@click.option("--language", default="en", show_default=True, metavar="CODE", help="The language the sentences are in.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def steps(language: str, form: str) -> None:
    """List the sentences one can write, by concept, with examples."""
    import pytest

    from journeys.tally import ListSentences

    lister = ListSentences()
    status = pytest.main([*_existing(()), *_ONLY_READING], plugins=[lister])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        sys.exit(USAGE)
    spoken = sorted({one.language for one in lister.sentences})
    if language not in spoken:
        raise click.UsageError(f"There are no sentences in {language!r}. Valid: {', '.join(spoken)}.")
    shown = [one for one in lister.sentences if one.language == language]
    if form == "json":
        click.echo(json.dumps([one.as_dict() for one in shown], indent=2, ensure_ascii=False))
        return
    concept = None
    for one in shown:
        if one.concept != concept:
            concept = one.concept
            click.echo(f"\n## {concept.capitalize()}\n" if form == "markdown" else f"\n{concept.upper()}")
        if form == "markdown":
            click.echo(f"- **{one.keyword}** {one.example}\n  {one.meaning}")
        else:
            click.echo(f"  {one.keyword:5} {one.example}\n        {one.meaning}")


@main.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def sandbox(options: tuple[str, ...]) -> None:
    """Open the sandbox company to click through (shop sandbox --help tells its options)."""
    _become("fixtures.sandbox", *options)


@main.command()
@click.argument("run_folder", required=False, type=click.Path(path_type=Path), metavar="[RUN]")
def report(run_folder: Path | None) -> None:
    """Rebuild the reports of a RUN (default: the latest) from its ledger."""
    kept = Path("reports/out")
    folder = run_folder or kept / "latest"
    if not folder.exists() and (kept / folder).exists():
        folder = kept / folder
    if not folder.exists():
        runs = sorted(path.name for path in kept.glob("*") if path.is_dir()) if kept.is_dir() else []
        like = nearest(folder.name, runs)
        hint = f" Did you mean {like!r}?" if like else ""
        known = f" Runs: {', '.join(runs[-5:])}." if runs else " There are no runs yet: shop run makes one."
        raise click.UsageError(f"There is no run {str(folder)!r}.{hint}{known}")
    _become("reports", str(folder))


def _existing(paths: tuple[Path, ...]) -> list[str]:
    """Return the paths to shop, or stop with what is nearest to one that is missing."""
    asked = paths or (Path("features"),)
    for path in asked:
        file = Path(str(path).partition("::")[0])
        if not file.exists():
            near = [str(one) for one in Path().glob("**/*.feature") if ".venv" not in one.parts]
            like = nearest(str(file), near)
            hint = f" Did you mean {like!r}?" if like else " Give a feature file or a folder of features."
            raise click.UsageError(f"There is no {str(file)!r}.{hint}")
    return [str(path) for path in asked]


def _become(module: str, *arguments: str) -> None:
    """Run one of the packages that are carried beside this one, and end as it ends."""
    if find_spec(module) is None:
        sys.path.insert(0, str(Path.cwd()))
    if find_spec(module.partition(".")[0]) is None:
        raise click.UsageError(f"The package {module!r} is not here. Run shop in the folder of your suite.")
    try:
        sys.exit(subprocess.call([sys.executable, "-m", module, *arguments]))
    except KeyboardInterrupt:
        sys.exit(0)
