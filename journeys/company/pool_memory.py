"""What test accounts have used up: offers, codes and cases, kept over runs and machines until somebody resets it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from journeys.company.pool_database import PoolDatabase

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table

__all__ = ["OFFER", "PoolMemory", "Use"]


OFFER = "offer"
"""The kind of a promise by its name; other kinds are what topics call them: ``code``, ``case``, ``order``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An account has used something once.

    Attributes:
        account: Its address.
        kind: What sort of thing: ``offer``, ``code``, ``case`` …
        name: The offer's name, the code, or the case's number.
        at: When, by the pool's clock.
        run: The folder's name of the run.
        scenario: Its id in the ledger.
        certain: Whether that was seen; else a journey set out to use it and did not come to its end.
    """

    account: str
    kind: str
    name: str
    at: datetime
    run: str
    scenario: str
    certain: bool = True

    @property
    def told(self) -> str:
        """Say when and in which run."""
        perhaps = "" if self.certain else "perhaps, in a journey that was cut short, "
        return (
            f"{perhaps}on {self.at:%Y-%m-%d %H:%M:%S} UTC in the run {self.run} ({self.scenario.rpartition('::')[2]})"
        )

    def is_of(self, kind: str, name: str) -> bool:
        """Tell whether it is this that was used, however its name is set."""
        return self.kind == kind and _plain(self.name) == _plain(name)


class PoolMemory:
    """Remembers in the pool's database; what is written there is only added to, so that no two runs meet."""

    def __init__(self, database: PoolDatabase) -> None:
        """Take the pool's database."""
        self._database = database

    def note(self, account: str, kind: str, name: str, *, run: str, scenario: str) -> str:
        """Remember that an account is about to use something; return the note's id.

        Raises:
            Unreachable: It cannot be written down.
        """
        row: dict[str, object] = {"id": uuid.uuid4().hex, "account": account, "kind": kind, "name": name}
        with self._database.transaction() as opened:
            row |= {"used_at": opened.now, "run": run, "scenario": scenario, "certain": False}
            opened.connection.execute(opened.uses.insert().values(row))
        return str(row["id"])

    def settle(self, note: str, *, used: bool) -> None:
        """Write down of a note that it was used, or take it back.

        Raises:
            Unreachable: It cannot be written down.
        """
        with self._database.transaction() as opened:
            table = opened.uses
            change = table.update().values(certain=True) if used else table.delete()
            opened.connection.execute(change.where(table.c.id == note))

    def uses(self, accounts: Collection[str] | None = None) -> list[Use]:
        """List what these accounts (all, if none are given) have used, the oldest first.

        Raises:
            Unreachable: It cannot be read.
        """
        with self._database.transaction() as opened:
            query = opened.uses.select().order_by(opened.uses.c.used_at, opened.uses.c.id)
            if accounts is not None:
                query = query.where(opened.uses.c.account.in_(accounts))
            return [
                Use(
                    account=row.account,
                    kind=row.kind,
                    name=row.name,
                    at=datetime.fromtimestamp(row.used_at, UTC),
                    run=row.run,
                    scenario=row.scenario,
                    certain=row.certain,
                )
                for row in opened.connection.execute(query)
            ]

    def forget_scenario(self, run: str, scenario: str) -> None:
        """Forget what a scenario of a run has used, since it was undone.

        Raises:
            Unreachable: It cannot be deleted.
        """
        with self._database.transaction() as opened:
            table = opened.uses
            opened.connection.execute(table.delete().where((table.c.run == run) & (table.c.scenario == scenario)))

    def forget(self, accounts: Collection[str] = (), names: Collection[str] = ()) -> int:
        """Forget what was used, by account and by name; everything, if neither is given. Return how much that was.

        Raises:
            Unreachable: It cannot be deleted.
        """
        with self._database.transaction() as opened:
            return int(
                opened.connection.execute(opened.uses.delete().where(*_these(opened.uses, accounts, names))).rowcount
            )


def _these(uses: Table, accounts: Collection[str], names: Collection[str]) -> list[ColumnElement[bool]]:
    return [uses.c[column].in_(wanted) for column, wanted in (("account", accounts), ("name", names)) if wanted]


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()
