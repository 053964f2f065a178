"""The company file: every mistake is shown with its file, its line and the right way; secrets are never shown."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from journeys.channel import Channel, Side
from journeys.config import Company, read_company
from journeys.errors import InvalidCompany

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
driver = "journeys.touchpoints.back_office:BackOffice"
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
driver = "journeys.touchpoints.call_centre_line:CallCentreLine"
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
    assert company.service_standards().note_found_within == timedelta(seconds=90)
    assert company.service_standards().complaint_answered_within == timedelta(days=10)


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
        "kestrel.toml:13: clock has no such key: 'tokken'. Did you mean 'token'? Valid: address, token.",
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
