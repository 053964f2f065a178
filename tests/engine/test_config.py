"""The company file: every mistake is shown with its file, its line and the right way; secrets are never shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from journeys.company.company_file import Company, company_model, read_company
from journeys.company.restraint import Boundary
from journeys.company.schemas import company_schema
from journeys.company.toml_file import _models
from journeys.errors import InvalidCompany
from journeys.promises.channel import Channel, Side
from journeys.promises.money import read_money
from journeys.topics import OURS, complaints, notes, offers

KESTREL = """\
schema = 1
name = "Kestrel Mobile"
currency = "USD"
time_zone = "America/New_York"
hosts = ["127.0.0.1"]

[standards]
note_found_within = "90 seconds"

[clock]
address = "http://127.0.0.1:8000/clock"
token = "clock-token-0xC10C"

[back_office]
driver = "journeys.fixtures.kestrel.back_office:BackOffice"
address = "http://127.0.0.1:8000"
password = "marketing-0xBAC0"

[touchpoints.inbox]
channel = "email"
driver = "journeys.touchpoints.inbox:Inbox"
address = "imap://127.0.0.1:1143"
username = "shoppers"
password = "inbox-0x1B0X"

[touchpoints."call centre"]
channel = "phone"
driver = "journeys.touchpoints.twiml:TwimlLine"
address = "http://127.0.0.1:8000/voice"
token = "carrier-0xCA11"
patience = "30 minutes"
"""
SECRETS = ["clock-token-0xC10C", "marketing-0xBAC0", "inbox-0x1B0X", "carrier-0xCA11"]


def file(tmp_path: Path, text: str = KESTREL) -> Path:
    path = tmp_path / "kestrel.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_company_file_says_who_is_shopped_and_where(tmp_path: Path) -> None:
    company = read_company(file(tmp_path))

    assert company.name == "Kestrel Mobile"
    assert list(company.touchpoints) == ["inbox", "call centre"]
    assert company.touchpoints["call centre"].channel is Channel.PHONE
    assert company.touchpoints["call centre"].patience == timedelta(minutes=30)
    assert company.touchpoints["inbox"].side is Side.FRONTSTAGE
    assert company.service_standards().of(notes.FOUND_WITHIN) == timedelta(seconds=90)
    assert company.service_standards().within(complaints.ANSWERED_WITHIN) == timedelta(days=10)


MISTAKES = {
    "a wrong key": (
        ('currency = "USD"', 'currancy = "USD"\ncurrency = "USD"'),
        "kestrel.toml:3: the company file has no such key: 'currancy'. Did you mean 'currency'?",
    ),
    "a wrong key of a touchpoint": (
        ('patience = "30 minutes"', 'patiance = "30 minutes"'),
        "kestrel.toml:31: touchpoints.call centre has no such key: 'patiance'. Did you mean 'patience'? Valid: channel",
    ),
    "a wrong key of the clock": (
        ('token = "clock-token-0xC10C"', 'token = "clock-token-0xC10C"\ntokken = "x"'),
        "kestrel.toml:13: clock has no such key: 'tokken'. Did you mean 'token'? Valid: address, token, starts.",
    ),
    "a missing key": (('currency = "USD"\n', ""), "the company file lacks 'currency'"),
    "a missing key of a touchpoint": (
        ('address = "imap://127.0.0.1:1143"\n', ""),
        "kestrel.toml:19: touchpoints.inbox lacks 'address'",
    ),
    "an unknown currency": (
        ('currency = "USD"', 'currency = "USDD"'),
        "kestrel.toml:3: currency: 'USDD' is no ISO 4217 currency, such as USD",
    ),
    "an unknown time zone": (
        ("America/New_York", "America/New_Yrok"),
        "kestrel.toml:4: time_zone: 'America/New_Yrok' is no time zone, such as America/New_York",
    ),
    "an impossible duration": (
        ("30 minutes", "a while"),
        "kestrel.toml:31: touchpoints.call centre.patience: The duration is not a length of time: 'a while'",
    ),
    "an unknown channel": (
        ('channel = "email"', 'channel = "e-mail"'),
        "kestrel.toml:20: touchpoints.inbox.channel: Input should be 'email'",
    ),
    "a host out of bounds": (
        ("http://127.0.0.1:8000/voice", "https://elsewhere.example/voice"),
        "address: the host 'elsewhere.example' is not among hosts = ['127.0.0.1']; a run contacts only those",
    ),
    "a host out of bounds, at its line": (
        ("http://127.0.0.1:8000/voice", "https://elsewhere.example/voice"),
        "kestrel.toml:29: touchpoints.call centre.address: the host 'elsewhere.example'",
    ),
    "a clock out of bounds": (
        ("http://127.0.0.1:8000/clock", "https://elsewhere.example/clock"),
        "kestrel.toml:11: clock.address: the host 'elsewhere.example'",
    ),
    "no address": (
        ('"imap://127.0.0.1:1143"', '"the mailbox"'),
        "kestrel.toml:22: touchpoints.inbox.address: 'the mailbox' is no address, such as https://shop.example/",
    ),
    "a driver that cannot be one": (
        ("journeys.touchpoints.inbox:Inbox", "the inbox driver"),
        "kestrel.toml:21: touchpoints.inbox.driver: String should match pattern",
    ),
    "a newer schema": (("schema = 1", "schema = 2"), "kestrel.toml:1: schema: Input should be less than or equal to 1"),
    "no TOML": (("[clock]", "[clock"), "kestrel.toml: The company file is not valid TOML"),
    "a variable that is not set": (
        ('"carrier-0xCA11"', '"${KESTREL_CARRIER_TOKEN}"'),
        "kestrel.toml:30: An environment variable is not set: 'KESTREL_CARRIER_TOKEN'. export KESTREL_CARRIER_TOKEN=…",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_shown_with_its_line_and_without_any_secret(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KESTREL_CARRIER_TOKEN", raising=False)
    (right, wrong), complaint = MISTAKES[mistake]
    assert right in KESTREL

    with pytest.raises(InvalidCompany) as refused:
        read_company(file(tmp_path, KESTREL.replace(right, wrong, 1)))

    assert complaint in str(refused.value)
    assert not any(secret in f"{refused.value!r} {refused.value} {refused.value.__cause__}" for secret in SECRETS)


@pytest.mark.parametrize("key", ["pasword", "tokken"])
def test_a_secret_under_a_misspelt_key_is_not_shown_either(key: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidCompany) as refused:
        read_company(file(tmp_path, KESTREL + f'{key} = "tulip-4711"\n'))

    assert f"no such key: {key!r}" in str(refused.value)
    assert "tulip-4711" not in f"{refused.value} {refused.value.__cause__}"


def test_secrets_are_in_no_text_about_a_company_and_all_are_known_for_redaction(tmp_path: Path) -> None:
    company = read_company(file(tmp_path))

    shown = f"{company!r} {company} {company.model_dump()} {company.model_dump_json()}"

    assert not any(secret in shown for secret in SECRETS)
    assert sorted(company.secrets()) == sorted(SECRETS)


def test_a_variable_of_the_environment_is_filled_in_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KESTREL_CARRIER_TOKEN", 'tu"lip\\4711')

    company = read_company(file(tmp_path, KESTREL.replace("carrier-0xCA11", "${KESTREL_CARRIER_TOKEN}")))

    token = company.touchpoints["call centre"].token
    assert token is not None
    assert token.get_secret_value() == 'tu"lip\\4711'


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidCompany, match=r"cannot be read: '.*/nowhere\.toml'\. No such file or directory"):
        read_company(tmp_path / "nowhere.toml")


def test_a_file_that_is_not_text_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "kestrel.toml"
    path.write_bytes(b'name = "K\xffstrel"\n')

    with pytest.raises(InvalidCompany, match=r"kestrel\.toml"):
        read_company(path)


def test_a_company_without_touchpoints_is_none(tmp_path: Path) -> None:
    empty = 'name = "Kestrel Mobile"\ncurrency = "USD"\nhosts = []\n\n[touchpoints]\n'

    with pytest.raises(InvalidCompany, match=r"kestrel\.toml:5: touchpoints: Dictionary should have at least 1 item"):
        read_company(file(tmp_path, empty))


def test_a_company_cannot_be_changed_during_a_run(tmp_path: Path) -> None:
    company: Company = read_company(file(tmp_path))

    with pytest.raises(ValueError, match="frozen"):
        company.name = "Another"


FULL = (
    KESTREL.replace('time_zone = "America/New_York"', 'time_zone = "America/New_York"\nlanguages = ["en", "es"]')
    + """
[calendar]
country = "US"
closed = [2026-12-24]

[personas.Linda]
last_name = "Perez"
birthday = 1984-03-09
locale = "es_US"

[promises."free phone upgrade"]
price = "free"
regular_price = "130.00 USD"
source = "leaflet of November"
said_by = "store"
honoured_at = "call centre"
valid_through = "30 November 2026"
code = "SPRING26"

[never]
pay = true
order_more_than = 2
open = ["https://pay.kestrel.example/*"]

[limits]
requests_per_second = 5

[accounts]
pool = "postgresql+psycopg://qa:pool-0xDB@127.0.0.1/pool"

[[accounts.people]]
name = "Linda Perez"
email = "qa1@kestrel.example"
password = "account-0xACC0"
phone = "+12025550147"
lines = { Maya = "+12025550148" }
rest = "1 day"
"""
)


def test_a_company_file_holds_people_promises_and_restraint_as_data(tmp_path: Path) -> None:
    company = read_company(file(tmp_path, FULL))

    assert company.personas["Linda"].birthday == date(1984, 3, 9)
    terms = company.promised("free phone upgrade")
    assert (str(terms.get(offers.PRICE)), terms.honoured_at) == (str(read_money("0.00 USD")), ("call centre",))
    assert company.boundary() == Boundary(may_pay=False, most_orders=2)
    assert company.accounts is not None
    assert company.accounts.people[0].rest == timedelta(days=1)
    assert {"account-0xACC0", "postgresql+psycopg://qa:pool-0xDB@127.0.0.1/pool"} <= set(company.secrets())
    assert "0xACC0" not in f"{company!r} {company.model_dump_json()}"


@pytest.mark.parametrize(
    ("hosts", "never", "may_pay"),
    [
        ('["127.0.0.1"]', "", True),
        ('["127.0.0.1"]', "pay = true", False),
        ('["127.0.0.1", "shop.kestrel.example"]', "", False),
        ('["127.0.0.1", "shop.kestrel.example"]', "pay = false", True),
    ],
)
def test_nothing_is_paid_anywhere_but_on_this_machine_unless_the_file_says_so(
    hosts: str,
    never: str,
    may_pay: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    text = KESTREL.replace('hosts = ["127.0.0.1"]', f"hosts = {hosts}") + f"\n[never]\n{never}\n"

    assert read_company(file(tmp_path, text)).boundary().may_pay is may_pay


SLIPS = {
    "a locale nobody knows": (
        ('currency = "USD"', 'currency = "USD"\nlocale = "en_UX"'),
        "kestrel.toml:4: locale: 'en_UX' is no locale, such as en_US. Did you mean 'en_",
    ),
    "a currency that is nearly one": (('currency = "USD"', 'currency = "USDD"'), "Did you mean 'USD'?"),
    "a zone that is nearly one": (("New_York", "New_Yrok"), "Did you mean 'America/New_York'?"),
    "a language nobody knows": (
        ('"es"]', '"klingon"]'),
        "kestrel.toml:5: languages.1: 'klingon' is no ISO 639 language",
    ),
    "a country nobody knows": (('country = "US"', 'country = "XX"'), "calendar: Country XX not available"),
    "a day that is none": (("2026-12-24", "2026-12-32"), "The company file is not valid TOML"),
    "a promise that cannot be": (
        ('"30 November 2026"', '"31 February 2026"'),
        "promises.free phone upgrade: The valid through is not a possible date: '31 February 2026'",
    ),
    "a promise held nowhere": (
        ('honoured_at = "call centre"', 'honoured_at = "call center"'),
        "promises.free phone upgrade.honoured_at: there is no touchpoint 'call center'. Valid: inbox, call centre",
    ),
    "a wrong key of an account": (
        ('phone = "+12025550147"', 'fone = "+12025550147"'),
        "accounts.people.0 has no such key: 'fone'. Did you mean 'phone'? Valid: name, email",
    ),
    "a wrong key of a persona": (("birthday =", "birth_day ="), "personas.Linda has no such key: 'birth_day'. Did you"),
    "a limit of nothing": (("requests_per_second = 5", "requests_per_second = 0"), "limits.requests_per_second: Input"),
    "credentials in an address": (
        ("imap://127.0.0.1:1143", "imap://qa:tulip-4711@127.0.0.1:1143"),
        "touchpoints.inbox.address: an address holds no credentials",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_the_data_is_shown_with_its_line(slip: str, tmp_path: Path) -> None:
    (right, wrong), complaint = SLIPS[slip]
    assert right in FULL

    with pytest.raises(InvalidCompany) as refused:
        read_company(file(tmp_path, FULL.replace(right, wrong, 1)))

    assert complaint in str(refused.value)
    assert not any(secret in str(refused.value) for secret in (*SECRETS, "0xACC0", "0xDB", "tulip"))
    assert re.search(r"kestrel\.toml(:\d+)?: ", str(refused.value))


def test_the_second_of_two_accounts_is_shown_at_its_own_line(tmp_path: Path) -> None:
    twice = FULL + '\n[[accounts.people]]\nname = "Rosa Perez"\nemail = "qa1@kestrel.example"\nphone = "+12025550149"\n'
    line = twice[: twice.rindex("email =")].count("\n") + 1

    with pytest.raises(
        InvalidCompany, match=rf"kestrel\.toml:{line}: accounts\.people\.1\.email: two accounts have this"
    ):
        read_company(file(tmp_path, twice))


def test_a_variable_in_a_comment_need_not_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KESTREL_TOKEN", raising=False)

    assert read_company(file(tmp_path, "# token = '${KESTREL_TOKEN}'\n" + KESTREL)).name == "Kestrel Mobile"


def sections(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all that its fields are made of."""
    yield model
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            yield from sections(inner)


@pytest.mark.parametrize("model", sorted(set(sections(company_model(OURS))), key=lambda one: one.__name__))
def test_every_key_of_the_company_file_has_a_text(model: type[BaseModel]) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description] == []
    assert model.__doc__


def test_the_schema_says_defaults_as_people_write_them() -> None:
    text = json.dumps(company_schema())

    assert '"default": "2 minutes"' in text
    assert not re.search(r'"default": "P', text), "an ISO 8601 duration is nothing that a company file takes"
