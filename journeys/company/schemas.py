"""The JSON Schemas of what people and programs read and write: the company file, and a ledger's lines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from journeys.company.company_file import company_model
from journeys.judging.topics import Topics
from journeys.promises.clock import lasting
from journeys.records.record import Record
from journeys.topics import OURS

__all__ = ["company_schema", "ledger_schema"]

_DIALECT = {"$schema": GenerateJsonSchema.schema_dialect}


class _AsWritten(GenerateJsonSchema):
    """Gives defaults in the form that a company file takes."""

    def encode_default(self, dft: Any) -> Any:
        return lasting(dft) or "0 seconds" if isinstance(dft, timedelta) else super().encode_default(dft)


def company_schema(kinds: Topics = OURS) -> dict[str, Any]:
    """Return the form of the company file of a suite whose promises are of some kinds."""
    return {**_DIALECT, **company_model(kinds).model_json_schema(schema_generator=_AsWritten), "title": "Company file"}


def ledger_schema() -> dict[str, Any]:
    """Return the form of a ledger's lines."""
    return {**_DIALECT, **TypeAdapter(Record).json_schema(mode="serialization"), "title": "One line of a ledger"}
