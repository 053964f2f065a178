"""The database of the pool of test accounts: a file beside the company file, or a server that machines share."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeys.company.casting import AccountsSettings
from journeys.errors import InvalidCompany, Unreachable

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

__all__ = ["Opened", "PoolDatabase"]

_DATABASE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Opened:
    """A transaction on the pool's database.

    Attributes:
        leases: Who uses which account: ``account``, ``holder``, ``until`` (seconds).
        uses: What accounts have used up, when (seconds), in which run.
        now: The database's time in seconds.
    """

    connection: Connection
    leases: Table
    uses: Table
    now: float


class PoolDatabase:
    """Opens the pool's database at its first use, and makes what is missing in it."""

    def __init__(self, settings: AccountsSettings, folder: Path | None) -> None:
        """Take the company file's section and its folder."""
        self._settings, self._folder = settings, folder or Path()
        self._engine: Engine | None = None

    @contextmanager
    def transaction(self) -> Iterator[Opened]:
        """Open a transaction, which is kept when the block ends.

        Raises:
            InvalidCompany: SQLAlchemy is not installed.
            Unreachable: The database cannot be used.
        """
        try:
            from sqlalchemy import exc, extract, func, select
        except ImportError as error:
            remedy = "Install it: pip install 'mystery-shopper[accounts]'."
            raise InvalidCompany("Test accounts need SQLAlchemy, which is not installed.", remedy=remedy) from error
        try:
            leases, uses = _tables()
            engine = self._opened(leases, uses)
            with engine.begin() as connection:
                now = time.time()
                if engine.dialect.name == "postgresql":  # machines' clocks differ; a file is on one machine only
                    now = float(connection.scalar(select(extract("epoch", func.clock_timestamp()))) or now)
                yield Opened(connection, leases, uses, now)
        except exc.SQLAlchemyError as error:
            message = f"The pool of test accounts cannot be used: {getattr(error, 'orig', None) or error}"
            raise Unreachable(message) from error

    def close(self) -> None:
        """Leave the database."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _opened(self, leases: Table, uses: Table) -> Engine:
        from sqlalchemy import create_engine

        if self._engine is None:
            pool = self._settings.pool.get_secret_value()
            url = pool if "://" in pool else f"sqlite:///{(self._folder / pool).resolve()}"
            patience = {"timeout": _DATABASE_SECONDS} if url.startswith("sqlite") else {}
            engine = create_engine(url, connect_args=patience, pool_pre_ping=True)
            for table in (leases, uses):
                _make(engine, table)
            self._fill(engine, leases)
            self._engine = engine
        return self._engine

    def _fill(self, engine: Engine, leases: Table) -> None:
        """Make a row for each account; another worker may be doing the same."""
        from sqlalchemy import exc

        for account in self._settings.people:
            try:
                with engine.begin() as connection:
                    connection.execute(leases.insert().values(account=account.email, holder="nobody", until=0.0))
            except exc.IntegrityError:
                continue


def _make(engine: Engine, table: Table) -> None:
    """Make a table, unless another worker is doing the same."""
    from sqlalchemy import exc, inspect

    try:
        table.create(engine, checkfirst=True)
    except exc.SQLAlchemyError:
        if not inspect(engine).has_table(table.name):
            raise


def _tables() -> tuple[Table, Table]:
    from sqlalchemy import Boolean, Column, Float, MetaData, String, Table, Text

    known = MetaData()
    leases = Table(
        "mystery_shopper_accounts",
        known,
        Column("account", String(320), primary_key=True),
        Column("holder", String(1000), nullable=False),
        Column("until", Float(53), nullable=False),
    )
    uses = Table(
        "mystery_shopper_uses",
        known,
        Column("id", String(32), primary_key=True),  # of everybody's own making: nobody waits for anybody
        Column("account", String(320), nullable=False, index=True),
        Column("kind", String(20), nullable=False),
        Column("name", Text, nullable=False),
        Column("used_at", Float(53), nullable=False),
        Column("run", Text, nullable=False),
        Column("scenario", Text, nullable=False),
        Column("certain", Boolean, nullable=False),
    )
    return leases, uses
