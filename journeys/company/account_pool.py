"""The pool of test accounts: each is used by one journey at a time, whichever worker or machine runs it."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from journeys.company.casting import AccountSettings, AccountsSettings
from journeys.company.pool_database import PoolDatabase
from journeys.company.pool_memory import PoolMemory
from journeys.errors import Compromised, Unreachable
from journeys.promises.clock import lasting

__all__ = ["AccountPool", "Lease", "State"]

_HEARTBEATS = 3
"""How often a lease is renewed while it lasts."""

_LOOK_AGAIN_SECONDS = 1.0


@dataclass(slots=True)
class Lease:
    """An account that one journey has to itself until it gives it back.

    Attributes:
        lost: Set if somebody else may have it: the pool was out of reach for longer than the lease lasts.
    """

    account: AccountSettings
    holder: str
    pool: AccountPool
    lost: Event = field(default_factory=Event)
    _over: Event = field(default_factory=Event)

    def keep(self) -> None:
        """Renew it now and then, in a thread of its own, until it is given back."""
        Thread(target=self._beat, name=f"lease of {self.account.email}", daemon=True).start()

    def give_back(self, rest: timedelta | None = None, why: str = "resting") -> None:
        """Let others have the account, after its rest; calling it again does nothing."""
        if not self._over.is_set():
            self._over.set()
            with suppress(Unreachable):  # then nobody can take it either, and the lease ends by itself
                self.pool.give_back(self, self.account.rest if rest is None else rest, why)

    def _beat(self) -> None:
        every = self.pool.lease_seconds / _HEARTBEATS
        while not self._over.wait(every):
            try:
                renewed = self.pool.renew(self)
            except Unreachable:
                continue  # the next beat may come through; if none does, the lease ends and that is found below
            if not renewed:
                self.lost.set()
                return


@dataclass(frozen=True, slots=True)
class State:
    """Who has an account, and until when unless that is prolonged; nobody, if ``until`` is None."""

    account: str
    holder: str
    until: datetime | None

    @property
    def told(self) -> str:
        """Say it in a line."""
        return f"{self.holder}, until {self.until:%Y-%m-%d %H:%M:%S} UTC" if self.until else "free"


class AccountPool:
    """Keeps in a database who uses which account; taking one is a single conditional update, so that one wins.

    Attributes:
        memory: What accounts have used up.
        undone_is_unused: Whether an offer can be used again once its order was undone.
    """

    def __init__(self, settings: AccountsSettings, folder: Path | None) -> None:
        """Take the company file's section and its folder; the database is opened at the first use."""
        self._settings, self._database = settings, PoolDatabase(settings, folder)
        self.memory = PoolMemory(self._database)
        self._leases: list[Lease] = []
        self._closed = Event()
        self.lease_seconds = settings.lease.total_seconds()
        self.undone_is_unused = settings.undone_is_unused

    def suitable(self, name: str, family: Sequence[str]) -> list[str]:
        """Give the addresses of the accounts that can play a shopper."""
        return [one.email for one in self._settings.people if one.suits(name, frozenset(family))]

    def take(self, name: str, family: Sequence[str], journey: str, among: Collection[str] | None = None) -> Lease:
        """Take an account that can play a shopper, waiting for one if all are taken.

        Args:
            name: The shopper's.
            family: Those who hold lines in the account.
            journey: What it is for, for those who wait for it.
            among: Addresses of those that come into question; all that suit, if left out.

        Raises:
            Unable: No account of the company file suits.
            Compromised: None became free in time; the message says who has them.
            Unreachable: The pool's database cannot be used.
        """
        suitable = self._settings.suitable(name, family)
        if among is not None:
            suitable = [one for one in self._settings.people if one.email in among]
        holder = f"{socket.gethostname()}, process {os.getpid()}: {journey} [{uuid.uuid4().hex[:6]}]"
        deadline = time.monotonic() + self._settings.wait.total_seconds()
        while True:
            for account in suitable:
                if self._taken(account, holder):
                    lease = Lease(account, holder, self)
                    self._leases.append(lease)
                    lease.keep()
                    return lease
            left = deadline - time.monotonic()
            if left <= 0:
                raise Compromised(self._all_taken(name, suitable))
            self._closed.wait(min(left, _LOOK_AGAIN_SECONDS))  # other processes cannot wake us

    def renew(self, lease: Lease) -> bool:
        """Prolong a lease; return whether it was still ours."""
        with self._database.transaction() as opened:
            table = opened.leases
            ours = (table.c.account == lease.account.email) & (table.c.holder == lease.holder)
            update = table.update().where(ours).values(until=opened.now + self.lease_seconds)
            return bool(opened.connection.execute(update).rowcount)

    def give_back(self, lease: Lease, rest: timedelta, why: str) -> None:
        """Note until when the account must be left alone."""
        with self._database.transaction() as opened:
            table = opened.leases
            ours = (table.c.account == lease.account.email) & (table.c.holder == lease.holder)
            opened.connection.execute(
                table.update().where(ours).values(holder=why, until=opened.now + rest.total_seconds())
            )

    def states(self) -> list[State]:
        """Say of each account who has it, in the order of the company file.

        Raises:
            Unreachable: The pool's database cannot be used.
        """
        with self._database.transaction() as opened:
            busy = opened.connection.execute(opened.leases.select().where(opened.leases.c.until > opened.now))
            taken = {row.account: (row.holder, datetime.fromtimestamp(row.until, UTC)) for row in busy}
        return [State(one.email, *taken.get(one.email, ("", None))) for one in self._settings.people]

    def free(self) -> list[str]:
        """Name the accounts that nobody uses now.

        Raises:
            Unreachable: The pool's database cannot be used.
        """
        return [state.account for state in self.states() if state.until is None]

    def close(self) -> None:
        """Give back what is still taken and leave the database."""
        self._closed.set()
        for lease in self._leases:
            lease.give_back()
        self._database.close()

    def _taken(self, account: AccountSettings, holder: str) -> bool:
        with self._database.transaction() as opened:
            table = opened.leases
            free = (table.c.account == account.email) & (table.c.until <= opened.now)
            update = table.update().where(free).values(holder=holder, until=opened.now + self.lease_seconds)
            return bool(opened.connection.execute(update).rowcount)

    def _all_taken(self, name: str, suitable: Sequence[AccountSettings]) -> str:
        emails = [one.email for one in suitable]
        with self._database.transaction() as opened:
            table = opened.leases
            rows = opened.connection.execute(
                table.select().where(table.c.account.in_(emails)).order_by(table.c.until)
            ).all()
        said = [
            f"  account {emails.index(row.account) + 1} of {len(emails)}: {row.holder}, "
            f"until {datetime.fromtimestamp(row.until, UTC):%Y-%m-%d %H:%M:%S} UTC"
            + (f" (in {lasting(timedelta(seconds=row.until - opened.now))})" if row.until > opened.now else "")
            for row in rows
        ]
        waited = lasting(self._settings.wait)
        remedy = "Add accounts to [[accounts.people]], run fewer workers, or wait longer ([accounts] wait)."
        return "\n".join([f"No test account for {name} became free within {waited}. {remedy}", *said])
