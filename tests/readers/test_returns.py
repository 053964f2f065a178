"""What comes back when something is given back, as shops and clerks say it: read as a person would, or not at all."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journeys.company.company_file import Company, described
from journeys.promises.money import written
from journeys.topics import returns
from journeys.touchpoints.return_words import read_given

READ = tomllib.loads(Path(__file__).with_name("returns.toml").read_text(encoding="utf-8"))
SAMPLES = [(locale, *one) for locale, told in READ.items() for one in told["told"]]
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
WAYS = {returns.AS_PAID: "paid", returns.AS_CREDIT: "credit", None: "-"}
LENGTHS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


def company_of(locale: str) -> Company:
    """A company that speaks so."""
    return described(
        {
            "name": "Shop",
            "hosts": ["shop.example"],
            "locale": locale,
            "currency": READ[locale]["currency"],
            "time_zone": "UTC",
            "touchpoints": {"website": {"channel": "web", "driver": "shop:Website", "address": "https://shop.example"}},
        }
    )


def read(locale: str, words: str) -> list[str]:
    given = read_given(words, company_of(locale), NOW)
    money = [written(one) if one is not None else "-" for one in (given.refund, given.fee)]
    return [given.undoing or "unclear", *money, WAYS[given.to], given.by.isoformat() if given.by else "-"]


def right(answer: str, refund: str, fee: str, way: str, by: str) -> list[str]:
    return [answer, refund, fee, way, moment_of(by)]


def moment_of(by: str) -> str:
    number, _, unit = by.partition(" ")
    if by == "-":
        return by
    if not unit:
        return f"{by}T23:59:59+00:00"
    if unit.startswith("working"):
        return company_of("en_US").service_standards().calendar.end_of(NOW, int(number)).isoformat()
    return (NOW + int(number) * LENGTHS[unit.rstrip("s")]).isoformat()


@pytest.mark.parametrize("sample", SAMPLES, ids=[one[1][:50] for one in SAMPLES])
def test_what_is_told_is_read_as_a_person_does_or_not_at_all(sample: tuple[str, ...]) -> None:
    told = zip(read(*sample[:2]), right(*sample[2:]), strict=True)

    assert [one for one in told if one[0] not in {one[1], "-", "unclear"}] == []


def test_most_of_what_is_told_is_read() -> None:
    missed = [one[1] for one in SAMPLES if read(*one[:2]) != right(*one[2:])]

    assert len(missed) <= 8, missed
