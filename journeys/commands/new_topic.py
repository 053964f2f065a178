"""``shop new topic``: a kind of promise of one's own: a module, sentences, a driver's method, phrases and a test."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeys.commands.common import USAGE, company_option
from journeys.commands.edits import Edits

if TYPE_CHECKING:
    from journeys.company.company_file import Company
    from journeys.promises.form import Form

__all__ = ["topic"]

_FORMS = ("COUNT", "MONEY", "DURATION", "WORDS", "YES_OR_NO")
_KINDS = {"COUNT": "Whole", "MONEY": "Money", "DURATION": "Duration"}
_OTHERS = {
    "COUNT": "1",
    "MONEY": "1.00 {currency}",
    "DURATION": "1 minute",
    "WORDS": "something else",
    "YES_OR_NO": "no",
}
_LANGUAGES = ("de", "fr", "ar")

_NEXT = """\
{name} is a kind of promise here now. Written or added to:

{written}

Try it:

  shop check {feature}
  shop run {feature}
  pytest {test}
"""


@click.command()
@click.argument("name")
@click.option("--term", metavar="NAME", help="What is promised, as a table's row would be called.  [default: NAME]")
@click.option("--form", type=click.Choice(_FORMS), help="What its value is like.  [default: COUNT]")
@click.option("--example", metavar="VALUE", help="A value, such as 500.")
@click.option("--about", "subject", metavar="NAME", help="Something that it is promised of.")
@click.option("--at", metavar="TOUCHPOINT", help="Where it can be seen.  [default: the first whose driver is yours]")
@click.option("--page", metavar="PATH", help="The page there.  [default: the page of the product]")
@click.option("--selector", metavar="CSS", help="Where on that page it stands.  [default: #TERM]")
@click.option("--language", type=click.Choice(_LANGUAGES), default="de", show_default=True, help="Of the first phrase.")
@click.option("--name-there", metavar="WORDS", help="What NAME is called in that language.")
@click.option("--term-there", metavar="WORDS", help="What the term is called in that language.")
@company_option("Which suite's company file names it.")
def topic(name: str, *, company: str | None, **given: str | None) -> None:
    """Begin the kind of promise NAME: what is left out is asked for, or takes its default. It runs at once."""
    from journeys.company.company_file import read_company
    from journeys.errors import MysteryShopperError

    file = Path(company or "company.toml")
    if not file.is_file():
        raise click.UsageError(
            f"There is no company file {str(file)!r} here. Begin a suite with: shop new company DIR."
        )
    try:
        known = read_company(file)
        told = _answers(" ".join(name.split()), given, known, file)
        edits = _edits(told, file)
    except MysteryShopperError as error:
        raise click.UsageError(f"{error} Nothing was written.") from error
    edits.write()
    feature, test = told["feature"], told["test"]
    command = [sys.executable, "-m", "journeys", "check", str(feature), *(["--company", company] if company else [])]
    checked = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if checked.returncode:
        edits.undo()
        click.echo(f"{checked.stdout}{checked.stderr}These answers make no topic. Nothing was written.", err=True)
        sys.exit(USAGE)
    written = "\n".join(f"  {path}" for path in edits.paths())
    click.echo(_NEXT.format(name=told["Title"], written=written, feature=feature, test=test), nl=False)


def _answers(name: str, given: dict[str, str | None], company: Company, file: Path) -> dict[str, Any]:
    from journeys.errors import UnknownName
    from journeys.promises import forms
    from journeys.promises.form import Reading

    slug = _identifier(name)
    taken = [one.name for one in company.kinds]
    if iskeyword(slug):
        remedy = f"Say more of it, such as {name + ' as promised'!r}."
        raise click.UsageError(
            f"{name!r} is a word of Python's own, so no module can be called so. Nothing was written. {remedy}"
        )
    if not slug or name in taken:
        problem = f"There is a topic {name!r} already" if slug else f"{name!r} makes no name for a module"
        raise click.UsageError(f"{problem}. Nothing was written. Topics: {', '.join(taken)}.")
    term = (_ask(given, "term", "What is promised, as a table's row is called", name)).casefold()
    form_name = _ask(given, "form", f"What is its value like ({', '.join(_FORMS)})", "COUNT")
    if form_name not in _FORMS:
        raise click.UsageError(f"{form_name!r} is no form. Valid: {', '.join(_FORMS)}. Nothing was written.")
    form: Form[Any] = getattr(forms, form_name)
    example = _ask(given, "example", "A value, as people write it", form.example)
    reading = Reading(term=term, currency=company.currency, zone=company.time_zone)
    kept = form.write(form.read(example, reading))
    other = form.write(form.read(_OTHERS[form_name].format(currency=company.currency), reading))
    at = given["at"] or _own_touchpoint(company, file)
    if at not in company.touchpoints:
        raise UnknownName(f"{company.name} has no such touchpoint", value=at, valid=company.touchpoints)
    module, _, driver = company.touchpoints[at].driver.partition(":")
    package = module.rpartition(".")[0]
    products = company.touchpoints[at].options.get("products", {})
    subject = _ask(given, "subject", "Something that it is promised of", next(iter(products), company.name))
    if not given["page"] and subject not in products:
        problem = f"options.products of the {at} names no page of this"
        raise UnknownName(problem, value=subject, valid=products, remedy="Or say with --page where it can be seen.")
    quoted = '"{subject:Words}"'
    kind = _KINDS.get(form_name)
    value = f"{{value:{kind}}}" if kind else '"{value:Words}"'
    stating = f"the company states {term} of {value} for {quoted}"
    judging = f"every touchpoint tells the {name} as promised"
    looking = f"{{shopper:Shopper}} looks up the {name} for {quoted} {{where:Where}} the {{place:Touchpoint}}"
    enrolled = company.back_office or company.accounts
    return {
        "name": name,
        "Title": name[:1].upper() + name[1:],
        "slug": slug,
        "CONST": slug.upper(),
        "Class": "".join(part.capitalize() for part in slug.split("_")),
        "term": term,
        "TERM": _identifier(term).upper() if _identifier(term).upper() != slug.upper() else f"{slug.upper()}_TOLD",
        "form": form_name,
        "example": example,
        "kept": kept,
        "other": other if other != kept else "2",
        "subject": subject,
        "at": at,
        "module": module,
        "driver": driver,
        "importing": f"from {package} import {slug}" if package else f"import {slug}",
        "topic_module": f"{package}.{slug}" if package else slug,
        "page": json.dumps(given["page"]) if given["page"] else 'self._settings.options["products"][visit.words]',
        "selector": given["selector"] or f"#{re.sub(r'[^a-z0-9]+', '-', term)}",
        "shopper": "Linda is a customer" if enrolled else "Linda is a visitor",
        "stating": stating,
        "looking": looking,
        "judging": judging,
        "stating_example": stating.replace(value, example if kind else f'"{example}"').replace(quoted, f'"{subject}"'),
        "looking_example": f'Linda looks up the {name} for "{subject}" at the {at}',
        "language": given["language"],
        "name_there": given["name_there"] or name,
        "term_there": given["term_there"] or term,
        "feature": Path("features", slug, f"{slug}_as_promised.feature"),
        "test": Path("tests", f"test_{slug}.py"),
    }


def _edits(told: dict[str, Any], company_file: Path) -> Edits:
    """Put together everything that is written, before anything is."""
    root, slug = company_file.parent, told["slug"]
    edits = Edits(root)
    driver = _driver_file(root, told["module"])
    if driver is None:
        raise click.UsageError(f"The driver {told['module']} does not lie in this suite. Nothing was written.")
    edits.new(driver.with_name(f"{slug}.py").relative_to(root), _text("topic.py", told))
    edits.new(Path("steps", f"{slug}.py"), _text("steps.py", told))
    edits.list_module(Path("steps", "__init__.py"), "pytest_plugins", f'f"{{__name__}}.{slug}"')
    imports = ["from urllib.parse import urljoin", told["importing"], "from journeys.api import OpenVisit, open_page"]
    edits.add_method(driver.relative_to(root), told["driver"], _text("driver.py", told), imports)
    edits.name_topic(Path(company_file.name), told["topic_module"])
    edits.new(told["feature"], _text("feature", told))
    edits.new(told["test"], _text("test.py", told))
    edits.add_phrases(Path("steps", "phrasebook", f"{told['language']}.toml"), _phrases(told))
    edits.show_in_practice(Path("fixtures", "practice_shop.py"), told["selector"].removeprefix("#"), told["example"])
    return edits


def _phrases(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Say the three sentences and the term in another language."""
    phrases = (files("journeys") / "starter_topic" / "phrases.toml").read_text(encoding="utf-8")
    there = tomllib.loads(phrases)[told["language"]]

    def said(text: str) -> str:
        return text.replace("{name}", told["name_there"]).replace("{term}", told["term_there"])

    value = '"{value}"' if '"{value:Words}"' in told["stating"] else "{value}"
    return {
        "sentences": {
            told["stating"]: said(there["stating"]).replace("{value}", value),
            told["looking"]: [said(one) for one in there["looking"]],
            told["judging"]: said(there["judging"]),
        },
        "terms": {told["term_there"]: told["term"]},
    }


def _text(template: str, told: dict[str, Any]) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 - writes no HTML
    source = (files("journeys") / "starter_topic" / f"{template}.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(told)


def _own_touchpoint(company: Company, file: Path) -> str:
    """Name the first touchpoint whose driver lies in the suite."""
    for name, place in company.touchpoints.items():
        if _driver_file(file.parent, place.driver.partition(":")[0]) is not None:
            return name
    raise click.UsageError(
        "No touchpoint's driver is the suite's own, so there is none to give a method. Nothing was written. "
        "Begin a driver as docs/how-to/own-driver.md says, then name its touchpoint with --at."
    )


def _driver_file(root: Path, module: str) -> Path | None:
    """Find a driver's module below the suite's folder, wherever its package lies there."""
    tail = Path(*module.split(".")).with_suffix(".py")
    found = (path for path in sorted(root.rglob(str(tail))) if not {".venv", "venv", "node_modules"} & {*path.parts})
    return next(found, None)


def _ask(given: dict[str, str | None], what: str, question: str, default: str) -> str:
    answer = given[what]
    if answer is None and sys.stdin.isatty():
        answer = click.prompt(question, default=default)
    return str(answer if answer is not None else default).strip()


def _identifier(words: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", words.casefold()).strip("_")
    return slug if slug.isidentifier() else ""
