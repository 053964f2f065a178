"""Redaction: what was learned never survives, and nothing else is lost."""

from __future__ import annotations

import html
import json
from urllib.parse import quote, quote_plus
from zipfile import ZipFile

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from journeys.tools.redaction import Redactor
from journeys.tools.secret_fields import MASK
from journeys.tools.traces import redact_trace

from .builders import linda

SECRETS = st.text(min_size=4, max_size=30).filter(lambda text: MASK not in text and text.strip())
PROSE = st.text(alphabet="abcdefghij lmnopqr uvxyz ABCDEFG.!?\n—é漢", max_size=60)


def knowing(*values: str) -> Redactor:
    redactor = Redactor()
    redactor.learn(values)
    return redactor


@pytest.mark.parametrize(
    "spelling",
    [
        str,
        html.escape,
        quote,
        quote_plus,
        lambda value: quote(value, safe=""),
        lambda value: json.dumps(value)[1:-1],
        lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    ],
    ids=["as it is", "in HTML", "in a path", "in a form", "in a query", "in JSON", "in JSON of all letters"],
)
@given(secret=SECRETS)
@example(secret='pass"word\\n')
@example(secret="O'Neil & Söhne")
@example(secret="linda+upgrade@shoppers.example")
def test_what_was_learned_does_not_survive_however_it_is_written(spelling, secret: str) -> None:
    written = spelling(secret)
    text = f"It says «{written}», she said."
    assume(written not in "It says «», she said." + MASK)

    cleaned = knowing(secret).clean(text)

    assert written not in cleaned
    assert MASK in cleaned


@given(st.lists(SECRETS, min_size=1, max_size=4), PROSE)
def test_no_learned_value_survives_among_several(secrets: list[str], prose: str) -> None:
    assume(not any(secret in other for secret in secrets for other in (MASK, prose)))

    cleaned = knowing(*secrets).clean(prose + "|".join(secrets) + prose)

    assert not any(secret in cleaned for secret in secrets if MASK[0] not in secret and "|" not in secret)
    assert cleaned.startswith(prose)
    assert cleaned.endswith(prose)


@given(PROSE)
def test_nothing_else_is_lost(prose: str) -> None:
    assert knowing("k1tten", "+12025550147").clean(prose) == prose


@given(PROSE)
def test_cleaning_twice_changes_nothing_more(prose: str) -> None:
    redactor = knowing("secret stuff")

    once = redactor.clean(f"{prose} secret stuff password=tulip {prose}")

    assert redactor.clean(once) == once


def test_the_longest_value_is_taken_out_whole() -> None:
    redactor = knowing("Lindstrom", "linda.lindstrom@shoppers.example", "Lindstrom-Ng")

    assert redactor.clean("linda.lindstrom@shoppers.example, Lindstrom-Ng") == f"{MASK}, {MASK}"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Authorization: Bearer abc.def", f"Authorization: {MASK}"),
        ("authorization: Basic bGluZGE6dHVsaXA=", f"authorization: {MASK}"),
        ("Cookie: session=1234; theme=dark", f"Cookie: {MASK}"),
        ("username=linda&password=tulip&next=/", f"username=linda&password={MASK}&next=/"),
        ('{"password": "tulip", "plan": "M"}', f'{{"password": "{MASK}", "plan": "M"}}'),
        ("csrf_token=99", f"csrf_token={MASK}"),
        ("A token of our thanks, no password needed.", "A token of our thanks, no password needed."),
    ],
)
def test_what_follows_the_name_of_a_secret_is_masked_although_nobody_announced_it(text: str, cleaned: str) -> None:
    assert Redactor().clean(text) == cleaned


def test_nothing_learned_leaves_text_as_it_is() -> None:
    redactor = Redactor()
    redactor.learn(["", None])

    assert redactor.pattern is None
    assert redactor.clean("Linda pays $130.") == "Linda pays $130."


def test_a_letter_about_linda_names_her_and_tells_nothing_else_about_her() -> None:
    shopper = linda()
    redactor = knowing(*shopper.personal())
    letter = f"Dear {shopper.full_name}, we call {shopper.phone} and write to {shopper.email}."

    cleaned = redactor.clean(letter)

    assert cleaned == f"Dear Linda {MASK}, we call {MASK} and write to {MASK}."


def test_a_trace_is_rewritten_without_what_is_personal_and_keeps_its_pictures(tmp_path) -> None:
    path, picture = tmp_path / "trace.zip", b"\xff\xd8\xff\xe0 not text tulip-4711"
    with ZipFile(path, "w") as trace:
        trace.writestr("trace.trace", '{"value": "tulip-4711", "url": "http://127.0.0.1/"}\n')
        trace.writestr("resources/page.html", "<b>tulip-4711</b> Maya")
        trace.writestr("resources/photo.jpeg", picture)

    redact_trace(path, knowing("tulip-4711"))

    with ZipFile(path) as trace:
        assert sorted(trace.namelist()) == ["resources/page.html", "resources/photo.jpeg", "trace.trace"]
        assert json.loads(trace.read("trace.trace")) == {"value": MASK, "url": "http://127.0.0.1/"}
        assert trace.read("resources/page.html").decode() == f"<b>{MASK}</b> Maya"
        assert trace.read("resources/photo.jpeg") == picture
    assert [file.name for file in tmp_path.iterdir()] == ["trace.zip"]


def test_customers_are_forgotten_and_the_companys_secrets_are_not() -> None:
    redactor = knowing("Lindstrom", "tulip-4711")
    redactor.learn_for_good(["tulip-4711"])

    redactor.forget()

    assert redactor.clean("Lindstrom, tulip-4711") == f"Lindstrom, {MASK}"
