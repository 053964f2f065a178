"""A real trace of a visit that leaves secrets wherever a browser leaves any: none of them is in the exhibit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from journeys.tools.redaction import Redactor
from journeys.tools.traces import redact_trace

PAGE = b"""<!doctype html><form method=post><label>Password <input type=password name=password></label>
<label>Nickname<input name=nickname></label><input type=hidden name=csrf value=planted-csrf><button>Go</button></form>
<script>localStorage.setItem('anything', 'planted-stored'); document.cookie = 'js=planted-cookie-js'</script>
<p>planted@person.example, 4111 1111 1111 1111</p><b>free upgrade</b>"""
PLANTED = ("planted", "4111 1111")


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Set-Cookie", "sid=planted-cookie; Path=/")
        self.end_headers()
        self.wfile.write(PAGE)

    do_POST = do_GET  # noqa: N815 - the server calls them so

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def leaks(path: Path) -> list[str]:
    with ZipFile(path) as trace:
        texts = {name: trace.read(name).decode("utf-8", "replace") for name in trace.namelist()}
    return [
        f"{name}: {text[text.index(one) - 60 :][:120]}"
        for name, text in texts.items()
        for one in PLANTED
        if one in text
    ]


def test_what_was_sent_stored_typed_and_signed_with_is_in_no_trace(shop: str, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "trace.zip"
    headers = {"Authorization": "Hawk planted-hawk", "X-Api-Key": "planted-key"}
    context = browser.new_context(extra_http_headers=headers)
    context.tracing.start(snapshots=True)
    page = context.new_page()
    page.goto(f"{shop}/?session=planted-query")
    page.get_by_label("Password").fill("planted-password")
    page.get_by_label("Nickname").press_sequentially("planted-name")
    page.keyboard.type("planted-keys")
    page.get_by_text("Go").click()
    page.get_by_label("Nickname").fill("planted-again")
    context.storage_state()
    context.tracing.stop(path=path)
    context.close()
    assert len({leak.partition(":")[0] for leak in leaks(path)}) >= 4, "they were in the trace, in many files"

    redact_trace(path, Redactor())

    assert leaks(path) == []
    with ZipFile(path) as trace:
        for name in trace.namelist():
            if name.endswith((".trace", ".network")):
                assert all(json.loads(line) for line in trace.read(name).decode().splitlines())
        assert any("free upgrade" in trace.read(name).decode("utf-8", "replace") for name in trace.namelist())
