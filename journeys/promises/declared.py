"""Words that carry what a topic declared of them: a ledger keeps the word, and finds the declaration again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

__all__ = ["Declared", "Vocabulary"]

Vocabulary = Mapping[type, Mapping[str, Any]]
"""By the kind of word (term, purpose …), what was declared of each; given to pydantic as its context."""


class Declared(str):  # noqa: SLOT000 - what is declared of it lies in its attributes
    """A word that something was declared of; equal to the bare word.

    Attributes:
        place: Where it is declared (``file:line``), if a topic's module does.
    """

    place: str = ""

    __hash__ = str.__hash__

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read it as text, and find it in the vocabulary if it is there; write it as text."""
        del source, handler

        def known(value: object, info: ValidationInfo) -> Declared:
            if isinstance(value, cls):
                return value
            if not isinstance(value, str):
                message = f"{value!r} is no text"
                raise ValueError(message)  # noqa: TRY004 - pydantic tells a ValueError
            vocabulary: Vocabulary = info.context or {}
            declared: Declared | None = vocabulary.get(cls, {}).get(value)
            return cls(value) if declared is None else declared

        return core_schema.with_info_plain_validator_function(
            known, serialization=core_schema.plain_serializer_function_ser_schema(str.__str__)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say that it is text."""
        del schema, handler
        return {"type": "string"}
