"""Foresight: where a scenario's sentences would lead and what they would judge, without running any.

A step that calls the journey is understood; behind any other anything may happen: nothing is said of what follows.
What a run would refuse is asked of the same functions that a run asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from journeys.company.company_file import Company
from journeys.errors import AuthorError, InvalidPromise, nearest
from journeys.evidence.purposes import Purpose
from journeys.gherkin.checking.doings import Blank, Doing, doings_of, hands_on
from journeys.gherkin.checking.expected import NOBODY, UNKNOWN, Expected, Going, Person, Pledge, may_be
from journeys.judging.topic import Topic
from journeys.promises.channel import Channel
from journeys.promises.clock import immovable, read_duration
from journeys.promises.promise import PromiseTerms
from journeys.promises.shopper import PRONOUNS
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.noticing import noticed_by
from journeys.walking.premises import (
    account_for,
    known_promise,
    let_in,
    not_back_to,
    offer_at,
    offer_by,
    sent_there,
    still_lasting,
    still_to_come,
)
from journeys.walking.unknown import (
    endless,
    introduced_before,
    no_line,
    nobody_introduced,
    nobody_listed,
    nobody_named,
    nobody_notices,
    nobody_promised,
    not_a_customer,
    nothing_before,
    nothing_of,
    refuse_names,
    refuse_pronoun,
    used_up,
)

__all__ = ["TABLE", "Foresight"]

_FEW = 4
"""So many ways to mend something are named at most."""
TABLE = "datatable"
"""The blank that stands for what was read in a step's table."""


@dataclass(slots=True)
class Foresight:
    """What is known of a scenario up to a step.

    Attributes:
        company: Whose it is.
        directory: Its touchpoints.
        clear: Whether every step so far was understood.
        strangers: Whether there may be people, and promises, that no sentence speaks of: a fixture's, for instance.
    """

    company: Company
    directory: Directory
    clear: bool = True
    strangers: bool = False
    _known: Expected = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nobody there, at the company's own time."""
        clock = self.company.clock
        self._known = Expected(time=datetime.now(UTC) if clock is None else clock.starts)

    def follow(
        self, step: Callable[..., object], blanks: Mapping[str, object], text: str, line: int
    ) -> Iterator[AuthorError]:
        """Take a step, and yield what is wrong with it after those before.

        Args:
            step: The function that would be run.
            blanks: What stands in the sentence's blanks, and by ``TABLE`` what was read in its table.
            text: The sentence, to be named.
            line: Where it stands.
        """
        doings = doings_of(step, self.directory.kinds)
        if not self.clear:
            yield from self._unable(doings, blanks)
            doings = ()
        if not doings or any(doing.method == "visit" and doing.visit is None for doing in doings):
            self.clear = False
        self.strangers |= hands_on(step, frozenset(blanks) - {TABLE})
        for doing in doings:
            yield from self._take(doing, _told(doing, blanks), text, line)

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Give what can stand in blanks here, by their kinds; of people, only where some were introduced."""
        named = (*self._known.people, *PRONOUNS[:3]) if self._known.people else ()
        known = {"Touchpoint": tuple(self.company.touchpoints), "Channel": tuple(Channel), "Shopper": named}
        return {kind: values for kind, values in known.items() if values}

    def promises(self) -> Iterable[tuple[int, bool]]:
        """Give the line of each promise, and whether any visit looks into it, as far as can be known."""
        return [(one.line, one.looked_into or not self.clear) for one in self._known.promises]

    def _unable(self, doings: Iterable[Doing], blanks: Mapping[str, object]) -> Iterator[AuthorError]:
        """Say which place cannot do what is asked of it, whatever came before."""
        for doing in doings:
            place = _told(doing, blanks).get("at")
            if doing.visit is not None and doing.visit.ability is not None and place in self.company.touchpoints:
                try:
                    self.directory.check(str(place), doing.visit.ability)
                except AuthorError as error:
                    yield error

    def _take(self, doing: Doing, told: dict[str, Any], text: str, line: int) -> Iterator[AuthorError]:
        try:
            if doing.method in {"meet", "visitor"}:
                self._introduce(told["name"], told.get("family", ()), customer=doing.method == "meet")
                return
            for called in {"name", "shopper"} & told.keys():
                if error := self._unknown(told[called]):
                    yield error
                    told[called] = nearest(str(error.value), error.valid) or UNKNOWN  # read on as it was meant
            if doing.visit is not None:
                yield from self._go(doing.visit, told)
            elif doing.method in {"promised", "was_promised"}:
                yield from self._promise(doing.method, told, line)
            elif doing.method == "publish":
                self._publish(told["subject"], doing.says, line)
            elif doing.judges:
                if error := self._judge(doing, told, text):
                    yield error
            elif doing.method in {"pass_time", "wait_until_end"}:
                self._wait(told)
            elif "name" in told:
                self._who(told["name"])
        except AuthorError as error:  # of what a run would refuse there
            yield error

    def _introduce(self, name: object, family: object, *, customer: bool) -> None:
        if not isinstance(name, str) or not isinstance(family, tuple):
            self.strangers = True
            self._who(name)
            return
        refuse_names(name, (one for one in family if isinstance(one, str)))
        self._who(name)
        before = self._known.people.get(name)
        if before is not None and before.customer:
            raise introduced_before(name)
        holders = (name, *(one for one in family if isinstance(one, str)))
        self._known.people[name] = Person(holders, customer)
        if not customer:
            return
        taken = [one.account for one in self._known.people.values() if one.account is not None]
        account = account_for(self.company, name, holders[1:], taken)
        if account is not None:
            self._known.people[name] = Person((name, *account.lines), customer, account.email)

    def _unknown(self, name: object) -> AuthorError | None:
        """Say so if nobody introduced somebody, as far as that can be known."""
        if self.strangers or not isinstance(name, str) or name in self._known.people:
            return None
        if name.casefold() in PRONOUNS:
            return nobody_named(name) if self._known.named is None else None
        return nobody_introduced(name, self._known.people)

    def _promise(self, method: str, told: Mapping[str, Any], line: int) -> Iterator[AuthorError]:
        who, terms, said_by = self._who(told["name"]), told.get("rows"), None
        person = self._known.people.get(str(who))
        pledge = Pledge(line, who, terms=terms if isinstance(terms, PromiseTerms) else None)
        self._known.promises.append(pledge)
        if method == "was_promised":
            if isinstance(offer := told["offer"], str):
                pledge.terms, said_by = known_promise(self.company, offer), self.company.promises[offer].said_by
        else:
            if person is not None and not person.customer:
                yield not_a_customer(str(who))
            if pledge.terms is not None and pledge.terms.line is not None and person is not None:
                yield from _without_line(str(who), pledge.terms.line, person)
            if isinstance(at := told.get("at"), str):
                said_by = offer_at(self.company, self.directory, at, pledge.terms)
            elif isinstance(by := told.get("by"), str):
                said_by = offer_by(self.company, self.directory, by, pledge.terms)
        pledge.said_by = said_by
        if pledge.terms is not None:
            if self._known.time is not None:
                if method == "promised":
                    still_to_come(pledge.terms, self._known.time)
                    pledge.made = self._known.time
                made = pledge.terms.made_to("", said_by=Channel.WEB, source="", now=self._known.time)
                pledge.ends = made.valid_through
            if any(one.terms is not None and one.terms.name == pledge.terms.name for one in self._listed()):
                raise InvalidPromise("The price list has a product of this name already", value=pledge.terms.name)

    def _publish(self, subject: object, says: frozenset[str], line: int) -> None:
        if isinstance(subject, str):
            before = next((one for one in self._known.promises if one.product == subject), None)
            if before is not None:
                if not says or not says.isdisjoint(before.says):
                    raise InvalidPromise("The price list has a product of this name already", value=subject)
                before.says |= says
                return
            if any(one.terms is not None and one.terms.name == subject for one in self._known.promises):
                raise InvalidPromise("A product on the price list is called like an offer", value=subject)
        self._known.promises.append(Pledge(line, NOBODY, subject, says, said_by=Channel.WEB))

    def _listed(self) -> list[Pledge]:
        return [one for one in self._known.promises if one.shopper is NOBODY]

    def _go(self, purpose: Purpose, told: Mapping[str, Any]) -> Iterator[AuthorError]:
        who, holder = self._who(told["name"]), told.get("line")
        for helper in (told.get("by"), told.get("other")):
            if isinstance(helper, str):
                refuse_pronoun(helper)
        product = told.get("words", UNKNOWN) if purpose.of_public else None
        named = told.get("about")
        about = self._about(who, purpose, product, named)
        if about is None and isinstance(named, str):
            yield from self._nothing_of(who, purpose, named)
            about = self._about(who, purpose, product)  # read on as it was meant
        if about is not None:
            about.looked_into = True
        elif isinstance(product, str) and not self.strangers:
            yield nobody_listed(product, [str(one.product) for one in self._listed()], purpose)
        elif isinstance(who, str) and product is None and not self.strangers and not purpose.in_general:
            yield nobody_promised(who)
        if isinstance(holder, str) and isinstance(who, str) and (person := self._known.people.get(who)):
            yield from _without_line(who, holder, person)
        place = told.get("at")
        if place is None and (purpose.usually is not None) and not (about is None or about.said_by is None):
            place = self.directory.usual(purpose, about.said_by)
        yield from self._gone(Going(who, place or UNKNOWN, purpose, about, line=holder is not None))

    def _about(self, who: object, purpose: Purpose, product: object, named: object = None) -> Pledge | None:
        """Return what a visit is about, as far as that is known: as ``Journey`` does."""
        before = self.directory.kinds.before(purpose) if product is None else None
        fit = [one for one in self._known.visits_of(who) if before is not None and one.purpose.can_be(before)]
        if isinstance(named, str):
            fit = [one for one in fit if one.promise is None or may_be(one.promise.name, named)]
            return fit[-1].promise if fit else None
        return fit[-1].promise if fit else self._known.promise_to(who, product)

    def _nothing_of(self, who: object, purpose: Purpose, named: str) -> Iterator[AuthorError]:
        """Say that nobody has come for what a visit is about by its name, if that is sure."""
        before, pledges = self.directory.kinds.before(purpose), [one.promise for one in self._known.visits_of(who)]
        names = [one.name for one in pledges if one is not None]
        if before is not None and not self.strangers and None not in pledges and UNKNOWN not in names:
            yield nothing_of(named, names, str(purpose), str(before))

    def _gone(self, going: Going) -> Iterator[AuthorError]:
        """Keep a visit, with what it tells; yield why it cannot be made."""
        purpose, about, kinds = going.purpose, going.promise, self.directory.kinds
        due = about is None or about.due(going.place)
        if about is not None and about.terms is not None and about.made is not None and self._known.time is not None:
            still_lasting(purpose, about.terms, about.made, self._known.time)
        using = kinds.using(purpose)
        if about is not None and about.is_used_up and using not in purpose.owes and using.topic == purpose.topic:
            yield used_up(str(purpose), about.terms.times if about.terms else 1)
        earlier = [one for one in self._known.visits_of(going.shopper) if one.promise is about]
        tells = {topic.about for topic in kinds.tells(purpose) if self._can_tell(topic, going, earlier)}
        if (before := kinds.before(purpose)) is not None and not self.strangers:
            fit = [one for one in earlier if one.purpose.can_be(before)]
            if not fit and purpose.after:
                yield nothing_before(str(purpose), str(before))
            if not any(one.due for one in fit):
                tells.discard(kinds.named(purpose.topic).about)
        self._known.visits.append(replace(going, due=due, tells=frozenset(tells)))
        self._known.waited |= purpose.any_time
        if about is not None:
            about.uses += using in purpose.owes and due
        if isinstance(going.place, str) and purpose.ability is not None and going.place in self.company.touchpoints:
            self.directory.check(going.place, purpose.ability)
            if (person := self._known.people.get(str(going.shopper))) is not None:
                let_in(self.company, going.place, str(going.shopper), customer=person.customer)
            if about is not None and about.said_by is not None:
                sent_there(self.company, purpose, going.place, about.said_by)

    def _can_tell(self, topic: Topic, going: Going, earlier: Sequence[Going]) -> bool:
        """Tell whether a visit can show something of a topic after those about the same before it."""
        contacts = going.purpose.served + sum(one.purpose.served for one in earlier)
        line = any(one.line for one in (*earlier, going)) or going.promise is None or going.promise.may_be_for_a_line
        place = self.company.touchpoints.get(going.place) if isinstance(going.place, str) else None
        there = not topic.channels or place is None or place.channel in topic.channels
        return there and (topic.from_contact == 1 or contacts >= topic.from_contact) and (line or not topic.of_line)

    def _wait(self, told: Mapping[str, Any]) -> None:
        known = self._known
        if self.company.clock is None:
            raise immovable()
        if "duration" in told:
            if isinstance(told["duration"], str) and known.time is not None:
                known.pass_until(known.time + read_duration(told["duration"]))
            elif known.time is None:
                known.waited = True
            return
        who = self._who(told["name"])
        about = known.promise_to(who)
        if about is None:
            if isinstance(who, str) and not self.strangers:
                raise nobody_promised(who)
            return
        beyond = "beyond" in told
        if about.ends is None and about.terms is not None and known.time is not None:
            raise endless(about.terms.name)
        if about.ends is not None and known.time is not None and not beyond:
            not_back_to(about.ends, known.time)
        if about.ends is not None:
            known.pass_until(about.ends + timedelta(seconds=1) * beyond)
        about.over |= beyond

    def _judge(self, doing: Doing, told: Mapping[str, Any], text: str) -> AuthorError | None:
        at, name = told.get("at"), told.get("name", told.get("shopper"))
        who = self._who(name) if name is not None else UNKNOWN
        seen = self._known.visits_of(who, at)
        if doing.method == "hold_whole":
            return None if seen else AuthorError("This Then judges nothing: nobody has been anywhere", value=text)
        if doing.method == "expect_made_good":
            about = self._known.promise_to(who)
            if about is None and isinstance(who, str) and not self.strangers:
                return nobody_promised(who)
            seen = [one for one in seen if about is None or one.promise is about]
        telling = [visit for visit in seen if visit.tells & {*doing.judges}]
        asked_again = self.directory.kinds.named(self.directory.kinds.repeating.topic).about
        places = [visit.place for visit in telling if isinstance(visit.place, str)]
        if (
            telling
            and {*doing.judges} == {asked_again}
            and len(places) == len(telling)
            and all(map(self._deaf, places))
        ):
            return nobody_notices(asked_again, places)
        if telling:
            return None
        where = f" at the {at}" if isinstance(at, str) else ""
        kinds = self.directory.kinds
        whole = doing.judges == tuple(topic.about for topic in kinds.honouring)
        asked = "honouring the promise" if whole else " and ".join(doing.judges)
        problem = f"This Then judges nothing: no visit{where} before it says anything about {asked}"
        fit = self._sure_to_tell(doing.judges)
        remedy = f"Before it, somebody must go there who {' or '.join(fit[:_FEW])}."
        return AuthorError(problem, value=text, remedy=remedy if fit else "See: shop steps.")

    def _deaf(self, place: str) -> bool:
        """Tell of a touchpoint whether its driver cannot notice that a customer is asked again."""
        known = place in self.company.touchpoints
        return known and not noticed_by(self.directory.driver_class(place), self.directory.kinds)

    def _sure_to_tell(self, judges: Sequence[str]) -> list[str]:
        """Give the purposes whose own topic is asked about, or, if there is no such, those that may show it."""
        kinds = self.directory.kinds
        purposes = kinds.purposes.values()
        own = [one for one in purposes if kinds.named(one.topic).about in judges]
        return [str(one) for one in own or purposes if own or any(topic.about in judges for topic in kinds.tells(one))]

    def _who(self, name: object) -> object:
        """Return who is meant by a name or a pronoun."""
        if isinstance(name, str) and name.casefold() in PRONOUNS:
            return UNKNOWN if self._known.named is None else self._known.named
        self._known.named = name
        return name


def _without_line(shopper: str, holder: str, person: Person) -> Iterator[AuthorError]:
    if holder not in person.holders:
        yield no_line(shopper, holder, person.holders)


def _told(doing: Doing, blanks: Mapping[str, object]) -> dict[str, Any]:
    """Give each argument of a doing its value, as far as that is known unread."""
    arguments = doing.arguments.items()
    return {name: _value(one, blanks) for name, one in arguments}


def _value(argument: object, blanks: Mapping[str, object]) -> object:
    if isinstance(argument, tuple):
        return tuple(_value(one, blanks) for one in argument)
    value = blanks.get(argument.name) if isinstance(argument, Blank) else argument
    return UNKNOWN if value is None else value
