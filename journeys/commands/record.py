"""``shop record``: a web driver from what was clicked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from journeys.errors import AuthorError, BrowserMissing, nearest

__all__ = ["record"]

_NO_SCREEN = "There is no screen to record on. Record where there is one, then: shop record … --from FILE."


@click.command()
@click.argument("touchpoint")
@click.option("--company", default="company.toml", show_default=True, metavar="FILE", help="The company file.")
@click.option(
    "--from",
    "recorded",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A recording that is there already, instead of a new one.",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Where the driver goes.")
def record(touchpoint: str, company: str, recorded: Path | None, output: Path | None) -> None:
    """Open Playwright's recorder on TOUCHPOINT, and write a driver that does what was clicked.

    With --from, an existing recording is used (playwright codegen --target python). In the recorder, use "assert text"
    on the price: that is where the driver reads it.
    """
    from journeys.commands.recording import driver_source
    from journeys.company.company_file import read_company

    try:
        places = read_company(Path(company)).touchpoints
        if touchpoint not in places:
            like = nearest(touchpoint, places)
            hint = f" Did you mean {like!r}?" if like else ""
            raise click.UsageError(f"There is no touchpoint {touchpoint!r}.{hint} Valid: {', '.join(places)}.")
        script = recorded.read_text(encoding="utf-8") if recorded else _recorded(places[touchpoint].address)
        class_name = "".join(word.capitalize() for word in touchpoint.split() if word.isalnum()) or "Website"
        source = driver_source(
            script, name=touchpoint, class_name=class_name, recorded_as=str(recorded or "the recording")
        )
    except (AuthorError, BrowserMissing) as error:
        raise click.UsageError(str(error)) from error
    written = output or Path(f"{touchpoint.replace(' ', '_')}.py")
    if written.exists():
        raise click.UsageError(f"{written} is there already. Name another with --output.")
    written.write_text(source, encoding="utf-8")
    click.echo(f'{written}: name it in the company file: driver = "{written.stem}:{class_name}"')


def _recorded(address: str) -> str:
    from journeys.tools.browser import launch_options

    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise click.UsageError(_NO_SCREEN)
    environment = dict(os.environ)
    if path := launch_options().get("executable_path"):
        environment["PWTEST_CLI_EXECUTABLE_PATH"] = path
    with TemporaryDirectory() as folder:
        file = Path(folder) / "recording.py"
        command = [sys.executable, "-m", "playwright", "codegen", "--target", "python", "-o", str(file), address]
        subprocess.run(command, env=environment, check=False)
        return file.read_text(encoding="utf-8") if file.exists() else ""
