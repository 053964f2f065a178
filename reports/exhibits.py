"""Exhibits as a page can show them: pictures embedded once, texts as text, the rest as links."""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path

from bs4 import BeautifulSoup

from journeys.evidence.observations import Exhibit, Visit
from journeys.judging.verdict import Outcome
from journeys.records.run import Run

from .figures import findings

__all__ = ["PICTURES_BYTES", "Showcase", "Shown"]

PICTURES_BYTES = 12_000_000
"""How much of a page its pictures may take; those of breaches come first, the rest is linked."""

_TEXT_CHARACTERS = 20_000
_TEXT_TYPES = ("text/", "application/json", "application/xml", "message/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One exhibit, ready for a page.

    Attributes:
        picture: A data URI.
        text: What it says.
        same_as: Anchor of the identical exhibit shown before.
        file: Where it lies beside the page, unless it is missing.
        note: What a reader should know: cut short, left out, missing.
    """

    anchor: str
    name: str
    kind: str
    file: str | None = None
    picture: str | None = None
    text: str | None = None
    same_as: str | None = None
    note: str | None = None


@dataclass(slots=True)
class Showcase:
    """Shows the exhibits of a run, each picture once and no more than fit."""

    run: Run
    pictures_bytes: int = PICTURES_BYTES
    _embedded: set[Path] = field(init=False)
    _shown: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the pictures to embed: those of visits with a breach first."""
        self._embedded = set()
        left = self.pictures_bytes
        for exhibit in _most_telling_first(self.run):
            path = self._path(exhibit)
            if path is None or not exhibit.media_type.startswith("image/"):
                continue
            size = path.stat().st_size * 4 // 3
            if size <= left and path not in self._embedded:
                self._embedded.add(path)
                left -= size

    def show(self, exhibit: Exhibit, anchor: str) -> Shown:
        """Make one exhibit ready."""
        shown = Shown(anchor=anchor, name=exhibit.name, kind=exhibit.kind.value, file=exhibit.path)
        path = self._path(exhibit)
        if path is None:
            return replace(shown, file=None, note=f"This exhibit is missing: {exhibit.path}")
        if exhibit.media_type.startswith(_TEXT_TYPES):
            return _with_text(shown, path, exhibit.media_type)
        if path not in self._embedded:
            return replace(shown, note="Kept beside this page.")
        content = path.read_bytes()
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        if digest in self._shown:
            return replace(shown, same_as=self._shown[digest])
        self._shown[digest] = anchor
        encoded = base64.b64encode(content).decode()
        return replace(shown, picture=f"data:{exhibit.media_type};base64,{encoded}")

    def _path(self, exhibit: Exhibit) -> Path | None:
        """Find the file, within the run's folder only: a ledger may come from somebody else."""
        folder = self.run.folder.resolve()
        path = (folder / exhibit.path).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None


def _most_telling_first(run: Run) -> Iterable[Exhibit]:
    told: list[tuple[Outcome, Visit]] = []
    for scenario in run.scenarios:
        worst: dict[int | None, Outcome] = {}
        for _, found in findings(scenario):
            worst[found.visit] = max(found.outcome, worst.get(found.visit, Outcome.KEPT))
        told += [(worst.get(visit.number, Outcome.KEPT), visit) for visit in scenario.visits]
    for _, visit in sorted(told, key=lambda pair: -pair[0]):
        yield from visit.exhibits


def _with_text(shown: Shown, path: Path, media_type: str) -> Shown:
    text = _text_of(path.read_bytes(), media_type)
    if len(text) > _TEXT_CHARACTERS:
        return replace(shown, text=text[:_TEXT_CHARACTERS], note="Cut short; the whole text is in the file.")
    return replace(shown, text=text)


def _text_of(content: bytes, media_type: str) -> str:
    if media_type == "message/rfc822":
        message = email.message_from_bytes(content, policy=email.policy.default)
        return _message_text(message)
    decoded = content.decode("utf-8", errors="replace")
    return _plain(decoded) if media_type.startswith("text/html") else decoded


def _message_text(message: EmailMessage) -> str:
    heads = [f"{name}: {message[name]}" for name in ("From", "To", "Date", "Subject") if message[name]]
    body = message.get_body(preferencelist=("plain", "html"))
    text = body.get_content() if body else ""
    if body and body.get_content_subtype() == "html":
        text = _plain(text)
    return "\n".join([*heads, "", text.strip()])


def _plain(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text("\n", strip=True)
