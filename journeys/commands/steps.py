"""``shop steps``: the sentences one can write."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from journeys.commands.common import USAGE, company_option, existing, read_suite

if TYPE_CHECKING:
    from journeys.gherkin.catalogue import Entry
    from journeys.gherkin.languages.phrasebook import Phrasebook
    from journeys.gherkin.suite import Suite
    from journeys.judging.topics import Topics

__all__ = ["steps"]

_ALL = "all"


@click.command()
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help="The language the sentences are in; or all."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "glue"]),
    default="text",
    show_default=True,
    help="For people, for a page, for programs, or for an editor's Cucumber extension (always in all languages).",
)
@company_option("Whose touchpoints can do it.")
@click.option("--unused", "only_unused", is_flag=True, help="Only the sentences that no feature uses.")
def steps(*, language: str, form: str, company: str | None, only_unused: bool) -> None:
    """List the sentences one can write, by concept, with what each writes down or judges and who can do it."""
    from journeys.company.topics import installed
    from journeys.errors import MysteryShopperError
    from journeys.gherkin.catalogue import catalogue, unused
    from journeys.touchpoints.directory import Directory

    suite = _suite_here(company, with_company=form != "glue")
    try:
        directory = Directory(suite.company, None) if suite.company else None
        contexts = unused(suite.contexts, map(suite.feature, suite.files)) if only_unused else suite.contexts
        entries = catalogue(contexts, directory)
    except MysteryShopperError as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    spoken = sorted({code for entry in catalogue(suite.contexts) for code in entry.said})
    if not spoken:
        raise click.UsageError("No sentences are loaded here. Begin a suite with: shop new company DIR.")
    if language not in {*spoken, _ALL}:
        raise click.UsageError(f"There are no sentences in {language!r}. Valid: {', '.join([*spoken, _ALL])}.")
    shown = entries if language == _ALL else [entry for entry in entries if language in entry.said]
    if form == "glue":
        from journeys.gherkin.sentences.glue import glue

        click.echo(glue(contexts), nl=False)
    elif form == "json":
        told = [entry.as_dict("en" if language == _ALL else language) for entry in shown]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif not shown:
        click.echo("Every sentence is used by a feature.")
    else:
        book = suite.books.get(language)
        _print(shown, language, book, markdown=form == "markdown")
        if not only_unused:
            _print_words(book, directory.kinds if directory else installed(), markdown=form == "markdown")


def _suite_here(company: str | None, *, with_company: bool) -> Suite:
    """Read the suite of this folder; where there is none, the sentences that every suite begins with."""
    if company is not None or Path("features").exists() or Path("conftest.py").exists():
        return read_suite(existing(()), company, with_company=with_company)
    click.echo("There is no suite here: these are the sentences that every suite has.", err=True)
    with TemporaryDirectory() as folder:
        begun = Path(folder)
        (begun / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        (begun / "conftest.py").write_text('pytest_plugins = ["journeys.steps"]\n', encoding="utf-8")
        return read_suite([folder], None, with_company=False)


def _print(entries: Sequence[Entry], language: str, book: Phrasebook | None, *, markdown: bool) -> None:
    for concept, together in groupby(entries, key=lambda entry: next(iter(entry.said.values())).concept):
        click.echo(f"\n## {concept.capitalize()}\n" if markdown else f"\n{concept.upper()}")
        for entry in together:
            one = entry.said["en" if language == _ALL else language]
            keyword = book.keyword(one.keyword.lower()).rstrip() if book else one.keyword
            click.echo(f"- **{keyword}** {one.example}" if markdown else f"  {keyword:5} {one.example}")
            for line in _about(entry, everywhere=language == _ALL):
                click.echo(f"  {line}  " if markdown else f"        {line}")


def _print_words(book: Phrasebook | None, kinds: Topics, *, markdown: bool) -> None:
    """List what may stand in tables and blanks: in English the terms only, since the rest is the company's."""
    lists = [("a promise's table", book.terms if book else {term: term for term in kinds.table().names})]
    lists += [(kind.lower(), words) for kind, words in book.values.items()] if book else []
    for name, words in lists:
        click.echo(f"\n## Words for {name}\n" if markdown else f"\nWORDS FOR {name.upper()}")
        for word, english in words.items():
            told = word if word == english else f"{word} ({english})"
            click.echo(f"- {told}" if markdown else f"  {told}")


def _about(entry: Entry, *, everywhere: bool) -> list[str]:
    english = next(iter(entry.said.values()))
    lines = [english.meaning]
    if entry.records:
        lines.append(f"Writes down: {', '.join(entry.records)}.")
    if entry.judges:
        lines.append(f"Judges: {', '.join(entry.judges)}.")
    if entry.touchpoints is not None:
        lines.append(f"At: {', '.join(entry.touchpoints) or 'no touchpoint of this company'}.")
    others = list(entry.said.items())[1:] if everywhere else []
    return [*lines, *(f"{code}: {one.example}" for code, one in others)]
