"""A mailbox that is a folder of this machine: ``.eml`` files, as test systems write them, or a Maildir."""

from __future__ import annotations

import mailbox
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, cast
from urllib.parse import unquote, urlsplit

from imap_tools import MailMessage

from journeys.company.company_file import TouchpointSettings
from journeys.errors import NeverArrived, Unreachable
from journeys.tools.letterheads import Wanted, recipients_of, subject_of
from journeys.tools.mailbox import MOST_LETTERS, POLL_SECONDS, poll_seconds, what_came_instead

__all__ = ["MailFolder", "folder_at"]

_MAILDIR: Final = ("cur", "new")


def folder_at(address: str, beside: Path | None) -> Path:
    """Return the folder that a ``file:`` address names; a relative one is looked for beside the company file."""
    return (beside or Path()) / unquote(urlsplit(address).path)


class MailFolder:
    """All mail of a company under test that is written to a folder. Nobody tells of a new one: it is looked into again.

    A folder with ``cur`` and ``new`` is a Maildir; in any other, every file below it that ends in ``.eml`` is a letter.
    """

    def __init__(self, settings: TouchpointSettings, beside: Path | None) -> None:
        """Take the touchpoint, and the company file's folder.

        Raises:
            InvalidCompany: Its option ``poll`` is no length of time.
        """
        self._folder = folder_at(settings.address, beside)
        self._poll_seconds = poll_seconds(settings) or POLL_SECONDS
        self._closed = Event()
        self._read: dict[str, MailMessage] = {}

    def wait_for(self, recipient: str, within: timedelta, *, message_id: str = "", subject: str = "") -> MailMessage:
        """Return the message to a recipient with this Message-ID, or with these words in its subject.

        Raises:
            NeverArrived: It did not come within that time; the text says what did.
            Unreachable: The folder is not there, or cannot be read.
        """
        self._closed.clear()
        deadline = time.monotonic() + within.total_seconds()
        wanted = Wanted(recipient, message_id, subject)
        while True:
            letters = self._all()
            if found := next((one for one in reversed(letters) if wanted.is_it(one)), None):
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                others = [subject_of(one) for one in reversed(letters) if recipient.casefold() in recipients_of(one)]
                raise NeverArrived(what_came_instead(others, message_id or subject, within))
            self._closed.wait(min(left, self._poll_seconds))

    def letters_to(self, recipient: str, likely: Callable[[MailMessage], bool] = lambda _: True) -> list[MailMessage]:
        """Return what has arrived for a recipient, the newest last; of much, the newest.

        Args:
            recipient: Whose address.
            likely: Chooses by the headers.

        Raises:
            Unreachable: The folder is not there, or cannot be read.
        """
        found = [one for one in self._all() if recipient.casefold() in recipients_of(one) and likely(one)]
        return found[-MOST_LETTERS:]

    def count(self) -> int:
        """Tell how many letters there are.

        Raises:
            Unreachable: The folder is not there, or cannot be read.
        """
        return len(self._all())

    def close(self) -> None:
        """Stop waiting."""
        self._closed.set()

    def _all(self) -> list[MailMessage]:
        """Read every letter, the newest last; each is read once, for none changes."""
        try:
            if not self._folder.is_dir():
                raise Unreachable(f"There is no folder of mail at {self._folder}")
            return list(self._letters())
        except OSError as error:
            message = f"The mail in {self._folder} cannot be read: {error.strerror or error}"
            raise Unreachable(message) from error

    def _letters(self) -> Iterator[MailMessage]:
        """Give them in the order in which they came; one that is taken away meanwhile is passed over."""
        if all((self._folder / name).is_dir() for name in _MAILDIR):
            kept = mailbox.Maildir(self._folder, create=False)
            named = [(path.stat().st_mtime_ns, path.name.partition(":")[0]) for path in _files(self._folder, _MAILDIR)]
            for _, key in sorted(named):
                with suppress(KeyError, FileNotFoundError):
                    yield self._once(key, partial(kept.get_bytes, key))
            return
        for changed, path in sorted((path.stat().st_mtime_ns, path) for path in self._folder.rglob("*.eml")):
            with suppress(FileNotFoundError):
                yield self._once(f"{path} {changed}", path.read_bytes)  # one that is still being written changes

    def _once(self, key: str, read: Callable[[], bytes]) -> MailMessage:
        if key not in self._read:
            self._read[key] = cast("MailMessage", MailMessage.from_bytes(read()))
        return self._read[key]


def _files(folder: Path, below: Sequence[str]) -> Iterator[Path]:
    return (path for name in below for path in (folder / name).iterdir() if not path.name.startswith("."))
