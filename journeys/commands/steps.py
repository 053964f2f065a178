"""``shop steps``: the sentences one can write."""

from __future__ import annotations

import json
import sys

import click

from journeys.commands.common import ONLY_READING, USAGE, existing

__all__ = ["steps"]


@click.command()
@click.option("--language", default="en", show_default=True, metavar="CODE", help="The language the sentences are in.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For people, for a page, or for programs.",
)
def steps(language: str, form: str) -> None:
    """List the sentences one can write, by concept, with examples."""
    import pytest

    from journeys.tally import ListSentences

    lister = ListSentences()
    status = pytest.main([*existing(()), *ONLY_READING], plugins=[lister])
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
