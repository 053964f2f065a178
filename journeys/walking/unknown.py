"""What is said of somebody, or something, that nobody introduced: in a run, and before it."""

from __future__ import annotations

from collections.abc import Iterable

from journeys.errors import AuthorError, InvalidPromise, NothingToJudge, UnknownName
from journeys.evidence.purposes import Purpose
from journeys.promises.shopper import PRONOUNS

__all__ = [
    "endless",
    "introduced_before",
    "no_line",
    "nobody_introduced",
    "nobody_listed",
    "nobody_named",
    "nobody_notices",
    "nobody_promised",
    "not_a_customer",
    "nothing_before",
    "nothing_of",
    "refuse_names",
    "refuse_pronoun",
    "used_up",
]


def nobody_introduced(name: str, known: Iterable[str]) -> UnknownName:
    """Say that a shopper was not introduced."""
    remedy = f"Introduce them with: Given {name} is a customer."
    return UnknownName("Nobody introduced this shopper", value=name, valid=known, remedy=remedy)


def nobody_named(pronoun: str) -> UnknownName:
    """Say that a pronoun stands for nobody."""
    remedy = "Begin with: Given Linda is a customer."
    return UnknownName("Nobody has been named yet, so it is unclear who is meant", value=pronoun, remedy=remedy)


def no_line(shopper: str, holder: str, known: Iterable[str]) -> UnknownName:
    """Say that a shopper has no line for somebody."""
    return UnknownName(f"{shopper} has no line for this person", value=holder, valid=known)


def nobody_listed(product: str, known: Iterable[str], purpose: Purpose) -> UnknownName:
    """Say that nothing was stated to everybody of what a visit is about: a product is not on the price list, say."""
    if any(term.asks for term in purpose.owes):
        remedy = f'State its price: Given the company lists "{product}" at 130.00 USD.'
        return UnknownName("Nobody listed this product", value=product, valid=known, remedy=remedy)
    own = [term for term in purpose.owes if term.promised and term.form is not None]
    shown = ", ".join(f'"{term}": "{term.form.example}"' for term in own if term.form is not None)
    remedy = (
        f'State it: a Given that calls journey.publish("{product}", {{{shown}}}). If one customer is promised it, '
        f"by an offer, declare the purpose {str(purpose)!r} without of_public=True."
    )
    return UnknownName("Nobody stated anything of this to everybody", value=product, valid=known, remedy=remedy)


def nobody_promised(shopper: str) -> UnknownName:
    """Say that a shopper was promised nothing."""
    remedy = f"Begin with: Given the company promised {shopper} by email: …"
    return UnknownName("Nobody has promised this shopper anything", value=shopper, remedy=remedy)


def nobody_notices(about: str, places: Iterable[str]) -> NothingToJudge:
    """Say that where a shopper went no driver could notice what a *Then* asks about."""
    remedy = (
        "Have a driver call visit.asked_for(fact, question) where the company asks the customer for something, "
        "or say that it would notice: notices = (continuity.ASKED_AGAIN,)."
    )
    where = " and ".join(dict.fromkeys(places))
    problem = f"{about[:1].upper()}{about[1:]} was not tested: no driver of the {where} could notice it."
    return NothingToJudge(problem, remedy=remedy)


def introduced_before(name: str) -> UnknownName:
    """Say that somebody is a customer already."""
    return UnknownName("This shopper is a customer already", value=name, remedy="Leave the second sentence out.")


def not_a_customer(shopper: str) -> UnknownName:
    """Say that a company makes offers to its customers only."""
    remedy = f"Write: Given {shopper} is a customer."
    return UnknownName(
        "A company makes offers to its customers, and this shopper is none", value=shopper, remedy=remedy
    )


def endless(promise: str) -> InvalidPromise:
    """Say that nobody knows when a promise ends."""
    remedy = "Add a row to its table, such as | valid for | 30 days |."
    return InvalidPromise("The promise says nothing of its end", value=promise, remedy=remedy)


def used_up(does: str, times: int) -> AuthorError:
    """Say that a visit is about what will have been used as often as promised, so that no price is due on it."""
    often = "once" if times == 1 else f"{times} times"
    message = f"Whoever {does} here is owed no price any more: it has been used {often} by then, as often as promised"
    return AuthorError(message, remedy='Do it before, or promise more: "times" (in the company file, times = "twice").')


def nothing_before(does: str, before: str) -> AuthorError:
    """Say that a visit is about something that nobody has done."""
    problem = f"There is nothing here yet for somebody who {does}: nobody {before} before"
    return AuthorError(problem, remedy=f"Before it, add a When in which somebody {before}.")


def nothing_of(name: str, known: Iterable[str], does: str, before: str) -> UnknownName:
    """Say that a visit is about something by a name that is none of what the shopper came for before."""
    remedy = f"Before it, add a When in which the shopper {before}: {name}."
    problem = f"There is nothing of this name for somebody who {does}"
    return UnknownName(problem, value=name, valid=tuple(dict.fromkeys(known)), remedy=remedy)


def refuse_names(shopper: str, family: Iterable[str]) -> None:
    """See that a shopper and those of the family with a line of their own have names, and each another.

    Raises:
        UnknownName: One is a pronoun, or the name of somebody before: nobody could tell whose line is meant.
    """
    named: set[str] = set()
    for one in (shopper, *family):
        refuse_pronoun(one)
        if one in named:
            remedy = "Give each person another name: their lines are told apart by them."
            raise UnknownName(f"Two of {shopper}'s lines would be of one name", value=one, remedy=remedy)
        named.add(one)


def refuse_pronoun(name: str) -> None:
    """See that somebody who is introduced has a name.

    Raises:
        UnknownName: It is a pronoun, which stands for somebody who was named before.
    """
    if name.casefold() in PRONOUNS:
        remedy = "Introduce people by their first names: Given Linda is a customer."
        raise UnknownName(
            "This is a word for somebody who was named before, and nobody's name", value=name, remedy=remedy
        )
