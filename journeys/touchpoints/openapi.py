"""An app, used through the API it is made of, which an OpenAPI document describes: no Python needed, only options."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import jmespath
from babel.numbers import get_currency_precision

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany
from journeys.evidence.observations import Stance
from journeys.promises.clock import read_moment
from journeys.promises.money import Money, heard, written
from journeys.promises.shopper import Fact
from journeys.promises.terms import VALID_THROUGH, Term
from journeys.tools.toolbox import Toolbox
from journeys.topics import lines, offers
from journeys.topics.confirmations import ConfirmsOrders
from journeys.topics.lines import ShowsAccounts
from journeys.topics.messages import TellsOffers
from journeys.topics.offers import QuotesPrices, Redeems
from journeys.topics.prices import PricesProducts
from journeys.touchpoints.openapi_client import ApiClient, known_to
from journeys.touchpoints.openapi_options import Call, Options, read_options
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.wording import alternative, stance

__all__ = ["OpenApi"]

_BLANK: Final = re.compile(r"\{(\w+)\}")
_NEEDS: Final[dict[type, str]] = {
    TellsOffers: "tell_offer",
    QuotesPrices: "quote",
    Redeems: "redeem",
    ConfirmsOrders: "confirm_order",
    PricesProducts: "price_product",
    ShowsAccounts: "show_account",
}
_MONEY: Final = (offers.PRICE, offers.REGULAR_PRICE, offers.SURCHARGE)


class OpenApi:
    """Asks the operations that the touchpoint's options name, and checks each answer against the API's own document.

    An answer that contradicts the document is kept as an exhibit, for the team to see; it breaks no promise by itself.
    """

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the API's address; the options are described in ``openapi_options``."""
        self._name, self._tools = name, tools
        self._options: Options = read_options(settings.options)
        self._client = ApiClient(name, settings, tools, self._options)

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Name the abilities that no option sets up."""
        options = read_options(settings.options)
        return {ability for ability, section in _NEEDS.items() if getattr(options, section) is None}

    def tell_offer(self, visit: OpenVisit) -> None:
        """Read the offer in the app."""
        if self._asked(visit, self._options.tell_offer) is not None:
            visit.saw(offers.OFFER, Stance.KNOWN)

    def quote(self, visit: OpenVisit) -> None:
        """Ask what the offer comes to."""
        self._asked(visit, self._options.quote)

    def redeem(self, visit: OpenVisit) -> None:
        """Order, unless it comes to more than the shopper was told."""
        if self._options.quote and (self._asked(visit, self._options.quote) is None or visit.too_dear()):
            return
        answer = self._asked(visit, self._options.redeem)
        if answer is not None:
            visit.saw(offers.REDEMPTION, Stance.ACCEPTED, _shown(answer))

    def confirm_order(self, visit: OpenVisit) -> None:
        """Read what the app says the order came to."""
        self._asked(visit, self._options.confirm_order)

    def price_product(self, visit: OpenVisit) -> None:
        """Read the product's price in the app."""
        self._asked(visit, self._options.price_product)

    def show_account(self, visit: OpenVisit) -> None:
        """Read on which line the latest order is."""
        answer = self._asked(visit, self._options.show_account)
        if answer is not None and not visit.has(lines.LINE):
            visit.saw(lines.LINE, "", _shown(answer))

    def _asked(self, visit: OpenVisit, call: Call | None) -> Any:
        """Make a call, write down what its answer says, and return the answer; None if it was no."""
        if call is None:
            return None
        filled = self._filled(visit, call)
        if filled is None:
            return None
        parameters, body = filled
        answer = self._client.send(visit, call, parameters, {} if call.asks_line else body)
        if call.asks_line and answer.ok and self._find(visit, call.asks_line, answer.json()):
            visit.asked_for(Fact.LINE, f"The {self._name} asks which line it is for")
        if call.asks_line and answer.ok and body:
            answer = self._client.send(visit, call, parameters, body)
        told = answer.json()
        if not answer.ok:
            self._refused(visit, told, call)
            return None
        if call.unknown_unless and not self._find(visit, call.unknown_unless, told):
            visit.saw(offers.OFFER, Stance.UNKNOWN, f"The {self._name} knows nothing of it: {_shown(told)}")
            return None
        for term, expression in call.said().items():
            self._observe(visit, term, expression, told)
        return told

    def _observe(self, visit: OpenVisit, term: Term[Any], expression: str, told: Any) -> None:
        value = self._find(visit, expression, told)
        if value is None or value == "":
            return
        words = f"{term}: {value}"
        if term in _MONEY:
            money = self._money(visit, value, told)
            if money is None or (term == offers.SURCHARGE and not money.amount):
                return
            visit.saw(term, written(money), words)
        elif term == VALID_THROUGH:
            moment = datetime.fromisoformat(str(value))
            ends = moment if moment.tzinfo else read_moment(str(value), self._tools.company.time_zone)
            visit.saw(term, ends.isoformat(), words)
        else:
            visit.saw(term, visit.holder_in(str(value)) if term is lines.LINE else str(value), words)

    def _money(self, visit: OpenVisit, value: object, told: Any) -> Money | None:
        named = self._find(visit, self._options.currency, told) if self._options.currency else None
        currency = str(named or self._tools.company.currency)
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            return next(iter(heard(str(value), currency)), None)
        if self._options.money == "minor":
            amount = amount.scaleb(-get_currency_precision(currency))
        return Money(amount, currency)

    def _refused(self, visit: OpenVisit, told: Any, call: Call) -> None:
        words = str(self._find(visit, self._options.refusal, told) or _shown(told))
        found = stance(words)
        visit.saw(offers.OFFER, found, words)
        visit.saw(offers.REDEMPTION, found, words)
        named = self._find(visit, call.alternative, told) if call.alternative else None
        if way := named or alternative(words):
            visit.saw(offers.ALTERNATIVE, str(way), str(way))

    def _filled(self, visit: OpenVisit, call: Call) -> tuple[dict[str, object], dict[str, object]] | None:
        """Put what the shopper knows into a call; None if the app does not know what it is about."""
        parameters = {name: self._fill(visit, text) for name, text in call.parameters.items()}
        for name, value in parameters.items():
            if value is None:
                words = f"The {self._name} says no {name} of {visit.promise.name}"
                visit.saw(offers.OFFER, Stance.UNKNOWN, words)
                return None
        body = {name: self._fill(visit, text) for name, text in call.body.items()}
        return parameters, {name: value for name, value in body.items() if value is not None}

    def _fill(self, visit: OpenVisit, text: str) -> object:
        """Fill a text's blanks; a blank alone keeps the kind of its value."""
        if alone := _BLANK.fullmatch(text):
            return self._value(visit, alone[1])
        return _BLANK.sub(lambda blank: str(self._value(visit, blank[1]) or ""), text)

    def _value(self, visit: OpenVisit, name: str) -> object:
        known = known_to(visit)
        if known.get(name):
            return known[name]
        lookup = self._options.values.get(name)
        if lookup is not None:
            parameters = {key: self._fill(visit, text) for key, text in lookup.parameters.items()}
            answer = self._client.send(visit, lookup, parameters, {})
            found: object = self._find(visit, lookup.value, answer.json()) if answer.ok else None
            return found
        if name in known:
            return None
        where = f"touchpoints.{self._name}.options"
        valid = (*known, *self._options.values)
        raise InvalidCompany(f"{where}: nothing says what this blank stands for", value=name, valid=valid)

    def _find(self, visit: OpenVisit, expression: str, told: Any) -> Any:
        known = known_to(visit)
        filled = re.sub(r"'\{(\w+)\}'", lambda blank: _quoted(known.get(blank[1])), expression)
        return jmespath.search(filled, told)


def _quoted(value: str | None) -> str:
    """Write a text as JMESPath's raw string."""
    escaped = (value or "").replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _shown(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False)[:500]
