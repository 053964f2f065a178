"""A company that keeps its data is shopped again and again: what an earlier run used up is no broken promise."""

from __future__ import annotations

import json

import pytest

from journeys.company.account_pool import AccountPool
from journeys.company.company_file import read_company
from journeys.judging.verdict import Outcome

from .conftest import Suite

SHOP = '''
"""A shop that keeps, in a file, which account has used its offer."""

from pathlib import Path

from journeys.api import Stance, Unreachable, complaints, offers

USED = Path("used.txt")


class Website:
    def __init__(self, name, settings, tools): ...

    def quote(self, visit):
        used = USED.exists() and visit.shopper.email in USED.read_text().split()
        visit.saw(offers.PRICE, "100.00 USD" if used else "80.00 USD")

    def redeem(self, visit):
        self.quote(visit)
        if visit.too_dear():
            return
        with USED.open("a") as used:
            used.write(visit.shopper.email + "\\n")
        visit.saw(offers.REDEMPTION, Stance.ACCEPTED)
        visit.saw(offers.ORDER, "K-1")

    def tell_offer(self, visit):
        visit.saw(offers.PRICE, "80.00 USD")
        visit.saw(offers.CODE, "SPRING-80")

    def clean_up(self, made):
        USED.unlink(missing_ok=True)
        return True


class Office:
    """Enrols nobody whom the shop knows already."""

    def __init__(self, settings, tools): ...

    def enrol(self, shopper):
        known = USED.read_text().split() if USED.exists() else []
        if shopper.email in known:
            raise Unreachable(f"{shopper.email[:5]} is taken")
        USED.write_text(" ".join([*known, shopper.email]))

    def make_offer(self, shopper, terms, channel, places): return "leaflet"

    def start_afresh(self): ...


class Single(Website):
    """Has one code, for whoever comes first."""

    def redeem(self, visit):
        if USED.exists():
            visit.saw(offers.OFFER, Stance.USED, "This code has been used.")
            return
        super().redeem(visit)


class Desk(Website):
    """Answers every complaint with the case that it has open already."""

    def hear_complaint(self, visit):
        visit.saw(complaints.CASE, "C-7")
        visit.saw(complaints.ANSWER, "turned down")


class Dying(Website):
    """Takes the order, and breaks before it says so."""

    def redeem(self, visit):
        visit.saw(offers.PRICE, "80.00 USD")
        visit.about_to_order()
        with USED.open("a") as used:
            used.write(visit.shopper.email + "\\n")
        raise ValueError("the page is gone")
'''
COMPANY = """
name = "Acme"
currency = "USD"
hosts = ["127.0.0.1"]

[cleanup]
after = "never"

[promises."spring sale"]
price = "80.00 USD"
regular_price = "100.00 USD"
source = "leaflet"

[touchpoints.website]
channel = "web"
driver = "acme_shop:Website"
address = "http://127.0.0.1:9/"

[touchpoints.desk]
channel = "store"
driver = "acme_shop:Desk"
address = "http://127.0.0.1:9/"

[touchpoints.app]
channel = "mobile"
driver = "acme_shop:Dying"
address = "http://127.0.0.1:9/"

[accounts]
wait = "0 seconds"
"""
CONFTEST = 'pytest_plugins = ["journeys.pytest_plugin", "fixtures.company", "fixtures.shopping", "steps"]\n'
REDEEMS = """
  Scenario: She buys
    Given Linda is a customer
    And the company promised Linda the "spring sale"
    When she redeems the offer at the {place}
    Then every touchpoint honours the promise
"""


def keeps_data(suite: Suite, people: int, more: str = "") -> None:
    """Make the suite that of a company that keeps its data, with some test accounts."""
    accounts = "".join(
        '\n[[accounts.people]]\nname = "Linda Perez"\n'
        f'email = "qa{number}@acme.example"\nphone = "+1202555010{number}"\n'
        for number in range(1, people + 1)
    )
    (suite.folder / "company.toml").write_text(COMPANY + more + accounts, encoding="utf-8")
    (suite.folder / "acme_shop.py").write_text(SHOP, encoding="utf-8")
    (suite.folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")


def pool_of(suite: Suite) -> AccountPool:
    company = read_company(suite.folder / "company.toml")
    assert company.accounts is not None
    return AccountPool(company.accounts, suite.folder)


def test_what_an_earlier_run_used_up_is_shopped_with_another_account_and_never_called_broken(suite: Suite) -> None:
    keeps_data(suite, people=2)
    suite.feature("Spring", REDEEMS.format(place="website"), background="")

    first, second = suite.shop("run", "--no-preflight"), suite.shop("run", "--no-preflight")
    third = suite.shop("run", "--no-preflight")

    assert [first.code, second.code, third.code] == [0, 0, 3], third.said
    assert (suite.folder / "used.txt").read_text().split() == ["qa1@acme.example", "qa2@acme.example"]
    ended = suite.run().scenarios[0].ended
    assert ended is not None
    assert ended.outcome is Outcome.COMPROMISED
    assert ended.error is not None
    assert "Every test account for Linda has used 'spring sale' before" in ended.error
    assert "account 2 of 2: in an earlier run, on " in ended.error
    assert " UTC in the run " in ended.error
    assert "@" not in ended.error, "who an account belongs to is personal"


def test_accounts_are_listed_and_reset_by_account_and_by_offer(suite: Suite) -> None:
    keeps_data(suite, people=2)
    pool = pool_of(suite)
    for account, offer in (("qa1@acme.example", "a"), ("qa1@acme.example", "b"), ("qa2@acme.example", "a")):
        pool.memory.settle(pool.memory.note(account, "offer", offer, run="R", scenario="f::s"), used=True)
    pool.close()

    listed = suite.shop("accounts")
    as_json = json.loads(suite.shop("accounts", "--json", "--offer", "b").out)
    one = suite.shop("accounts", "--reset", "--account", "qa1@acme.example", "--offer", "a")
    slip = suite.shop("accounts", "--reset", "--offer", "bb")
    unsure, sure = suite.shop("accounts", "--reset"), suite.shop("accounts", "--reset", "--yes")
    unknown = suite.shop("accounts", "--account", "qa3@acme.example")

    assert listed.code == 0
    assert "qa2@acme.example: free\n  offer a: on " in listed.out
    assert "Accounts: 2, 2 free. Used or made: 3." in listed.out
    assert [(use["account"], use["name"], use["run"]) for use in as_json] == [("qa1@acme.example", "b", "R")]
    assert one.out == "1 forgotten.\n"
    assert (unsure.code, sure.code, sure.out) == (2, 0, "2 forgotten.\n")
    assert (unknown.code, slip.code) == (2, 2)
    assert "No account has used this: 'bb'. Did you mean 'b'?" in slip.said
    assert "Valid: qa1@acme.example, qa2@acme.example." in unknown.said


def test_a_pool_that_cannot_be_reached_is_told_and_resets_nothing(suite: Suite) -> None:
    keeps_data(suite, people=1, more='pool = "no/such/folder/accounts.db"\n')

    result = suite.shop("accounts", "--reset", "--yes")

    assert result.code == 3
    assert "The pool of test accounts cannot be used: " in result.err


def test_where_undone_orders_free_their_offers_one_account_does_for_ever(suite: Suite) -> None:
    keeps_data(suite, people=1, more="undone_is_unused = true\n")
    file = suite.folder / "company.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"never"', '"journey"'), encoding="utf-8")
    suite.feature("Spring", REDEEMS.format(place="website"), background="")

    assert [suite.shop("run", "--no-preflight").code for _ in range(2)] == [0, 0]


def test_a_visitors_code_that_anybody_may_have_used_is_never_called_broken(suite: Suite) -> None:
    keeps_data(suite, people=0)
    file = suite.folder / "company.toml"
    told = file.read_text(encoding="utf-8").replace('source = "leaflet"', 'source = "leaflet"\ncode = "SPRING-80"')
    file.write_text(told.partition("[accounts]")[0].replace("acme_shop:Website", "acme_shop:Single"), encoding="utf-8")
    buys = REDEEMS.format(place="website").replace("a customer", "a visitor")
    twice = buys.replace("She buys", "She tries twice").replace(
        "    Then", "    And she redeems the offer at the website\n    Then"
    )
    suite.feature("Spring", buys, background="")
    first, second = suite.shop("run", "--no-preflight"), suite.shop("run", "--no-preflight")
    (suite.folder / "used.txt").unlink()
    suite.feature("Spring", twice, background="")
    own = suite.shop("run", "--no-preflight")

    assert [first.code, second.code, own.code] == [0, 3, 0], second.said + own.said
    assert "the website calls the code SPRING-80 used, and Linda is a visitor who has not used it" in second.said


@pytest.mark.parametrize(
    ("walk", "said"),
    [
        ("learns of the offer from the website", "used the code SPRING-80 in an earlier run, on "),
        ("complains to the desk", "the case C-7 was made in an earlier run, on "),
    ],
)
def test_codes_and_cases_of_an_earlier_run_are_told_as_that(suite: Suite, walk: str, said: str) -> None:
    keeps_data(suite, people=1)
    pool = pool_of(suite)
    for kind, name in (("code", "spring 80"), ("case", "C-7")):
        pool.memory.settle(pool.memory.note("qa1@acme.example", kind, name, run="R", scenario="f::s"), used=True)
    pool.close()
    asks = "    When she redeems the offer at the website\n" if "learns" in walk else ""
    walked = f"    When she {walk}\n{asks}    Then every touchpoint honours the promise\n"
    suite.feature("Spring", REDEEMS.split("    When", maxsplit=1)[0] + walked, background="")

    result = suite.shop("run", "--no-preflight")

    assert result.code == 3, result.said
    assert said in result.said
    assert "BROKEN" not in result.said


def test_an_order_that_may_have_gone_through_counts_as_one(suite: Suite) -> None:
    keeps_data(suite, people=1)
    suite.feature("Spring", REDEEMS.format(place="app"), background="")
    first = suite.shop("run", "--no-preflight")
    suite.feature("Spring", REDEEMS.format(place="website"), background="")
    second = suite.shop("run", "--no-preflight")

    assert (first.code, second.code) == (3, 3), second.said
    assert "in an earlier run, perhaps, in a journey that was cut short, on " in second.said


def test_a_price_that_was_only_asked_for_uses_nothing_up(suite: Suite) -> None:
    keeps_data(suite, people=1)
    (suite.folder / "used.txt").write_text("qa1@acme.example\n", encoding="utf-8")
    suite.feature("Spring", REDEEMS.format(place="website"), background="")

    result = suite.shop("run", "--no-preflight")

    assert result.code == 1, result.said + "she declined the higher price: that is broken, and the offer is unused"
    pool = pool_of(suite)
    assert pool.memory.uses() == []
    pool.close()


def test_who_is_repeated_with_a_seed_has_logins_of_their_own(suite: Suite) -> None:
    keeps_data(suite, people=1, more='wait = "1 second"\n')
    file = suite.folder / "company.toml"
    office = '[back_office]\ndriver = "acme_shop:Office"\naddress = "http://127.0.0.1:9/"\n'
    file.write_text(file.read_text(encoding="utf-8").partition("[accounts]")[0] + office, encoding="utf-8")
    meets = "  Scenario: She is\n    Given Linda is a customer\n    Then nothing matters\n"
    suite.feature("Linda", meets, background="")
    (suite.folder / "conftest.py").write_text(CONFTEST + MATTERS, encoding="utf-8")

    first, second = (suite.shop("run", "--shopper-seed", "7") for _ in range(2))
    same = [suite.shop("run", "--shopper-seed", "7", "--login-suffix", "a1") for _ in range(2)]
    wrong = suite.shop("run", "--login-suffix", "A 1")

    assert [first.code, second.code, *(one.code for one in same), wrong.code] == [0, 0, 0, 3, 2], second.said
    assert "may know those of this seed: logins end in -" in second.out
    assert "logins end in" not in same[0].out
    logins = [email.partition("@")[0] for email in (suite.folder / "used.txt").read_text().split()]
    names = {login.partition("-")[0] for login in logins}
    assert len(names) == 1, "the same people"
    assert logins[2].endswith("-a1")
    assert suite.run().starts[0].login_suffix == "a1"


MATTERS = """
from pytest_bdd import then


@then("nothing matters")
def nothing(): ...
"""
