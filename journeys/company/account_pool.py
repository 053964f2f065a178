"""The pool of test accounts: each is used by one journey at a time, whichever worker or machine runs it."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from journeys.company.casting import AccountSettings, AccountsSettings
from journeys.errors import Compromised, InvalidCompany, Unable, Unreachable
from journeys.promises.clock import lasting

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

__all__ = ["AccountPool", "Lease"]

_HEARTBEATS = 3
"""How often a lease is renewed while it lasts."""

_LOOK_AGAIN_SECONDS = 1.0
_DATABASE_SECONDS = 30


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


class AccountPool:
    """Keeps in a database who uses which account; taking one is a single conditional update, so that one wins."""

    def __init__(self, settings: AccountsSettings, folder: Path | None) -> None:
        """Take the company file's section and its folder; the database is opened at the first use."""
        self._settings, self._folder = settings, folder or Path()
        self._engine: Engine | None = None
        self._leases: list[Lease] = []
        self._closed = Event()
        self.lease_seconds = settings.lease.total_seconds()

    def take(self, name: str, family: Sequence[str], journey: str) -> Lease:
        """Take an account that can play a shopper, waiting for one if all are taken.

        Raises:
            Unable: No account of the company file suits.
            Compromised: None became free in time; the message says who has them.
            Unreachable: The pool's database cannot be used.
        """
        suitable = [one for one in self._settings.people if one.suits(name, frozenset(family))]
        if not suitable:
            with_lines = f", with a line for {' and '.join(family)}" if family else ""
            remedy = "Add one to [[accounts.people]], or name the shopper in the personas of one that is there."
            raise Unable(f"No test account can play {name}{with_lines}.", remedy=remedy)
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
        with self._connected() as (connection, table, now):
            ours = (table.c.account == lease.account.email) & (table.c.holder == lease.holder)
            update = table.update().where(ours).values(until=now + self.lease_seconds)
            return bool(connection.execute(update).rowcount)

    def give_back(self, lease: Lease, rest: timedelta, why: str) -> None:
        """Note until when the account must be left alone."""
        with self._connected() as (connection, table, now):
            ours = (table.c.account == lease.account.email) & (table.c.holder == lease.holder)
            connection.execute(table.update().where(ours).values(holder=why, until=now + rest.total_seconds()))

    def free(self) -> list[str]:
        """Name the accounts that nobody uses now.

        Raises:
            Unreachable: The pool's database cannot be used.
        """
        with self._connected() as (connection, table, now):
            busy = table.select().with_only_columns(table.c.account).where(table.c.until > now)
            taken = set(connection.scalars(busy))
        return [one.email for one in self._settings.people if one.email not in taken]

    def close(self) -> None:
        """Give back what is still taken and leave the database."""
        self._closed.set()
        for lease in self._leases:
            lease.give_back()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _taken(self, account: AccountSettings, holder: str) -> bool:
        with self._connected() as (connection, table, now):
            free = (table.c.account == account.email) & (table.c.until <= now)
            update = table.update().where(free).values(holder=holder, until=now + self.lease_seconds)
            return bool(connection.execute(update).rowcount)

    def _all_taken(self, name: str, suitable: Sequence[AccountSettings]) -> str:
        emails = [one.email for one in suitable]
        with self._connected() as (connection, table, now):
            rows = connection.execute(table.select().where(table.c.account.in_(emails)).order_by(table.c.until)).all()
        said = [
            f"  account {emails.index(row.account) + 1} of {len(emails)}: {row.holder}, "
            f"until {datetime.fromtimestamp(row.until, UTC):%Y-%m-%d %H:%M:%S} UTC"
            + (f" (in {lasting(timedelta(seconds=row.until - now))})" if row.until > now else "")
            for row in rows
        ]
        waited = lasting(self._settings.wait)
        remedy = "Add accounts to [[accounts.people]], run fewer workers, or wait longer ([accounts] wait)."
        return "\n".join([f"No test account for {name} became free within {waited}. {remedy}", *said])

    @contextmanager
    def _connected(self) -> Iterator[tuple[Connection, Table, float]]:
        """Open a transaction; give it with the table and the database's time in seconds."""
        try:
            from sqlalchemy import exc, extract, func, select
        except ImportError as error:
            remedy = "Install it: pip install 'mystery-shopper[accounts]'."
            raise InvalidCompany("Test accounts need SQLAlchemy, which is not installed.", remedy=remedy) from error
        try:
            engine, table = self._opened()
            with engine.begin() as connection:
                now = time.time()
                if engine.dialect.name == "postgresql":  # machines' clocks differ; a file is on one machine only
                    now = float(connection.scalar(select(extract("epoch", func.clock_timestamp()))) or now)
                yield connection, table, now
        except exc.SQLAlchemyError as error:
            message = f"The pool of test accounts cannot be used: {getattr(error, 'orig', None) or error}"
            raise Unreachable(message) from error

    def _opened(self) -> tuple[Engine, Table]:
        from sqlalchemy import Column, Float, MetaData, String, Table, create_engine

        table = Table(
            "mystery_shopper_accounts",
            MetaData(),
            Column("account", String(320), primary_key=True),
            Column("holder", String(1000), nullable=False),
            Column("until", Float(53), nullable=False),
        )
        if self._engine is None:
            pool = self._settings.pool.get_secret_value()
            url = pool if "://" in pool else f"sqlite:///{(self._folder / pool).resolve()}"
            patience = {"timeout": _DATABASE_SECONDS} if url.startswith("sqlite") else {}
            engine = create_engine(url, connect_args=patience, pool_pre_ping=True)
            self._fill(engine, table)
            self._engine = engine
        return self._engine, table

    def _fill(self, engine: Engine, table: Table) -> None:
        """Make the table and a row for each account; another worker may be doing the same."""
        from sqlalchemy import exc, inspect

        try:
            table.create(engine, checkfirst=True)
        except exc.SQLAlchemyError:
            if not inspect(engine).has_table(table.name):
                raise
        for account in self._settings.people:
            try:
                with engine.begin() as connection:
                    connection.execute(table.insert().values(account=account.email, holder="nobody", until=0.0))
            except exc.IntegrityError:
                continue
