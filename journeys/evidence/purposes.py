"""Purposes: what a shopper comes to a touchpoint for, as topics declare them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Self

from journeys.promises.declared import Declared
from journeys.promises.terms import Term

if TYPE_CHECKING:
    from journeys.evidence.observations import Visit
    from journeys.promises.promise import Promise

__all__ = ["Before", "Place", "Purpose"]


class Place(Enum):
    """Where a shopper goes for something if a sentence names no place."""

    WHERE_SAID = auto()
    """Where promises of the promise's channel are announced."""
    BY_EMAIL = auto()
    """A touchpoint of the channel email if one can do it, else the first that can."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a shopper knows when setting out: taken along as words.

    Attributes:
        promise: As the shopper knows it.
        visits: Made so far in the journey, by everybody, in order.
        locale: How people write here, such as ``en_US``.
    """

    promise: Promise
    visits: Sequence[Visit]
    locale: str

    @property
    def own(self) -> list[Visit]:
        """The visits of this shopper about this promise."""
        return [one for one in self.visits if (one.shopper, one.promise) == (self.promise.shopper, self.promise.name)]


class Purpose(Declared):
    """A purpose is its own name, with what its topic declared of it; a ledger keeps the name.

    Attributes:
        topic: Who declares it; empty for one of a ledger whose topic nobody knows here.
        sentence: How reports tell a visit, with ``{shopper}``, ``{place}`` and ``{promise}``.
        ability: What the touchpoint must be able to do.
        method: The ability's method that does it.
        owes: The terms that a visit must have seen if nothing was down and nobody said why not.
        unless: Tells of a visit that owes nothing.
        may: Further terms that it can see.
        contact: Whether the shopper gets in touch for it; reading a message is no contact.
        served: Whether somebody, or a machine in their place, serves the customer.
        tells_history: Whether the company learns by it that the shopper is after the promise.
        receives: Whether touchpoints are held to what was told on it from then on.
        any_time: Whether the promise is due on it whenever and wherever: complaints are heard after its end, too.
        of_public: Whether it is about a promise made to everybody, named by its words, such as a listed price.
        in_general: Whether it is about the company's service in general, where the shopper was promised nothing else.
        usually: Where the shopper goes if no place is named; None if one must be.
        brings: What the shopper takes along as words if a sentence gives none.
        goes_by: What the shopper goes by, if that is not the promise as it was made: a price seen since, for instance.
        sample: Words for trying it, where it needs some.
        after: Name of the purpose that the shopper must have come for before, or there is nothing to come for; what its
            ability says of all its purposes, if left out.
    """

    topic: str
    sentence: str
    ability: type | None
    method: str
    owes: tuple[Term[Any], ...]
    unless: Callable[[Visit], bool] | None
    may: tuple[Term[Any], ...]
    contact: bool
    served: bool
    tells_history: bool
    receives: bool
    any_time: bool
    of_public: bool
    in_general: bool
    usually: Place | None
    brings: Callable[[Before], str] | None
    goes_by: Callable[[Before], Promise] | None
    sample: str
    after: str

    def __new__(
        cls,
        name: str,
        *,
        topic: str = "",
        sentence: str = "",
        ability: type | None = None,
        method: str = "",
        owes: Sequence[Term[Any]] = (),
        unless: Callable[[Visit], bool] | None = None,
        may: Sequence[Term[Any]] = (),
        contact: bool = True,
        served: bool = True,
        tells_history: bool | None = None,
        receives: bool = False,
        any_time: bool = False,
        of_public: bool = False,
        in_general: bool = False,
        usually: Place | None = None,
        brings: Callable[[Before], str] | None = None,
        goes_by: Callable[[Before], Promise] | None = None,
        sample: str = "",
        after: str = "",
    ) -> Self:
        """Declare a purpose; topics do it with ``Topic.purpose``."""
        purpose = super().__new__(cls, name)
        purpose.topic, purpose.ability, purpose.method = topic, ability, method
        purpose.sentence = sentence or f"{{shopper}} {name} at the {{place}}"
        purpose.unless = unless
        purpose.owes, purpose.may, purpose.contact, purpose.served = tuple(owes), tuple(may), contact, served
        purpose.tells_history = contact if tells_history is None else tells_history
        purpose.receives, purpose.any_time, purpose.of_public = receives, any_time, of_public
        purpose.in_general = in_general
        purpose.usually, purpose.brings, purpose.goes_by = usually, brings, goes_by
        purpose.sample, purpose.after = sample, after
        return purpose

    @property
    def records(self) -> tuple[Term[Any], ...]:
        """Every term that may be written down on a visit."""
        return tuple(dict.fromkeys((*self.owes, *self.may)))

    def owed(self, visit: Visit) -> tuple[Term[Any], ...]:
        """List what a visit should have seen and did not; nothing, if it was said why."""
        excused = any(seen.value in seen.term.excuses for seen in visit.observations)
        if excused or (self.unless is not None and self.unless(visit)):
            return ()
        return tuple(term for term in self.owes if visit.last(term) is None)

    def can_be(self, before: Purpose) -> bool:
        """Tell whether it is a purpose, or may make what that makes: an order, where one is put right, too."""
        makes = [term for term in before.records if term.creates]
        return self == before or (self.contact and any(term in self.records for term in makes))

    def told(self, *, shopper: str, place: str, promise: str, quantity: int = 1) -> str:
        """Tell a visit in a sentence."""
        named = f"{quantity} of {promise}" if quantity > 1 else promise
        return self.sentence.replace("{shopper}", shopper).replace("{place}", place).replace("{promise}", named)
