"""The test accounts that a journey borrows: lent, given back, and what each has used up in this journey and before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from journeys.company.account_pool import AccountPool, Lease
from journeys.company.casting import AccountSettings
from journeys.company.pool_memory import OFFER, Use
from journeys.errors import Compromised
from journeys.promises.promise import PromiseTerms
from journeys.promises.terms import Term

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = ["Borrowed"]

_IF_FORGOTTEN = "If the company has forgotten that meanwhile: shop accounts --reset."


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Something that a shopper must be able to use still."""

    marks: tuple[tuple[str, str], ...]
    times: int

    def used(self, uses: Iterable[Use]) -> list[Use]:
        """List the times it was used: by its name, or by its code under whatever name; the more frequent counts."""
        each = [[use for use in uses if use.is_of(*mark)] for mark in self.marks]
        return max(each, key=len, default=[])


@dataclass(slots=True)
class Borrowed:
    """The accounts of one journey, by the shoppers whom they play.

    Attributes:
        pool: Where they are borrowed; None at a company that enrols customers.
        run: The folder's name of the run.
        journey: The scenario's id in the ledger.
    """

    pool: AccountPool | None
    run: str
    journey: str
    _leases: dict[str, Lease] = field(default_factory=dict)
    _family: dict[str, Sequence[str]] = field(default_factory=dict)
    _before: dict[str, list[Use]] = field(default_factory=dict)
    _wanted: dict[str, list[_Wanted]] = field(default_factory=dict)
    _open: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _made: set[tuple[str, str, str]] = field(default_factory=set)

    def lend(self, name: str, family: Sequence[str], among: Sequence[str] | None = None) -> AccountSettings:
        """Take an account that plays a shopper until the journey's end.

        Raises:
            Unable: No account of the company file suits.
            Compromised: None became free in time.
        """
        assert self.pool is not None  # noqa: S101 - whoever asks has looked
        lease = self._leases[name] = self.pool.take(name, family, self.journey, among)
        self._family[name] = family
        self._before[name] = self.pool.memory.uses([lease.account.email])
        return lease.account

    def taken(self) -> list[str]:
        """Give the addresses of the accounts that play somebody of this journey."""
        return [one.account.email for one in self._leases.values()]

    def lease_of(self, name: str) -> Lease | None:
        """Return what is lent to a shopper, if it is an account of the pool."""
        return self._leases.get(name)

    def left_for(self, name: str, terms: PromiseTerms, *, met: bool) -> tuple[int, AccountSettings | None]:
        """See that the shopper's account can use an offer still; where it cannot, borrow another that can.

        Args:
            name: The shopper's.
            terms: What was promised.
            met: Whether the company has met the shopper on this journey, so that nobody else can play them any more.

        Returns:
            How often it was used before, which is less than was promised; and the other account, if it is another.

        Raises:
            Compromised: Every account that suits has used it up in an earlier run; or none became free in time.
        """
        lease = self._leases.get(name)
        if lease is None or self.pool is None:
            return 0, None
        marks = ((OFFER, terms.name), *_spent(terms.terms))
        wanted = self._wanted.setdefault(name, [])
        wanted.append(_Wanted(marks, terms.times))
        if (own := len(wanted[-1].used(self._before[name]))) < terms.times:
            return own, None
        tried: set[str] = set()
        while not met:
            lease = self._leases[name]
            tried.add(lease.account.email)
            left = [one for one in self._unused(name) if one not in tried]
            if not left:
                break
            lease.give_back(timedelta(), "given back unused")  # first: nobody holds one and waits for another
            other = self.lend(name, self._family[name], left)
            if all(len(one.used(self._before[name])) < one.times for one in wanted):
                return len(wanted[-1].used(self._before[name])), other
        raise Compromised(self._all_used(name, terms.name, met=met))

    def setting_out_to_use(self, visit: OpenVisit) -> None:
        """Remember what the shopper is about to use, before it is used: a run that is killed must not forget it."""
        if not visit.purpose.of_public:
            self._note(visit.shopper.name, ((OFFER, visit.promise.name), *_spent(visit.promise.terms)))

    def ended(self, visit: OpenVisit, *, used: bool | None) -> None:
        """Remember what came of a visit.

        Args:
            visit: With what was seen on it.
            used: Whether the offer was used; None if nobody can say.
        """
        name = visit.shopper.name
        if used:
            self.setting_out_to_use(visit)
            self._note(name, visit.codes_seen)
        self._settle(name, used=used)
        made = [mark for mark in visit.made if (name, *mark) not in self._made]
        self._made |= {(name, *mark) for mark in made}
        self._note(name, made)
        self._settle(name, used=True)

    def earlier(self, visit: OpenVisit) -> str | None:
        """Say which thing of an earlier run a visit came upon, if it did."""
        for come, marks in (("was used", visit.codes_seen), ("was made", visit.made)):
            for mark in marks:
                if use := self._used_before(visit.shopper.name, mark):
                    return f"the {' '.join(mark)} {come} {self._told(use)}. {_IF_FORGOTTEN}"
        return None

    def refuse_used(self, name: str, terms: Mapping[Term[Any], Any]) -> None:
        """Refuse a code that the shopper's account has used, now that it is known.

        Raises:
            Compromised: It was used in an earlier run.
        """
        for kind, value in _spent(terms):
            if use := self._used_before(name, (kind, value)):
                message = f"{name}'s test account used the {kind} {value} {self._told(use)}"
                raise Compromised(f"{message}, so nothing can be said of it now. {_IF_FORGOTTEN}")

    def part(self) -> None:
        """Give back every account."""
        for lease in self._leases.values():
            lease.give_back()

    def _note(self, name: str, marks: Iterable[tuple[str, str]]) -> None:
        lease = self._leases.get(name)
        if lease is None or self.pool is None:
            return
        for kind, value in marks:
            if (name, kind, value) not in self._open:
                noted = self.pool.memory.note(lease.account.email, kind, value, run=self.run, scenario=self.journey)
                self._open[name, kind, value] = noted

    def _settle(self, name: str, *, used: bool | None) -> None:
        for key in [key for key in self._open if key[0] == name]:
            note = self._open.pop(key)
            if used is not None and self.pool is not None:
                self.pool.memory.settle(note, used=used)

    def _used_before(self, name: str, mark: tuple[str, str]) -> Use | None:
        return next((use for use in self._before.get(name, ()) if use.is_of(*mark)), None)

    def _told(self, use: Use) -> str:
        return f"earlier in this run, {use.told}" if use.run == self.run else f"in an earlier run, {use.told}"

    def _all_used(self, name: str, offer: str, *, met: bool) -> str:
        """Say that nobody is left who could use an offer, and who used it when."""
        assert self.pool is not None  # noqa: S101 - whoever asks has looked
        wanted = self._wanted[name][-1]
        if met:
            last = wanted.used(self._before[name])[-1]
            return (
                f"{name}'s test account used {offer!r} {self._told(last)}. State the promise before {name} goes "
                f"anywhere, so that another account can be taken. {_IF_FORGOTTEN}"
            )
        suitable = self.pool.suitable(name, self._family[name])
        uses = self.pool.memory.uses(suitable)
        said = [
            f"  account {number} of {len(suitable)}: {self._told(used[-1])}"
            for number, account in enumerate(suitable, 1)
            if (used := wanted.used(use for use in uses if use.account == account))
        ]
        remedy = f"Add accounts to [[accounts.people]]. {_IF_FORGOTTEN}"
        return "\n".join(
            [f"Every test account for {name} has used {offer!r} before, so it says nothing now. {remedy}", *said]
        )

    def _unused(self, name: str) -> list[str]:
        """Give the addresses of the accounts that can play a shopper and, it seems, use all that was promised.

        What a journey that has an account now is about to use may stay unused: when it is free, one looks again.
        """
        assert self.pool is not None  # noqa: S101 - whoever asks has looked
        busy = {state.account for state in self.pool.states() if state.until is not None}
        suitable = self.pool.suitable(name, self._family[name])
        uses = [use for use in self.pool.memory.uses(suitable) if use.certain or use.account not in busy]
        return [
            account
            for account in suitable
            if all(
                len(one.used(use for use in uses if use.account == account)) < one.times for one in self._wanted[name]
            )
        ]


def _spent(terms: Mapping[Term[Any], Any]) -> tuple[tuple[str, str], ...]:
    """Give what is used up with a promise, such as its code, by kind and value."""
    return tuple((str(term), str(value)) for term, value in terms.items() if term.spent)
