"""What a message says to machines: offers of schema.org, in JSON-LD and microdata, as well or badly as written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from bs4 import BeautifulSoup

from journeys.company.company_file import Company
from journeys.promises.currencies import naming
from journeys.promises.money import Money, heard
from journeys.promises.numerals import exact
from journeys.topics.offers import same_mark
from journeys.touchpoints.schema_org import each, first, is_empty, text_in, things

__all__ = ["Marked", "MarkedOrder", "offers_called", "orders_marked", "the_offer"]

_OFFERS: Final = {"Offer", "AggregateOffer", "DiscountOffer"}
_ORDERS: Final = {"Order", "Invoice"}
_TOTALS: Final = ("totalPaymentDue", "price", "totalPrice", "priceSpecification")
_ENDS: Final = ("validThrough", "availabilityEnds", "priceValidUntil")
_BEFORE_PRICES: Final = ("ListPrice", "StrikethroughPrice", "MSRP", "SRP", "RegularPrice", "SuggestedRetailPrice")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_MOST: Final = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Marked:
    """What the markup says of an offer.

    Attributes:
        price: What it costs.
        regular: What it cost before.
        code: How the company refers to it.
        number: The number of what is offered, which may be its code too.
        of_product: Whether it says which product that is.
        alone: Whether it is the only one in the markup.
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
    of_product: bool = False
    alone: bool = True

    def code_beside(self, codes: Collection[str]) -> str | None:
        """Return its code as it stands beside those that people are told; None where it may be something else.

        A number is a code where people are told none, or one of the same form, ``UP-71`` beside ``CX-17``, unless it is
        that of a product. Of several offers, one with another code is another offer.
        """
        own = [one for one in (self.code, self.number) if one]
        same = next((one for one in own if _is_among(codes, one)), None)
        if same or not codes:
            return same or next(iter(own), None)
        if not self.alone:
            return None
        forms = {_form(one) for one in (self.number or "", *codes)}
        return self.code or (self.number if len(forms) == 1 and all(forms) and not self.of_product else None)


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
    found = [_read(offer, company) for offer in things(BeautifulSoup(html, "html.parser"), _OFFERS)]
    found = [replace(one, alone=len(found) == 1) for one in found]
    called_so = [one for one in found if any(_is_among(codes, mark) for mark in (one.code, one.number) if mark)]
    at_that_price = [one for one in found if price is not None and one.price == price]
    for chosen in (called_so, found, at_that_price):
        priced = [one for one in chosen if one.price is not None]
        if len({one.price for one in priced}) == 1:
            return priced[0]
    if any(one.price is not None for one in found):
        return Marked(unread="its markup has offers at several prices")
    return next((one for one in found if one.unread), None) or next(iter((*called_so, *found)), Marked())


def _is_among(codes: Collection[str], mark: str) -> bool:
    return any(same_mark(mark, code) for code in codes)


def _form(code: str) -> tuple[tuple[int, bool], ...]:
    """Return what codes of one form have in common: how long their pieces are, and which are numbers."""
    pieces = re.split(r"[\W_]+", code.strip())
    return tuple((len(one), one.isdigit()) for one in pieces) if len(pieces) > 1 else ()


def offers_called(html: str) -> list[str]:
    """Return what a message's markup calls its offers."""
    found = things(BeautifulSoup(html, "html.parser"), _OFFERS)
    return [name for offer in found if (name := text_in(offer.get("name")))]


def orders_marked(html: str, company: Company) -> list[MarkedOrder]:
    """Return the orders that a message's markup tells of."""
    return [_read_order(order, company) for order in things(BeautifulSoup(html, "html.parser"), _ORDERS)]


def _read_order(order: Mapping[str, Any], company: Company) -> MarkedOrder:
    number = next((text for key in ("orderNumber", "confirmationNumber") if (text := text_in(order.get(key)))), "")
    said = next((value for key in _TOTALS if not is_empty(value := _amount_of(order.get(key)))), None)
    total = _money(said, order.get("priceCurrency"), company)
    unread = "" if total is not None or said is None else f"its markup gives the total as {said!r}"
    return MarkedOrder(number, total, unread)


def _amount_of(value: object) -> object:
    """Return a value that is an amount; specifications may say other things than that."""
    one = first(value)
    return one if not isinstance(one, Mapping) or {"value", "price"} & {*one} else None


def _read(offer: Mapping[str, Any], company: Company) -> Marked:
    specifications = [one for one in each(offer.get("priceSpecification")) if isinstance(one, Mapping)]
    before = [one for one in specifications if str(one.get("priceType", "")).endswith(_BEFORE_PRICES)]
    now = [one for one in specifications if one not in before] or [{}]
    said: object = next((value for value in (now[0].get("price"), offer.get("price")) if value is not None), None)
    currency = now[0].get("priceCurrency") or offer.get("priceCurrency")
    unread = ""
    low, high = first(offer.get("lowPrice")), first(offer.get("highPrice"))
    if said is None and low is not None:
        unread = "" if high is None or str(low) == str(high) else f"its markup says from {low} to {high}"
        said = None if unread else low
    if now[0].get("billingDuration") or now[0].get("billingIncrement") or now[0].get("unitCode") == "MON":
        said, unread = None, f"its markup says {said} by the month or the like"
    price = _money(said, currency, company)
    if price is None and not is_empty(said):
        unread = f"its markup gives the price as {said!r} {currency or ''}".rstrip()
    number = next((text for key in ("sku", "serialNumber") if (text := text_in(offer.get(key)))), None)
    ends = next((value for key in _ENDS if not is_empty(value := first(offer.get(key)))), None)
    regular = _money(before[0].get("price"), before[0].get("priceCurrency") or currency, company) if before else None
    code, url, of_product = text_in(offer.get("discountCode")), text_in(offer.get("url")), "itemOffered" in offer
    return Marked(price, regular, code, number, ends, url, unread, of_product)


def _money(said: object, currency: object, company: Company) -> Money | None:
    """Read a price, written for machines or for people."""
    value = first(said)
    if isinstance(value, Mapping):
        currency = value.get("currency") or value.get("priceCurrency") or currency
        value = first(value.get("value", value.get("price")))
    name = str(first(currency) or company.currency).strip()
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
