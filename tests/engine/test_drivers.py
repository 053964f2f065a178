"""Own drivers: what is wrong with a class is known before anything runs, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from journeys.company.company_file import TouchpointSettings, read_company
from journeys.errors import InvalidCompany
from journeys.tools.toolbox import Toolbox
from journeys.topics import OURS
from journeys.topics.offers import QuotesPrices, Redeems
from journeys.touchpoints.directory import Directory
from journeys.touchpoints.loading import check_driver
from journeys.touchpoints.visit import OpenVisit

NO_TOOLS = cast("Toolbox", None)


class Made:
    """A driver's constructor, and nothing else."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        self.name, self.settings, self.tools = name, settings, tools


def refusal(found: type) -> str:
    with pytest.raises(InvalidCompany) as refused:
        check_driver(found, "touchpoints.till", OURS)
    return str(refused.value)


def test_a_class_with_one_ability_as_the_protocol_has_it_is_a_driver() -> None:
    class Till(Made):
        def quote(self, visit: OpenVisit) -> None: ...

    check_driver(Till, "touchpoints.till", OURS)


def test_helpers_with_names_of_their_own_are_nobodys_business() -> None:
    class Till(Made):
        def quote(self, visit: OpenVisit, *, twice: bool = False) -> None: ...
        def sign_in_if_asked(self) -> None: ...
        def show(self) -> None: ...

    check_driver(Till, "touchpoints.till", OURS)


def test_a_constructor_that_takes_something_else_is_shown_the_right_one() -> None:
    class Till:
        def __init__(self, settings: TouchpointSettings) -> None: ...
        def quote(self, visit: OpenVisit) -> None: ...

    assert refusal(Till) == (
        "touchpoints.till: Till cannot be made with (name, settings, tools): too many positional arguments. "
        "Write: def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None."
    )


def test_a_method_with_another_signature_is_shown_the_right_one() -> None:
    class Till(Made):
        def quote(self, visit: OpenVisit, shopper: str) -> None: ...

    told = refusal(Till)

    assert told.startswith("touchpoints.till: Till.quote(self, visit: 'OpenVisit', shopper: 'str') -> 'None' cannot")
    assert "missing a required argument: 'shopper'" in told
    assert told.endswith("write: def quote(self, visit: 'OpenVisit') -> 'None'")


def test_a_method_that_would_never_run_is_refused() -> None:
    class Till(Made):
        async def quote(self, visit: OpenVisit) -> None: ...

    assert "Till.quote is async or a generator, so it would never run" in refusal(Till)


def test_something_else_under_an_abilitys_name_is_refused() -> None:
    class Till(Made):
        quote = "19.00 USD"

    assert "Till.quote is no method; write: def quote(self" in refusal(Till)


@pytest.mark.parametrize(
    ("wrong", "right"), [("quotes", "quote"), ("tell_offers", "tell_offer"), ("find_notes", "find_note")]
)
def test_a_slip_of_the_pen_is_told_with_what_was_meant(wrong: str, right: str) -> None:
    def method(_self: object, visit: OpenVisit) -> None: ...

    Till = type("Till", (Made,), {"redeem": method, wrong: method})  # noqa: N806 - it is a class

    assert f"Till has a method {wrong!r}, which nobody calls. Did you mean {right!r}?" in refusal(Till)


def test_half_an_ability_is_no_ability() -> None:
    class Desk(Made):
        def find_note(self, visit: OpenVisit) -> None: ...

    assert "Desk has 'find_note' without 'leave_note', which belongs with it (KeepsNotes)" in refusal(Desk)


def test_a_class_that_can_do_nothing_is_shown_all_that_could_be_done() -> None:
    told = refusal(Made)

    assert "Made can do nothing that a journey asks of a touchpoint" in told
    assert "tell_offer(visit), quote(visit), redeem(visit)" in told


@pytest.fixture
def suite(tmp_path: Path) -> Callable[[str, str], Path]:
    """A folder with a company file and the module of its till."""

    def written(package: str, source: str) -> Path:
        (tmp_path / f"{package}.py").write_text(source, encoding="utf-8")
        file = tmp_path / "company.toml"
        file.write_text(
            f"""\
name = "Acme"
currency = "USD"
hosts = ["127.0.0.1"]

[touchpoints.till]
channel = "store"
address = "http://127.0.0.1:9/"
driver = "{package}:Till"
""",
            encoding="utf-8",
        )
        return file

    return written


TILL = """\
from journeys.api import offers


class Till:
    def __init__(self, name, settings, tools):
        self.drawer = settings.options.get("drawer")

    def {method}(self, visit):
        visit.saw(offers.PRICE, "19.00 USD", "nineteen")
"""


@pytest.fixture(autouse=True)
def _own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [*__import__("sys").path])


def test_a_driver_beside_the_company_file_is_found(suite: Callable[[str, str], Path]) -> None:
    directory = Directory(read_company(suite("acme_pos_a", TILL.format(method="quote"))), NO_TOOLS)

    assert directory.all_able(QuotesPrices) == ["till"]
    assert directory.all_able(Redeems) == []


def test_what_is_wrong_with_an_own_driver_is_told_with_file_and_line(suite: Callable[[str, str], Path]) -> None:
    file = suite("acme_pos_b", TILL.format(method="qoute"))

    with pytest.raises(InvalidCompany) as refused:
        Directory(read_company(file), NO_TOOLS)

    assert str(refused.value).startswith(
        f"{file}:8: touchpoints.till: Till has a method 'qoute', which nobody calls. Did you mean 'quote'?"
    )


@pytest.mark.parametrize(
    ("package", "source", "complaint"),
    [
        ("acme_pos_c", "class Tills: ...\n", "module 'acme_pos_c' has no class 'Till'): 'acme_pos_c:Till'. Did you"),
        ("acme_pos_d", "class Till\n", "the driver cannot be imported (SyntaxError: expected ':'"),
        ("acme_pos_e", "import nowhere_to_be_found\n", "No module named 'nowhere_to_be_found'"),
        ("acme_pos_f", "Till = 3\n", "the driver is not a class"),
    ],
)
def test_a_module_that_cannot_be_used_says_why(
    suite: Callable[[str, str], Path], package: str, source: str, complaint: str
) -> None:
    file = suite(package, source)

    with pytest.raises(InvalidCompany) as refused:
        Directory(read_company(file), NO_TOOLS)

    assert complaint in str(refused.value)
    assert str(refused.value).startswith(f"{file}:8: ")


def test_options_decide_what_a_driver_that_asks_them_can_do(suite: Callable[[str, str], Path]) -> None:
    source = """\
from journeys.topics.offers import Redeems

class Till:
    def __init__(self, name, settings, tools): ...
    def quote(self, visit): ...
    def redeem(self, visit): ...
    @classmethod
    def lacks(cls, settings):
        return () if settings.options.get("sells") else {Redeems}
"""
    file = suite("acme_pos_g", source)
    able: list[Any] = [Directory(read_company(file), NO_TOOLS).all_able(Redeems)]
    file.write_text(file.read_text() + "[touchpoints.till.options]\nsells = true\n")
    able.append(Directory(read_company(file), NO_TOOLS).all_able(Redeems))

    assert able == [[], ["till"]]
