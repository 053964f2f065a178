"""An app, used through the API it is made of, which an OpenAPI document describes: no Python needed, only options."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import jmespath
from jmespath.exceptions import JMESPathError

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany, NotUnderstood
from journeys.evidence.observations import Stance
from journeys.promises.money import Money, written
from journeys.promises.shopper import Fact
from journeys.promises.terms import VALID_THROUGH, Term
from journeys.reading.asking import alternative
from journeys.reading.stances import stance
from journeys.tools.toolbox import Toolbox
from journeys.topics import continuity, lines, offers
from journeys.topics.confirmations import ConfirmsOrders
from journeys.topics.lines import ShowsAccounts
from journeys.topics.messages import TellsOffers
from journeys.topics.offers import QuotesPrices, Redeems
from journeys.topics.prices import PricesProducts
from journeys.touchpoints.openapi_client import Answer, ApiClient, known_to
from journeys.touchpoints.openapi_fees import Standing, standing_of
from journeys.touchpoints.openapi_options import Call, Options, read_options
from journeys.touchpoints.openapi_outcome import denied_in, texts_in
from journeys.touchpoints.openapi_values import Unreadable, read_amount, read_end, read_text
from journeys.touchpoints.visit import OpenVisit

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
_LONGEST_VALUE: Final = 200
_MONEY: Final = (offers.PRICE, offers.REGULAR_PRICE, offers.SURCHARGE)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A yes, and what of it could not be read."""

    answer: Answer
    unreadable: str | None = None

    def must_be_read(self) -> None:
        """End the visit if something that the options look for could not be read."""
        if self.unreadable:
            raise NotUnderstood(self.unreadable)


class OpenApi:
    """Asks the operations that the touchpoint's options name, and checks each answer against the API's own document.

    An answer that contradicts the document is kept as an exhibit, for the team to see; it breaks no promise by itself.
    """

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the API's address; the options are described in ``openapi_options``."""
        self._name, self._tools = name, tools
        self._options: Options = read_options(settings.options)
        self._client = ApiClient(name, settings, tools, self._options)
        calls = (getattr(self._options, section) for section in _NEEDS.values())
        self.notices = (continuity.ASKED_AGAIN,) if any(call and call.asks_line for call in calls) else ()

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
        """Order, unless it comes to more than the shopper was told; an order without a word is one.

        One whose answer says that it did not succeed, or lacks the number that the options name, is none.
        """
        if self._options.quote and (self._asked(visit, self._options.quote) is None or visit.too_dear()):
            return
        heard = self._heard(visit, self._options.redeem)
        if heard is not None:
            visit.saw(offers.REDEMPTION, Stance.ACCEPTED, f"{heard.answer.status}: {heard.answer.shown}")
            if heard.answer.told is not None:
                heard.must_be_read()

    def confirm_order(self, visit: OpenVisit) -> None:
        """Read what the app says the order came to."""
        self._asked(visit, self._options.confirm_order)

    def price_product(self, visit: OpenVisit) -> None:
        """Read the product's price in the app."""
        self._asked(visit, self._options.price_product)

    def show_account(self, visit: OpenVisit) -> None:
        """Read on which line the order is, and what it came to."""
        answer = self._asked(visit, self._options.show_account)
        if answer is not None and not visit.has(lines.LINE):
            self._must_be_sound(answer, "no line")
            visit.saw(lines.LINE, "", answer.shown)

    def _asked(self, visit: OpenVisit, call: Call | None) -> Answer | None:
        """Make a call, write down what its answer says, and return the answer; None if it was no.

        Raises:
            NotUnderstood: What the options look for is not there, or not what it should be.
        """
        heard = self._heard(visit, call)
        if heard is None:
            return None
        heard.must_be_read()
        return heard.answer

    def _heard(self, visit: OpenVisit, call: Call | None) -> _Heard | None:
        filled = self._filled(visit, call) if call else None
        if call is None or filled is None:
            return None
        parameters, body = filled
        answer = self._client.send(visit, call, parameters, {} if call.asks_line else body)
        if call.asks_line and answer.ok and self._found(visit, call.asks_line, answer):
            visit.asked_for(Fact.LINE, f"The {self._name} asks which line it is for")
        if call.asks_line and answer.ok and body:
            answer = self._client.send(visit, call, parameters, body)
        if not answer.ok:
            self._refused(visit, answer, call)
            return None
        if self._denied(visit, answer, call):
            return None
        if call.unknown_unless and not self._found(visit, call.unknown_unless, answer):
            self._must_be_sound(answer, "nothing of the offer")
            visit.saw(offers.OFFER, Stance.UNKNOWN, f"The {self._name} knows nothing of it: {answer.shown}")
            return None
        unreadable = None
        for term, expression in call.said().items():
            try:
                self._observe(visit, term, call, answer.told)
            except (Unreadable, JMESPathError) as error:
                came = self._came(visit, expression, answer)
                unreadable = unreadable or self._cannot_read(answer, f"{expression} {error}: {came}")
        return _Heard(answer, unreadable)

    def _observe(self, visit: OpenVisit, term: Term[Any], call: Call, told: Any) -> None:
        expression = call.said()[term]
        value = self._find(visit, expression, told)
        must = term == offers.PRICE and (visit.purpose.receives or term in visit.purpose.owes)
        if (value is None or value == "") and not must:
            return
        words = f"{term}: {value}"
        if term == offers.PRICE:
            self._observe_price(visit, call, value, told)
        elif term in _MONEY:
            money = self._money(visit, value, told)
            if term != offers.SURCHARGE or money.amount:
                visit.saw(term, written(money), words)
        elif term == VALID_THROUGH:
            visit.saw(term, read_end(value, self._tools.company.time_zone), words)
        else:
            text = read_text(value)
            if term == lines.LINE:
                visit.saw_line(text, words)
            else:
                visit.saw(term, text, words)

    def _observe_price(self, visit: OpenVisit, call: Call, value: object, told: Any) -> None:
        """Write down what is to be paid in all, with the fee that is named beside it.

        Raises:
            Unreadable: Whether the price contains that fee is not said.
        """
        price, words = self._money(visit, value, told), f"{offers.PRICE}: {value}"
        fee = self._fee(visit, call, told)
        standing = Standing.WITHIN if fee is None else self._standing(visit, call, price, fee, told)
        if fee is not None and standing is Standing.ON_TOP:
            price, words = price + fee, f"{words}, and {call.surcharge} on top: {fee.amount}"
        visit.saw(offers.PRICE, written(price), words)
        if fee is not None and standing is Standing.UNKNOWN:
            elsewhere = "if the company says so elsewhere, the option surcharge_included does"
            message = f"does not say whether it contains the {call.surcharge} of {written(fee)} ({elsewhere})"
            raise Unreadable(message)

    def _fee(self, visit: OpenVisit, call: Call, told: Any) -> Money | None:
        """Find the fee beside a price; None if there is none, or it cannot be read, which is told of the fee itself."""
        found = self._find(visit, call.surcharge, told) if call.surcharge else None
        try:
            fee = self._money(visit, found, told) if found not in (None, "") else None
        except Unreadable:
            return None
        return fee if fee is not None and fee.amount else None

    def _standing(self, visit: OpenVisit, call: Call, price: Money, fee: Money, told: Any) -> Standing:
        if call.surcharge_included is not None:
            return Standing.WITHIN if call.surcharge_included else Standing.ON_TOP
        if price.currency != fee.currency:
            return Standing.UNKNOWN

        def read(value: object) -> Decimal | None:
            try:
                return self._money(visit, value, told).amount
            except Unreadable:
                return None

        asked = visit.promise.asked
        known = [asked.amount * visit.quantity] if asked is not None and asked.currency == price.currency else []
        names = call.price or "", call.surcharge or ""
        return standing_of(told, names, (price.amount, fee.amount), read, known)

    def _money(self, visit: OpenVisit, value: object, told: Any) -> Money:
        named = self._find(visit, self._options.currency, told) if self._options.currency else None
        return read_amount(value, named=named, company=self._tools.company, minor=self._options.money == "minor")

    def _cannot_read(self, answer: Answer, what: str) -> str:
        return f"The {self._name} answered {answer.operation.shown} with something that cannot be read: {what}"

    def _came(self, visit: OpenVisit, expression: str, answer: Answer) -> str:
        try:
            value = self._find(visit, expression, answer.told)
        except JMESPathError:
            value = None
        if value is None:
            return f"it is missing in {answer.shown}" if answer.told is not None else answer.shown
        return f"{value!r}"[:_LONGEST_VALUE]

    def _found(self, visit: OpenVisit, expression: str, answer: Answer) -> Any:
        try:
            return self._find(visit, expression, answer.told)
        except JMESPathError as error:
            why = str(error).splitlines()[0]
            raise NotUnderstood(self._cannot_read(answer, f"{expression}: {why}, in {answer.shown}")) from error

    def _must_be_sound(self, answer: Answer, missing: str) -> None:
        """Nothing follows from what an answer does not say, if it is empty or not of the form it should have."""
        if answer.told is None or answer.wrong:
            why = "; ".join(answer.wrong) or "the body is empty"
            raise NotUnderstood(self._cannot_read(answer, f"it says {missing}, but {why}"))

    def _denied(self, visit: OpenVisit, answer: Answer, call: Call) -> bool:
        """Write down why an answer with a yes says no all the same; False if it does not.

        Raises:
            NotUnderstood: It says no, or not yet, without words that refuse.
        """
        orders = call is self._options.redeem
        found = self._found(visit, call.order, answer) if orders and call.order and answer.told is not None else None
        no = denied_in(answer.told, number=call.order, found=found, orders=orders)
        if no is None:
            return False
        if no.stance is Stance.NOT_UNDERSTOOD:
            shown = f"{answer.status} to {answer.operation.shown}"
            message = f"The {self._name} answered {shown}, and whether it succeeded is not said ({no.why[:100]})"
            raise NotUnderstood(f"{message}: {answer.shown[:300]}")
        self._saw_refused(visit, answer, call, no.stance, " ".join(no.words.split()))
        return True

    def _refused(self, visit: OpenVisit, answer: Answer, call: Call) -> None:
        """Write down why the app says no.

        Raises:
            NotUnderstood: It does not say so in words that refuse.
        """
        words = self._words(visit, answer)
        self._saw_refused(visit, answer, call, self._stance(answer, words), words)

    def _saw_refused(self, visit: OpenVisit, answer: Answer, call: Call, found: Stance, words: str) -> None:
        visit.saw(offers.OFFER, found, words)
        visit.saw(offers.REDEMPTION, found, words)
        named = self._found(visit, call.alternative, answer) if call.alternative else None
        if way := named or alternative(words):
            visit.saw(offers.ALTERNATIVE, str(way), str(way))

    def _words(self, visit: OpenVisit, answer: Answer) -> str:
        try:
            words = self._find(visit, self._options.refusal, answer.told)
        except JMESPathError:
            words = None
        return words if isinstance(words, str) and words.strip() else answer.shown

    def _stance(self, answer: Answer, words: str) -> Stance:
        found = stance(words)
        if found is Stance.NOT_UNDERSTOOD and words == answer.shown:
            found = stance("\n".join(texts_in(answer.told)))  # each text by itself, whatever the others say
        if found is Stance.NOT_UNDERSTOOD:
            shown = answer.operation.shown
            message = f"The {self._name} answered {answer.status} to {shown} without words that refuse: {words[:300]}"
            raise NotUnderstood(message)
        return found

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
            if not answer.ok:
                self._stance(answer, self._words(visit, answer))
                return None
            found: object = self._found(visit, lookup.value, answer)
            if found is None:
                self._must_be_sound(answer, f"no {name}")
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
