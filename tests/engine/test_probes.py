"""Single looks at an address: what is wrong is told with what to do, and nothing is waited for without end."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest

from journeys.company.company_file import TouchpointSettings
from journeys.running.probes import Trouble, answers, has_good_certificate, lets_mailbox_in, listens
from journeys.tools.http import GuardedSession

from .builders import answering


@pytest.fixture
def silent() -> Iterator[str]:
    """Host and port of a socket that accepts and hangs up without a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            while True:
                try:
                    server.accept()[0].close()
                except OSError:
                    return

        thread = Thread(target=hang_up, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def asked(address: str) -> str:
    """What comes of asking a web server."""
    return answers(address, GuardedSession(["127.0.0.1"]))


def test_a_host_without_an_address_is_told() -> None:
    with pytest.raises(Trouble, match=r"the host shop.nowhere.invalid has no address") as trouble:
        listens("https://shop.nowhere.invalid/")

    assert trouble.value.remedy.startswith("Correct the address, or this machine's name service")


def test_an_address_where_nobody_listens_is_told() -> None:
    with pytest.raises(Trouble, match=r"nobody answers at 127.0.0.1:9: Connection refused") as trouble:
        listens("http://127.0.0.1:9/")

    assert trouble.value.remedy.startswith("Start it")


def test_an_address_where_somebody_listens_is_well(silent: str) -> None:
    assert listens(f"imap://{silent}") == silent


@pytest.mark.parametrize("status", [200, 404, 405])
def test_any_answer_but_a_fault_of_the_server_will_do(status: int) -> None:
    with answering((status, "hello")) as company:
        assert asked(company.address) == f"HTTP {status}"


def test_a_fault_of_the_server_is_told() -> None:
    with (
        answering((503, "down for maintenance")) as company,
        pytest.raises(Trouble, match="HTTP 503 Service") as trouble,
    ):
        asked(company.address)

    assert trouble.value.remedy.startswith("Look into the server's log")


def test_a_host_that_visitors_are_sent_on_to_must_be_named() -> None:
    with (
        answering((302, "", {"Location": "https://login.acme.example/"})) as company,
        pytest.raises(Trouble) as trouble,
    ):
        asked(company.address)

    assert trouble.value.found == "it sends visitors on to login.acme.example, which hosts does not name"
    assert trouble.value.remedy == 'Add "login.acme.example" to hosts, if the run may go there.'


def test_visitors_may_be_sent_on_within_the_hosts() -> None:
    with answering((302, "", {"Location": "/login"})) as company:
        assert asked(company.address) == "HTTP 302"


@pytest.mark.parametrize(
    ("date", "differs"), [("Mon, 02 Nov 2020 10:00:00 GMT", "behind"), ("Mon, 02 Nov 2099 10:00:00 GMT", "ahead of")]
)
def test_a_clock_that_goes_wrong_is_told(date: str, differs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BaseHTTPRequestHandler, "date_time_string", lambda *_: date)

    with (
        answering("hello") as company,
        pytest.raises(Trouble, match=f"its clock is .* days.* {differs} this machine's"),
    ):
        asked(company.address)


def test_a_date_that_is_none_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BaseHTTPRequestHandler, "date_time_string", lambda *_: "soon")

    with answering("hello") as company:
        assert asked(company.address) == "HTTP 200"


def test_a_server_that_hangs_up_is_told(silent: str) -> None:
    with pytest.raises(Trouble, match="did not answer"):
        asked(f"http://{silent}/")


def test_a_port_that_speaks_no_tls_is_told(silent: str) -> None:
    with pytest.raises(Trouble, match="does not speak TLS"):
        has_good_certificate(f"https://{silent}/")


@contextmanager
def secured(folder: Path, days: int) -> Iterator[tuple[str, Path]]:
    """A server whose certificate it signed itself; gives its address and the certificate."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate with (apt-get install openssl)")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", str(days), *subject)
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def shake_hands() -> None:
            with server.accept()[0] as plain:
                try:
                    context.wrap_socket(plain, server_side=True).close()
                except OSError:
                    return

        thread = Thread(target=shake_hands, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}/", certificate
        thread.join()


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    with secured(tmp_path, 90) as (address, _), pytest.raises(Trouble, match="not valid: self-signed") as trouble:
        has_good_certificate(address)

    assert trouble.value.remedy == "Renew it, or have this machine trust who issued it."


def test_a_certificate_that_is_about_to_expire_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with secured(tmp_path, 3) as (address, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(Trouble, match=r"expires on .* in [23] days"):
            has_good_certificate(address)


def test_a_certificate_that_lasts_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with secured(tmp_path, 90) as (address, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert has_good_certificate(address).startswith("valid until ")


def test_a_mail_server_that_is_none_is_told(silent: str) -> None:
    inbox = TouchpointSettings.model_validate({"channel": "email", "driver": "a:B", "address": f"imap://{silent}"})

    with pytest.raises(Trouble, match="no IMAP server answers"):
        lets_mailbox_in(inbox)
