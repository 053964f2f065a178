"""Declarations of topics: what does not fit is refused with its place, its value, what there is, and what to do."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from journeys.errors import InvalidTopic
from journeys.judging.judgement import judge
from journeys.judging.topic import Topic
from journeys.judging.topics import Topics
from journeys.judging.verdict import Outcome, Standards
from journeys.promises.terms import LINE
from journeys.topics import OURS, notes, offers

from .builders import promise, visit

HEAD = """\
from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from journeys.api import COUNT, DURATION, Finding, Standing, Topic, Visit

"""
LOYALTY = 'TOPIC = Topic("loyalty", about="giving points")\n'
STAMPS = 'TOPIC = Topic("stamps", about="giving stamps")\n'
COUNTS = """
@runtime_checkable
class Counts(Protocol):
    def count(self, visit) -> None: ...

TOPIC.ability(Counts, "{words}")
TOPIC.purpose("{purpose}", Counts.count, sentence="{{shopper}} counts at the {{place}}")
"""


def written(source: str, file: str = "acme/loyalty.py") -> dict[str, Any]:
    """Import a topic's module that stands in a file of this name."""
    module: dict[str, Any] = {"__name__": file.removesuffix(".py").replace("/", ".")}
    exec(compile(HEAD + source, file, "exec"), module)  # noqa: S102 - its own text, at lines one can count
    return module


TWICE = {
    "a topic": (LOYALTY, LOYALTY.replace("giving", "keeping")),
    "a question": (LOYALTY, STAMPS.replace("giving stamps", "giving points")),
    "a term of promises": (LOYALTY + 'TOPIC.term("points", COUNT)\n', STAMPS + 'TOPIC.term("points", COUNT)\n'),
    "a term": (LOYALTY + 'TOPIC.seen("balance", COUNT)\n', STAMPS + 'TOPIC.seen("balance", COUNT)\n'),
    "a breach": (LOYALTY + 'TOPIC.breach("gave none")\n', STAMPS + 'TOPIC.breach("gave none")\n'),
    "a standard": tuple(
        topic + 'TOPIC.standard("given within", DURATION, usual="2 days")\n' for topic in (LOYALTY, STAMPS)
    ),
    "an ability": (
        LOYALTY + COUNTS.format(words="count", purpose="counts points"),
        STAMPS + COUNTS.format(words="count", purpose="counts stamps"),
    ),
    "a purpose": (
        LOYALTY + COUNTS.format(words="count points", purpose="counts"),
        STAMPS + COUNTS.format(words="count stamps", purpose="counts"),
    ),
}


@pytest.mark.parametrize("what", TWICE)
def test_a_name_that_two_topics_declare_is_refused_with_both(what: str, snapshot: SnapshotAssertion) -> None:
    one, other = TWICE[what]
    both = written(one)["TOPIC"], written(other, "acme/stamps.py")["TOPIC"]

    with pytest.raises(InvalidTopic) as refused:
        Topics(both)

    assert str(refused.value) == snapshot
    assert "acme/loyalty.py:" in str(refused.value)
    assert "acme/stamps.py:" in str(refused.value)


def test_a_name_that_one_topic_declares_twice_is_refused() -> None:
    topic = written(LOYALTY + 'TOPIC.breach("gave none")\n' * 2)["TOPIC"]

    with pytest.raises(InvalidTopic) as refused:
        Topics((topic,))

    assert str(refused.value) == (
        "acme/loyalty.py:8: The topic 'loyalty' declares the breach 'gave none' twice "
        "(acme/loyalty.py:7 and acme/loyalty.py:8). "
        "Call one of them otherwise, or leave one of them out."
    )


def test_a_topic_of_a_suite_must_not_take_a_name_of_ours() -> None:
    topic = written(LOYALTY + f'TOPIC.breach("{notes.NOTE_MISSING}")\n')["TOPIC"]

    with pytest.raises(InvalidTopic, match=r"declare the breach 'could not find the note': 'notes' \(.*notes\.py:\d+"):
        OURS.and_([topic])


def test_what_is_promised_and_what_is_seen_may_have_one_name() -> None:
    promised, seen = offers.SURCHARGES_AT, offers.SURCHARGE

    assert promised == seen
    assert (promised.promised, promised.seen, seen.promised, seen.seen) == (True, False, False, True)
    assert OURS.terms["surcharge"] is seen


@pytest.mark.parametrize("declared", ['TOPIC.term("points")', 'TOPIC.seen("points")', 'TOPIC.seen("points", "COUNTS")'])
def test_a_term_without_a_form_is_refused_with_all_there_are(declared: str, snapshot: SnapshotAssertion) -> None:
    with pytest.raises(InvalidTopic) as refused:
        written(f"{LOYALTY}{declared}\n")

    assert str(refused.value) == snapshot
    assert str(refused.value).startswith("acme/loyalty.py:7: ")


RULE = """
@TOPIC.rule({purpose})
def given(visit: Visit, standing: Standing) -> Iterator[Finding]:
    yield from ()
"""


def test_a_rule_for_a_purpose_that_is_not_there_is_refused_with_the_nearest(snapshot: SnapshotAssertion) -> None:
    strange = 'from journeys.evidence.purposes import Purpose\nNOWHERE = Purpose("asks about the offers")\n'
    topic = written(LOYALTY + strange + RULE.format(purpose="NOWHERE"))["TOPIC"]

    with pytest.raises(InvalidTopic) as refused:
        OURS.and_([topic])

    assert str(refused.value) == snapshot
    assert str(refused.value).startswith("acme/loyalty.py:10: ")


def test_a_purpose_whose_ability_lacks_the_method_is_refused_with_those_it_has() -> None:
    source = COUNTS.format(words="count points", purpose="counts").replace("Counts.count,", "Weighs.count,")

    with pytest.raises(InvalidTopic) as refused:
        written(f"{LOYALTY}class Weighs(Protocol):\n    def count(self, visit) -> None: ...\n{source}")

    assert str(refused.value) == (
        "acme/loyalty.py:15: No ability of the topic 'loyalty' has the method that 'counts' is done with: "
        "'Weighs.count'. Did you mean 'Counts.count'? Valid: Counts.count. "
        "Declare the ability first: LOYALTY.ability(…)."
    )


def test_a_purpose_of_an_ability_that_was_not_declared_is_refused_with_the_remedy() -> None:
    source = COUNTS.format(words="count points", purpose="counts")

    with pytest.raises(InvalidTopic) as refused:
        written(LOYALTY + source.replace('TOPIC.ability(Counts, "count points")\n', ""))

    assert str(refused.value) == (
        "acme/loyalty.py:12: No ability of the topic 'loyalty' has the method that 'counts' is done with: "
        "'Counts.count'. Declare the ability first: LOYALTY.ability(…)."
    )


@pytest.mark.parametrize("name", [str(LINE), "honoured at", "valid through", "offer", "promise"])
def test_a_term_that_every_promise_has_already_is_refused(name: str) -> None:
    topic = written(f'{LOYALTY}TOPIC.term("{name}", COUNT)\n')["TOPIC"]

    with pytest.raises(InvalidTopic) as refused:
        Topics((topic,))

    assert str(refused.value) == (
        "acme/loyalty.py:7: Every promise has this term already, so the topic 'loyalty' cannot declare it: "
        f"{name!r}. Import it from journeys.api and use that, or call yours otherwise."
    )


# What fits


def test_each_of_our_declarations_knows_whose_it_is() -> None:
    for topic in OURS:
        declared = (*topic.terms, *topic.purposes, *topic.breaches, *topic.standards, *topic.abilities, *topic.rules)
        assert {one.topic for one in declared} <= {topic.name}
        assert topic.module.startswith("journeys.topics.")


def test_topics_that_are_there_already_are_not_added_again() -> None:
    added = written(LOYALTY)["TOPIC"]

    more = OURS.and_([added, notes.NOTES])

    assert OURS.and_([notes.NOTES]) is OURS
    assert list(more) == [*OURS, added]
    assert more.named("loyalty") is added
    assert (more == OURS, more == Topics(more.all), hash(more) == hash(Topics(more.all))) == (False, True, True)


def test_a_topic_of_a_suite_is_judged_by_its_own_rules_and_by_those_for_every_visit() -> None:
    source = """
POINTS = TOPIC.term("points", COUNT, checkable=True)
FEWER = TOPIC.breach("gave fewer points", severity="critical")

@runtime_checkable
class Counts(Protocol):
    def count(self, visit) -> None: ...

TOPIC.ability(Counts, "count points")
LOOK = TOPIC.purpose("counts points", Counts.count, sentence="{shopper} counts at the {place}", may=[POINTS])

@TOPIC.rule(LOOK)
def given(visit: Visit, standing: Standing) -> Iterator[Finding]:
    seen, meant = visit.value(POINTS), standing.promise.get(POINTS)
    if seen is not None and meant is not None:
        breach = FEWER if seen < meant else None
        yield TOPIC.found(visit, POINTS, str(meant), str(seen), f"{seen} were given", breach, "Your points")
"""
    module = written(LOYALTY + source)
    topic: Topic = module["TOPIC"]
    stated = promise(terms={module["POINTS"]: 500})
    looked = visit("app", module["LOOK"], (module["POINTS"], "400"))

    verdict = judge(stated, [looked], Standards(), OURS.and_([topic]))

    assert [(one.about, one.breach) for one in verdict.breaches] == [("giving points", module["FEWER"])]
    assert verdict.breaches[0].reason == 'gave fewer points: 400 were given; "Your points"'
    assert {one.about for one in verdict.findings} == {"giving points", "not dropping the customer"}
    assert verdict.outcome is Outcome.BROKEN
