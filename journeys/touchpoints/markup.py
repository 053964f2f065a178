"""What a message says to machines: offers of schema.org, in JSON-LD and microdata, as well or badly as written."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from bs4 import BeautifulSoup, Tag

from journeys.company.company_file import Company
from journeys.promises.currencies import naming
from journeys.promises.money import Money, heard
from journeys.promises.numerals import exact

__all__ = ["Marked", "marked"]

_OFFERS: Final = {"Offer", "AggregateOffer", "DiscountOffer"}
_ENDS: Final = ("validThrough", "availabilityEnds", "priceValidUntil")
_BEFORE_PRICES: Final = ("ListPrice", "StrikethroughPrice", "MSRP", "SRP", "RegularPrice", "SuggestedRetailPrice")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_MOST: Final = Decimal(10) ** 15
_DEEPEST: Final = 60


@dataclass(frozen=True, slots=True)
class Marked:
    """What the markup says of an offer.

    Attributes:
        price: What it costs.
        regular: What it cost before.
        code: How the company refers to it.
        ends: When it ends, as it is written there.
        url: Where it is.
        unread: What it says of the price that could not be read, in words for a report.
    """

    price: Money | None = None
    regular: Money | None = None
    code: str | None = None
    ends: object = None
    url: str | None = None
    unread: str = ""


def marked(html: str, company: Company) -> Marked:
    """Return what the first offer says in a message's markup; the first that says a price, if any does."""
    page = BeautifulSoup(html, "html.parser")
    offers = [_read(offer, company) for offer in (*_json_offers(page), *_microdata(page))]
    prices = {offer.price for offer in offers if offer.price is not None}
    if len(prices) > 1:
        return Marked(unread="its markup has offers at several prices")
    with_price = (offer for offer in offers if offer.price is not None or offer.unread)
    return next(with_price, None) or next(iter(offers), Marked())


def _read(offer: Mapping[str, Any], company: Company) -> Marked:
    specifications = [one for one in _each(offer.get("priceSpecification")) if isinstance(one, Mapping)]
    before = [one for one in specifications if str(one.get("priceType", "")).endswith(_BEFORE_PRICES)]
    now = [one for one in specifications if one not in before] or [{}]
    said: object = next((value for value in (now[0].get("price"), offer.get("price")) if value is not None), None)
    currency = now[0].get("priceCurrency") or offer.get("priceCurrency")
    unread = ""
    low, high = _first(offer.get("lowPrice")), _first(offer.get("highPrice"))
    if said is None and low is not None:
        unread = "" if high is None or str(low) == str(high) else f"its markup says from {low} to {high}"
        said = None if unread else low
    if now[0].get("billingDuration") or now[0].get("billingIncrement") or now[0].get("unitCode") == "MON":
        said, unread = None, f"its markup says {said} by the month or the like"
    price = _money(said, currency, company)
    if price is None and not _is_empty(said):
        unread = f"its markup gives the price as {said!r} {currency or ''}".rstrip()
    code = next((text for key in ("discountCode", "sku", "serialNumber") if (text := _text(offer.get(key)))), None)
    ends = next((value for key in _ENDS if not _is_empty(value := _first(offer.get(key)))), None)
    regular = _money(before[0].get("price"), before[0].get("priceCurrency") or currency, company) if before else None
    return Marked(price, regular, code, ends, _text(offer.get("url")), unread)


def _money(said: object, currency: object, company: Company) -> Money | None:
    """Read a price, written for machines or for people."""
    value = _first(said)
    if isinstance(value, Mapping):
        currency = value.get("currency") or value.get("priceCurrency") or currency
        value = _first(value.get("value", value.get("price")))
    name = str(_first(currency) or company.currency).strip()
    names = naming(company.currency, company.locale)
    code = names.meant(name) or names.meant(name.upper())
    if value is None or isinstance(value, bool | Mapping | list) or code is None:
        return None
    text = str(value).strip()
    if _NUMBER.fullmatch(text) or isinstance(value, float):
        with suppress(InvalidOperation):
            amount = Decimal(text)
            return Money(exact(amount, code), code) if amount.is_finite() and 0 <= amount < _MOST else None
    found = heard(text, code, company.locale) or heard(f"{text} {code}", code, company.locale)
    if not found and text.casefold() == "free":
        return Money(0, code)
    return found[0] if len(found) == 1 else None


def _json_offers(page: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in page.find_all("script"):
        if "ld+json" in str(script.get("type", "")).lower():
            for data in _values(script.get_text()):
                yield from _offers(_plain(data))


def _values(text: str) -> Iterator[object]:
    """Read the JSON in a script, without the comments, the semicolon and the like that stand around it."""
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), entities.unescape(text)):
        found, at = [], 0
        while (start := re.compile(r"[{\[](?!CDATA)").search(attempt, at)) is not None:
            try:
                value, at = decoder.raw_decode(attempt, start.start())
                found.append(value)
            except (ValueError, RecursionError):
                if not found:
                    at = start.end()
                    if start[0] == "{":
                        break
                    continue
                break
        if found:
            yield from found
            return


def _plain(data: object, depth: int = 0) -> object:
    """Take names without what stands before them (``schema:``, an address), and values out of ``@value``."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, list):
        return [_plain(one, depth + 1) for one in data]
    if isinstance(data, dict):
        if "@value" in data:
            return data["@value"]
        return {_short(str(key)): _plain(value, depth + 1) for key, value in data.items()}
    return data


def _short(name: str) -> str:
    return re.split(r"[/#:]", name.rstrip("/"))[-1]


def _offers(data: object) -> Iterator[dict[str, Any]]:
    """Find the offers in JSON-LD, wherever they stand in it."""
    if isinstance(data, list):
        for one in data:
            yield from _offers(one)
    if isinstance(data, dict):
        if _OFFERS & {_short(str(kind)) for kind in _each(data.get("@type"))}:
            yield data
        for one in data.values():
            yield from _offers(one)


def _microdata(page: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Find the offers among elements with ``itemscope``."""
    for scope in page.find_all(None, {"itemtype": True}):
        if _OFFERS & {_short(kind) for kind in str(scope["itemtype"]).split()}:
            yield {str(one["itemprop"]): _property(one) for one in reversed(scope.find_all(None, {"itemprop": True}))}


def _property(element: Tag) -> str:
    told = next((str(element[name]) for name in ("content", "datetime", "href") if element.has_attr(name)), None)
    return element.get_text(" ", strip=True) if told is None else told


def _each(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first(value: object) -> object:
    return next(iter(_each(value)), None)


def _text(value: object) -> str | None:
    first = _first(value)
    return str(first).strip() or None if isinstance(first, str | int) and not isinstance(first, bool) else None


def _is_empty(value: object) -> bool:
    first = _first(value)
    return first is None or (isinstance(first, str) and not first.strip()) or first == {}
