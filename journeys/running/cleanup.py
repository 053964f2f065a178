"""Undoes what a run made at the company, the newest first: at the end of each journey, or later from the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from journeys.company.account_pool import AccountPool
from journeys.errors import MysteryShopperError, Unreachable
from journeys.records.ledger import Ledger
from journeys.records.record import CleanedUp, Created
from journeys.records.run import Run
from journeys.touchpoints.directory import CleansUp, Directory

__all__ = ["Cleaners", "clean_up", "left_behind", "left_behind_words", "use_again"]


class Cleaners:
    """Who can undo what: the touchpoint it was made at, then the back office."""

    def __init__(self, directory: Directory, back_office: object) -> None:
        """Take the company's touchpoints and its back office, if it has one."""
        self._directory, self._back_office = directory, back_office

    def of(self, made: Created) -> list[CleansUp]:
        """Return those who may be asked, in order."""
        at_place = made.where in self._directory.all_able(CleansUp)
        asked: list[CleansUp] = [self._directory.able(made.where, CleansUp)] if at_place else []
        return [*asked, self._back_office] if isinstance(self._back_office, CleansUp) else asked


def clean_up(made: Iterable[Created], cleaners: Cleaners, ledger: Ledger) -> list[CleanedUp]:
    """Undo things in the order given, and write down of each whether it is gone.

    Nothing that goes wrong stops the rest, or changes a verdict: what remains is told, and can be tried again.
    """
    done = []
    for one in made:
        cleaned = CleanedUp(
            scenario=one.scenario,
            what=one.what,
            reference=one.reference,
            where=one.where,
            problem=_problem(one, cleaners.of(one)),
        )
        ledger.append(cleaned)
        done.append(cleaned)
    return done


def use_again(cleaned: Iterable[CleanedUp], run: str, pool: AccountPool | None) -> None:
    """Let test accounts use again what they had used in scenarios of which everything was undone.

    Only if the company file says that this is so: ``undone_is_unused``. What the pool cannot be told stays used up.
    """
    if pool is None or not pool.undone_is_unused:
        return
    by_scenario: dict[str, list[CleanedUp]] = {}
    for one in cleaned:
        by_scenario.setdefault(one.scenario, []).append(one)
    for scenario, own in by_scenario.items():
        if all(one.problem is None for one in own):
            with suppress(Unreachable):
                pool.memory.forget_scenario(run, scenario)


def left_behind(run: Run) -> list[Created]:
    """Return what the run made and nobody has undone since, the newest of each scenario first."""
    gone = {_identity(one) for one in run.cleaned if one.problem is None}
    return [one for scenario in run.scenarios for one in reversed(scenario.created) if _identity(one) not in gone]


def left_behind_words(run: Run) -> list[str]:
    """Say in a line what is left, if anything is."""
    if run.starts and all(start.passing for start in run.starts):
        return []
    counted = Counter(one.what for one in left_behind(run))
    if not counted:
        return []
    told = ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for what, count in counted.items())
    return [f"Left at the company: {told}. To undo: shop cleanup {run.folder}"]


def _identity(one: Created | CleanedUp) -> tuple[str, str, str, str]:
    return one.scenario, one.what, one.reference, one.where


def _problem(made: Created, asked: list[CleansUp]) -> str | None:
    """Have it undone; say why it is not, if so."""
    told = [] if asked else [f"neither the {made.where} nor the back office has a way to undo it"]
    for one in asked:
        try:
            if one.clean_up(made):
                return None
            told.append(f"{type(one).__name__} does not undo this")
        except MysteryShopperError as error:
            told.append(str(error))
        except Exception as error:  # noqa: BLE001 - a driver's fault must not keep the rest from being undone
            told.append(f"{type(error).__name__}: {error}")
    return "; ".join(told)
