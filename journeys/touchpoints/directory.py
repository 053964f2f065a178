"""The directory: the company's touchpoints by name, what each can do, and where one goes for what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol, TypeVar, runtime_checkable

from journeys.company.company_file import Company, TouchpointSettings
from journeys.errors import InvalidCompany, Unable, UnknownName
from journeys.evidence.purposes import Place, Purpose
from journeys.judging.topics import Topics
from journeys.promises.channel import Channel, Side
from journeys.promises.promise import PromiseTerms
from journeys.promises.shopper import Shopper
from journeys.records.record import Created
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.loading import SetUpByOptions, check_driver, load

__all__ = ["BackOffice", "ChoosesOffers", "CleansUp", "Directory"]


@runtime_checkable
class CleansUp(Protocol):
    """A touchpoint or a back office that can undo what a run made: cancel an order, close an account or a case."""

    def clean_up(self, created: Created) -> bool:
        """Undo it, also if that was done before; tell whether it is gone, False if this is not the place for it."""


@runtime_checkable
class BackOffice(Protocol):
    """Where a company that lets us enrols customers and makes offers."""

    def enrol(self, shopper: Shopper) -> str | None:
        """Make the shopper a customer; return how the company calls the account, if it is to be closed again."""

    def make_offer(self, shopper: Shopper, terms: PromiseTerms, channel: Channel, places: Mapping[str, Channel]) -> str:
        """Make the offer to the shopper in a channel; return where it was said (a Message-ID for an email).

        Args:
            shopper: A customer.
            terms: What is promised, with both ends of the period set.
            channel: Where it is announced.
            places: The channel of each touchpoint the terms name.
        """

    def start_afresh(self) -> None:
        """Forget all earlier journeys, as far as the company can."""


@runtime_checkable
class ChoosesOffers(Protocol):
    """A back office that makes offers of some kinds only, and can tell of one without going anywhere."""

    @classmethod
    def refuse(cls, terms: PromiseTerms, channel: Channel, places: Mapping[str, Channel]) -> None:
        """Refuse an offer that the company would not make.

        Raises:
            InvalidPromise: With what to write instead.
        """


Ability = TypeVar("Ability")


class Directory:
    """The company's touchpoints by name; a driver is made when its touchpoint is first visited."""

    def __init__(self, company: Company, tools: Toolbox | None) -> None:
        """Find every driver's class now, so that a wrong one is known before anything runs.

        Args:
            company: Whose touchpoints they are.
            tools: What drivers work with; None where nobody goes anywhere, and only abilities are asked for.
        """
        self._company, self._tools = company, tools
        self._classes = {name: _driver_of(company, name) for name in company.touchpoints}
        self._lacking = {name: _not_set_up(company, name, found) for name, found in self._classes.items()}
        self._drivers: dict[str, object] = {}
        self._office = _office_of(company)

    @property
    def kinds(self) -> Topics:
        """The kinds of promise there are here."""
        return self._company.kinds

    @property
    def promises(self) -> list[str]:
        """The names of the promises that the company file says were made already."""
        return list(self._company.promises)

    def __iter__(self) -> Any:
        """Go through the touchpoints' names, in the company file's order."""
        return iter(self._company.touchpoints)

    def settings(self, name: str) -> TouchpointSettings:
        """Return a touchpoint's settings.

        Raises:
            UnknownName: With the nearest and all valid names.
        """
        try:
            return self._company.touchpoints[name]
        except KeyError:
            problem = f"{self._company.name} has no such touchpoint"
            raise UnknownName(problem, value=name, valid=self._company.touchpoints) from None

    def able(self, name: str, ability: type[Ability]) -> Ability:
        """Return the driver of a touchpoint that can do something.

        Raises:
            UnknownName: There is no such touchpoint.
            Unable: It cannot; the message names those that can.
        """
        self.check(name, ability)
        return self.driver(name)  # type: ignore[return-value]

    def check(self, name: str, ability: type) -> None:
        """See that a touchpoint can do something, without making its driver.

        Raises:
            UnknownName: There is no such touchpoint.
            Unable: It cannot; the message names those that can.
        """
        self.settings(name)
        if not self._can(name, ability):
            able = self.all_able(ability)
            others = f"These can: {', '.join(able)}." if able else "No touchpoint of this company can."
            raise Unable(f"The {name} cannot {self.kinds.abilities[ability].words}.", remedy=others)

    def driver(self, name: str) -> object:
        """Return the driver of a touchpoint, whatever it can do.

        Raises:
            UnknownName: There is no such touchpoint.
        """
        settings = self.settings(name)
        if name not in self._drivers:
            self._drivers[name] = self._classes[name](name, settings, self._tools)
        return self._drivers[name]

    def driver_class(self, name: str) -> type:
        """Return the class of a touchpoint's driver, made or not."""
        return self._classes[name]

    def all_able(self, ability: type, side: Side | None = None) -> list[str]:
        """Name the touchpoints that can do something."""
        places = self._company.touchpoints.items()
        return [name for name, place in places if self._can(name, ability) and side in {None, place.side}]

    def usual(self, purpose: Purpose, said_by: Channel) -> str:
        """Name the touchpoint where a shopper goes for something if nobody says where.

        Args:
            purpose: What for.
            said_by: The channel that the promise was said in.

        Raises:
            Unable: No touchpoint can do it, or a place must be named.
            UnknownName: Nothing is announced in this channel.
        """
        if purpose.usually is Place.WHERE_SAID:
            return self.announcing(said_by, purpose)
        able = self.all_able(purpose.ability) if purpose.ability else []
        if not able or purpose.usually is None:
            words = self.kinds.abilities[purpose.ability].words if purpose.ability else purpose
            raise Unable(f"No touchpoint of {self._company.name} can {words}.")
        return next((name for name in able if self._company.touchpoints[name].channel is Channel.EMAIL), able[0])

    def announcing(self, channel: Channel, purpose: Purpose | None = None) -> str:
        """Name the touchpoint where promises of a channel are learnt of.

        Raises:
            UnknownName: Nothing is announced in this channel.
        """
        abilities = self.learning() if purpose is None or purpose.ability is None else [purpose.ability]
        places = [name for ability in abilities for name in self.all_able(ability)]
        able = {self._company.touchpoints[name].channel: name for name in reversed(places)}
        try:
            return able[channel]
        except KeyError:
            problem = f"{self._company.name} announces no offers by"
            valid = [one.value for one in dict.fromkeys(self._company.touchpoints[name].channel for name in places)]
            raise UnknownName(problem, value=channel.value, valid=valid) from None

    def learning(self) -> list[type]:
        """List the abilities by which a place tells what was promised there."""
        purposes = self.kinds.purposes.values()
        return [one.ability for one in purposes if one.usually is Place.WHERE_SAID and one.ability is not None]

    def refuse_offer(self, terms: PromiseTerms, channel: Channel) -> None:
        """See that the company's back office makes an offer of these terms, as far as its class can tell.

        Raises:
            InvalidPromise: It does not.
        """
        if self._office is not None and issubclass(self._office, ChoosesOffers):
            self._office.refuse(terms, channel, self.channels())

    def channels(self) -> dict[str, Channel]:
        """Give each touchpoint's channel."""
        return {name: place.channel for name, place in self._company.touchpoints.items()}

    def _can(self, name: str, ability: type) -> bool:
        return issubclass(self._classes[name], ability) and ability not in self._lacking[name]


def _driver_of(company: Company, name: str) -> type:
    where = f"touchpoints.{name}"
    try:
        found = load(company.touchpoints[name].driver, where, company.folder)
        check_driver(found, where, company.kinds)
    except InvalidCompany as error:
        error.at(company.place("touchpoints", name, "driver") or "")
        raise
    return found


def _office_of(company: Company) -> type | None:
    if company.back_office is None:
        return None
    try:
        return load(company.back_office.driver, "back_office", company.folder)
    except InvalidCompany as error:
        error.at(company.place("back_office", "driver") or "")
        raise


def _not_set_up(company: Company, name: str, found: type) -> Collection[type]:
    """Name the abilities that a driver has, but this touchpoint's options do not set up."""
    if not issubclass(found, SetUpByOptions):
        return ()
    try:
        return found.lacks(company.touchpoints[name])
    except InvalidCompany as error:
        error.at(company.place("touchpoints", name, "options") or "")
        raise
