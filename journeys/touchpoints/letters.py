"""Reads an offer out of a message that anybody may have written: what it says to people, and what to machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bs4 import BeautifulSoup
from imap_tools import MailMessage

from journeys.company.company_file import Company, TouchpointSettings
from journeys.errors import InvalidCompany, InvalidPromise
from journeys.promises.clock import read_moment
from journeys.promises.money import Money, heard, written
from journeys.promises.terms import HONOURED_AT, VALID_THROUGH, Term
from journeys.topics import offers
from journeys.touchpoints.wording import places_named

__all__ = ["Letters", "Said", "patterns_of"]

Said = tuple[Term[Any], str, str]
"""A term, its value, and the words that said so."""

_LABELS: Final[dict[str, tuple[str, ...]]] = {
    "price": ("Your price", "Price", "You pay"),
    "regular_price": ("Regular price", "Instead of", "Usually"),
    "code": ("Offer code", "Your code", "Promo code", "Coupon code", "Voucher code", "Code"),
    "valid_through": ("Valid through", "Valid until", "Offer ends", "Expires", "Ends"),
    "honoured_at": ("Where", "Valid at", "Redeem at"),
    "alternative": ("If you would rather use another channel",),
    "total": ("Total", "Order total", "Total paid"),
}
_OPTIONS: Final = (*_LABELS, "places", "subject", "poll")
_OFFERS: Final = {"Offer", "AggregateOffer", "DiscountOffer"}
_LABEL_ENDS: Final = r"\s*[:\-–—]\s*"


@dataclass(frozen=True, slots=True)
class Letters:
    """How a company's messages say things.

    Attributes:
        patterns: By term, what stands before its value, or around it.
        places: What the messages call touchpoints, with the touchpoints' names.
        subject: Words of the subject that tell the message when nothing else does.
    """

    patterns: Mapping[str, Sequence[re.Pattern[str]]]
    places: Mapping[str, str]
    subject: str
    company: Company

    @classmethod
    def of(cls, settings: TouchpointSettings, company: Company) -> Letters:
        """Take a touchpoint's options; see ``patterns_of``."""
        options = settings.options
        return cls(patterns_of(settings), options.get("places", {}), str(options.get("subject", "")), company)

    def offer(self, message: MailMessage) -> Iterator[Said]:
        """Give what the message says about the offer.

        What people read goes for what they pay and where; the markup goes for what only it says exactly: when the offer
        ends, its code and its link.
        """
        told, lines = _markup(message), _lines(message)
        yield from self._prices(told, lines)
        for term, key, said in ((offers.CODE, "code", told.get("code")), (offers.LINK, "link", told.get("url"))):
            found = said or next((value for value, _ in self._values(key, lines)), None)
            if found:
                yield term, str(found).strip(), str(found)
        yield from self._end(told, lines)
        for value, line in self._values("honoured_at", lines):
            if named := self._places(value):
                yield HONOURED_AT, named, line
        for value, _ in self._values("alternative", lines):
            yield offers.ALTERNATIVE, value, value

    def total(self, message: MailMessage) -> Iterator[Said]:
        """Give what the message says an order came to."""
        for value, line in self._values("total", _lines(message)):
            for price in heard(value, self.company.currency)[:1]:
                yield offers.PRICE, written(price), line

    def _prices(self, told: Mapping[str, Any], lines: Sequence[str]) -> Iterator[Said]:
        currency = self.company.currency
        labelled = [(heard(line, currency), line) for _, line in self._values("price", lines)]
        named = next(((prices, line) for prices, line in labelled if prices), None)
        if named is None and told.get("price") is not None:
            money = Money(str(told["price"]), told.get("priceCurrency", currency))
            named = [money], f"price: {told['price']}"
        if named is None:
            every = [(price, line) for line in lines for price in heard(line, currency)]
            only = {written(price) for price, _ in every}
            named = ([every[0][0]], every[0][1]) if len(only) == 1 else None  # of several, nobody says which is meant
        if named is not None:
            prices, line = named
            yield offers.PRICE, written(prices[0]), line
            if len(prices) > 1:
                yield offers.REGULAR_PRICE, written(prices[1]), line
                return
        for value, line in self._values("regular_price", lines):
            for price in heard(value, currency)[:1]:
                yield offers.REGULAR_PRICE, written(price), line

    def _end(self, told: Mapping[str, Any], lines: Sequence[str]) -> Iterator[Said]:
        if ends := told.get("ends"):
            moment = datetime.fromisoformat(ends) if "T" in ends else read_moment(ends, self.company.time_zone)
            yield VALID_THROUGH, moment.isoformat(), ends
            return
        for value, line in self._values("valid_through", lines):
            try:
                moment = read_moment(value.rstrip("."), self.company.time_zone)
            except InvalidPromise:
                continue  # no date that could be held against anybody
            yield VALID_THROUGH, moment.isoformat(), line
            return

    def _values(self, term: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Give each value of a term with the line it stands in, the likeliest label first."""
        for pattern in self.patterns.get(term, ()):
            for number, line in enumerate(lines):
                if found := pattern.search(line):
                    value = found[1].strip()
                    below = lines[number + 1] if not value and number + 1 < len(lines) else ""
                    yield (value or below), f"{line} {below}".strip()

    def _places(self, value: str) -> str:
        names = {**{name: name for name in self.company.touchpoints}, **self.places}
        said = value.casefold()
        own = {place for words, place in names.items() if words.casefold() in said}
        return ", ".join(sorted(own | {place for place in places_named(value).split(", ") if place}))


def patterns_of(settings: TouchpointSettings) -> dict[str, list[re.Pattern[str]]]:
    r"""Read an inbox's options: ``price``, ``code`` and so on, each a label or several.

    A label is what stands at the beginning of a line, before a colon or dash; one between slashes is a regular
    expression whose group is the value, such as ``/use code (\w+)/``.

    Raises:
        InvalidCompany: An option is unknown or no label.
    """
    for name in settings.options:
        if name not in _OPTIONS:
            raise InvalidCompany("An inbox has no such option", value=name, valid=_OPTIONS)
    labels = {term: settings.options.get(term, usual) for term, usual in _LABELS.items()}
    return {
        term: [_pattern(term, one) for one in (told if isinstance(told, list | tuple) else [told])]
        for term, told in labels.items()
    }


def _pattern(term: str, told: object) -> re.Pattern[str]:
    if not isinstance(told, str) or not told.strip():
        raise InvalidCompany(f"options.{term} is no label, such as 'Your price'", value=str(told))
    if len(told) > 1 and told[0] == told[-1] == "/":
        try:
            pattern = re.compile(told[1:-1], re.IGNORECASE)
        except re.error as error:
            raise InvalidCompany(f"options.{term} is no regular expression ({error})", value=told) from error
        if not pattern.groups:
            raise InvalidCompany(f"options.{term} has no group around the value", value=told, remedy="Write (…).")
        return pattern
    return re.compile(rf"^{re.escape(told)}(?:{_LABEL_ENDS}|$)(.*)", re.IGNORECASE)


def _lines(message: MailMessage) -> list[str]:
    text = message.text if message.text.strip() else BeautifulSoup(message.html, "html.parser").get_text("\n")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _markup(message: MailMessage) -> dict[str, Any]:
    """Return what the message's schema.org Offer says, or nothing: price, priceCurrency, code, ends, url."""
    for script in BeautifulSoup(message.html, "html.parser").find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except ValueError:
            continue  # not for machines after all
        for offer in _offers(data):
            price = offer.get("priceSpecification") or offer
            price = price[0] if isinstance(price, list) else price
            ends = ("validThrough", "availabilityEnds", "priceValidUntil")
            return {
                "price": price.get("price", offer.get("lowPrice")),
                "priceCurrency": price.get("priceCurrency") or offer.get("priceCurrency"),
                "code": offer.get("discountCode") or offer.get("sku") or offer.get("serialNumber"),
                "ends": next((str(offer[key]) for key in ends if offer.get(key)), None),
                "url": offer.get("url"),
            }
    return {}


def _offers(data: object) -> Iterator[dict[str, Any]]:
    """Find the offers in JSON-LD, wherever they stand in it."""
    if isinstance(data, list):
        for one in data:
            yield from _offers(one)
    if isinstance(data, dict):
        kinds = data.get("@type")
        if _OFFERS & set(kinds if isinstance(kinds, list) else [kinds]):
            yield data
        for one in data.values():
            yield from _offers(one)
