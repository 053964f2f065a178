"""``shop new feature``: a feature from a few answers."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeys.commands.common import USAGE, company_option, existing, read_suite

if TYPE_CHECKING:
    from journeys.gherkin.feature_writing import FeatureWriter, Wish

__all__ = ["feature"]

_FOLDER = Path("features")


@click.command()
@click.argument("name")
@click.option("--shopper", metavar="NAME", help="Who shops: a first name.  [default: Linda]")
@click.option("--said-by", metavar="CHANNEL", help="Where it was said, such as email; or: price list.")
@click.option("--about", metavar="NAME", help="What was promised: the name of an offer, or of a product.")
@click.option("--price", metavar="AMOUNT", help="What the customer was told it costs, such as 59.99 USD, or free.")
@click.option(
    "--term",
    metavar="NAME=VALUE",
    multiple=True,
    help="What else was promised, or instead of a price, as in a promise's table; may be given several times.",
)
@click.option(
    "--taken-to",
    metavar="TOUCHPOINT",
    multiple=True,
    help="Where the shopper takes it; may be given several times.  [default: wherever it can be taken]",
)
@click.option("--language", default="en", show_default=True, metavar="CODE", help="The language to write it in.")
@company_option("Whose touchpoints there are.")
def feature(name: str, *, language: str, company: str | None, **given: str | tuple[str, ...] | None) -> None:
    """Write the feature NAME below features/: what is left out is asked for. It passes shop check."""
    from journeys.errors import MysteryShopperError
    from journeys.gherkin.checking.sayings import Sayings
    from journeys.gherkin.feature_writing import FeatureWriter
    from journeys.touchpoints.directory import Directory

    title = " ".join(name.split())
    slug = re.sub(r"\W+", "_", title.casefold()).strip("_")
    file = _FOLDER / f"{slug}.feature"
    if not slug:
        raise click.UsageError("A feature is named by a sentence, such as: The store honours the email.")
    if file.exists():
        raise click.UsageError(f"{file} is there already, so nothing was written. Choose another name.")
    suite = read_suite(existing((_FOLDER,)), company)
    if suite.company is None:
        raise click.UsageError("There is no suite here. Begin one with: shop new company DIR.")
    if language not in {"en", *suite.books}:
        raise click.UsageError(f"No phrasebook is in {language!r}. Valid: {', '.join(['en', *suite.books])}.")
    try:
        writer = FeatureWriter(
            company=suite.company,
            directory=Directory(suite.company, None),
            sayings=Sayings(suite.contexts, suite.company.kinds),
            book=suite.books.get(language),
        )
        text = writer.text(_wish(title, given, writer))
    except MysteryShopperError as error:
        raise click.UsageError(f"{error} Nothing was written.") from error
    _write(file, text, company)


def _wish(title: str, given: Mapping[str, str | tuple[str, ...] | None], writer: FeatureWriter) -> Wish:
    from journeys.gherkin.feature_writing import Wish

    company, book = writer.company, writer.book

    def english(kind: str, text: str) -> str:
        return book.english(kind, text) if book else text

    shopper = _ask(given, "shopper", "Who shops (a first name)", "Linda")
    ways = writer.ways_to_say()
    known = list(company.promises)
    about = _ask(given, "about", "What was promised (an offer, or a product)", *known[:1])
    said_by, terms = "", []
    if about not in known:
        said_by = english("Channel", _ask(given, "said_by", f"Where was it said ({', '.join(ways)})", ways[0]))
        terms = [_term(one) for one in given["term"] or ()]
        if given["price"] or not terms:
            price = _ask(given, "price", f"What does it cost, in {company.currency}, or free")
            price = f"{price} {company.currency}" if re.fullmatch(r"[\d.,]+", price) else price
            terms.insert(0, ("price", price))
    wish = Wish(title=title, shopper=shopper, about=about, terms=tuple(terms), said_by=said_by)
    places = writer.able(wish)
    if not places:
        raise click.UsageError(f"No touchpoint of {company.name} can be asked for it. Nothing was written.")
    named = given["taken_to"] or _several(f"Where is it taken ({', '.join(places)})", places)
    return replace(wish, taken_to=tuple(dict.fromkeys(english("Touchpoint", one) for one in named)))


def _term(told: str) -> tuple[str, str]:
    name, is_there, value = told.partition("=")
    if not (is_there and name.strip() and value.strip()):
        raise click.UsageError(f"{told!r} is no term with its value. Write it like: --term 'valid for=30 days'.")
    return name.strip(), value.strip()


def _ask(
    given: Mapping[str, str | tuple[str, ...] | None], what: str, question: str, default: str | None = None
) -> str:
    answer = given[what]
    if answer is None and sys.stdin.isatty():
        answer = click.prompt(question, default=default)
    elif answer is None:
        answer = default
    if answer is None:
        raise click.UsageError(f"Nobody is there to answer: {question}? Give --{what.replace('_', '-')}.")
    return str(answer).strip()


def _several(question: str, places: Sequence[str]) -> list[str]:
    if not sys.stdin.isatty():
        return list(places)
    answer = str(click.prompt(f"{question}; several with commas", default=", ".join(places)))
    return [one.strip() for one in answer.split(",") if one.strip()]


def _write(file: Path, text: str, company: str | None) -> None:
    """Write the feature and check it as its author would; one with problems does not stay."""
    with file.open("x", encoding="utf-8") as new:
        new.write(text)
    whose = ["--company", company] if company else []
    command = [sys.executable, "-m", "journeys", "check", str(file), *whose]
    checked = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if checked.returncode:
        file.unlink()
        click.echo(
            f"{text}\n{checked.stdout}{checked.stderr}These answers make no feature. Nothing was written.", err=True
        )
        sys.exit(USAGE)
    click.echo(f"{text}\n{file} is written. Try it: shop explain {file}, shop run {file}")
