"""``shop new``: begin a suite of one's own."""

from __future__ import annotations

import keyword
import random
import re
import socket
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import click

from journeys.commands.new_feature import feature
from journeys.commands.new_topic import topic

__all__ = ["new"]

_PORTS = range(8400, 9000)
"""Where a practice shop may be: a suite's own stays the same, and two suites can run at once."""

_NAMES = {"gitignore": ".gitignore", "github": ".github/workflows"}
"""What is named otherwise in a suite than among the templates, where it must not work yet."""

_NEXT = """\
{folder} is a suite of journeys now. Try it:

  cd {folder}
  shop run          walks its one journey
  shop steps        lists the sentences there are
  shop doctor       tries every touchpoint in company.toml
"""


@click.group()
def new() -> None:
    """Begin something of your own."""


new.add_command(feature)
new.add_command(topic)


@new.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", help="The company's name.")
@click.option("--website", metavar="ADDRESS", help="Its website.  [default: a small shop to practise on]")
@click.option("--product", metavar="NAME", help="A product it sells.  [default: Cotton jacket]")
@click.option("--page", metavar="PATH", help="The page that shows what the product costs.  [default: from its name]")
@click.option("--price", metavar="AMOUNT", help="What it costs, such as 59.99.")
@click.option("--selector", metavar="CSS", help="Where on that page the price stands.  [default: [itemprop=price]]")
@click.option("--currency", metavar="CODE", help="ISO 4217 currency, such as USD.")
@click.option("--locale", metavar="CODE", help="How people there write, such as en_US.")
@click.option("--time-zone", metavar="ZONE", help="Where its day begins, such as America/New_York.")
@click.option(
    "--mailbox", metavar="ADDRESS", help="A mailbox that shoppers' email goes to, such as imaps://mail.example."
)
@click.option("--package", metavar="NAME", help="What its drivers' Python package is called.  [default: from its name]")
def company(folder: Path, **given: str | None) -> None:
    """Write a suite for a company of your own into DIR: what is left out is asked for, or takes its default."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{str(folder)!r} is not empty, so nothing was written. Name a new folder.")
    answers = _answers(given)
    texts = dict(_rendered(files("journeys") / "starter", Path(), answers))
    _check(texts[Path("company.toml")])
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    click.echo(_NEXT.format(folder=folder), nl=False)


def _answers(given: dict[str, str | None]) -> dict[str, object]:
    def ask(what: str, question: str, default: str) -> str:
        if (answer := given[what]) is not None:
            return answer
        return str(click.prompt(question, default=default)) if sys.stdin.isatty() else default

    name = ask("name", "The company's name", "Acme")
    own = f"http://127.0.0.1:{_free_port()}/"
    website = ask("website", "Address of its website (Enter: a small shop to practise on)", own)
    practice = website == own
    product = ask("product", "A product it sells", "Cotton jacket")
    slug = re.sub(r"\W+", "-", product).strip("-").lower()
    page = given["page"] or (
        f"/products/{slug}" if practice else ask("page", "The page that shows its price", f"/{slug}")
    )
    currency = ask("currency", "Currency (ISO 4217)", "USD").upper()
    price = ask("price", f"What it costs, in {currency}", "59.99")
    mailbox = given["mailbox"] or ""
    package = given["package"] or _package(name)
    return {
        "name": name,
        "package": package,
        "prefix": package.upper(),
        "website": website,
        "practice": practice,
        "port": urlsplit(own).port,
        "product": product,
        "page": page,
        "price": f"{price} {currency}" if currency not in price else price,
        "shown": f"{price} {currency}",
        "selector": given["selector"] or "[itemprop=price]",
        "currency": currency,
        "locale": ask("locale", "How people there write (locale)", "en_US"),
        "time_zone": ask("time_zone", "Time zone", "UTC"),
        "mailbox": mailbox,
        "hosts": sorted({host for address in (website, mailbox) if (host := urlsplit(address).hostname)}),
        "version": version("mystery-shopper"),
    }


def _free_port() -> int:
    for port in random.sample(_PORTS, len(_PORTS)):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port
    raise click.UsageError(f"No port of {_PORTS[0]} to {_PORTS[-1]} is free for the practice shop. Give --website.")


def _package(name: str) -> str:
    """Make a package's name of a company's, which no other package has."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
    taken = not slug.isidentifier() or keyword.iskeyword(slug) or find_spec(slug) is not None
    return f"{slug}_company".strip("_") if taken else slug


def _rendered(folder: Traversable, at: Path, answers: dict[str, object]) -> Iterator[tuple[Path, str]]:
    """Give every file of the suite: where it goes, and its text."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 - writes no HTML
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        plain = entry.name.removesuffix(".j2")
        name = {**_NAMES, "package": str(answers["package"])}.get(plain, plain)
        if entry.is_dir():
            yield from _rendered(entry, at / name, answers)
        elif answers["practice"] or plain != "practice_shop.py":
            yield at / name, environment.from_string(entry.read_text(encoding="utf-8")).render(answers)


def _check(company_file: str) -> None:
    from pydantic import ValidationError

    from journeys.company.company_file import Company

    try:
        Company.model_validate(tomllib.loads(company_file))
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"These answers make no company file: {error}. Nothing was written.") from error
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()
        )
        raise click.UsageError(f"{wrong}. Nothing was written.") from error
