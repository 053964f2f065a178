"""Where shoppers come from: personas, the back office, test accounts; and where accounts go again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from journeys.company.account_pool import AccountPool
from journeys.company.company_file import described
from journeys.errors import Compromised, Unable
from journeys.promises.promise import PromiseTerms
from journeys.promises.shopper import Address
from journeys.tools.redaction import Redactor
from journeys.walking.borrowed import Borrowed
from journeys.walking.people import People

Meet = Callable[..., People]

PLACE = {"channel": "web", "driver": "acme.web:Shop", "address": "http://127.0.0.1/"}
ACCOUNT = {
    "name": "Quality Tester",
    "email": "qa1@acme.example",
    "username": "qa-1",
    "password": "tulip-4711",
    "phone": "+12025550147",
    "lines": {"Maya": "+12025550148"},
    "birthday": "1984-03-09",
    "language": "es",
    "family": {"Ruth": "mother"},
    "address": {"street": "12 Elm Street", "postal_code": "75001", "city": "Dallas"},
}


@pytest.fixture
def people(tmp_path: Path) -> Iterator[Meet]:
    """Opens a journey's people at a company with these sections in its file."""
    pools: list[AccountPool] = []

    def begin(office: Any = None, journey: str = "She prefers to talk", **sections: Any) -> People:
        company = described(
            {"name": "Acme", "currency": "USD", "hosts": ["127.0.0.1"], "touchpoints": {"shop": PLACE}} | sections
        )
        pool = AccountPool(company.accounts, tmp_path) if company.accounts else None
        pools.extend([pool] if pool else [])
        tools: Any = SimpleNamespace(company=company, redactor=Redactor(), accounts=pool)
        return People(
            seed=4711,
            journey=journey,
            tools=tools,
            back_office=office,
            on_enrolled=lambda _: None,
            borrowed=Borrowed(pool, "run", journey),
        )

    yield begin
    for pool in pools:
        pool.close()


def test_a_persona_is_the_same_in_every_journey_but_for_the_address(people: Meet) -> None:
    personas = {
        "Linda": {
            "last_name": "Perez",
            "birthday": "1984-03-09",
            "locale": "es_US",
            "email": "qa+{tag}@acme.example",
            "address": {"street": "12 Elm Street", "city": "Dallas"},
        }
    }
    first, second = (
        people(journey=journey, personas=personas).visitor("Linda") for journey in ("She calls", "She writes")
    )

    assert (first.full_name, first.birth_date, first.locale) == ("Linda Perez", date(1984, 3, 9), "es_US")
    assert first.language == "es"
    assert replace(second, email="", username="", password="", phone="", lines=[]) == replace(
        first, email="", username="", password="", phone="", lines=[]
    )
    assert first.email != second.email
    assert first.email.startswith("qa+")
    assert first.email.endswith("@acme.example")
    assert first.username == first.email


def test_who_is_no_persona_is_invented(people: Meet) -> None:
    shopper = people(personas={"Linda": {"last_name": "Perez"}}, locale="ar_SD").visitor("Rosa")

    assert shopper.last_name != "Perez"
    assert shopper.email.endswith("@shoppers.example")
    assert shopper.locale == "ar_SD"


def test_a_back_office_enrols_the_shopper(people: Meet) -> None:
    enrolled: list[str] = []
    office = SimpleNamespace(enrol=lambda shopper: enrolled.append(shopper.name))

    people(office).customer("Linda")

    assert enrolled == ["Linda"]


def test_without_a_back_office_a_test_account_plays_the_shopper(people: Meet) -> None:
    one = people(accounts={"people": [ACCOUNT]})

    linda = one.customer("Linda", ("Maya",))

    assert (linda.name, linda.full_name, linda.email, linda.username) == (
        "Linda",
        "Quality Tester",
        "qa1@acme.example",
        "qa-1",
    )
    assert (linda.password, linda.birth_date) == ("tulip-4711", date(1984, 3, 9))
    assert [(line.number, line.holder, line.minor) for line in linda.lines] == [
        ("+12025550147", "Linda", False),
        ("+12025550148", "Maya", True),
    ]
    assert (linda.language, linda.family) == ("es", {"Maya": "child", "Ruth": "mother"})
    assert linda.address == Address(street="12 Elm Street", postal_code="75001", city="Dallas", country="US")
    assert one.tools.redactor.clean("qa1@acme.example, qa-1, (202) 555-0148, 12 Elm Street") == "•••, •••, •••, •••"


def test_the_account_is_free_again_when_the_journey_is_over(people: Meet) -> None:
    accounts = {"wait": "0 seconds", "people": [ACCOUNT]}
    first, second = people(accounts=accounts), people(accounts=accounts, journey="another")
    first.customer("Linda")
    with pytest.raises(Compromised, match="No test account for Linda became free"):
        second.customer("Linda")
    first.borrowed.part()

    assert second.customer("Linda").email == "qa1@acme.example"


def test_an_account_that_was_not_let_in_rests_as_long_as_the_company_locks_it_out(people: Meet) -> None:
    accounts = {"wait": "0 seconds", "people": [ACCOUNT | {"locked_out_for": "2 hours"}]}
    first = people(accounts=accounts)
    linda = first.customer("Linda")
    first.not_let_in(linda)
    first.borrowed.part()

    with pytest.raises(Compromised, match=r"locked out, since it was not let in, until .* \(in (1 hour|2 hours)"):
        people(accounts=accounts, journey="another").customer("Linda")


def test_a_journey_that_lost_its_account_goes_no_further(people: Meet) -> None:
    one = people(accounts={"people": [ACCOUNT]})
    linda = one.customer("Linda")
    one.check(linda)
    one.borrowed.lease_of("Linda").lost.set()  # type: ignore[union-attr]

    with pytest.raises(Compromised, match="Linda's test account was lost to another journey"):
        one.check(linda)


def test_a_company_with_neither_is_told_what_to_do(people: Meet) -> None:
    with pytest.raises(Unable) as refused:
        people().customer("Linda")

    assert str(refused.value) == (
        "This company does not let us enrol a customer. Its company file has no [back_office] to enrol one and no "
        "[accounts] to borrow one from; list customers it knows already as [[accounts.people]]."
    )


def test_an_account_that_another_journey_may_leave_unused_is_waited_for(people: Meet) -> None:
    accounts = {"wait": "30 seconds", "people": [ACCOUNT, ACCOUNT | {"email": "qa2@acme.example"}]}
    mine, other = people(accounts=accounts), people(accounts=accounts, journey="another")
    sale = PromiseTerms(name="spring sale", terms={})
    assert mine.borrowed.pool is not None
    memory = mine.borrowed.pool.memory
    memory.note("qa1@acme.example", "offer", "spring sale", run="R", scenario="one that was cut short")
    linda, _ = mine.customer("Linda"), other.customer("Linda")
    about_to = memory.note("qa2@acme.example", "offer", "spring sale", run="R", scenario="another")

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(mine.able_to_use, linda, sale, met=False)
        memory.settle(about_to, used=False)
        other.borrowed.part()

        assert waiting.result(20) == 0
    assert linda.email == "qa2@acme.example"
    with pytest.raises(Compromised, match="used 'spring sale' in an earlier run, perhaps, in a journey that was cut"):
        other.able_to_use(other.customer("Linda"), sale, met=True)
