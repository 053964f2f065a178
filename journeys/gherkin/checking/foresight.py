"""Foresight: where a scenario's sentences would lead and what they would judge, without running any.

A step that calls the journey is understood; behind any other anything may happen: nothing is said of what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeys.errors import AuthorError, nearest
from journeys.evidence.purposes import Purpose
from journeys.gherkin.checking.doings import Blank, Doing, doings_of, hands_on
from journeys.judging.topics import Topics
from journeys.promises.shopper import PRONOUNS
from journeys.walking.unknown import (
    no_line,
    nobody_introduced,
    nobody_listed,
    nobody_named,
    nobody_notices,
    nobody_promised,
)

__all__ = ["Foresight"]

_NOBODY, _UNKNOWN = object(), object()
"""What stands where a promise is made to no one, and where only a run tells to whom."""


@dataclass(slots=True)
class _Promise:
    line: int
    shopper: object
    product: object = None
    looked_into: bool = False


@dataclass(frozen=True, slots=True)
class _Visit:
    shopper: object
    place: object
    purpose: Purpose
    promise: _Promise | None


@dataclass(slots=True)
class Foresight:
    """What is known of a scenario up to a step.

    Attributes:
        kinds: The kinds of promise there are.
        clear: Whether every step so far was understood.
        deaf: Tells of a touchpoint whether its driver cannot notice that a customer is asked again.
        strangers: Whether there may be people, and promises, that no sentence speaks of: a fixture's, for instance.
    """

    kinds: Topics
    clear: bool = True
    strangers: bool = False
    deaf: Callable[[str], bool] = lambda _: False
    _people: dict[str, tuple[object, ...]] = field(default_factory=dict)  # and whom they have lines for
    _named: object = None
    _promises: list[_Promise] = field(default_factory=list)
    _visits: list[_Visit] = field(default_factory=list)

    def follow(
        self, step: Callable[..., object], blanks: Mapping[str, object], text: str, line: int
    ) -> Iterator[AuthorError]:
        """Take a step, and yield what is wrong with it after those before.

        Args:
            step: The function that would be run.
            blanks: What stands in the sentence's blanks.
            text: The sentence, to be named.
            line: Where it stands.
        """
        doings = doings_of(step, self.kinds) if self.clear else ()
        if not doings or any(doing.method == "visit" and doing.visit is None for doing in doings):
            self.clear = False
        self.strangers |= hands_on(step, frozenset(blanks))
        for doing in doings:
            yield from self._take(doing, _told(doing, blanks), text, line)

    def promises(self) -> Iterable[tuple[int, bool]]:
        """Give the line of each promise, and whether any visit looks into it, as far as can be known."""
        return [(one.line, one.looked_into or not self.clear) for one in self._promises]

    def _take(self, doing: Doing, told: dict[str, Any], text: str, line: int) -> Iterator[AuthorError]:
        if doing.method in {"meet", "visitor"}:
            self._introduce(told["name"], told.get("family", ()))
            return
        for called in {"name", "shopper"} & told.keys():
            if error := self._unknown(told[called]):
                yield error
                told[called] = nearest(str(error.value), error.valid) or _UNKNOWN  # read on as it was meant
        if doing.visit is not None:
            yield from self._go(doing.visit, told)
        elif doing.method in {"promised", "was_promised"}:
            self._promises.append(_Promise(line, self._who(told["name"])))
        elif doing.method == "publish":
            self._promises.append(_Promise(line, _NOBODY, told["subject"]))
        elif doing.judges:
            if error := self._judge(doing, told, text):
                yield error
        elif "name" in told:
            self._who(told["name"])

    def _introduce(self, name: object, family: object) -> None:
        self._who(name)
        if isinstance(name, str) and isinstance(family, tuple):
            self._people[name] = (name, *family)
        else:
            self.strangers = True

    def _unknown(self, name: object) -> AuthorError | None:
        """Say so if nobody introduced somebody, as far as that can be known."""
        if self.strangers or not isinstance(name, str) or name in self._people:
            return None
        if name.casefold() in PRONOUNS:
            return nobody_named(name) if self._named is None else None
        return nobody_introduced(name, self._people)

    def _go(self, purpose: Purpose, told: Mapping[str, Any]) -> Iterator[AuthorError]:
        who, holder = self._who(told["name"]), told.get("line")
        product = told.get("words", _UNKNOWN) if purpose.of_public else None
        about = self._promise_to(who, product)
        if about is not None:
            about.looked_into = True
        elif isinstance(product, str) and not self.strangers:
            yield nobody_listed(product, [str(one.product) for one in self._promises if one.product is not None])
        elif isinstance(who, str) and product is None and not self.strangers:
            yield nobody_promised(who)
        holders = [one for one in self._people.get(str(who), ()) if isinstance(one, str)]
        if isinstance(holder, str) and holder not in holders and nearest(holder, holders):
            yield no_line(str(who), holder, holders)  # a test account may have lines that no sentence speaks of
        self._visits.append(_Visit(who, told.get("at") or _UNKNOWN, purpose, about))

    def _judge(self, doing: Doing, told: Mapping[str, Any], text: str) -> AuthorError | None:
        at, name = told.get("at"), told.get("name", told.get("shopper"))
        who = self._who(name) if name is not None else _UNKNOWN
        seen = [one for one in self._visits if _may_be(one.shopper, who) and (at is None or _may_be(one.place, at))]
        if doing.method != "hold_to":
            return None if seen else AuthorError("This Then judges nothing: nobody has been anywhere", value=text)
        telling = [visit for visit in seen if self._told_by(visit.purpose) & {*doing.judges}]
        asked_again = self.kinds.named(self.kinds.repeating.topic).about
        places = [visit.place for visit in telling if isinstance(visit.place, str)]
        if telling and {*doing.judges} == {asked_again} and len(places) == len(telling) and all(map(self.deaf, places)):
            return nobody_notices(asked_again, places)
        if telling:
            return None
        where = f" at the {at}" if isinstance(at, str) else ""
        problem = (
            f"This Then judges nothing: no visit{where} before it says anything about {' and '.join(doing.judges)}"
        )
        fit = [str(one) for one in self.kinds.purposes.values() if self._told_by(one) & {*doing.judges}]
        return AuthorError(problem, value=text, remedy=f"Before it, somebody must go there who {' or '.join(fit)}.")

    def _told_by(self, purpose: Purpose) -> frozenset[str]:
        return frozenset(topic.about for topic in self.kinds.tells(purpose))

    def _who(self, name: object) -> object:
        """Return who is meant by a name or a pronoun."""
        if isinstance(name, str) and name.casefold() in PRONOUNS:
            return _UNKNOWN if self._named is None else self._named
        self._named = name
        return name

    def _promise_to(self, who: object, product: object) -> _Promise | None:
        for one in reversed(self._promises):
            if _may_be(one.product, product) if product is not None else _may_be(one.shopper, who):
                return one
        return None


def _may_be(one: object, other: object) -> bool:
    return one is _UNKNOWN or other is _UNKNOWN or one == other


def _told(doing: Doing, blanks: Mapping[str, object]) -> dict[str, Any]:
    """Give each argument of a doing its value, as far as that is known unread."""
    arguments = doing.arguments.items()
    return {name: _value(one, blanks) for name, one in arguments}


def _value(argument: object, blanks: Mapping[str, object]) -> object:
    if isinstance(argument, tuple):
        return tuple(_value(one, blanks) for one in argument)
    value = blanks.get(argument.name) if isinstance(argument, Blank) else argument
    return _UNKNOWN if value is None else value
