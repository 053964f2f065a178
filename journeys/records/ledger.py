"""The ledger: an append-only record of a run, one JSON object a line, schema version first."""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from journeys.errors import InvalidLedger, NotKept
from journeys.evidence.harmless import escaped_in_json
from journeys.evidence.purposes import Purpose
from journeys.judging.verdict import Outcome
from journeys.promises.declared import Vocabulary
from journeys.promises.forms import FORMS
from journeys.promises.terms import Term
from journeys.records.before import raised
from journeys.records.record import PurposeTold, Record, TermTold, TopicUsed, VisitMade
from journeys.topics import OURS

__all__ = ["SCHEMA", "Ledger", "read", "words"]

SCHEMA = 3
"""Version of the records' form, raised with each kind of record that is new; a reader refuses a newer one."""
_READ = range(1, SCHEMA + 1)

_RECORDS: TypeAdapter[Any] = TypeAdapter(Record)

_STRUCTURE = frozenset(
    (
        *("kind", "schema", "run", "scenario", "file", "started", "ended", "at", "version", "split"),
        *("company", "profile", "faults", "currency", "locale", "touchpoints", "touchpoint", "channel", "side"),
        *("origin", "status", "outcome", "purpose", "term", "breach", "about", "row", "honoured_at", "where"),
        *("valid_from", "valid_through", "waited", "elapsed"),
        *("path", "media_type", "keyword", "tags", "scenarios", "shopper", "promise", "line", "fact"),
    )
)
"""Fields that readers go by: they hold names that sentences use and the harness's own words, which no secret masks."""

_OWN_FORM = re.compile(r"-?\d+(\.\d+)? [A-Z]{3}|\d{4}-\d\d-\d\dT[\d:.+Z-]+")
"""An amount, or a moment: nothing secret looks like it, and whoever reads on calculates with it."""


@functools.cache
def words() -> frozenset[str]:
    """Give the words that ledgers are made of, folded: names of fields, and the values that these can have."""
    found: set[str] = set()
    _gather(_RECORDS.json_schema(mode="serialization"), found)
    told = {part for one in found for part in (one, *one.replace("-", " ").replace("_", " ").split())}
    return frozenset(one.casefold() for one in (*told, *Outcome.__members__, *(each.words for each in Outcome)))


def _gather(schema: Any, found: set[str]) -> None:
    if isinstance(schema, list):
        for one in schema:
            _gather(one, found)
    elif isinstance(schema, dict):
        found.update(schema.get("properties", {}))
        found.update(one for one in (*schema.get("enum", ()), schema.get("const")) if isinstance(one, str))
        for one in schema.values():
            _gather(one, found)


@dataclass(slots=True)
class Ledger:
    """Appends records to one file; each worker has its own, so that nothing mixes.

    Attributes:
        path: The file, made at the first record.
        redact: Applied to each text of a record before it is written; how JSON writes it comes after.
    """

    path: Path
    redact: Callable[[str], str] = field(default=lambda text: text)

    def append(self, record: object) -> None:
        """Write one record, whole and at once, so that killing the run loses no finished visit."""
        data = _RECORDS.dump_python(record, mode="json")
        if not isinstance(record, TopicUsed):  # the harness's own words
            data = self._redacted(data, _settled(record))
        line = escaped_in_json(json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False)) + "\n"
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            _write_whole(descriptor, line.encode())
        except OSError as error:
            message = f"Nothing more can be kept in {self.path}: {error.strerror}. Make room there, and run again."
            raise NotKept(message) from error
        finally:
            os.close(descriptor)

    def _redacted(self, value: Any, settled: frozenset[str]) -> Any:
        match value:
            case str():
                return value if _OWN_FORM.fullmatch(value) else self.redact(value)
            case list():
                return [self._redacted(one, settled) for one in value]
            case dict():
                kept = _STRUCTURE | {"value"} if value.get("term") in settled else _STRUCTURE
                return {key: one if key in kept else self._redacted(one, settled) for key, one in value.items()}
        return value


def _settled(record: object) -> frozenset[str]:
    """Name the terms of a visit whose values have a form of their own, and are compared."""
    seen = record.visit.observations if isinstance(record, VisitMade) else ()
    return frozenset(str(one.term) for one in seen if one.term.form is not None and not one.term.form.free)


def _write_whole(descriptor: int, data: bytes) -> None:
    """Write all of it; what a full disk took of it is taken back, so that it never stands before another record."""
    before = os.fstat(descriptor).st_size
    try:
        written = os.write(descriptor, data)
        while written < len(data):
            written += os.write(descriptor, data[written:])
    except OSError:
        with suppress(OSError):
            if os.fstat(descriptor).st_size < before + len(data):
                os.ftruncate(descriptor, before)
        raise


def read(path: Path) -> Iterator[Any]:
    """Read a ledger's records in order; a last line cut short by a killed run is left out.

    Raises:
        InvalidLedger: A newer schema, or a line that is no record.
    """
    vocabulary = OURS.vocabulary  # a ledger of schema 1 names no topics: there were only ours
    with path.open("rb") as lines:  # not as text: the last one may end within a character
        for number, line in enumerate(lines, start=1):
            if line == b"\n":
                continue
            record = _record(line, f"{path}:{number}", vocabulary)
            if record is None:
                return
            if isinstance(record, TopicUsed):
                vocabulary = _with(record, vocabulary)
            yield record


def _record(line: bytes, place: str, vocabulary: Vocabulary) -> Any:
    """Read one record; None if the line was cut short."""
    try:
        data = json.loads(line)
        schema = data.pop("schema")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if not line.endswith(b"\n"):
            return None
        shown = line[:60].rstrip(b"\n").decode(errors="replace")
        raise InvalidLedger("This line is not a ledger record", value=shown, place=place) from error
    if schema not in _READ:
        newer = isinstance(schema, int) and schema > SCHEMA
        what = "was written by a newer version" if newer else "has a schema that never was"
        remedy = (
            f"This one reads schema {_READ[0]} to {_READ[-1]}. "
            "Read it with the version of Mystery Shopper that wrote it, or upgrade this one."
        )
        raise InvalidLedger(f"The ledger {what}: schema {schema}", remedy=remedy, place=place)
    try:
        return _RECORDS.validate_python(raised(data, schema), context=vocabulary)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "kind"
        raise InvalidLedger(f"The record's {where} cannot be read ({first['msg']})", place=place) from error


def _with(used: TopicUsed, known: Vocabulary) -> Vocabulary:
    """Add what a ledger tells of a topic; what is declared here goes before."""
    terms = {name: Term[Any](name, topic=used.name, **_fields(told)) for name, told in used.terms.items()}
    purposes = {name: Purpose(name, topic=used.name, **_fields(told)) for name, told in used.purposes.items()}
    return {**known, Term: {**terms, **known[Term]}, Purpose: {**purposes, **known[Purpose]}}


def _fields(told: TermTold | PurposeTold) -> dict[str, Any]:
    fields = {name: getattr(told, name) for name in told.__dataclass_fields__}
    return fields | {"form": FORMS.get(told.form)} if isinstance(told, TermTold) else fields
