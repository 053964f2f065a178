"""Turns what Playwright's recorder wrote down (``playwright codegen --target python``) into a driver one can edit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from journeys.errors import AuthorError

__all__ = ["driver_source"]

_PERSONAL: Final = (
    (r"e-?mail|user ?name", "visit.shopper.email"),
    (r"password", "visit.shopper.password"),
    (r"phone|mobile", "visit.shopper.phone"),
    (r"last name|surname|family name", "visit.shopper.last_name"),
    (r"full name", "visit.shopper.full_name"),
    (r"\bname\b", "visit.shopper.name"),
    (r"code|coupon|voucher", 'visit.promise.get(offers.CODE) or ""'),
)
"""What a field's locator says, with what the shopper types there, the likeliest first."""

_PRICE: Final = re.compile(r"[$€£¥₹]\s?\d|\d\s?[€£¥₹]|\b[A-Z]{3}\s?\d")
_AMOUNTS: Final = {"to_contain_text": _PRICE, "to_have_text": _PRICE, "to_have_value": re.compile(r"^[^a-zA-Z]*\d")}
"""What the recorder's assertions say of an amount: a text has a currency, a field may hold the number alone."""
_NOT_MARKED: Final = "    raise NotImplementedError('Say where the price stands: price = page.…, without this line.')"
_SHOPPERS_PAGE: Final = "self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)"
_STAFFS_PAGE: Final = "self._tools.browsing.staff_page(self._name)"
_TEMPLATE: Final = '''\
"""The {name}, as it was recorded; edit it until it says what a customer does."""

from __future__ import annotations
{imports}
from journeys.api import (
{names}
)

__all__ = ["{class_name}"]


class {class_name}:
    """The {name}, in a real browser."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the address."""
        self._name, self._settings, self._tools = name, settings, tools
        self._address = settings.address.rstrip("/")

    def quote(self, visit: OpenVisit) -> None:
        """Ask what it costs, and write down the answer."""
        page = {page}
        # The price is read here.
{price}
{steps}
{reads}
        visit.photograph(page, "what it costs")
'''
_READS_TEXT: Final = """\
        settled(price)
        found, words = price_shown(price, self._tools.company)
        if found.now is not None:
            visit.saw(offers.PRICE, written(found.now), words)
        if not visit.has(offers.PRICE):
            visit.saw(offers.OFFER, stance(words), words)"""
_READS_FIELD: Final = "        visit.read(offers.PRICE, settled(price, Locator.input_value))"


def driver_source(
    recording: str,
    *,
    name: str,
    class_name: str,
    address: str = "",
    recorded_as: str = "the recording",
    staff: bool = False,
) -> str:
    """Write the source of a driver that does what was recorded.

    What was typed into fields for personal data is replaced by the shopper's own; addresses begin at the touchpoint's.
    The price is read where the recorder's *assert text* tool was used on a text with an amount of money, or its
    *assert value* on a field with a number; where neither was, the source says so and stops there.

    Args:
        recording: What Playwright's recorder wrote for Python.
        name: The touchpoint's name.
        class_name: The driver's.
        address: The touchpoint's, such as ``https://shop.example/desk/``.
        recorded_as: The recording's file, for the error message.
        staff: Whether an employee uses it, who signs in as the company file says.

    Raises:
        AuthorError: It is no such recording.
    """
    try:
        tree = ast.parse(recording)
    except SyntaxError as error:
        raise AuthorError("The recording is not Python", place=f"{recorded_as}:{error.lineno}") from error
    steps, price, origin, field = [], None, None, False
    for call in _calls(tree):
        text = ast.unparse(call)
        if text.startswith("page.goto("):
            opened = ast.literal_eval(call.args[0])
            origin = origin or urlsplit(opened).netloc
            steps.append(f"open_page(page, {_from_root(opened, origin, urlsplit(address).path.rstrip('/'))})")
        elif text.startswith("expect("):
            if price is None and (price := _marked(call)) is not None:
                field = ".to_have_value(" in text
        elif not text.startswith("page.close("):
            steps.append(_personal(call))
    if not steps:
        remedy = "Record with: shop record, or playwright codegen --target python."
        raise AuthorError("Nothing was done on any page in the recording", place=recorded_as, remedy=remedy)
    steps = [step for step, after in pairwise([*steps, ""]) if not _only_enters(step, after)]
    steps = _signing_in(steps) if staff else steps
    for last in [number for number, step in enumerate(steps) if step.endswith(".click()") and price][-1:]:
        steps[last] = f"press({steps[last].removesuffix('.click()')}, until=price)"
    marked = f"    price = {price}" if price else _NOT_MARKED + "\n        price = page.get_by_text('')"
    body = "\n".join(f"        {step}" for step in steps)
    helpers = (["settled"] if field else ["price_shown", "settled", "stance", "written"]) + [
        "fill",
        "offers",
        "open_page",
    ]
    named = [
        "OpenVisit",
        "Toolbox",
        "TouchpointSettings",
        *sorted([*helpers, *(["press"] if "press(" in body else [])]),
    ]
    imports = ["from urllib.parse import urljoin"] * ("urljoin(" in body)
    imports += ["from playwright.sync_api import Locator"] * field
    return _TEMPLATE.format(
        name=name,
        class_name=class_name,
        page=_STAFFS_PAGE if staff else _SHOPPERS_PAGE,
        steps=body,
        imports="".join(f"\n{one}\n" for one in imports),
        names="\n".join(f"    {one}," for one in named),
        reads=_READS_FIELD if field else _READS_TEXT,
        price="\n".join(f"    {line}" if not line.startswith("        ") else line for line in marked.split("\n")),
    )


def _only_enters(step: str, after: str) -> bool:
    """Tell whether a step only puts the cursor into the field that is filled in next."""
    return step.endswith(".click()") and after.startswith(f"fill({step.removesuffix('.click()')}, ")


def _signing_in(steps: list[str]) -> list[str]:
    """Have staff sign in with the touchpoint's own credentials, and only where they are asked: they stay signed in."""
    typed = [number for number, step in enumerate(steps) if step.startswith("fill(")]
    secret = next((number for number in typed if re.search("password", steps[number], re.IGNORECASE)), None)
    if secret is None:
        return steps
    first = typed[0]
    fields = [steps[number].removeprefix("fill(").rpartition(", ")[0] for number in typed]
    for number, field in zip(typed, fields, strict=True):
        if number < secret:
            steps[number] = f'fill({field}, self._settings.username or "")'
    password = fields[typed.index(secret)]
    steps[secret] = f'fill({password}, secret.get_secret_value() if secret else "")'
    last = next((number for number in range(secret, len(steps)) if steps[number].endswith(".click()")), secret)
    within = [f"    {step}" for step in ["secret = self._settings.password", *steps[first : last + 1]]]
    return [*steps[:first], f"if {password}.count():", *within, *steps[last + 1 :]]


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Give each call on the page, or expectation of it, in order."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for function in functions[:1]:
        for statement in function.body:
            call = statement.value if isinstance(statement, ast.Expr) else None
            if isinstance(call, ast.Call) and ast.unparse(call).startswith(("page.", "expect(page.")):
                yield call


def _from_root(opened: str, origin: str, below: str) -> str:
    """Write an address so that it begins at the touchpoint's, whose path is ``below``."""
    parts = urlsplit(opened)
    if parts.netloc != origin:
        return repr(opened)
    rest = parts._replace(scheme="", netloc="").geturl()
    if f"{parts.path}/".startswith(f"{below}/"):
        rest = rest.removeprefix(below)
        return "self._address" if rest in {"", "/"} else f"self._address + {rest!r}"
    return f"urljoin(self._settings.address, {rest!r})"


def _marked(call: ast.Call) -> str | None:
    """Give the locator of an expectation about an amount of money."""
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Call):
        return None
    amount = _AMOUNTS.get(call.func.attr)
    texts = [one.value for one in ast.walk(call) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return ast.unparse(call.func.value.args[0]) if amount and any(amount.search(text) for text in texts) else None


def _personal(call: ast.Call) -> str:
    """Write a step with what is personal in it replaced by the shopper's own."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in {"fill", "type", "press_sequentially"} and call.args:
        field = ast.unparse(call.func.value)
        typed = next((own for said, own in _PERSONAL if re.search(said, field, re.IGNORECASE)), None)
        if typed is not None:
            return f"fill({field}, {typed})"
        return f"fill({field}, {ast.unparse(call.args[0])})"
    return ast.unparse(call)
