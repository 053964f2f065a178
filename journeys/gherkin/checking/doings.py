"""What a sentence does, without doing it: which methods of the journey its step calls, and what each of them is for."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from journeys.evidence.observations import Purpose, Term
from journeys.judging.verdict import Concern
from journeys.touchpoints import directory as able
from journeys.walking.journey import Journey

__all__ = ["DOINGS", "Blank", "Doing", "Visiting", "doings_of", "hands_on"]


@dataclass(frozen=True, slots=True)
class Visiting:
    """A visit that a method of the journey makes.

    Attributes:
        ability: What the touchpoint must be able to do.
        records: The terms that may be written down.
    """

    purpose: Purpose
    ability: type
    records: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """What a scenario writes into a sentence's blank."""

    name: str


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that a sentence does.

    Attributes:
        method: Of the journey.
        visit: The visit it makes, if it makes one.
        judges: The concerns it holds the company to.
        arguments: What the method is given, by the names of its parameters, as far as that is known unread.
    """

    method: str
    visit: Visiting | None = None
    judges: tuple[Concern, ...] = ()
    arguments: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


_SERVED = (Term.ASKED_AGAIN, Term.DROPPED)
_PRICED = (Term.PRICE, Term.SURCHARGE, Term.OFFER, Term.ALTERNATIVE, Term.REDEMPTION, *_SERVED)
_BOUGHT = (*_PRICED, Term.ORDER, Term.LINE)
_TOLD = (
    Term.PRICE,
    Term.REGULAR_PRICE,
    Term.VALID_THROUGH,
    Term.HONOURED_AT,
    Term.ALTERNATIVE,
    Term.OFFER,
    Term.CODE,
    Term.LINK,
    *_SERVED,
)
_ANSWERED = (Term.CASE, Term.ANSWER, Term.ANSWER_TIME, Term.PRICE, Term.REDEMPTION, Term.ORDER, Term.LINE, *_SERVED)
_FOUND = (Term.NOTE, Term.NOTE_SEARCH, Term.PRICE, Term.OFFER, Term.REDEMPTION, *_SERVED)
_SHOWN = (Term.PRICE, Term.SURCHARGE, Term.OFFER, Term.DROPPED)

DOINGS: Mapping[str, Visiting | tuple[Concern, ...]] = MappingProxyType(
    {
        "meet": (),
        "visitor": (),
        "promised": (),
        "was_promised": (),
        "listed": (),
        "learn": Visiting(Purpose.LEARN, able.TellsOffers, _TOLD),
        "ask": Visiting(Purpose.ASK, able.QuotesPrices, _PRICED),
        "be_put_through": Visiting(Purpose.ASK, able.PutsThrough, _PRICED),
        "redeem": Visiting(Purpose.REDEEM, able.Redeems, _BOUGHT),
        "fill_cart": Visiting(Purpose.FILL_CART, able.KeepsCarts, _PRICED),
        "check_out": Visiting(Purpose.CHECK_OUT, able.KeepsCarts, _BOUGHT),
        "read_confirmation": Visiting(Purpose.CONFIRM, able.ConfirmsOrders, (Term.PRICE, Term.LINE)),
        "look_up": Visiting(Purpose.LOOK_UP, able.PricesProducts, _SHOWN),
        "leave_note": Visiting(Purpose.LEAVE_NOTE, able.KeepsNotes, (Term.NOTE_LEFT, *_SERVED)),
        "find_note": Visiting(Purpose.FIND_NOTE, able.KeepsNotes, _FOUND),
        "complain": Visiting(Purpose.COMPLAIN, able.HearsComplaints, _ANSWERED),
        "check_account": Visiting(Purpose.CHECK_ACCOUNT, able.ShowsAccounts, (Term.LINE, *_SERVED)),
        "staff_look_up": Visiting(
            Purpose.STAFF_LOOK_UP, able.ShowsStaffOffers, (Term.PRICE, Term.INSTRUCTION, Term.OFFER)
        ),
        "pass_time": (),
        "wait_until_end": (),
        "hold_to": (),  # what its call names
        "limit_effort": (Concern.EFFORT,),
        "expect_made_good": tuple(one for one in Concern if one is not Concern.EFFORT),
    }
)
"""By a method of the journey that steps call: the visit it makes, or the concerns it judges of itself."""


@cache
def doings_of(step: Callable[..., object]) -> tuple[Doing, ...]:
    """List what a step does, in its order; nothing for a step that does other things than call the journey."""
    function = inspect.unwrap(step)
    calls = (node for node in _nodes(function) if isinstance(node, ast.Call))
    placed = sorted(calls, key=lambda call: (call.lineno, call.col_offset))
    return tuple(doing for call in placed if (doing := _doing(call, function)) is not None)


@cache
def hands_on(step: Callable[..., object], blanks: frozenset[str]) -> bool:
    """Tell whether a step has others act too: by handing the journey on, or by a fixture that may have been given it.

    Args:
        step: The function that would be run.
        blanks: The sentence's, which are no fixtures.
    """
    function = inspect.unwrap(step)
    if {*inspect.signature(function).parameters} - {"journey", "datatable", "docstring", *blanks}:
        return True
    called = {id(node.value) for node in _nodes(function) if isinstance(node, ast.Attribute) and node.attr in DOINGS}
    named = (node for node in _nodes(function) if isinstance(node, ast.Name) and node.id == "journey")
    return any(id(node) not in called for node in named)


@cache
def _nodes(function: Callable[..., object]) -> tuple[ast.AST, ...]:
    """Take a function's source apart; nothing, if it has none."""
    try:
        return tuple(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))))
    except (OSError, TypeError):
        return ()


def _doing(call: ast.Call, step: Callable[..., object]) -> Doing | None:
    on = call.func
    if not (isinstance(on, ast.Attribute) and isinstance(on.value, ast.Name) and on.value.id == "journey"):
        return None
    known = DOINGS.get(on.attr)
    if known is None:
        return None
    given = [value for argument in call.args for value in _values(argument, step)]
    named = {one.arg: next(_values(one.value, step), None) for one in call.keywords if one.arg}
    try:
        bound = inspect.signature(getattr(Journey, on.attr)).bind(None, *given, **named).arguments
    except TypeError:
        return None
    asked = tuple(one for one in bound.get("concerns", ()) if isinstance(one, Concern))
    if isinstance(known, Visiting):
        return Doing(on.attr, visit=known, arguments=bound)
    return Doing(on.attr, judges=asked or known, arguments=bound)


def _values(argument: ast.expr, step: Callable[..., object]) -> Iterator[object]:
    """Give what an argument is: a blank of the sentence, a value of the step's module, or None if only a run tells."""
    blanks = inspect.signature(step).parameters
    if isinstance(argument, ast.Starred):
        known = _known(argument.value, step)
        yield from known if isinstance(known, tuple | list) else ()
        return
    if isinstance(argument, ast.List | ast.Tuple):
        yield tuple(value for one in argument.elts for value in _values(one, step))
        return
    names = [node.id for node in ast.walk(argument) if isinstance(node, ast.Name)]
    used = [name for name in names if name in blanks]
    yield Blank(used[0]) if used else _known(argument, step)


def _known(node: ast.expr, step: Callable[..., object]) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return getattr(step, "__globals__", {}).get(node.id)
    return getattr(_known(node.value, step), node.attr, None) if isinstance(node, ast.Attribute) else None
