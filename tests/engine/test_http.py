"""HTTP within bounds: only the company's hosts, and whose fault a dead connection is."""

from __future__ import annotations

import socket

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
