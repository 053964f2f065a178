"""Gherkin steps, and the visits made in them, as Allure steps with their tables and exhibits."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import allure_commons
import pytest
from allure_commons.model2 import Attachment, ExecutableItem, Parameter, Status, StatusDetails, TestStepResult
from allure_commons.reporter import AllureReporter

from journeys.evidence.harmless import harmless
from journeys.evidence.observations import Exhibit, Visit
from journeys.judging.breaches import one_line
from journeys.judging.verdict import Finding
from journeys.promises.clock import lasting

from .allure_files import AS_FAR_AS_THERE_IS_ROOM
from .allure_labels import cells
from .wording import kept_beside, told, visit_sentence

if TYPE_CHECKING:
    from pytest_bdd.parser import Scenario, Step

__all__ = ["ScenarioReporter", "Walk", "status_of"]


_NOT_DRAWN = {"text/html", "application/xhtml+xml", "image/svg+xml", "text/markdown"}


class ScenarioReporter(AllureReporter):
    """Allure's reporter without container files: for each Gherkin step it would write one that tells nothing."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        super().__init__()  # type: ignore[no-untyped-call]  # Allure gives its reporter no types

    def stop_group(self, uuid: str, **_: object) -> None:
        """Forget a finished fixture; one that failed shows as the scenario's own failure."""
        self.drop_test(uuid)  # type: ignore[no-untyped-call]


def status_of(exception: BaseException | None) -> str:
    """Say whose fault it is in Allure's words: the company's is failed, anything else broken."""
    if exception is None:
        return str(Status.PASSED)
    return str(Status.FAILED if isinstance(exception, AssertionError | pytest.fail.Exception) else Status.BROKEN)


@dataclass(slots=True)
class Walk:
    """One scenario while it is walked, written down as steps.

    Attributes:
        folder: Where exhibits' paths start.
        redact: Takes what is secret out of a text.
        breach: What the step that is running broke, if it did.
    """

    reporter: Any
    folder: Path | None
    locale: str
    redact: Callable[[str], str] = str
    scenario: Scenario | None = None
    visits: list[Visit] = field(default_factory=list)
    breach: Exception | None = None
    error: BaseException | None = None
    _open: TestStepResult | None = None
    _walked: int = 0
    _shown: list[tuple[TestStepResult, Visit]] = field(default_factory=list)

    def start(self, step: Step) -> None:
        """Open a Gherkin step with its table and text."""
        self._open, self._walked = TestStepResult(name=_sentence(step), start=_now()), self._walked + 1
        self.reporter.start_step(None, self._walked, self._open)  # attachments made meanwhile belong to it
        if step.datatable:
            self._attach("table", _as_csv(cells(step.datatable)), "text/csv", "csv")
        if step.docstring:
            self._attach("text", step.docstring, "text/plain", "txt")

    def stop(self, exception: BaseException | None = None) -> None:
        """Close the step with its own status, whatever comes after it."""
        error, self.breach = exception or self.breach, None
        if self._open is None:
            return
        self._open.stop, self._open.status = _now(), status_of(error)
        self._open.statusDetails = StatusDetails(message=str(error)) if error else None
        self._open = None
        self.reporter.drop_test(self._walked)

    def skip_the_rest(self) -> None:
        """List the steps that were never reached."""
        steps = self.scenario.steps if self.scenario else []
        for step in steps[self._walked :]:
            moment = _now()
            self._add(TestStepResult(name=_sentence(step), start=moment, stop=moment, status=Status.SKIPPED))

    def visit(self, visit: Visit) -> None:
        """Nest a visit below the step that made it."""
        said = told(visit, self.locale)
        facts = {"channel": visit.channel.value, "touchpoint": visit.touchpoint, "told": said}
        if visit.waited:
            facts["waited"] = lasting(visit.waited)
        moment = _now()
        step = TestStepResult(
            name=f"{visit_sentence(visit)} … {said}" if said else visit_sentence(visit),
            parameters=[Parameter(name=name, value=value) for name, value in facts.items() if value],
            start=moment,
            stop=moment,
            status=Status.BROKEN if visit.problem else Status.PASSED,
            statusDetails=StatusDetails(message=visit.problem) if visit.problem else None,
        )
        self._add(step)
        self.visits.append(visit)
        self._shown.append((step, visit))

    def judged(self, breaches: Sequence[Finding]) -> None:
        """Show each visit that broke a promise as failed, now that the whole journey is judged."""
        for step, visit in self._shown:
            lines = dict.fromkeys(one_line(found) for found in breaches if found.visit == visit.number)
            if lines and not visit.problem:
                step.status, step.statusDetails = Status.FAILED, StatusDetails(message="\n".join(lines))

    def attach_exhibits(self) -> None:
        """Attach what each visit kept; at the scenario's end, when also the last file is written."""
        for step, visit in self._shown:
            if visit.transcript:
                said = (f"{one.at:%H:%M:%S}  {one.speaker}: {one.words}" for one in visit.transcript)
                words = self.redact(harmless("\n".join(said)))
                step.attachments.append(_stored("what was said", words, "text/plain", "txt"))
            for exhibit in kept_beside(visit):
                source = self.folder / exhibit.path if self.folder else None
                if source and source.is_file():
                    step.attachments.append(_copied(exhibit, source))

    def _add(self, finished: TestStepResult) -> None:
        self.reporter.get_last_item(ExecutableItem).steps.append(finished)

    def _attach(self, name: str, body: str, media_type: str, suffix: str) -> None:
        with AS_FAR_AS_THERE_IS_ROOM:
            self.reporter.attach_data(str(uuid4()), body, name=name, attachment_type=media_type, extension=suffix)


def _sentence(step: Step) -> str:
    return f"{step.keyword.strip()} {step.name}"


def _now() -> int:
    """Give the time as Allure counts it: milliseconds."""
    return round(time.time() * 1000)


def _as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue()


def _stored(name: str, body: str, media_type: str, suffix: str) -> Attachment:
    file_name = f"{uuid4()}-attachment.{suffix}"
    with AS_FAR_AS_THERE_IS_ROOM:
        allure_commons.plugin_manager.hook.report_attached_data(body=body, file_name=file_name)
    return Attachment(name=name, source=file_name, type=media_type)


def _copied(exhibit: Exhibit, source: Path) -> Attachment:
    drawn = exhibit.media_type not in _NOT_DRAWN  # Allure would draw it, and fetch what it names
    file_name = f"{uuid4()}-attachment{source.suffix if drawn else '.txt'}"
    with AS_FAR_AS_THERE_IS_ROOM:
        allure_commons.plugin_manager.hook.report_attached_file(source=source, file_name=file_name)
    return Attachment(name=exhibit.name, source=file_name, type=exhibit.media_type if drawn else "text/plain")
