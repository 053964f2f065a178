"""``shop new feature``: a feature from a few answers."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from journeys.commands.common import USAGE, company_option, existing, read_suite

if TYPE_CHECKING:
    from journeys.gherkin.feature_writing import FeatureWriter, Wish

__all__ = ["feature"]

_FOLDER = Path("features")
Answer = TypeVar("Answer")


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
    answers = Answers(given, name)
    try:
        writer = FeatureWriter(
            company=suite.company,
            directory=Directory(suite.company, None),
            sayings=Sayings(suite.contexts, suite.company.kinds),
            book=suite.books.get(language),
        )
        text = writer.text(_wish(title, answers, writer))
    except MysteryShopperError as error:
        raise click.UsageError(f"{error} Nothing was written.{answers.again()}") from error
    except click.Abort:
        click.echo(f"\nNothing was written.{answers.again()}", err=True)
        raise
    _write(file, text, company)


class Answers:
    """What was answered: on the command line, or to a question, of which each answer is checked as it is given."""

    def __init__(self, given: Mapping[str, str | tuple[str, ...] | None], name: str) -> None:
        """Take the command line's answers, and the name of the feature."""
        self.given, self._name = given, name
        self._told: list[tuple[str, str]] = []

    def ask(self, what: str, question: str, check: Callable[[str], Answer], default: str | None = None) -> Answer:
        """Give what an answer means, asking until it means something.

        Raises:
            MysteryShopperError: The command line's own means nothing.
        """
        from journeys.errors import MysteryShopperError

        answer = self.given[what]
        if isinstance(answer, tuple):
            answer = ", ".join(answer) or None
        at_a_terminal = answer is None and sys.stdin.isatty()
        while True:
            if at_a_terminal:
                answer = click.prompt(question, default=default)
            elif answer is None and default is None:
                raise click.UsageError(f"Nobody is there to answer: {question}? Give --{what.replace('_', '-')}.")
            said = str(default if answer is None else answer).strip()
            try:
                meant = check(said)
            except MysteryShopperError as error:
                if not at_a_terminal:
                    raise
                click.echo(f"  {error}")
                continue
            self._told += [(what, said)] if at_a_terminal else []
            return meant

    def again(self) -> str:
        """Write the command that goes on from what was answered; nothing if nothing was."""
        if not self._told:
            return ""
        named = [
            (what, one)
            for what, told in self.given.items()
            for one in (told if isinstance(told, tuple) else [told])
            if one is not None
        ]
        several = [
            (what, one.strip())
            for what, told in self._told
            for one in (told.split(",") if what == "taken_to" else [told])
        ]
        options = [f"--{what.replace('_', '-')} {shlex.quote(told)}" for what, told in (*named, *several)]
        return f"\nGo on with your answers: shop new feature {shlex.quote(self._name)} {' '.join(options)}"


def _wish(title: str, answers: Answers, writer: FeatureWriter) -> Wish:
    from journeys.errors import Unable, UnknownName
    from journeys.gherkin.feature_writing import Wish

    company, book = writer.company, writer.book

    def english(kind: str, text: str) -> str:
        return book.english(kind, text) if book else text

    shopper = answers.ask("shopper", "Who shops (a first name)", writer.shopper, "Linda")
    ways, known = writer.ways_to_say(), list(company.promises)
    about = answers.ask("about", "What was promised (an offer, or a product)", writer.name, *known[:1])
    wish = Wish(title=title, shopper=shopper, about=about, terms=(), said_by="")
    if about not in known:

        def way(said: str) -> str:
            return writer.way_to_say(english("Channel", said))

        said_by = answers.ask("said_by", f"Where was it said ({', '.join(ways)})", way, ways[0])
        terms = tuple(_term(one) for one in answers.given["term"] or ())
        wish = replace(wish, said_by=said_by, terms=terms)
        if answers.given["price"] or not terms:

            def priced(price: str) -> Wish:
                price = f"{price} {company.currency}" if re.fullmatch(r"[\d.,]+", price) else price
                with_price = replace(wish, terms=(("price", price), *terms))
                writer.able(with_price)
                return with_price

            wish = answers.ask("price", f"What does it cost, in {company.currency}, or free", priced)
    places = writer.able(wish)
    if not places:
        raise Unable(f"No touchpoint of {company.name} can be asked for it.")

    def taken(named: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(english("Touchpoint", one.strip()) for one in named.split(",") if one.strip()))
        if not found:
            raise UnknownName("It is taken nowhere", value=named, valid=places)
        return writer.takes(replace(wish, taken_to=found))

    question = f"Where is it taken ({', '.join(places)}); several with commas"
    return replace(wish, taken_to=answers.ask("taken_to", question, taken, ", ".join(places)))


def _term(told: str) -> tuple[str, str]:
    name, is_there, value = told.partition("=")
    if not (is_there and name.strip() and value.strip()):
        raise click.UsageError(f"{told!r} is no term with its value. Write it like: --term 'valid for=30 days'.")
    return name.strip(), value.strip()


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
