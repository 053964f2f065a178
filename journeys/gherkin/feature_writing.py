"""Writes a feature: what a shopper was promised, taken to each place by itself, in any language of a phrasebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gherkin.dialect import Dialect

from journeys.company.company_file import Company
from journeys.errors import UnknownName
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.reading.formatting import formatted
from journeys.promises.channel import Channel
from journeys.topics.messages import TellsOffers
from journeys.topics.offers import QuotesPrices, Redeems
from journeys.topics.prices import PricesProducts
from journeys.touchpoints.directory import Directory

__all__ = ["PRICE_LIST", "Wish", "feature_text", "taken_to", "ways_to_say"]

PRICE_LIST = "price list"
"""Said there, a price is for everybody."""

_ENGLISH = "en"
_PREPOSITIONS = {Channel.WEB: "on", Channel.MOBILE: "in"}

_CUSTOMER = "{shopper:Shopper} is a customer"
_VISITOR = "{shopper:Shopper} is a visitor"
_PROMISED = "the company promised {shopper:Shopper} by {channel:Channel}:"
_KNOWN = 'the company promised {shopper:Shopper} the "{offer:Words}"'
_LISTED = 'the company lists "{product:Words}" at {price:Money}'
_OPENS = "{shopper:Shopper} opens the email"
_LEARNS = "{shopper:Shopper} learns of the offer from the {place:Touchpoint}"
_ASKS = "{shopper:Shopper} asks the {place:Touchpoint} about the offer"
_REDEEMS = "{shopper:Shopper} redeems the offer {where:Where} the {place:Touchpoint}"
_LOOKS = '{shopper:Shopper} looks up "{product:Words}" {where:Where} the {place:Touchpoint}'
_HONOURS = "every touchpoint honours the promise"
_SHOWS = "every touchpoint shows the listed price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a feature about.

    Attributes:
        title: What the feature is called.
        shopper: Who shops.
        about: Name of the offer, or of the product.
        price: What was promised that it costs; None for a promise that the company file describes.
        said_by: A channel, or the price list.
        taken_to: Touchpoints, each visited in a scenario of its own.
    """

    title: str
    shopper: str
    about: str
    price: str | None
    said_by: str
    taken_to: tuple[str, ...]


def ways_to_say(company: Company, directory: Directory) -> list[str]:
    """List where a promise to one customer, or a price, can have been said, the likeliest first."""
    if company.back_office is None:
        return [PRICE_LIST]
    channels = {company.touchpoints[name].channel: name for name in directory.all_able(TellsOffers)}
    return [*(one.value for one in channels), PRICE_LIST]


def feature_text(wish: Wish, company: Company, directory: Directory, book: Phrasebook | None = None) -> str:
    """Write a feature.

    Args:
        wish: What it is about.
        company: Who is shopped.
        directory: Its touchpoints.
        book: The language to write it in; English if left out.

    Raises:
        UnknownName: The wish names a touchpoint or a channel that the company has not.
        Unable: A touchpoint cannot do it; the message names those that can.
    """
    language = book.language if book else _ENGLISH
    words = Dialect.for_name(language)
    if words is None:
        raise UnknownName("Gherkin has no such language", value=language)
    before, learning = _said(wish, company, directory, book)
    lines = [] if language == _ENGLISH else [f"# language: {language}"]
    lines += [f"{words.feature_keywords[0]}: {wish.title}", "", f"  {words.background_keywords[0]}:"]
    given, when, then, also = (
        book.keyword(kind) if book else f"{kind.capitalize()} " for kind in ("given", "when", "then", "and")
    )
    lines += _steps(given, also, before)
    for place in wish.taken_to:
        taking = _taken(wish, place, company, directory, book)
        judged = _say(_SHOWS if wish.said_by == PRICE_LIST else _HONOURS, book)
        lines += ["", f"  {words.scenario_keywords[-1]}: {_title(taking, place, book)}"]
        lines += _steps(when, also, [*learning, taking])
        lines += _steps(then, also, [judged])
    return formatted("\n".join(lines))


def taken_to(company: Company, directory: Directory, about: str, said_by: str) -> list[str]:
    """List the touchpoints that it can be taken to."""
    if about not in company.promises and said_by == PRICE_LIST:
        return directory.all_able(PricesProducts)
    able = {*directory.all_able(Redeems), *directory.all_able(QuotesPrices)}
    return [name for name in directory if name in able]


def _said(wish: Wish, company: Company, directory: Directory, book: Phrasebook | None) -> tuple[list[str], list[str]]:
    """Give the steps that say who shops and what was promised, and those by which the shopper learns of it."""
    enrolled = company.back_office or company.accounts
    who = _say(_CUSTOMER if enrolled else _VISITOR, book, shopper=wish.shopper)
    if wish.about in company.promises:
        return [who, _say(_KNOWN, book, shopper=wish.shopper, offer=wish.about)], []
    if wish.said_by == PRICE_LIST:
        return [who, _say(_LISTED, book, product=wish.about, price=wish.price or "")], []
    if wish.said_by not in set(Channel):
        raise UnknownName("There is no such channel", value=wish.said_by, valid=ways_to_say(company, directory))
    channel = Channel(wish.said_by)
    place = directory.announcing(channel)
    promised = _say(_PROMISED, book, shopper=wish.shopper, channel=channel.value)
    table = _table([("offer", wish.about), ("price", wish.price or "")], book)
    learns = _OPENS if channel is Channel.EMAIL else _LEARNS
    return [who, "\n".join([promised, *table])], [_say(learns, book, shopper=wish.shopper, place=place)]


def _taken(wish: Wish, place: str, company: Company, directory: Directory, book: Phrasebook | None) -> str:
    where = _PREPOSITIONS.get(directory.settings(place).channel, "at")
    if wish.about not in company.promises and wish.said_by == PRICE_LIST:
        directory.check(place, PricesProducts)
        return _say(_LOOKS, book, shopper=wish.shopper, product=wish.about, where=where, place=place)
    if place in directory.all_able(QuotesPrices) and place not in directory.all_able(Redeems):
        return _say(_ASKS, book, shopper=wish.shopper, place=place)
    directory.check(place, Redeems)
    return _say(_REDEEMS, book, shopper=wish.shopper, where=where, place=place)


def _steps(first: str, then: str, steps: Iterable[str]) -> list[str]:
    return [f"    {then if number else first}{step}" for number, step in enumerate(steps)]


def _say(pattern: str, book: Phrasebook | None, **told: str) -> str:
    """Fill in a sentence's blanks, in the book's language if there is one."""
    if book is None:
        return re.sub(r"\{(\w+):\w+\}", lambda blank: told[blank[1]], pattern)
    if pattern not in book.sentences:
        raise UnknownName(f"The phrasebook of {book.language!r} lacks this sentence", value=pattern)
    kinds = dict(re.findall(r"\{(\w+):(\w+)\}", pattern))
    return re.sub(
        r"\{(\w+)\}",
        lambda blank: book.spoken(kinds[blank[1]], told[blank[1]]),
        book.sentences[pattern][0],
    )


def _title(taking: str, place: str, book: Phrasebook | None) -> str:
    """Name a scenario: in languages that move the verb behind Gherkin's *when*, by the place alone."""
    name = book.spoken("Touchpoint", place) if book else taking
    return name[:1].upper() + name[1:]


def _table(rows: list[tuple[str, str]], book: Phrasebook | None) -> list[str]:
    told = [(book.term(term) if book else term, value) for term, value in rows]
    return [f"      | {_cell(term)} | {_cell(value)} |" for term, value in told]


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")
