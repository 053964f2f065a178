"""Topics of a suite's own: named in its company file, and told what is wrong before anything runs."""

from __future__ import annotations

import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from journeys.company.company_file import company_model, read_company
from journeys.company.topics import named, topics_of
from journeys.errors import InvalidCompany, InvalidPromise, InvalidTopic
from journeys.judging.judgement import judge
from journeys.judging.topic import Topic
from journeys.judging.verdict import Outcome
from journeys.promises.forms import COUNT, DURATION
from journeys.topics import OURS
from journeys.touchpoints.directory import Directory

from .builders import STANDARDS, promise, visit

LOYALTY = '''
from journeys.api import COUNT, OpenVisit, Topic
from typing import Protocol, runtime_checkable

LOYALTY = Topic("loyalty {name}", about="giving {name} points")


@runtime_checkable
class Tells(Protocol):
    def tell_{name}(self, visit: OpenVisit) -> None:
        """Tell."""


LOYALTY.ability(Tells, "tell {name} points")
POINTS = LOYALTY.term("{name} points", COUNT, checkable=True)
ASK = LOYALTY.purpose(
    "asks for {name} points", Tells.tell_{name}, sentence="{{shopper}} asks the {{place}}", owes=[POINTS]
)


@LOYALTY.rule(ASK)
def as_promised(visit, standing):
    """Compare."""
    meant, told = standing.promise.get(POINTS), visit.value(POINTS)
    if told is not None and told != meant:
        yield LOYALTY.found(visit, POINTS, str(meant), str(told), "told otherwise")
'''
COMPANY = """
name = "Acme"
currency = "USD"
hosts = ["shop.example"]
topics = ["{topic}"]

[touchpoints.website]
channel = "web"
driver = "{driver}"
address = "https://shop.example/"
"""
DRIVER = """
from journeys.api import COUNT, Topic, offers
import {topic}

ELSEWHERE = Topic("elsewhere", about="being elsewhere").term("distance", COUNT)


class Website:
    def __init__(self, name, settings, tools):
        pass

    def tell_{name}(self, visit):
        visit.{term}, "500")
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """Write a suite of a topic and a driver, whose modules nobody has imported yet."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    mark = f"m{crc32(request.node.nodeid.encode())}"

    def written(term: str | None = None, topic: str = LOYALTY, extra: str = "") -> Path:
        term = term or f"saw(topic_{mark}.POINTS"
        (tmp_path / f"topic_{mark}.py").write_text(topic.format(name=mark), encoding="utf-8")
        source = DRIVER.format(topic=f"topic_{mark}", name=mark, term=term.format(topic=f"topic_{mark}"))
        (tmp_path / f"driver_{mark}.py").write_text(source, encoding="utf-8")
        file = tmp_path / "company.toml"
        text = COMPANY.format(topic=f"topic_{mark}", driver=f"driver_{mark}:Website") + extra.format(name=mark)
        file.write_text(text, encoding="utf-8")
        return file

    return written


def test_a_company_file_names_topics_that_lie_beside_it(suite: Any) -> None:
    company = read_company(suite(extra='\n[promises."bonus"]\nsource = "a letter"\n{name}_points = "500"\n'))

    own = next(topic for topic in company.kinds if topic not in OURS.all)
    assert company.promised("bonus").get(own.terms[0]) == 500
    assert Directory(company, None).all_able(own.abilities[0].protocol) == ["website"]


def test_what_is_no_value_of_its_term_is_told_with_its_line(suite: Any) -> None:
    with pytest.raises(InvalidCompany, match=r"company\.toml:\d+: .*points is not a whole number: 'many'"):
        read_company(suite(extra='\n[promises."bonus"]\nsource = "a letter"\n{name}_points = "many"\n'))


def test_a_key_of_a_topic_that_is_not_named_is_unknown() -> None:
    with pytest.raises(InvalidPromise, match=r"no such term: 'points'.*Valid: offer, price"):
        OURS.table().read([["offer", "bonus"], ["price", "0 USD"], ["points", "500"]])
    assert "points" not in company_model(OURS).model_json_schema()["$defs"]["PromiseSettings"]["properties"]


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("saw('pionts'", r"a term that no topic declares: 'pionts'"),
        ("saw({topic}.PIONTS", r"does not declare: 'PIONTS'. Did you mean 'POINTS'\?"),
        ("read({topic}.PIONTS", r"does not declare: 'PIONTS'. Did you mean 'POINTS'\?"),
        ("also(offers.PRIZE", r"does not declare: 'PRIZE'. Did you mean 'PRICE'\?"),
        ("read('price'", r"the name of a term instead of the term: 'price'. Import the module of the topic 'offers'"),
        ("saw(ELSEWHERE", r"topic 'elsewhere', which the company file does not name: 'distance'. .*driver_m\d+\.py:5"),
    ],
)
def test_a_driver_that_writes_down_what_nobody_declares_is_told_its_line(suite: Any, term: str, told: str) -> None:
    company = read_company(suite(term))

    with pytest.raises(InvalidCompany, match=rf"driver_m\d+\.py:13.*{told}"):
        Directory(company, None)


def test_a_module_that_is_not_there_is_told_with_the_line_and_those_that_are(suite: Any) -> None:
    file = suite()
    mark = next(file.parent.glob("topic_*.py")).stem
    file.write_text(file.read_text(encoding="utf-8").replace("topic_m", "topics_m"), encoding="utf-8")

    told = rf"company\.toml:5: topics: the topic cannot be imported.*Did you mean '{mark}'\? Valid: .*{mark}\."
    with pytest.raises(InvalidCompany, match=told):
        topics_of(file)


def test_a_single_text_in_place_of_a_list_is_told_with_what_to_write(suite: Any) -> None:
    file = suite()
    file.write_text(re.sub(r"topics = \[(.*)\]", r"topics = \1", file.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(InvalidCompany, match=r"company\.toml:5: topics is a list.* Write: topics = \["):
        topics_of(file)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("Tells.tell_", "Tells.tel_", r":17: .*no attribute 'tel_m\d+'.*Did you mean 'tell_m\d+'\?"),
        (".rule(ASK)", ".rule(ASKS)", r":21: .*'ASKS' is not defined.*Did you mean 'ASK'\?"),
        ("import COUNT", "import COUNTS", r":2: .*cannot import name 'COUNTS'.*Did you mean 'COUNT'\?"),
        ("from typing", "from typings", r":3: .*No module named 'typings'"),
        ("class Tells(", "class Tells((", r":9: The module is no Python"),
    ],
)
def test_what_is_wrong_in_a_module_of_topics_is_told_with_its_line(
    suite: Any, right: str, wrong: str, told: str
) -> None:
    assert right in LOYALTY

    with pytest.raises(InvalidCompany, match=r"topic_m\d+\.py" + told):
        topics_of(suite(topic=LOYALTY.replace(right, wrong)))


def test_a_term_of_a_topic_that_is_not_named_is_told_with_its_module(suite: Any) -> None:
    file = suite(extra='\n[promises."bonus"]\nsource = "a letter"\n{name}_points = "500"\n')
    file.write_text(file.read_text(encoding="utf-8").replace("topics = ", "# topics = "), encoding="utf-8")

    told = r"company\.toml:14: .*no such key: 'm\d+_points'.*a term of the topic 'loyalty m\d+' in topic_m\d+, which"
    with pytest.raises(InvalidCompany, match=told):
        read_company(file)


def test_a_module_without_a_topic_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidCompany, match=r"The module declares no topic: 'textwrap'"):
        named(["textwrap"], tmp_path)


def test_a_module_that_declares_what_ours_have_names_both(suite: Any) -> None:
    topic = "from journeys.api import COUNT, Topic\nT = Topic('{name}', about='{name}')\nT.term('price', COUNT)\n"

    with pytest.raises(InvalidTopic, match=r"Two topics declare the term of promises 'price': 'offers' .* and 'm\d+'"):
        topics_of(suite(topic=topic))


def test_a_rule_for_no_purpose_is_refused_where_it_stands() -> None:
    topic = Topic("stamps", about="giving stamps")
    topic.term("stamps", COUNT)

    with pytest.raises(InvalidTopic, match=r"test_own_topics\.py:\d+: A rule of the topic 'stamps' is for no purpose"):
        topic.rule()


def test_a_checkable_term_that_no_rule_compares_is_told_before_anything_runs(suite: Any) -> None:
    told = r"topic_m\d+\.py:16: No rule of the topic .* compares a checkable term .*: 'm\d+ points'"

    with pytest.raises(InvalidTopic, match=told):
        topics_of(suite(topic=LOYALTY.partition("@LOYALTY.rule")[0]))


def test_what_no_rule_says_anything_of_is_not_tested(suite: Any) -> None:
    """The rule of this topic finds something only where other points were told."""
    kinds = topics_of(suite())
    (purpose,), (points,) = kinds.all[-1].purposes, kinds.all[-1].terms
    stated = promise(terms={points: 500})

    def outcome(told: str) -> Outcome:
        return judge(stated, [visit("app", purpose, (points, told))], STANDARDS, kinds).outcome

    assert [outcome("500"), outcome("400")] == [Outcome.NOT_TESTED, Outcome.KEPT]


@pytest.mark.parametrize(
    ("length", "kept", "said"),
    [
        (timedelta(days=730), "63072000", "730 days"),
        (timedelta(days=11, hours=14), "1000800", "11 days and 14 hours"),
        (timedelta(seconds=90.5), "90.5", "1 minute and 30 seconds"),
        (timedelta(0), "0", "0 seconds"),
    ],
)
def test_lengths_of_time_are_kept_to_the_second_and_said_as_people_do(length: timedelta, kept: str, said: str) -> None:
    assert DURATION.write(length) == kept
    assert DURATION.parse(kept) == length
    assert DURATION.say(kept) == said


def test_a_company_file_that_names_none_has_ours(suite: Any) -> None:
    file = suite()
    file.write_text(file.read_text(encoding="utf-8").replace("topics = ", "# topics = "), encoding="utf-8")

    assert topics_of(file) == OURS
