"""``shop record``: a web driver from what was clicked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from journeys.commands.trying import has_screen
from journeys.errors import AuthorError, BrowserMissing, nearest
from journeys.promises.channel import Channel

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
@click.option("--address", metavar="URL", help="Where a further touchpoint is, to add it to the company file.")
@click.option(
    "--channel",
    type=click.Choice([one.value for one in Channel]),
    default=Channel.WEB.value,
    show_default=True,
    help="The further touchpoint's channel.",
)
@click.option("--username", metavar="NAME", help="Whom staff sign in as there, if it is a screen of theirs.")
def record(
    touchpoint: str,
    company: str,
    recorded: Path | None,
    output: Path | None,
    address: str | None,
    channel: str,
    username: str | None,
) -> None:
    """Open Playwright's recorder on TOUCHPOINT, and write a driver that does what was clicked.

    With --from, an existing recording is used (playwright codegen --target python). In the recorder, use "assert text"
    on the price, or "assert value" on the field that holds it: there the driver reads it. With --address, a touchpoint
    that the company file does not name yet is added to it; its driver goes beside those that are there.
    """
    from journeys.commands.further_place import checked, folder_of, package_of, section
    from journeys.commands.recording import driver_source
    from journeys.company.company_file import read_company

    class_name = "".join(word.capitalize() for word in touchpoint.split() if word.isalnum()) or "Website"
    file = Path(company)
    try:
        told = read_company(file)
        place = told.touchpoints.get(touchpoint)
        if place is None and address is None:
            like = nearest(touchpoint, told.touchpoints)
            hint = f" Did you mean {like!r}?" if like else ""
            valid = f"Valid: {', '.join(told.touchpoints)}; or add it, with --address URL."
            raise click.UsageError(f"There is no touchpoint {touchpoint!r}.{hint} {valid}")
        module = place.driver if place else f"{package_of(told)}{touchpoint.replace(' ', '_')}:{class_name}"
        class_name = module.partition(":")[2]
        written = output or folder_of(told) / f"{module.partition(':')[0].replace('.', '/')}.py"
        if written.exists():
            raise click.UsageError(f"{written} is there already. Name another with --output.")
        before = file.read_text(encoding="utf-8")
        added = section(touchpoint, channel, module, address, username) if place is None and address else ""
        checked(before + added, file)
        script = recorded.read_text(encoding="utf-8") if recorded else _recorded(address or place.address)  # type: ignore[union-attr]
        source = driver_source(
            script,
            name=touchpoint,
            class_name=class_name,
            address=place.address if place else address or "",
            recorded_as=str(recorded or "the recording"),
            staff=bool(username or (place and place.username)),
        )
    except (AuthorError, BrowserMissing) as error:
        raise click.UsageError(str(error)) from error
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text(source, encoding="utf-8")
    if added:
        file.write_text(before + added, encoding="utf-8")
    named = f'driver = "{module if output is None else f"{output.stem}:{class_name}"}"'
    click.echo(f"{written}: {file} names it now: {named}" if added else f"{written}: {file} must say: {named}")
    if "${" in added:
        click.echo(f"The password is taken from the environment: {added.partition('${')[2].partition('}')[0]}")
    click.echo(f'Try it: shop try "{touchpoint}" quote')


def _recorded(address: str) -> str:
    from journeys.tools.browser import launch_options

    if not has_screen():
        raise click.UsageError(_NO_SCREEN)
    environment = dict(os.environ)
    if path := launch_options().get("executable_path"):
        environment["PWTEST_CLI_EXECUTABLE_PATH"] = path
    with TemporaryDirectory() as folder:
        file = Path(folder) / "recording.py"
        command = [sys.executable, "-m", "playwright", "codegen", "--target", "python", "-o", str(file), address]
        subprocess.run(command, env=environment, check=False)
        return file.read_text(encoding="utf-8") if file.exists() else ""
