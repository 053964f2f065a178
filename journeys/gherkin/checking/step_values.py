"""What a step is given, in its blanks and below it, as far as it can be judged without running it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import cache
from typing import cast

from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext

from journeys.company.company_file import Company
from journeys.errors import AuthorError, UnknownName
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.channel import Channel
from journeys.promises.clock import read_duration
from journeys.promises.counts import read_count
from journeys.promises.money import read_money
from journeys.promises.preferences import read_language, read_means
from journeys.promises.promise import PromiseTerms
from journeys.promises.tables import Table

__all__ = ["blanks", "table", "unread"]


def blanks(sentence: Sentence, filled: Mapping[str, str], company: Company) -> Iterator[AuthorError]:
    """Find what no blank of its kind may hold."""
    known = {"Touchpoint": tuple(company.touchpoints), "Channel": tuple(one.value for one in Channel)}
    for blank, value in filled.items():
        kind = sentence.blanks[blank]
        if kind in known and not (value in known[kind] or (kind == "Channel" and Channel.knows(value))):
            yield UnknownName(f"{company.name} has no such {kind.lower()}", value=value, valid=known[kind])
        try:
            if kind == "Money":
                read_money(value, term=blank, currency=company.currency)
            elif kind == "Duration":
                read_duration(value, term=blank)
            elif kind == "Count":
                read_count(value, term=blank)
            elif kind == "Means":
                read_means(value)
            elif kind == "Language":
                read_language(value)
        except AuthorError as error:
            yield error


def unread(context: StepFunctionContext, step: Step) -> Iterator[AuthorError]:
    """Find what stands below a step that does not read it."""
    asked = _asked(context.step_func)
    below = {"datatable": (step.datatable, "table"), "docstring": (step.docstring, "text")}
    for parameter, (written, called) in below.items():
        if written is not None and parameter not in asked:
            problem = f"This sentence takes no {called} below it, so what stands there changes nothing"
            yield AuthorError(problem, value=step.name, remedy=f"Take the {called} out, or see: shop steps.")


def table(
    reader: object, step: Step, company: Company, book: Phrasebook | None
) -> Generator[AuthorError, None, object | None]:
    """Find what the reader of a step's table would refuse; return what it reads, or None."""
    if step.datatable is None:
        yield AuthorError("This sentence needs a table below it", value=step.name)
        return None
    written = cast("Table", step.datatable.raw())
    misread = _misread(reader, book.table(written) if book else written, company)
    while True:
        try:
            error = next(misread)
        except StopIteration as ended:
            return cast("object", ended.value)
        yield book.retold(error, book.values_in(written)) if book else error


def _misread(reader: object, rows: Table, company: Company) -> Generator[AuthorError, None, object | None]:
    try:
        read: object | None = reader(company.table(), rows)  # type: ignore[operator]
    except AuthorError as error:
        yield error
        return None
    if isinstance(read, PromiseTerms):
        for place in read.touchpoints():
            if place not in company.touchpoints:
                problem = f"{company.name} has no such touchpoint"
                yield UnknownName(problem, value=place, valid=company.touchpoints)
                read = None
    return read


@cache
def _asked(step: Callable[..., object]) -> frozenset[str]:
    """Name what a step asks for."""
    return frozenset(inspect.signature(inspect.unwrap(step)).parameters)
