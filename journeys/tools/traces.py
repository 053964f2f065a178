"""Playwright traces as exhibits: rewritten so that nothing personal or secret is left in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from journeys.tools.redaction import Redactor
from journeys.tools.secret_fields import MASK

__all__ = ["TRACE_TYPE", "redact_trace"]

TRACE_TYPE = "application/vnd.allure.playwright-trace"
"""Media type under which Allure opens a trace in its viewer."""

_OWN_FORM = {".trace", ".network", ".stacks", ".json", ".har"}
_NO_TEXT = {
    *(".jpeg", ".jpg", ".png", ".gif", ".webp", ".avif", ".ico", ".bmp"),
    *(".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp4", ".webm", ".mp3", ".ogg", ".wasm", ".zip", ".gz"),
}
_SAID = r"\"(?:[^\"\\]|\\.)*+\""
_TYPED = (
    re.compile(rf'(?P<head>"__playwright_value_"\s*:\s*)(?P<value>{_SAID})'),
    re.compile(
        r'(?P<head>"method":"(?:fill|type|press|pressSequentially|insertText|selectOption|keyboardType'
        rf'|keyboardInsertText|setInputFiles)"[^\n]*?"(?:value|text|options)":\s*)(?P<value>{_SAID}|\[[^\]\n]*\])'
    ),
    re.compile(
        r"(?P<head>\b(?:fill|type|pressSequentially|insertText)\((?:\\?[\"']))(?P<value>(?:[^\"'\\\n]|\\\\.)*+)"
    ),
    re.compile(r'(?P<head>"title":"(?:Fill|Type|Insert text) \\")(?P<value>(?:[^"\\]|\\.)*?)(?=\\")'),
)
"""What was typed, as Playwright notes it: in fields of a page, in what it was asked to do, in what it tells of that."""


def redact_trace(path: Path, redactor: Redactor) -> None:
    """Mask what is personal or secret in every text of a trace, and all that was typed; its name stays."""
    clean = path.with_suffix(".tmp")
    with ZipFile(path) as before, ZipFile(clean, "w", ZIP_DEFLATED) as after:
        posted = {name for member in before.namelist() for name in _posted(member, before)}
        for member in before.infolist():
            sent = PurePosixPath(member.filename).name in posted
            data = MASK.encode() if sent else _redacted(member.filename, before.read(member), redactor)
            after.writestr(member, data)
    clean.replace(path)


def _posted(member: str, trace: ZipFile) -> Iterator[str]:
    """Name the files of a trace that hold what was sent: all of it was typed, or is nobody's business."""
    if PurePosixPath(member).suffix == ".network":
        for request in _requests(trace.read(member).decode(errors="replace")):
            body = request.get("postData")
            named = (body.get("_file"), body.get("_sha1")) if isinstance(body, dict) else ()
            yield from (PurePosixPath(name).name for name in named if isinstance(name, str))


def _requests(network: str) -> Iterator[dict[str, Any]]:
    for line in network.splitlines():
        with suppress(json.JSONDecodeError, KeyError, TypeError):
            yield json.loads(line)["snapshot"]["request"]


def _without_body(line: str) -> str:
    with suppress(json.JSONDecodeError, KeyError, TypeError):
        entry = json.loads(line)
        body = entry["snapshot"]["request"]["postData"]
        body["text"] = MASK
        body["params"] = [{**one, "value": MASK} for one in body.get("params", [])]
        return json.dumps(entry, ensure_ascii=False)
    return line


def _redacted(name: str, data: bytes, redactor: Redactor) -> bytes:
    kind = PurePosixPath(name).suffix.casefold()
    if kind in _NO_TEXT:
        return data
    try:
        text, encoding = data.decode(), "utf-8"
    except UnicodeDecodeError:  # whatever alphabet it is in, secrets are mostly of these letters
        text, encoding = data.decode("latin-1"), "latin-1"
    if kind in _OWN_FORM:
        lines = (_without_typing(line) if kind != ".json" else line for line in text.split("\n"))
        cleaned = "\n".join(redactor.clean_form(line) for line in lines)
    else:
        cleaned = redactor.clean(text)
    return data if cleaned == text else cleaned.encode(encoding, errors="replace")


def _without_typing(line: str) -> str:
    if '"postData"' in line:
        line = _without_body(line)
    for form in _TYPED:
        line = form.sub(lambda found: found["head"] + _masked(found["value"]), line)
    return line


def _masked(value: str) -> str:
    return f'"{MASK}"' if value.startswith('"') else f'["{MASK}"]' if value.startswith("[") else MASK
