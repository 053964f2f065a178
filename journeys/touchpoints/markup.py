"""What a message says to machines: offers of schema.org, in JSON-LD and microdata, as well or badly as written."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from bs4 import BeautifulSoup, Tag

from journeys.company.company_file import Company
from journeys.promises.currencies import naming
from journeys.promises.money import Money, heard
from journeys.promises.numerals import exact

__all__ = ["Marked", "MarkedOrder", "orders_marked", "the_offer"]

_OFFERS: Final = {"Offer", "AggregateOffer", "DiscountOffer"}
_ORDERS: Final = {"Order", "Invoice"}
_OF_OTHERS: Final = {
    *("isAccessoryOrSparePartFor", "isRelatedTo", "isSimilarTo", "isConsumableFor", "isVariantOf", "addOn"),
    *("acceptedOffer", "orderedItem"),
}
"""Where the offers stand that are not the letter's own: of other things, and of single ones in an order."""
_TOTALS: Final = ("totalPaymentDue", "price", "totalPrice", "priceSpecification")
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
        number: The number of what is offered, which may be its code too.
        ends: When it ends, as it is written there.
        url: Where it is.
        unread: What it says of the price that could not be read, in words for a report.
    """

    price: Money | None = None
    regular: Money | None = None
    code: str | None = None
    number: str | None = None
    ends: object = None
    url: str | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class MarkedOrder:
    """What the markup says of an order.

    Attributes:
        number: The order's; empty if it says none.
        total: What it came to.
        unread: What it says of that and could not be read, in words for a report.
    """

    number: str = ""
    total: Money | None = None
    unread: str = ""


def the_offer(html: str, company: Company, codes: Collection[str], price: Money | None) -> Marked:
    """Return what a message's markup says of the offer that the message is about.

    Args:
        html: The message's.
        company: By whose customs it is read.
        codes: How the message calls the offer: of several offers at several prices, the one that is called so is it.
        price: What the message says to people: else the one at that price is it.
    """
    found = [_read(offer, company) for offer in _things(BeautifulSoup(html, "html.parser"), _OFFERS)]
    called_so = [one for one in found if {one.code, one.number} & {*codes}]
    at_that_price = [one for one in found if price is not None and one.price == price]
    for chosen in (found, called_so, at_that_price):
        priced = [one for one in chosen if one.price is not None]
        if len({one.price for one in priced}) == 1:
            return priced[0]
    if any(one.price is not None for one in found):
        return Marked(unread="its markup has offers at several prices")
    return next((one for one in found if one.unread), None) or next(iter(found), Marked())


def orders_marked(html: str, company: Company) -> list[MarkedOrder]:
    """Return the orders that a message's markup tells of."""
    return [_read_order(order, company) for order in _things(BeautifulSoup(html, "html.parser"), _ORDERS)]


def _read_order(order: Mapping[str, Any], company: Company) -> MarkedOrder:
    number = next((text for key in ("orderNumber", "confirmationNumber") if (text := _text(order.get(key)))), "")
    said = next((value for key in _TOTALS if not _is_empty(value := _amount_of(order.get(key)))), None)
    total = _money(said, order.get("priceCurrency"), company)
    unread = "" if total is not None or said is None else f"its markup gives the total as {said!r}"
    return MarkedOrder(number, total, unread)


def _amount_of(value: object) -> object:
    """Return a value that is an amount; specifications may say other things than that."""
    first = _first(value)
    return first if not isinstance(first, Mapping) or {"value", "price"} & {*first} else None


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
    number = next((text for key in ("sku", "serialNumber") if (text := _text(offer.get(key)))), None)
    ends = next((value for key in _ENDS if not _is_empty(value := _first(offer.get(key)))), None)
    regular = _money(before[0].get("price"), before[0].get("priceCurrency") or currency, company) if before else None
    return Marked(price, regular, _text(offer.get("discountCode")), number, ends, _text(offer.get("url")), unread)


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


def _things(page: BeautifulSoup, kinds: Collection[str]) -> list[Mapping[str, Any]]:
    """Find the things of some kinds, in JSON-LD and microdata."""
    return [*_in_json(page, kinds), *_microdata(page, kinds)]


def _in_json(page: BeautifulSoup, kinds: Collection[str]) -> Iterator[dict[str, Any]]:
    for script in page.find_all("script"):
        if "ld+json" in str(script.get("type", "")).lower():
            for data in _values(script.get_text()):
                yield from _found(_plain(data), kinds)


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


def _found(data: object, kinds: Collection[str]) -> Iterator[dict[str, Any]]:
    """Find things in JSON-LD, wherever they stand in it."""
    if isinstance(data, list):
        for one in data:
            yield from _found(one, kinds)
    if isinstance(data, dict):
        if {*kinds} & {_short(str(kind)) for kind in _each(data.get("@type"))}:
            yield data
        for key, one in data.items():
            if key not in _OF_OTHERS:
                yield from _found(one, kinds)


def _microdata(page: BeautifulSoup, kinds: Collection[str]) -> Iterator[dict[str, Any]]:
    """Find things among elements with ``itemscope``; what belongs to a thing of its own within one is not the one's."""
    for scope in page.find_all(None, {"itemtype": True}):
        if {*kinds} & {_short(kind) for kind in str(scope["itemtype"]).split()} and not _is_of_others(scope):
            within = reversed(scope.find_all(None, {"itemprop": True}))
            yield {str(one["itemprop"]): _property(one) for one in within if not _is_of_others(one, scope)}


def _is_of_others(element: Tag, scope: Tag | None = None) -> bool:
    """Tell whether an element, or one around it up to a scope, is a property that tells of other things."""
    for one in (element, *element.parents):
        if one is scope:
            return False
        if str(one.get("itemprop", "")) in _OF_OTHERS:
            return True
    return False


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
