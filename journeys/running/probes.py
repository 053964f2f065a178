"""Single looks at an address, each with a deadline: is it there, is its certificate good, does it let one in."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import mktime_tz, parsedate_tz
from imaplib import IMAP4, IMAP4_SSL
from urllib.parse import urljoin, urlsplit

import certifi
import requests

from journeys.company.company_file import BackOfficeSettings, TouchpointSettings
from journeys.company.settings import is_folder
from journeys.errors import MysteryShopperError
from journeys.promises.clock import lasting
from journeys.tools.http import GuardedSession

__all__ = [
    "PATIENCE_SECONDS",
    "Trouble",
    "answers",
    "has_good_certificate",
    "host_of",
    "is_secure",
    "lets_mailbox_in",
    "listens",
    "speaks_http",
]

PATIENCE_SECONDS = 5.0
"""How long a host may take to answer, if nobody says otherwise."""
_PORTS = {"http": 80, "https": 443, "imap": 143, "imaps": 993, "ws": 80, "wss": 443, "smtp": 25}
_SECURE = {"https", "imaps", "wss"}
_EXPIRES_SOON = timedelta(days=14)
_CLOCKS_DIFFER = timedelta(seconds=60)
_SERVER_ERROR = 500


class Trouble(Exception):
    """What is wrong with a part of the world, and how to mend it.

    Attributes:
        of_host: Whether it is the whole host's, so that nothing else need be asked of it.
    """

    def __init__(self, found: str, remedy: str, *, of_host: bool = False) -> None:
        """Take what was found and what to do."""
        super().__init__(found)
        self.found, self.remedy, self.of_host = found, remedy, of_host


def is_secure(address: str) -> bool:
    """Tell whether an address is spoken to over TLS from the first byte."""
    return urlsplit(address).scheme in _SECURE


def speaks_http(address: str) -> bool:
    """Tell whether an address is a web server's."""
    return urlsplit(address).scheme in {"http", "https"}


def host_of(address: str) -> str:
    """Name the host and the port that an address leads to; a folder is on no host but its own."""
    if is_folder(address):
        return address
    host, port = _host_and_port(address)
    return f"{host}:{port}"


def listens(address: str, patience: float = PATIENCE_SECONDS) -> str:
    """Look the host up and connect to it."""
    host, port = _host_and_port(address)
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        remedy = "Correct the address, or this machine's name service (DNS, hosts file, VPN)."
        raise Trouble(f"the host {host} has no address: {error.strerror or error}", remedy, of_host=True) from error
    try:
        with socket.create_connection((host, port), timeout=patience):
            return f"{host}:{port}"
    except OSError as error:
        remedy = "Start it, or correct the address; a firewall may stand between."
        found = f"nobody answers at {host}:{port}: {error.strerror or error}"
        raise Trouble(found, remedy, of_host=True) from error


def has_good_certificate(address: str, patience: float = PATIENCE_SECONDS) -> str:
    """Check who vouches for the host, and for how long still."""
    host, port = _host_and_port(address)
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    try:
        with (
            socket.create_connection((host, port), timeout=patience) as plain,
            context.wrap_socket(plain, server_hostname=host) as secure,
        ):
            certificate = secure.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        remedy = "Renew it, or have this machine trust who issued it."
        found = f"the certificate of {host} is not valid: {error.verify_message}"
        raise Trouble(found, remedy, of_host=True) from error
    except TimeoutError as error:
        raise _slow(address, patience) from error
    except OSError as error:
        raise Trouble(f"{host}:{port} does not speak TLS: {error}", "Correct the address's scheme or port.") from error
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
    left = ends - datetime.now(UTC)
    if left < _EXPIRES_SOON:
        raise Trouble(f"the certificate of {host} expires on {ends:%d %B %Y}, in {left.days} days", "Renew it now.")
    return f"valid until {ends:%d %B %Y}"


def answers(address: str, http: GuardedSession, patience: float = PATIENCE_SECONDS) -> str:
    """Ask a web server for its page, and compare its clock with this machine's."""
    try:
        answer = http.get(address, timeout=patience, allow_redirects=False)
    except (MysteryShopperError, requests.RequestException) as error:
        if isinstance(error, requests.Timeout) or isinstance(error.__cause__, requests.Timeout):
            raise _slow(address, patience) from error
        raise Trouble(str(error), "Start it, or correct the address.") from error
    if answer.status_code >= _SERVER_ERROR:
        remedy = "Look into the server's log: it has a fault of its own."
        raise Trouble(f"HTTP {answer.status_code} {answer.reason}", remedy)
    if answer.is_redirect:
        target = urlsplit(urljoin(address, answer.headers["Location"])).hostname or ""
        if target not in http.hosts:
            remedy = f'Add "{target}" to hosts, if the run may go there.'
            raise Trouble(f"it sends visitors on to {target}, which hosts does not name", remedy)
    _check_clock(answer)
    return f"HTTP {answer.status_code}"


def lets_mailbox_in(settings: TouchpointSettings | BackOfficeSettings, patience: float = PATIENCE_SECONDS) -> str:
    """Sign in to a mail server and open the inbox."""
    host, port = _host_and_port(settings.address)
    kind = IMAP4_SSL if is_secure(settings.address) else IMAP4
    password = settings.password.get_secret_value() if settings.password else ""
    try:
        box = kind(host, port, timeout=patience)
    except TimeoutError as error:
        raise _slow(settings.address, patience) from error
    except (OSError, IMAP4.error) as error:
        raise Trouble(f"no IMAP server answers: {error}", "Correct the address, or start the mail server.") from error
    try:
        with box:
            box.login(settings.username or "", password)
            status, count = box.select("INBOX", readonly=True)
            if status != "OK":
                raise Trouble("there is no INBOX", "Have the mail server make one for this user.")
            can = box.capability()[1][0] or b""  # more is offered to those who are let in
            told = (
                "tells of new mail (IDLE)"
                if b"IDLE" in can.upper().split()
                else "has to be asked for new mail (no IDLE)"
            )
            return f"{int((count[0] or b'0').decode())} messages; {told}"
    except IMAP4.error as error:
        said = error.args[0] if error.args else error
        words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        raise Trouble(f"{settings.username!r} is not let in: {words}", "Correct username and password.") from error
    except OSError as error:
        raise Trouble(f"the connection broke: {error}", "Try again; look into the mail server's log.") from error


def _slow(address: str, patience: float) -> Trouble:
    remedy = "Look what keeps it, or give it longer: shop doctor --patience SECONDS."
    return Trouble(f"{host_of(address)} did not answer within {patience:g} s", remedy, of_host=True)


def _check_clock(answer: requests.Response) -> None:
    told = parsedate_tz(answer.headers.get("Date", ""))
    if told is None:  # it says none, or nothing that is one
        return
    differs = datetime.fromtimestamp(mktime_tz(told), UTC) - datetime.now(UTC)
    if abs(differs) > _CLOCKS_DIFFER:
        which = "ahead of" if differs > timedelta() else "behind"
        remedy = "Set the clocks by a time server: links and signatures are refused otherwise."
        raise Trouble(f"its clock is {lasting(abs(differs))} {which} this machine's", remedy)


def _host_and_port(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
