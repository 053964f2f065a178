"""What the reference pages say about the code, made from the code while the site is built.

A page says ``<!-- from the code: faults -->`` where the text belongs. Whatever has no words of its own in the code
stops the build with `Undocumented`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import abilities, company_file, driver_options, forms, ledger, options, sandbox, sentences, verdicts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["TEXTS", "setup"]

TEXTS: dict[str, Callable[[], str]] = {
    "abilities": abilities.abilities,
    "purposes": abilities.purposes,
    "drivers": abilities.drivers,
    "driver options": driver_options.driver_options,
    "forms": forms.forms,
    "company file": company_file.keys,
    "pytest options": options.pytest_options,
    "sentences": sentences.sentences,
    "blanks": sentences.blanks,
    "promise terms": sentences.promise_terms,
    "records": ledger.records,
    "parts of records": ledger.parts,
    "terms": ledger.terms,
    "outcomes": verdicts.outcomes,
    "breaches": verdicts.breaches,
    "topics": verdicts.topics,
    "effort": verdicts.effort,
    "faults": sandbox.faults,
}
"""What can be asked for, by name."""

_ASKED = re.compile(r"<!-- from the code: ([a-z ]+) -->")


def setup(app: Sphinx) -> dict[str, Any]:
    """Fill pages in as they are read, and publish the schemas beside them."""
    app.connect("source-read", _fill_in)
    app.connect("build-finished", _publish_schemas)
    return {"parallel_read_safe": True}


def _fill_in(_: Sphinx, __: str, source: list[str]) -> None:
    source[0] = _ASKED.sub(lambda asked: TEXTS[asked[1]](), source[0])


def _publish_schemas(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        company_file.write_schema(app.outdir / "company.schema.json")
        ledger.write_schema(app.outdir / "ledger.schema.json")
