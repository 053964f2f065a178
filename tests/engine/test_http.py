"""HTTP within bounds: only the company's hosts, and whose fault a dead connection is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat

import pytest

from journeys.errors import InvalidCompany, Unreachable
from journeys.tools.http import GuardedSession

from .builders import answering


def dead_address() -> str:
    """An address on this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


def test_a_host_the_company_file_does_not_name_is_refused_before_anything_is_sent() -> None:
    session = GuardedSession(["shop.kestrel.example"])

    with answering("you should not see this") as stranger, pytest.raises(InvalidCompany) as refused:
        session.get(stranger.address)

    assert str(refused.value) == (
        "A run contacts only the hosts of its company file: '127.0.0.1'. Valid: shop.kestrel.example."
    )
    assert stranger.asked == []


def test_a_redirect_to_a_foreign_host_is_not_followed() -> None:
    session = GuardedSession(["127.0.0.1"])

    with (
        answering((302, "", {"Location": "http://elsewhere.example/"})) as company,
        pytest.raises(InvalidCompany, match=r"'elsewhere\.example'"),
    ):
        session.get(company.address)


def test_nobody_at_the_address_is_the_worlds_fault() -> None:
    session = GuardedSession(["127.0.0.1"])
    address = dead_address()

    with pytest.raises(Unreachable) as unreachable:
        session.get(address)

    assert str(unreachable.value).startswith(f"GET {address} did not answer")


def test_an_answer_that_takes_too_long_is_the_worlds_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"

        with pytest.raises(Unreachable, match="did not answer"):
            GuardedSession(["127.0.0.1"]).get(address, timeout=0.1)


def test_what_went_to_and_fro_is_remembered_once() -> None:
    session = GuardedSession(["127.0.0.1"])
    with answering((201, '{"order": "K-12"}', {"Content-Type": "application/json"})) as company:
        session.post(f"{company.address}/orders", json={"line": "Maya"})

    exchanges = session.take_exchanges()

    assert exchanges == (
        f'POST {company.address}/orders\n{{"line": "Maya"}}\n→ 201 Created  application/json\n{{"order": "K-12"}}'
    )
    assert session.take_exchanges() == ""


def test_a_proxy_from_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", dead_address())
    monkeypatch.setenv("http_proxy", dead_address())

    with answering("hello, Linda") as company:
        assert GuardedSession(["127.0.0.1"]).get(company.address).text == "hello, Linda"


@contextmanager
def serving(*pieces: bytes, then: Callable[[], Iterable[bytes]] = tuple) -> Iterator[str]:
    """Answer each connection with these bytes, then with whatever else comes, and hang up."""
    over = threading.Event()

    def serve(listener: socket.socket) -> None:
        while not over.is_set():
            with suppress(OSError):
                connection, _ = listener.accept()
                connection.settimeout(2)
                with connection:
                    connection.recv(65_536)
                    for piece in chain(pieces, then()):
                        if over.is_set():
                            break
                        connection.sendall(piece)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        over.set()
        with suppress(OSError):
            socket.create_connection(listener.getsockname(), timeout=1).close()
        thread.join()


def drops() -> Iterator[bytes]:
    pace = threading.Event()
    while not pace.wait(0.05):
        yield b"x"


ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def bounded(monkeypatch: pytest.MonkeyPatch) -> GuardedSession:
    """A session with bounds that a test can wait for."""
    session = GuardedSession(["127.0.0.1"])
    for adapter in set(session.adapters.values()):
        monkeypatch.setattr(adapter, "_longest", 0.4)
        monkeypatch.setattr(adapter, "_most", 100_000)
    return session


@pytest.mark.parametrize(
    ("pieces", "then", "complaint"),
    [
        ([ENDLESS], lambda: repeat(b"y" * 10_000), "the answer is larger than 100,000 bytes"),
        ([ENDLESS], drops, "the answer was not complete after 0.4 seconds"),
        ([CHUNKED], lambda: (b"1\r\n" + drop + b"\r\n" for drop in drops()), "not complete after 0.4 seconds"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"], tuple, "the answer broke off"),
        ([CHUNKED, b"5\r\nhel"], tuple, "the answer broke off"),
        ([CHUNKED, b"zz\r\nhello\r\n"], tuple, "the answer broke off"),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"], tuple, "broke off"),
        ([b"HTTP/1.1 200 OK\r\nX: "], drops, "not complete after 0.4 seconds"),
        ([b"good day to you\r\n\r\n"], tuple, "did not answer"),
        ([], tuple, "did not answer"),
    ],
    ids=[
        "endless",
        "dribbling",
        "dribbling in chunks",
        "cut",
        "cut chunk",
        "bad chunk",
        "not gzip",
        "endless head",
        "no HTTP",
        "nothing",
    ],
)
def test_an_answer_that_is_cut_or_never_ends_is_the_worlds_fault(
    monkeypatch: pytest.MonkeyPatch, pieces: list[bytes], then: Callable[[], Iterable[bytes]], complaint: str
) -> None:
    with serving(*pieces, then=then) as address, pytest.raises(Unreachable, match=complaint):
        bounded(monkeypatch).get(address)


@pytest.mark.parametrize("where", ["/", "http://[", "http://127.0.0.1:99999999/", "//", "http://exa mple/"])
def test_a_redirect_without_end_or_aim_is_the_worlds_fault(where: str) -> None:
    with answering((302, "", {"Location": where})) as company, pytest.raises((Unreachable, InvalidCompany)) as raised:
        GuardedSession(["127.0.0.1"]).get(company.address)

    assert isinstance(raised.value, Unreachable) or "exa" in str(raised.value)
