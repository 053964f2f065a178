"""``shop schema``: the forms that editors and other programs check files by."""

from __future__ import annotations

import json

import pytest

from .conftest import Shop


@pytest.mark.parametrize(("which", "keys"), [("company", {"hosts", "touchpoints"}), ("ledger", set())])
def test_a_schema_is_printed_for_each_form(shop: Shop, which: str, keys: set[str]) -> None:
    result = shop("schema", which)

    schema = json.loads(result.out)
    assert result.code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert keys <= set(schema.get("required", ()))


def test_an_unknown_form_is_refused(shop: Shop) -> None:
    result = shop("schema", "compny")

    assert result.code == 2
    assert "'company'" in result.said
