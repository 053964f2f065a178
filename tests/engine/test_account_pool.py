"""The pool of test accounts: one journey at a time has one, whatever workers, machines and crashes do."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from pydantic import SecretStr

from journeys.company.account_pool import AccountPool
from journeys.company.casting import AccountSettings, AccountsSettings
from journeys.errors import Compromised, Unable, Unreachable

Pool = Callable[..., AccountPool]

TAKE_ONE = """
import sys
from pathlib import Path
from tests.engine.test_account_pool import settings
from journeys.company.account_pool import AccountPool
known = settings(1, pool=sys.argv[1], lease=timedelta(seconds=0.6))
lease = AccountPool(known, Path(sys.argv[2])).take("Linda", (), "x")
print("taken", flush=True)
sys.stdin.read()
""".replace("import sys\n", "import sys\nfrom datetime import timedelta\n", 1)


def account(number: int, **others: object) -> AccountSettings:
    known = {"name": "Linda Perez", "email": f"qa{number}@kestrel.example", "phone": f"+1202555010{number}"}
    return AccountSettings.model_validate(known | others)


def settings(
    count: int = 1,
    *,
    pool: str = "accounts.db",
    wait: float = 0.0,
    lease: timedelta = timedelta(minutes=1),
    **each: object,
) -> AccountsSettings:
    return AccountsSettings(
        pool=SecretStr(pool),
        wait=timedelta(seconds=wait),
        lease=lease,
        people=tuple(account(number, **each) for number in range(1, count + 1)),
    )


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    """Opens pools that share one database; each stands for a worker."""
    opened: list[AccountPool] = []

    def open_pool(known: AccountsSettings | None = None) -> AccountPool:
        opened.append(AccountPool(known or settings(), tmp_path))
        return opened[-1]

    yield open_pool
    for one in opened:
        one.close()


def taken_at_the_same_moment(pools: list[AccountPool]) -> list[str]:
    """Have all take an account at once; return the addresses of those that got one."""
    together = Barrier(len(pools))

    def take(one: AccountPool) -> str | None:
        together.wait(10)
        try:
            return one.take("Linda", (), "She prefers to talk").account.email
        except Compromised:
            return None

    with ThreadPoolExecutor(len(pools)) as threads:
        return sorted(filter(None, threads.map(take, pools)))


def test_of_many_workers_each_account_goes_to_one(pool: Pool) -> None:
    workers = [pool(settings(3)) for _ in range(8)]

    assert taken_at_the_same_moment(workers) == [f"qa{number}@kestrel.example" for number in (1, 2, 3)]


def test_of_many_machines_each_account_goes_to_one(postgresql: str, pool: Pool) -> None:
    machines = [pool(settings(3, pool=postgresql)) for _ in range(8)]

    assert taken_at_the_same_moment(machines) == [f"qa{number}@kestrel.example" for number in (1, 2, 3)]


@pytest.mark.parametrize("database", ["a file", "a server"])
def test_of_what_many_runs_use_at_once_nothing_is_lost(
    database: str, request: pytest.FixtureRequest, pool: Pool
) -> None:
    where = request.getfixturevalue("postgresql") if database == "a server" else "accounts.db"
    runs = [pool(settings(8, pool=where)) for _ in range(8)]
    together = Barrier(len(runs))

    def use(number: int, one: AccountPool) -> None:
        together.wait(10)
        lease = one.take("Linda", (), f"scenario {number}")
        for offer in ("taken", "declined"):
            note = one.memory.note(lease.account.email, "offer", offer, run=f"run {number}", scenario="s")
            one.memory.settle(note, used=offer == "taken")
        lease.give_back()

    with ThreadPoolExecutor(len(runs)) as threads:
        list(threads.map(use, range(len(runs)), runs))

    uses = runs[0].memory.uses()
    assert sorted(one.run for one in uses) == [f"run {number}" for number in range(8)]
    assert {(one.name, one.certain) for one in uses} == {("taken", True)}


def test_an_account_that_was_given_back_is_free_again(pool: Pool) -> None:
    first, second = pool(), pool()
    first.take("Linda", (), "first").give_back()

    assert second.free() == ["qa1@kestrel.example"]
    assert second.take("Linda", (), "second").account.email == "qa1@kestrel.example"
    assert first.free() == []


def test_giving_back_twice_does_not_take_it_from_the_next(pool: Pool) -> None:
    first, second = pool(), pool()
    lease = first.take("Linda", (), "first")
    lease.give_back()
    second.take("Linda", (), "second")
    lease.give_back()

    assert first.free() == []


def test_a_journey_waits_for_an_account_and_gets_it_when_it_is_free(pool: Pool) -> None:
    first, second = pool(), pool(settings(wait=30))
    lease = first.take("Linda", (), "first")

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(second.take, "Linda", (), "second")
        lease.give_back()

        assert waiting.result(20).account.email == "qa1@kestrel.example"


def test_who_waits_in_vain_is_told_who_has_it_and_until_when(pool: Pool) -> None:
    first, second = pool(), pool()
    first.take("Linda", (), "features/x.feature::She prefers to talk")

    with pytest.raises(Compromised) as refused:
        second.take("Linda", (), "another")

    said = str(refused.value)
    assert said.startswith(
        "No test account for Linda became free within 0 seconds. Add accounts to [[accounts.people]]"
    )
    assert "account 1 of 1: " in said
    assert "features/x.feature::She prefers to talk" in said
    assert " UTC (in " in said
    assert "qa1@kestrel.example" not in said, "who an account belongs to is personal"


def test_an_account_rests_after_use_as_long_as_it_needs(pool: Pool) -> None:
    known = settings(rest="1 day")
    pool(known).take("Linda", (), "first").give_back()

    with pytest.raises(Compromised, match=r"resting, until .* \(in 1 day|resting, until .* \(in 23 hours"):
        pool(known).take("Linda", (), "second")


def test_an_account_that_was_not_let_in_is_left_alone(pool: Pool) -> None:
    lease = pool().take("Linda", (), "first")
    lease.give_back(lease.account.locked_out_for, "locked out, since it was not let in")

    with pytest.raises(Compromised, match=r"locked out, since it was not let in, until .* minutes"):
        pool().take("Linda", (), "second")


def test_a_lease_is_renewed_for_as_long_as_the_journey_takes(pool: Pool) -> None:
    short = timedelta(seconds=0.3)
    lease = pool(settings(lease=short)).take("Linda", (), "a long journey")

    with pytest.raises(Compromised):
        pool(settings(wait=1, lease=short)).take("Linda", (), "second")
    assert not lease.lost.is_set()


def test_the_account_of_a_worker_that_was_killed_comes_back(pool: Pool, tmp_path: Path) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-c", TAKE_ONE, "accounts.db", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "taken\n"
    survivor = pool(settings(wait=20))
    assert survivor.free() == []
    worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=10)

    assert survivor.take("Linda", (), "after the crash").account.email == "qa1@kestrel.example"


def test_a_lease_that_ran_out_unseen_is_known_to_be_lost(pool: Pool) -> None:
    first, second = pool(settings(lease=timedelta(seconds=0.3))), pool(settings())
    lease = first.take("Linda", (), "first")
    with second._database.transaction() as opened:  # as if the machine had slept past the lease's end
        opened.connection.execute(opened.leases.update().values(until=0.0))
        opened.connection.execute(opened.leases.update().values(holder="another", until=9e9))

    assert lease.lost.wait(10)
    lease.give_back()
    assert second.free() == [], "what another journey has is not given back"


def test_closing_a_pool_gives_everything_back(pool: Pool) -> None:
    first = pool(settings(2))
    first.take("Linda", (), "first")
    first.take("Rosa", (), "first")
    first.close()

    assert len(pool(settings(2)).free()) == 2


def test_only_an_account_that_suits_is_lent(pool: Pool) -> None:
    for_rosa, with_maya = account(1, personas=["Rosa"]), account(2, lines={"Maya": "+12025550199"})
    one = pool(AccountsSettings(people=(for_rosa, with_maya), wait=timedelta()))

    assert one.take("Linda", ("Maya",), "first").account == with_maya
    with pytest.raises(Unable) as refused:
        one.take("Linda", ("Leo",), "second")
    lacking = "account 1 plays only Rosa; account 2 has no line for Leo."
    assert str(refused.value).startswith(f"No test account can play Linda, with a line for Leo: {lacking} Add one to")


def test_a_pool_that_cannot_be_reached_is_the_worlds_fault(pool: Pool) -> None:
    with pytest.raises(Unreachable, match=r"The pool of test accounts cannot be used: .*unable to open database file"):
        pool(settings(pool="no/such/folder/accounts.db")).take("Linda", (), "first")
