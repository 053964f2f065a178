"""Phone lines of other companies: their words are options, and what a carrier cannot follow is said plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest

from journeys.company.company_file import Company
from journeys.errors import InvalidCompany, Unreachable
from journeys.topics import offers
from journeys.touchpoints.twiml_phrases import read_phrases

from ..engine.builders import answering
from .walks import Walk

Begin = Callable[..., Walk]
GERMAN = {
    "says": {"opening": "Guten Tag, was kostet {offer}?{code}", "code": " Mein Code ist {code}.", "goodbye": "Danke."},
    "hears": {"price": "kostet Sie", "which_line": "welche Nummer"},
    "menu": {r"Vertrag.*drücken Sie die 2": "2"},
    "number": "+4930555019",
}
MENU = '<Response><Gather action="/menu"><Say>Für Ihren Vertrag drücken Sie die 2.</Say></Gather></Response>'
READY = '<Response><Gather action="/turn"><Say>Was kann ich für Sie tun?</Say></Gather></Response>'
PRICE = '<Response><Say>Das kostet Sie $19.00.</Say><Gather action="/turn"/></Response>'


def call(walk: Begin, sandbox: Company, options: dict[str, Any], *answers: str) -> tuple[Walk, Any]:
    with answering(*answers) as line:
        changed = {"options": options, "address": f"{line.address}/voice"}
        centre = sandbox.touchpoints["call centre"].model_copy(update=changed)
        company = sandbox.model_copy(update={"touchpoints": {**sandbox.touchpoints, "call centre": centre}})
        linda = walk(at=company)
        try:
            linda.promise()
            linda.journey.visit("Linda", "call centre", offers.ASK)
        finally:
            linda.tools.close()
    return linda, line


def test_a_line_in_other_words_is_understood(walk: Begin, sandbox: Company) -> None:
    linda, line = call(walk, sandbox, GERMAN, MENU, READY, PRICE, "<Response><Hangup/></Response>")

    forms = [{key: value[0] for key, value in parse_qs(body).items()} for _, _, body in line.asked]
    assert [path for _, path, _ in line.asked] == ["/voice", "/menu", "/turn", "/turn"]
    assert forms[0]["To"] == "+4930555019"
    assert forms[1]["Digits"] == "2"
    assert forms[2]["SpeechResult"] == "Guten Tag, was kostet family phone upgrade?"
    assert forms[3]["SpeechResult"] == "Danke."
    [visit] = linda.journey.visits
    assert [(one.term, one.value) for one in visit.observations] == [(offers.PRICE, "19.00 USD")]
    assert ("Linda", "(presses 2)") in [(one.speaker, one.words) for one in visit.transcript]


@pytest.mark.parametrize("verb", ["<Dial>+4930555020</Dial>", "<Enqueue>people</Enqueue>"])
def test_a_call_handed_to_somebody_who_cannot_be_heard_is_nobodys_breach(
    walk: Begin, sandbox: Company, verb: str
) -> None:
    with pytest.raises(Unreachable, match="hands the call over"):
        call(walk, sandbox, {}, READY, f"<Response>{verb}</Response>")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"say": {}}, r"options has no such key: 'say'\. Did you mean 'says'\?"),
        ({"says": {"openning": "Hello"}}, r"options\.says has no such key: 'openning'\. Did you mean 'opening'\?"),
        (
            {"says": {"opening": "What about {ofer}?"}},
            r"nothing stands for, 'ofer'; valid: before, c",
        ),
        ({"says": {"opening": "What about {"}}, "cannot be filled in"),
        ({"hears": {"price": "("}}, "is no regular expression"),
        ({"menu": {"account": ""}}, "nothing to press or say in reply"),
        ({"menu": {"account": "{numbr}#"}}, "nothing stands for, 'numbr'"),
        ({"limits": {"turn": 3}}, r"no such key: 'turn'\. Did you mean 'turns'"),
        ({"limits": {"off": {"minor": 0.5, "major": 0.1}}}, "minor is more than major"),
        ({"hears": {"order": "number"}}, "has no group around the value"),
    ],
)
def test_options_that_cannot_be_used_are_refused(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InvalidCompany, match=complaint):
        read_phrases(options)
