"""Exhibits: the files that show what was seen on a visit, redacted, in a run's folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from journeys.evidence.observations import Exhibit, ExhibitKind
from journeys.tools.pictures import Camera
from journeys.tools.redaction import Redactor
from journeys.tools.traces import TRACE_TYPE

__all__ = ["Exhibits"]

_SUFFIXES = {"image/jpeg": "jpg", "text/plain": "txt", "text/html": "html", TRACE_TYPE: "zip"}


@dataclass(slots=True)
class Exhibits:
    """Keeps exhibits in a run's folder, redacted.

    Attributes:
        folder: The run's folder; exhibits go below it.
        scenario: What tells this scenario's files from others'.
        camera: Takes the pictures; one for a whole run is quicker.
    """

    folder: Path
    scenario: str
    redactor: Redactor
    camera: Camera = field(default_factory=Camera)

    def keep(self, visit: int, kind: ExhibitKind, name: str, content: str | bytes, media_type: str) -> Exhibit:
        """Write one exhibit; text is redacted, pictures must have been masked when they were taken."""
        data = self.redactor.clean(content).encode(errors="replace") if isinstance(content, str) else content
        exhibit = self.place(visit, kind, name, media_type)
        (self.folder / exhibit.path).write_bytes(data)
        return exhibit

    def place(self, visit: int, kind: ExhibitKind, name: str, media_type: str) -> Exhibit:
        """Name the file an exhibit goes to, in a folder that exists."""
        mark = hashlib.blake2s(f"{self.scenario}:{visit}:{kind}:{name}".encode(), digest_size=5).hexdigest()
        path = f"exhibits/{mark}-{visit:02d}-{kind.name.lower()}.{_SUFFIXES[media_type]}"
        (self.folder / "exhibits").mkdir(parents=True, exist_ok=True)
        return Exhibit(kind=kind, name=name, path=path, media_type=media_type)
