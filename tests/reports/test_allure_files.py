"""Results are written as Allure's own logger writes them."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import allure_commons
import pytest
from allure_commons import model2
from allure_commons.logger import AllureFileLogger

from reports.allure_files import write_quickly

RESULT = model2.TestResult(
    uuid="4711",
    name="العرض صالح في المتجر",
    status="failed",
    statusDetails=model2.StatusDetails(message="she said “no”", known=False),
    labels=[model2.Label(name="severity", value="blocker"), model2.Label(name="tag", value="")],
    links=[model2.Link(type="issue", url="https://issues.example/7", name="7")],
    parameters=[model2.Parameter(name="place", value="'store'")],
    steps=[
        model2.TestStepResult(
            name="Given", status="passed", start=0, stop=12, steps=[model2.TestStepResult(name="nested")]
        ),
        model2.TestStepResult(attachments=[model2.Attachment(name="shot", source="a.jpg", type="image/jpeg")]),
    ],
    start=1_700_000_000_000,
)
CONTAINER = model2.TestResultContainer(uuid="12", children=["4711"])


@pytest.fixture
def logger(tmp_path: Path):
    made = AllureFileLogger(str(tmp_path / "results"))
    name = allure_commons.plugin_manager.register(made)
    yield made
    allure_commons.plugin_manager.unregister(name=name)


def written(folder: Path) -> list[object]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


@pytest.mark.parametrize("item", [RESULT, CONTAINER], ids=["result", "container"])
def test_the_files_are_those_of_allures_own_logger(logger: AllureFileLogger, tmp_path: Path, item: object) -> None:
    own = AllureFileLogger(str(tmp_path / "own"))
    own._report_item(item)

    write_quickly()
    logger._report_item(item)

    assert written(tmp_path / "results") == written(tmp_path / "own") != []
    names = [
        path.name.partition("-")[2][-12:] for folder in ("own", "results") for path in (tmp_path / folder).iterdir()
    ]
    assert len(set(names)) == 1, "the names end alike, and nothing unfinished is left"


def test_allures_logger_is_asked_for_results_through_what_we_replace(logger: AllureFileLogger, tmp_path: Path) -> None:
    write_quickly()

    allure_commons.plugin_manager.hook.report_result(result=RESULT)

    assert len(written(tmp_path / "results")) == 1
    assert "_report_item" in vars(logger)


def test_a_result_for_which_there_is_no_room_is_left_out_and_nothing_of_it_stays(
    logger: AllureFileLogger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), data[:0])

    monkeypatch.setattr(Path, "write_bytes", no_room)
    write_quickly()

    allure_commons.plugin_manager.hook.report_result(result=RESULT)

    assert list((tmp_path / "results").iterdir()) == []
    assert logger is not None
