"""The ledger: an append-only record of a run, one JSON object a line, schema version first."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from journeys.errors import InvalidLedger
from journeys.evidence.purposes import Purpose
from journeys.promises.declared import Vocabulary
from journeys.promises.terms import Term
from journeys.records.before import raised
from journeys.records.record import PurposeTold, Record, TermTold, TopicUsed
from journeys.topics import OURS

__all__ = ["SCHEMA", "Ledger", "read"]

SCHEMA = 2
"""Version of the records' form; a reader refuses a newer one."""
_READ = range(1, SCHEMA + 1)

_RECORDS: TypeAdapter[Any] = TypeAdapter(Record)


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
        data = self._redacted(_RECORDS.dump_python(record, mode="json"))
        line = json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False) + "\n"
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)

    def _redacted(self, value: Any) -> Any:
        match value:
            case str():
                return self.redact(value)
            case list():
                return [self._redacted(one) for one in value]
            case dict():
                return {key: one if key == "kind" else self._redacted(one) for key, one in value.items()}
        return value


def read(path: Path) -> Iterator[Any]:
    """Read a ledger's records in order; a last line cut short by a killed run is left out.

    Raises:
        InvalidLedger: A newer schema, or a line that is no record.
    """
    vocabulary = OURS.vocabulary  # a ledger of schema 1 names no topics: there were only ours
    lines = path.read_bytes().split(b"\n")  # not as text: the last one may end within a character
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        place = f"{path}:{number}"
        try:
            data = json.loads(line)
            schema = data.pop("schema")
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
            if number == len(lines):
                return
            shown = line[:60].decode(errors="replace")
            raise InvalidLedger("This line is not a ledger record", value=shown, place=place) from error
        if schema not in _READ:
            remedy = "Read it with the version of Mystery Shopper that wrote it, or upgrade this one."
            raise InvalidLedger(
                "The ledger has a schema this version cannot read",
                value=str(schema),
                valid=map(str, _READ),
                remedy=remedy,
                place=place,
            )
        try:
            record = _RECORDS.validate_python(raised(data, schema), context=vocabulary)
            if isinstance(record, TopicUsed):
                vocabulary = _with(record, vocabulary)
            yield record
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise InvalidLedger(f"The record's {where} cannot be read ({first['msg']})", place=place) from error


def _with(used: TopicUsed, known: Vocabulary) -> Vocabulary:
    """Add what a ledger tells of a topic; what is declared here goes before."""
    terms = {name: Term[Any](name, topic=used.name, **_fields(told)) for name, told in used.terms.items()}
    purposes = {name: Purpose(name, topic=used.name, **_fields(told)) for name, told in used.purposes.items()}
    return {**known, Term: {**terms, **known[Term]}, Purpose: {**purposes, **known[Purpose]}}


def _fields(told: TermTold | PurposeTold) -> dict[str, Any]:
    return {name: getattr(told, name) for name in told.__dataclass_fields__}
