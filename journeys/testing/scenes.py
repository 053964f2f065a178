"""What comes before the visit in view, and what a shopper does with each ability."""

from __future__ import annotations

from typing import Final, Protocol

from journeys.errors import Unable
from journeys.evidence.purposes import Place, Purpose
from journeys.judging.topics import Topics
from journeys.promises.channel import Channel
from journeys.promises.forms import MONEY
from journeys.touchpoints.directory import Directory
from journeys.walking.journey import Journey

__all__ = ["SHOPPER", "Scene", "emailed_offer", "of_public", "use"]

SHOPPER: Final = "Linda"
"""Who shops in the contract suite."""


class Scene(Protocol):
    """Prepares a journey for a visit: makes the shopper a customer, and has the company make the promise."""

    def __call__(self, journey: Journey, directory: Directory, place: str, ability: type) -> None:
        """Do what comes before ``ability`` is used at ``place``; the shopper's name is Linda."""


def emailed_offer(journey: Journey, directory: Directory, place: str, ability: type) -> None:
    """Have the company promise Linda, in the place's own channel or by email, an upgrade for Maya's line; she reads it.

    Where the ability's topic gives promises terms of its own, the promise has them too. It takes a company with a back
    office. For any other, write a scene of your own.
    """
    kinds = directory.kinds
    doing = kinds.doing(ability)
    if of_public(kinds, ability):
        try:
            journey.meet(SHOPPER)
        except Unable:  # a company that enrols nobody shows its prices to anybody
            journey.visitor(SHOPPER)
        return
    journey.meet(SHOPPER, ["Maya"])
    learning = any(one.receives for one in doing)
    by = directory.settings(place).channel if learning else Channel.EMAIL
    journey.promised(SHOPPER, by.value, _terms(directory, ability))
    if not learning:
        for purpose in kinds.purposes.values():
            if purpose.receives and purpose.usually is Place.WHERE_SAID:
                journey.visit(SHOPPER, None, purpose)
    if (before := kinds.purposes.get(kinds.abilities[ability].after)) and before.ability:
        journey.visit(SHOPPER, next(iter(directory.all_able(before.ability))), before)


def of_public(kinds: Topics, ability: type) -> bool:
    """Tell whether an ability is about promises made to everybody, such as listed prices."""
    return all(one.of_public for one in kinds.doing(ability))


def use(journey: Journey, directory: Directory, place: str, ability: type, product: str) -> None:
    """Have the shopper come for everything that the ability is for, in the order in which its topic declares it."""
    for purpose in directory.kinds.doing(ability):
        journey.visit(SHOPPER, place, purpose, words=_words(purpose, product))


def _words(purpose: Purpose, product: str) -> str | None:
    return product if purpose.of_public else purpose.sample or None


def _terms(directory: Directory, ability: type) -> list[tuple[str, str]]:
    """Promise an upgrade where it can be bought, and what the ability's own topic makes promises about besides."""
    priced = [topic for topic in directory.kinds if any(term.asks for term in topic.terms)]
    selling = {name for topic in priced for one in topic.abilities for name in directory.all_able(one.protocol)}
    amounts = [one for topic in priced for one in topic.terms if one.promised and one.form is MONEY and not one.adds]
    terms = {
        "offer": "family phone upgrade",
        **{str(one): "19.00" if one.asks else "130.00" for one in amounts},
        "line": "Maya",
        "honoured at": ", ".join(name for name in directory if name in selling),
        "valid for": "30 days",
    }
    topic = directory.kinds.named(directory.kinds.abilities[ability].topic)
    own = {str(one): one.form.example for one in topic.terms if one.promised and one.checkable and one.form}
    return [(term, value) for term, value in ({**own, **terms}).items() if value]
