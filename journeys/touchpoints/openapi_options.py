"""What a company file says about a JSON API: which operation is asked for what, and where its answer says what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from journeys.company.toml_file import read_section
from journeys.promises.terms import Term
from journeys.topics import OURS

__all__ = ["Call", "Lookup", "Options", "Request", "SignIn", "read_options"]


def _expression(text: str) -> str:
    try:
        jmespath.compile(text.replace("{", "").replace("}", "") if "'{" in text else text)
    except JMESPathError as error:
        message = f"{text!r} is no JMESPath expression: {str(error).splitlines()[0]}"
        raise ValueError(message) from error
    return text


Expression = Annotated[str, AfterValidator(_expression)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Request(_Section):
    """One operation and what it is told; ``{email}``, ``{code}`` and the like stand for what the shopper knows."""

    operation: str
    parameters: dict[str, str] = {}
    body: dict[str, str] = {}
    signed_in: bool = True


class Lookup(Request):
    """A value that the shopper finds in the app: an offer's code by its name, a line's number by its holder."""

    value: Expression


class SignIn(Request):
    """How a shopper signs in; the token goes with every later request."""

    token: Expression = "access_token"  # noqa: S105 - an expression


class Call(Request):
    """What is asked for one ability, and where the answer says what: a JMESPath expression for each term.

    Attributes:
        price: What is to be paid in all, as far as the answer names one amount for it.
        surcharge: A fee that the answer names. Whether the price contains it is told by what they are called
            (``additional_fee``, ``fees_included``) and by what the amounts of the answer add up to; where neither
            says so, the visit is compromised.
        surcharge_included: Whether the price contains the fee, where the company says so elsewhere.
        order: The number of an order that was taken; an answer that says something and not this took none.
        quantity: How many were ordered.
    """

    price: Expression | None = None
    regular_price: Expression | None = None
    surcharge: Expression | None = None
    surcharge_included: bool | None = None
    code: Expression | None = None
    link: Expression | None = None
    valid_through: Expression | None = None
    line: Expression | None = None
    order: Expression | None = None
    quantity: Expression | None = None
    alternative: Expression | None = None
    unknown_unless: Expression | None = Field(default=None, description="Holds if it is there at all.")
    asks_line: Expression | None = Field(default=None, description="Holds if the app asks which line.")

    def said(self) -> dict[Term[Any], str]:
        """Give the expression for each term that is looked for."""
        named = {term: getattr(self, term.key, None) for term in OURS.terms.values()}
        return {term: told for term, told in named.items() if told}


class Options(_Section):
    """Everything the company file says about the API.

    Attributes:
        document: Address of the OpenAPI document, seen from the touchpoint's; or a file beside the company file.
        currency: Where an answer names the currency; the company's own unless it does.
        money: Amounts are in ``major`` units (130.00) or ``minor`` ones (13000).
        refusal: Where an answer that says no says why.
    """

    document: str
    currency: Expression | None = None
    money: Literal["major", "minor"] = "major"
    refusal: Expression = "join('. ', [title, detail, message][?@])"
    sign_in: SignIn | None = None
    values: dict[str, Lookup] = {}
    tell_offer: Call | None = None
    quote: Call | None = None
    redeem: Call | None = None
    confirm_order: Call | None = None
    price_product: Call | None = None
    show_account: Call | None = None


def read_options(options: Mapping[str, Any]) -> Options:
    """Read and check the options of a JSON API.

    Raises:
        InvalidCompany: With the key, the nearest right one and the valid ones.
    """
    return read_section(options, Options, "options")
