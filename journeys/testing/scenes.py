"""What comes before the visit in view, and what a shopper does with each ability."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Final, Protocol

import pytest

from journeys.errors import Unable, UnknownName
from journeys.evidence.purposes import Place
from journeys.judging.topics import Topics
from journeys.promises.channel import Channel
from journeys.touchpoints.directory import Directory
from journeys.walking.journey import Journey
from journeys.walking.samples import sample_terms, sample_words

__all__ = ["SHOPPER", "Scene", "come_before", "emailed_offer", "known_promise", "of_public", "use"]

SHOPPER: Final = "Linda"
"""Who shops in the contract suite."""

_CHILD: Final = "Maya"

Rows = Sequence[tuple[str, str]]


class Scene(Protocol):
    """Prepares a journey for a visit: makes the shopper a customer, and has the company make the promise."""

    def __call__(self, journey: Journey, directory: Directory, place: str, ability: type) -> None:
        """Do what comes before ``ability`` is used at ``place``; the shopper's name is Linda."""


def emailed_offer(journey: Journey, directory: Directory, place: str, ability: type) -> None:
    """Have the company promise Linda, in the place's own channel or by email, an upgrade for Maya's line; she reads it.

    Where the ability's topic gives promises terms of its own, the promise has them too. A company whose back office
    makes no offers is asked about the first promise that its company file names, and if it names none, about one that
    is made up: nothing is judged here. One that enrols nobody lends Linda a test account, with a line for Maya if there
    is such an account, and serves her as a visitor if it has none.
    """
    kinds = directory.kinds
    if of_public(kinds, ability):
        _bring_in(journey)
        return
    child = _bring_in(journey, _CHILD)
    learning = any(one.receives for one in kinds.doing(ability))
    by = directory.settings(place).channel if learning else Channel.EMAIL
    terms = sample_terms(directory, ability, child)
    try:
        journey.promised(SHOPPER, by.value, terms)
    except (Unable, UnknownName) as error:
        _already_promised(journey, directory, terms, learning=learning, by=by, why=error)
    else:
        if not learning:
            _learn(journey, directory)
    come_before(journey, directory, ability)


def known_promise(name: str) -> Scene:
    """Make a scene in which Linda was promised what the company file names so; nobody has to make an offer."""

    def scene(journey: Journey, directory: Directory, place: str, ability: type) -> None:  # noqa: ARG001 - a Scene has it
        _bring_in(journey)
        if not of_public(directory.kinds, ability):
            journey.was_promised(SHOPPER, name)
            come_before(journey, directory, ability)

    return scene


def _bring_in(journey: Journey, child: str | None = None) -> str | None:
    """Bring in Linda, as whoever the company lets her be; return whose line she has besides her own, if any."""
    family = [child] if child else []
    try:
        journey.meet(SHOPPER, family)
    except Unable as error:
        if child:
            if "No test account" in str(error):
                warnings.warn(f"{error} The contract is checked without that line.", stacklevel=2)
            return _bring_in(journey)
        journey.visitor(SHOPPER)  # a company that enrols nobody may serve anybody
    return child


def _already_promised(
    journey: Journey, directory: Directory, terms: Rows, *, learning: bool, by: Channel, why: Exception
) -> None:
    if learning and by is Channel.EMAIL:
        pytest.skip(f"No email is sent that could be read: {why} Give contract(…, scene=…) one that has some sent.")
    if directory.promises:
        journey.was_promised(SHOPPER, directory.promises[0])
    else:
        journey.stated(SHOPPER, terms, source="made up, to check a driver")


def _learn(journey: Journey, directory: Directory) -> None:
    for purpose in directory.kinds.purposes.values():
        if purpose.receives and purpose.usually is Place.WHERE_SAID:
            journey.visit(SHOPPER, None, purpose)


def come_before(journey: Journey, directory: Directory, ability: type, product: str = "") -> None:
    """Have the shopper come for what has to come before an ability is used, if anything has to."""
    kinds = directory.kinds
    if (before := kinds.purposes.get(kinds.abilities[ability].after)) and before.ability:
        words = kinds.abilities[before.ability].words
        place = next(iter(directory.all_able(before.ability)), None)
        if place is None:
            pytest.skip(f"There is nothing to come for: no place of this company can {words}.")
        if before.of_public and not product:
            pytest.skip(f"A place has to {words} first: name a product, with contract(…, product=(name, price)).")
        journey.visit(SHOPPER, place, before, words=sample_words(before, product))


def of_public(kinds: Topics, ability: type) -> bool:
    """Tell whether an ability is about promises made to everybody, such as listed prices, or what is bought at them.

    What comes after something is about what that is about.
    """
    if (before := kinds.purposes.get(kinds.abilities[ability].after)) is not None:
        return kinds.of_public(before)
    return all(kinds.of_public(one) for one in kinds.doing(ability))


def use(journey: Journey, directory: Directory, place: str, ability: type, product: str) -> None:
    """Have the shopper come for everything that the ability is for, in the order in which its topic declares it."""
    for purpose in directory.kinds.doing(ability):
        journey.visit(SHOPPER, place, purpose, words=sample_words(purpose, product))
