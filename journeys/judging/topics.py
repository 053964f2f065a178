"""All topics together: whoever needs to know something of a kind of promise asks here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from journeys.errors import InvalidTopic
from journeys.evidence.purposes import Purpose
from journeys.judging.probing import uncompared
from journeys.judging.rule import EVERY, Ability, Rule
from journeys.judging.topic import Topic
from journeys.judging.verdict import Breach, Standard
from journeys.promises.declared import Vocabulary
from journeys.promises.promise import PromiseTerms
from journeys.promises.promise_table import NAMES, TermTable
from journeys.promises.terms import COMMON, Term

__all__ = ["Topics"]


@dataclass(frozen=True)
class Topics:
    """Some topics, seen to fit together.

    Attributes:
        all: The topics, in the order in which reports sum up what was seen.

    Raises:
        InvalidTopic: Two declare one name, a rule is for a purpose that is not there, or no rule compares a checkable
            term that visits owe.
    """

    all: tuple[Topic, ...]

    def __post_init__(self) -> None:
        """Refuse what does not fit together."""
        for kind, named in (
            ("topic", [(topic.name, topic, topic.place) for topic in self.all]),
            ("question", [(topic.about, topic, topic.place) for topic in self.all]),
            ("purpose", [(str(one), topic, one.place) for topic in self.all for one in topic.purposes]),
            ("breach", [(str(one), topic, one.place) for topic in self.all for one in topic.breaches]),
            ("standard", [(str(one), topic, one.place) for topic in self.all for one in topic.standards]),
            ("ability", [(one.words, topic, one.place) for topic in self.all for one in topic.abilities]),
            (
                "term of promises",
                [(str(one), topic, one.place) for topic in self.all for one in topic.terms if one.promised],
            ),
            ("term", [(str(one), topic, one.place) for topic in self.all for one in topic.terms if one.seen]),
        ):
            _once(kind, named)
        for topic in self.all:
            for term in topic.terms:
                if term.promised and term in {*COMMON, *NAMES}:
                    problem = f"Every promise has this term already, so the topic {topic.name!r} cannot declare it"
                    remedy = "Import it from journeys.api and use that, or call yours otherwise."
                    raise InvalidTopic(problem, value=term, remedy=remedy, place=term.place)
            for rule in topic.rules:
                self._refuse_strange(rule)
        for purpose in self.purposes.values():
            self._refuse_unjudged(purpose)

    def __iter__(self) -> Iterator[Topic]:
        """Go through the topics."""
        return iter(self.all)

    def __hash__(self) -> int:
        """Tell it from others by its topics."""
        return hash(tuple(map(id, self.all)))

    def __eq__(self, other: object) -> bool:
        """Be the same as others of the same topics."""
        return isinstance(other, Topics) and tuple(map(id, self.all)) == tuple(map(id, other.all))

    def and_(self, topics: Iterable[Topic]) -> Topics:
        """Return these and others, each once.

        Raises:
            InvalidTopic: They do not fit together.
        """
        added = tuple(one for one in topics if one not in self.all)
        return Topics((*self.all, *added)) if added else self

    # What promises can say

    @cached_property
    def promised(self) -> tuple[Term[Any], ...]:
        """The terms that topics give promises."""
        return tuple(term for topic in self.all for term in topic.terms if term.promised)

    @cached_property
    def standards(self) -> tuple[Standard[Any], ...]:
        """What companies promise about their service in general."""
        return tuple(one for topic in self.all for one in topic.standards)

    def table(self, *, currency: str = "", zone: str = "UTC") -> TermTable:
        """Return what reads promises' tables at a company of this currency and time zone."""
        return TermTable(own=self.promised, possible=self.refusals, currency=currency, zone=zone)

    @cached_property
    def refusals(self) -> tuple[Callable[[PromiseTerms], None], ...]:
        """Each refuses terms that nobody could keep."""
        return tuple(one for topic in self.all for one in topic.refusals)

    # What visits are for

    @cached_property
    def abilities(self) -> Mapping[type, Ability]:
        """Each ability by its Protocol."""
        return {one.protocol: one for topic in self.all for one in topic.abilities}

    @cached_property
    def purposes(self) -> Mapping[str, Purpose]:
        """Each purpose by its name."""
        return {str(one): one for topic in self.all for one in topic.purposes}

    @cached_property
    def terms(self) -> Mapping[str, Term[Any]]:
        """Each term that visits observe, by its name."""
        declared = {str(one): one for topic in self.all for one in topic.terms if one.seen}
        return declared | {str(one): one for one in COMMON if one.seen}

    def doing(self, ability: type) -> list[Purpose]:
        """List what a shopper can come for where a touchpoint has an ability, in the order of its declaration."""
        return [one for one in self.purposes.values() if one.ability is ability]

    def using(self, purpose: Purpose) -> Term[Any]:
        """Return the term by which a visit of a purpose says whether the promise was used."""
        terms = (*purpose.records, *self.terms.values())
        return next(term for term in terms if term.uses_up)

    def before(self, purpose: Purpose) -> Purpose | None:
        """Return the purpose that a shopper must have come for before, or one that makes the same; None if none."""
        ability = self.abilities.get(purpose.ability) if purpose.ability else None
        return self.purposes.get(purpose.after or (ability.after if ability else ""))

    def of_public(self, purpose: Purpose) -> bool:
        """Tell whether a purpose is about a promise to everybody, or comes after one that is."""
        before = self.before(purpose)
        return purpose.of_public or (before is not None and before.of_public)

    @cached_property
    def repeating(self) -> Term[Any]:
        """The term by which a visit says that the customer had to repeat something."""
        return next(term for term in self.terms.values() if term.repeats)

    @cached_property
    def identifying(self) -> Term[Any]:
        """The term by which a visit says whose affairs a place shows."""
        return next(term for term in self.terms.values() if term.identifies)

    # How they are judged

    @cached_property
    def breaches(self) -> Mapping[str, Breach]:
        """Each breach by its words."""
        return {str(one): one for topic in self.all for one in topic.breaches}

    def rules(self, purpose: Purpose) -> tuple[Rule, ...]:
        """List the rules that a visit of a purpose is judged by."""
        return self._rules.get(purpose, self._always)

    def tells(self, purpose: Purpose) -> tuple[Topic, ...]:
        """List the topics that a visit of a purpose says something about; of service, only where somebody serves."""
        return self._told.get(purpose) or self._tells(purpose)

    def _tells(self, purpose: Purpose) -> tuple[Topic, ...]:
        names = {rule.topic for rule in self.rules(purpose) if rule.purposes is not EVERY or purpose.served}
        return tuple(topic for topic in self.all if topic.name in names)

    @cached_property
    def _told(self) -> Mapping[str, tuple[Topic, ...]]:
        return {purpose: self._tells(purpose) for purpose in self.purposes.values()}

    @cached_property
    def honouring(self) -> tuple[Topic, ...]:
        """The topics that honouring a promise is about."""
        return tuple(topic for topic in self.all if topic.honours)

    def named(self, name: str) -> Topic:
        """Return the topic of a name.

        Raises:
            KeyError: There is none.
        """
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Topic]:
        return {topic.name: topic for topic in self.all}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Everything declared, for reading what a ledger keeps."""
        return {Term: self.terms, Purpose: self.purposes, Breach: self.breaches}

    @cached_property
    def _always(self) -> tuple[Rule, ...]:
        return tuple(rule for topic in self.all for rule in topic.rules if rule.purposes is EVERY)

    @cached_property
    def _rules(self) -> Mapping[Purpose, tuple[Rule, ...]]:
        own: dict[Purpose, list[Rule]] = {purpose: [] for purpose in self.purposes.values()}
        for topic in self.all:
            for rule in topic.rules:
                for purpose in rule.purposes if isinstance(rule.purposes, tuple) else ():
                    own[purpose].append(rule)
            for purpose, rules in topic.also.items():
                own[purpose] += [rule for rule in rules if rule not in own[purpose]]
        return {purpose: (*rules, *self._always) for purpose, rules in own.items()}

    def _refuse_strange(self, rule: Rule) -> None:
        for purpose in rule.purposes if isinstance(rule.purposes, tuple) else ():
            if purpose not in self.purposes:
                raise InvalidTopic(
                    f"A rule of the topic {rule.topic!r} is for a purpose that is not there",
                    value=str(purpose),
                    valid=sorted(self.purposes),
                    remedy="Declare it with Topic.purpose, and name its topic beside this one.",
                    place=rule.place,
                )

    def _refuse_unjudged(self, purpose: Purpose) -> None:
        for term in uncompared(purpose, self.rules(purpose)):
            topic = (
                self.named(term.topic) if term.topic in {one.name for one in self.all} else self.named(purpose.topic)
            )
            raise InvalidTopic(
                f"No rule of the topic {topic.name!r} compares a checkable term that is owed by whoever {purpose}",
                value=term,
                remedy=f"Write one with @{topic.variable}.rule(…) that yields {topic.variable}.found(…) of it, "
                "or declare the term without checkable=True.",
                place=purpose.place or topic.place,
            )


def _once(kind: str, named: Iterable[tuple[str, Topic, str]]) -> None:
    """Refuse a name that two topics declare, or one twice; with each name, by whom and where it is declared."""
    first: dict[str, tuple[Topic, str]] = {}
    for name, topic, place in named:
        if name in first:
            before, there = first[name]
            problem = f"Two topics declare the {kind} {name!r}: {before.name!r} ({there}) and {topic.name!r} ({place})"
            if kind == "topic":
                problem = f"Two topics are called {name!r} ({there} and {place})"
            elif before is topic:
                problem = f"The topic {topic.name!r} declares the {kind} {name!r} twice ({there} and {place})"
            remedy = "Call one of them otherwise, or leave one of them out."
            raise InvalidTopic(problem, remedy=remedy, place=place)
        first[name] = topic, place
