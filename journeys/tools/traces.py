"""Playwright traces as exhibits: rewritten so that nothing personal or secret is left in them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from journeys.tools.redaction import Redactor

__all__ = ["TRACE_TYPE", "redact_trace"]

TRACE_TYPE = "application/vnd.allure.playwright-trace"
"""Media type under which Allure opens a trace in its viewer."""


def redact_trace(path: Path, redactor: Redactor) -> None:
    """Mask what is personal or secret in every text of a trace; its name stays."""
    clean = path.with_suffix(".tmp")
    with ZipFile(path) as before, ZipFile(clean, "w", ZIP_DEFLATED) as after:
        for member in before.infolist():
            data = before.read(member)
            with suppress(UnicodeDecodeError):  # a picture or a font holds no text
                data = redactor.clean(data.decode()).encode()
            after.writestr(member, data)
    clean.replace(path)
