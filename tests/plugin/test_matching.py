"""Matching steps by index: the same definitions as if each had been tried, and far fewer tried."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_bdd import parsers
from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext

from journeys.gherkin.sentences.matching import SentenceIndex, ambiguous
from journeys.gherkin.sentences.sentence import Reading, Sentence

WORDS = ["the", "Offer", "STORE", "straße", "İstanbul", "ısı", "ſee", "عرض", "ΣΑΣ", "s", "it's", "a-b", "x_1", "٣"]
BLANKS = [
    "{a}",
    "{b:w}",
    "{:d}",
    "{c:S}",
    "{d:>}",
    "{e:^}",
    "{f.g}",
    "{h[0]}",
    "{i-j}",
    "{}",
    "{{",
    "}}",
    "{{k}}",
    "{l m}",
]
PIECES = st.lists(st.sampled_from([*WORDS, *BLANKS, " ", " ", ", ", "'"]), min_size=1, max_size=7).map("".join)
FILLERS = st.sampled_from(["Linda", "12", "", " ", "the", "store", "Maya's", "ı", "k", "{", "l m"])


def meant(parser: StepParser, kind: str | None = None) -> StepFunctionContext:
    return StepFunctionContext(type=kind, step_func=lambda: None, parser=parser)


def readable(pattern: str) -> StepFunctionContext | None:
    """A definition of the pattern, if ``parse`` can read it at all."""
    try:
        context = meant(parsers.parse(pattern))
        context.parser.is_matching("once")
    except Exception:  # noqa: BLE001 - whatever it refuses is not a pattern
        return None
    return context


@given(st.lists(PIECES, min_size=1, max_size=6), st.data())
def test_no_definition_that_matches_is_missed(patterns: list[str], data: st.DataObject) -> None:
    contexts = [context for pattern in patterns if (context := readable(pattern))]
    source = data.draw(st.sampled_from(patterns))
    filled = re.sub(r"{[^{}]*}", lambda _: data.draw(FILLERS), source.replace("{{", "{ ").replace("}}", " }"))
    text = data.draw(st.sampled_from([filled, filled.upper(), filled.lower(), filled.swapcase(), source]))

    found = SentenceIndex(contexts).matching("when", text)

    assert {id(one) for one in found} == {id(one) for one in contexts if one.parser.is_matching(text)}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("the {what}s are free", "the upgrades are free"),
        ("{who} re{verb}s the offer", "Linda redeems the offer"),
        ("{who:w}'s line", "Maya's line"),
        ("İt is {price}", "it is free"),
        ("the K {n}", "THE \N{KELVIN SIGN} 1"),
        ("بلغ {shopper} السعر", "بلغ ليلى السعر"),
        ("{anything}", "anything at all"),
        ("a {{brace}} {x}", "a {brace} too"),
        ("fo{1,2} bar {x}", "foo bar 1"),
    ],
)
def test_a_word_counts_only_where_a_step_must_have_it(pattern: str, text: str) -> None:
    context = meant(parsers.parse(pattern))
    assert context.parser.is_matching(text)

    assert SentenceIndex([context]).matching("given", text) == [context]


class Odd(StepParser):
    """A parser the index knows nothing of."""

    def parse_arguments(self, name: str) -> dict[str, str] | None:
        return {} if self.is_matching(name) else None

    def is_matching(self, name: str) -> bool:
        return name[::-1] == self.name


def test_every_kind_of_parser_is_found() -> None:
    contexts = [
        meant(parsers.string("Linda sings")),
        meant(parsers.re(r"Linda (sings|hums)")),
        meant(parsers.cfparse("{who:w} sings")),
        meant(Sentence("{shopper:Shopper} sings")),
        meant(Odd("sgnis adniL")),
    ]

    assert {id(one) for one in SentenceIndex(contexts).matching("then", "Linda sings")} == set(map(id, contexts))
    assert SentenceIndex(contexts).matching("then", "linda SINGS") == contexts[2:4], "exact ones are exact"


def test_a_sentence_is_found_by_each_of_its_patterns() -> None:
    sentence = Sentence("{shopper:Shopper} opens the email")
    sentence.translated([Reading("de", "{shopper:Shopper} öffnet die Nachricht")])

    context = meant(sentence)

    assert SentenceIndex([context]).matching("when", "Linda öffnet die Nachricht") == [context]


def test_only_definitions_of_the_steps_keyword_or_of_none_match() -> None:
    contexts = [meant(parsers.parse("it {verb}"), kind) for kind in ("given", "when", None)]

    assert SentenceIndex(contexts).matching("when", "it rains") == contexts[1:]


@pytest.mark.parametrize("size", [10, 1_000])
def test_a_step_meets_as_many_definitions_in_a_large_vocabulary_as_in_a_small_one(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    original = parsers.parse.is_matching
    monkeypatch.setattr(
        parsers.parse, "is_matching", lambda self, text: asked.append(self.name) or original(self, text)
    )
    languages = ("{who} asks shop{n} about {what}", "{who} fragt laden{n} nach {what}", "تسأل {who} متجر{n} عن {what}")
    patterns = [languages[n % 3].replace("{n}", str(n)) for n in range(size)]
    index = SentenceIndex(meant(parsers.parse(pattern)) for pattern in patterns)

    (found,) = index.matching("when", "Linda fragt LADEN7 nach dem Angebot")

    assert found.parser.name == "{who} fragt laden7 nach {what}"
    assert asked == [found.parser.name]


def test_an_ambiguous_step_is_told_with_every_candidate_and_its_place() -> None:
    told = str(ambiguous("Linda sings", [meant(parsers.parse("{who} sings")), meant(parsers.string("Linda sings"))]))

    place = rf"\({re.escape(__file__)}:\d+\)"
    assert re.search(
        rf"several meanings: 'Linda sings'\. Make them differ: Linda sings {place} \| {{who}} sings {place}", told
    )
