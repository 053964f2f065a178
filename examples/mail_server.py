"""A real mail server for the example companies: Dovecot (IMAP, LMTP), with aiosmtpd in front of it (SMTP).

All mail goes to one mailbox, whoever it is addressed to: a shopper's mailbox is looked through by recipient, and people
who cannot exist have no mailbox of their own. Everything listens on loopback, at free ports, and is gone afterwards::

    with open_mail_server() as mail:
        mail.smtp_port, mail.imap_address, mail.username, mail.password
"""

from __future__ import annotations

import asyncio
import contextlib
import grp
import imaplib
import os
import pwd
import secrets
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

__all__ = ["HOST", "MailServer", "MailServerMissing", "free_port", "missing_mail_server", "open_mail_server"]

HOST = "127.0.0.1"
_PATIENCE_SECONDS = 20.0
_DOVECOT_PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
_RUN_UNTIL_PARENT_IS_GONE = '"$@" & server=$!; cat >/dev/null; kill $server; wait $server'
"""Dovecot stops when the pipe to us closes, however we end."""

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
listen = {host}
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service lmtp {{
  unix_listener lmtp {{
    mode = 0600
  }}
}}
"""


class MailServerMissing(RuntimeError):
    """Dovecot is not installed, or did not start; the text says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in and read.

    Attributes:
        smtp_port: Takes any message for anybody, without signing in.
        imap_address: The mailbox that all of them are in, for a company file.
        username: Signs in there.
        password: Made for this run.
    """

    smtp_port: int
    imap_address: str
    username: str
    password: str


def missing_mail_server() -> str | None:
    """Say what to install if Dovecot is not there, or return None."""
    if shutil.which("dovecot", path=_DOVECOT_PLACES):
        return None
    return "Dovecot is not installed. On Debian or Ubuntu: sudo apt-get install dovecot-imapd dovecot-lmtpd"


@contextmanager
def open_mail_server() -> Iterator[MailServer]:
    """Open the mail server; it is closed at the end, or when this process is gone.

    Raises:
        MailServerMissing: Dovecot is not installed, or does not start; with what to do.
    """
    if (remedy := missing_mail_server()) is not None:
        raise MailServerMissing(remedy)
    with tempfile.TemporaryDirectory(prefix="mail-") as name:
        folder, imap_port, password = Path(name), free_port(), secrets.token_hex(8)
        with _running_dovecot(folder, imap_port, password), _taking_mail(folder / "run" / "lmtp") as smtp_port:
            yield MailServer(
                smtp_port=smtp_port, imap_address=f"imap://{HOST}:{imap_port}", username="shoppers", password=password
            )


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        return int(door.getsockname()[1])


@contextmanager
def _running_dovecot(folder: Path, imap_port: int, password: str) -> Iterator[None]:
    # Dovecot refuses to touch mail as root: then it runs as nobody.
    account = pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")
    group = grp.getgrgid(account.pw_gid).gr_name
    configuration = folder / "dovecot.conf"
    configuration.write_text(
        _CONFIGURATION.format(
            folder=folder, user=account.pw_name, group=group, host=HOST, imap_port=imap_port, password=password
        )
    )
    for path in (folder, configuration):
        os.chown(path, account.pw_uid, account.pw_gid)
    dovecot = shutil.which("dovecot", path=_DOVECOT_PLACES) or "dovecot"
    process = subprocess.Popen(
        ["/bin/sh", "-c", _RUN_UNTIL_PARENT_IS_GONE, "sh", dovecot, "-F", "-c", str(configuration)],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[] if os.getuid() == 0 else None,
    )
    try:
        _wait_for_greeting(folder, imap_port, password)
        yield
    finally:
        process.communicate(timeout=_PATIENCE_SECONDS)


def _wait_for_greeting(folder: Path, imap_port: int, password: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            with imaplib.IMAP4(HOST, imap_port, timeout=1) as box:
                box.login("shoppers", password)
        except (OSError, imaplib.IMAP4.error) as error:
            if time.monotonic() > deadline:
                log = folder / "log"
                said = log.read_text() if log.exists() else str(error)
                raise MailServerMissing(f"Dovecot did not start within {_PATIENCE_SECONDS:g} s: {said}") from error
        else:
            return


@dataclass(frozen=True)
class _Delivery:
    """Hands each message on to Dovecot before its sender is told that it was taken."""

    lmtp: Path

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.to_thread(self._deliver, envelope.mail_from or "", envelope.original_content or b"")
        return "250 OK"

    def _deliver(self, sender: str, message: bytes) -> None:
        with smtplib.LMTP(str(self.lmtp)) as server:
            server.sendmail(sender, ["shoppers"], message)


@contextmanager
def _taking_mail(lmtp: Path) -> Iterator[int]:
    controller = Controller(_Delivery(lmtp), hostname=HOST, port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt), open_mail_server() as opened:
        print(opened, flush=True)  # noqa: T201 - to look at it by hand
        sys.stdin.read()
