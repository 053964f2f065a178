"""A company to try things on: Kestrel Mobile, the sandbox company, in a process of its own."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from journeys.company.company_file import Company

__all__ = ["open_sandbox"]


@contextmanager
def open_sandbox(profile: str = "connected", faults: Sequence[str] = ()) -> Iterator[Company]:
    """Open the sandbox company, and close it at the end. Needs the ``sandbox`` extra.

    Args:
        profile: ``connected``, where every promise is kept, or ``siloed``, the story's.
        faults: To be switched on; ``shop sandbox --list-faults`` names them.

    Raises:
        AuthorError: It refuses the profile or a fault, in its own words.
        Compromised: It does not get ready.
    """
    carried = importlib.import_module("journeys.fixtures.company")  # carried in a wheel, beside us in a checkout
    with TemporaryDirectory() as folder, carried.open_sandbox(profile, [*faults], Path(folder) / "company.toml") as one:
        yield one
