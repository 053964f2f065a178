"""One mail server for this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.sandbox.mail.server import MailServer

from .reading import Post


@pytest.fixture(scope="session")
def ports() -> Iterator[tuple[int, int]]:
    """SMTP and IMAP, of a server that keeps messages byte for byte."""
    server = MailServer("127.0.0.1", "shoppers", "open sesame")
    server.start()
    yield server.ports(10)
    server.stop()


@pytest.fixture
def post(ports: tuple[int, int], tmp_path: Path) -> Iterator[Post]:
    """The mail server, and an inbox to read on it."""
    office = Post(*ports, tmp_path)
    yield office
    office.close()
