"""Documents as phone lines answer them, kind by kind: a call is driven as a carrier drives it."""

from __future__ import annotations

import re
import tomllib
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote_plus

import pytest

from journeys.evidence.observations import Whose
from journeys.promises.terms import VALID_THROUGH
from journeys.topics import offers
from journeys.topics.cases import CASE_KNOWN
from journeys.topics.continuity import ASKED_AGAIN
from journeys.topics.identity import WHOSE

from ..engine.builders import linda
from .alone import TwimlLine, Visiting, on_paths, serving

SAMPLES = tomllib.loads((Path(__file__).parent / "samples" / "phone.toml").read_text(encoding="utf-8"))
HELLO = '<Response><Gather input="speech" action="/turn"><Say>Hello?</Say></Gather></Response>'
EACH = [pytest.param(one, id=f"{kind}-{number}") for kind, all_ in SAMPLES.items() for number, one in enumerate(all_)]
SAID_BESIDES = {"right", "because", "asked", "options", "opening"}


@pytest.mark.parametrize("sample", EACH)
def test_a_line_is_followed_as_a_carrier_follows_it(tmp_path: Path, sample: dict[str, Any]) -> None:
    documents = {name: told for name, told in sample.items() if name not in SAID_BESIDES}
    with serving(on_paths(voice=sample.get("opening", HELLO), **documents)) as line:
        seen = Visiting(tmp_path, TwimlLine, sample.get("options", {}), f"{line.address}/voice").make()

    assert seen.outcome == sample["right"], seen.error or seen.said
    if "because" in sample:
        assert re.search(sample["because"], str(seen.error)), seen.error
    if "asked" in sample:
        assert [path.partition("?")[0] for path in line.paths] == sample["asked"]


MENUS = tomllib.loads((Path(__file__).parent / "samples" / "menus.toml").read_text(encoding="utf-8"))
MENU = [pytest.param(one, id=f"{kind}-{number}") for kind, all_ in MENUS.items() for number, one in enumerate(all_)]
PRICE = '<Response><Say>That will be $99.00.</Say><Gather input="speech" action="/turn"/></Response>'


def filled(told: Any) -> Any:
    """Put in the shopper's number where a sample has a blank for it."""
    if isinstance(told, list):
        return [filled(one) for one in told]
    figures = linda().phone.removeprefix("+1")
    return told.replace("{phone}", figures).replace("{last4}", figures[-4:])


@pytest.mark.parametrize("sample", MENU)
def test_a_caller_gets_through_menus_or_says_why_not(tmp_path: Path, sample: dict[str, Any]) -> None:
    documents = {name: told for name, told in sample.items() if isinstance(told, str)}
    with serving(on_paths(**{"turn": PRICE, **documents}, voice=sample["opening"])) as line:
        seen = Visiting(tmp_path, TwimlLine, sample.get("options", {}), f"{line.address}/voice").make()
        forms = [parse_qs(body, keep_blank_values=True) for _, _, body, _ in line.requests]

    assert seen.outcome == sample["right"], seen.error or seen.said
    told = [form[key][0] for form in forms for key in ("Digits", "SpeechResult") if key in form]
    on_the_way = [*takewhile(lambda one: not one.startswith(("I am calling", "hangup")), told)]
    assert on_the_way == filled(sample.get("replied", on_the_way)), seen.said
    assert filled(sample.get("shown", "")) in "\n".join(seen.said)
    assert seen.value(ASKED_AGAIN) == sample.get("again")
    assert seen.visit.waited.total_seconds() == sample.get("waited", seen.visit.waited.total_seconds())
    if "because" in sample:
        assert re.search(sample["because"], str(seen.error)), seen.error


@pytest.mark.parametrize(
    ("on_the_way", "reply"),
    [
        ("Sure. Could I have your phone number, please?", r"It is \+"),
        ("Quel est votre nom ?", r"It is Linda \w"),
        ("What is your customer number?", "I do not have that at hand"),
        ("Einen Moment bitte, ich schaue nach.", "I am on the line"),
        ("Let me check that for you. Are you still there?", "I am on the line"),
        ("I'm sorry, I didn't catch that. Could you say that again?", "I am calling about your offer"),
        ("Geht es um das Angebot aus unserer E-Mail?", "as you told me by email"),
        ("هل هذا عرض البريد الإلكتروني؟", "as you told me by email"),
    ],
)
def test_a_caller_goes_along_until_the_answer_comes(tmp_path: Path, on_the_way: str, reply: str) -> None:
    first = f'<Response><Gather input="speech" action="/then"><Say>{on_the_way}</Say></Gather></Response>'
    then = '<Response><Say>That will be $99.00.</Say><Gather input="speech"/></Response>'
    with serving(on_paths(voice=HELLO, turn=first, then=then)) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice").make()
        bodies = [unquote_plus(body) for _, path, body, _ in line.requests if path.startswith("/then")]

    assert seen.outcome == "99.00 USD", seen.error
    assert re.search(reply, bodies[0])


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("text/xml; charset=utf-8", "99.00 USD"),
        ("application/xml", "99.00 USD"),
        ("text/html", "99.00 USD"),
        ("application/twiml+xml", "99.00 USD"),
        ("text/plain", "99.00 USD"),
        ("application/json", "Unreachable"),
        ("application/octet-stream", "Unreachable"),
        ("audio/mpeg", "Unreachable"),
    ],
)
def test_a_document_is_followed_if_a_carrier_would_take_it_for_one(tmp_path: Path, kind: str, right: str) -> None:
    turn = '<Response><Say>That will be $99.00.</Say><Gather input="speech"/></Response>'
    with serving(on_paths(voice=HELLO, turn=(200, {"Content-Type": kind}, turn))) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice").make()

    assert seen.outcome == right, seen.error
    assert kind not in {"application/json", "audio/mpeg"} or kind in str(seen.error)


@pytest.mark.parametrize("status", [204, 302, 404, 429, 500, 503])
def test_a_line_that_answers_with_anything_but_success_is_the_worlds_fault(tmp_path: Path, status: int) -> None:
    with serving(on_paths(voice=HELLO, turn=(status, {}, "no"))) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice").make()

    assert seen.outcome == "Unreachable"
    assert str(status) in str(seen.error)


def test_what_the_line_makes_of_the_goodbye_changes_nothing(tmp_path: Path) -> None:
    turn = '<Response><Say>That will be $99.00.</Say><Gather input="speech" action="/bye"/></Response>'
    with serving(on_paths(voice=HELLO, turn=turn, bye=(500, {}, "oops"))) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice").make()

    assert (seen.outcome, seen.visit.problem) == ("99.00 USD", None)


def test_a_pause_at_a_company_without_a_clock_is_counted_as_waiting(tmp_path: Path) -> None:
    turn = '<Response><Pause length="5"/><Say>That will be $99.00.</Say><Gather input="speech"/></Response>'
    with serving(on_paths(voice=HELLO, turn=turn)) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice").make()

    assert seen.visit.waited.total_seconds() == 5, "nobody waits who has rung off"


TOLD = tomllib.loads((Path(__file__).parent / "samples" / "told_in_calls.toml").read_text(encoding="utf-8"))


def told(folder: Path, words: str) -> Any:
    turn = f'<Response><Say>{words.replace("&", "&amp;")}</Say><Gather input="speech"/></Response>'
    with serving(on_paths(voice=HELLO, turn=turn)) as line:
        seen = Visiting(folder, TwimlLine, {}, f"{line.address}/voice").make()
    assert seen.outcome == "99.00 USD", seen.error
    return seen


@pytest.mark.parametrize(("words", "right"), TOLD["not_given"].items())
def test_a_price_is_no_offer_where_it_is_not_given_after_all(tmp_path: Path, words: str, right: str) -> None:
    assert (told(tmp_path, words).value(offers.OFFER) or "") == right


@pytest.mark.parametrize(("words", "right"), TOLD["code"].items())
def test_the_code_that_an_agent_goes_by_is_written_down(tmp_path: Path, words: str, right: str) -> None:
    assert (told(tmp_path, words).value(offers.CODE) or "") == right


@pytest.mark.parametrize(("words", "right"), TOLD["end"].items())
def test_the_end_that_an_agent_names_is_written_down(tmp_path: Path, words: str, right: str) -> None:
    assert (told(tmp_path, words).value(VALID_THROUGH) or "")[:10] == right


@pytest.mark.parametrize(("words", "right"), TOLD["somebody_else"].items())
def test_an_agent_who_speaks_to_another_customer_is_noticed(tmp_path: Path, words: str, right: str) -> None:
    whose = told(tmp_path, words).value(WHOSE)

    assert (whose == Whose.SOMEBODY_ELSES) == (right == "yes"), whose


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("I can see your case, C-100001.", "known"),
        ("Do you have this case at hand? I cannot find it.", "unknown"),
        ("I have the case number, but I cannot find any such case.", "unknown"),
    ],
)
def test_a_case_that_is_asked_for_is_not_known_by_that(tmp_path: Path, words: str, right: str) -> None:
    turn = f'<Response><Say>{words}</Say><Gather input="speech" action="/turn"/></Response>'
    with serving(on_paths(voice=HELLO, turn=turn)) as line:
        seen = Visiting(tmp_path, TwimlLine, {}, f"{line.address}/voice").make("ask_about_case")

    assert seen.value(CASE_KNOWN) == right, seen.error or seen.said
