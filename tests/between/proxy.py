"""What stands between a company and its customers in these tests: an HTTP proxy that changes what it passes on."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, cast

__all__ = ["Answer", "Proxy", "Substitution"]

_NOT_PASSED_ON: Final = {"accept-encoding", "connection", "content-length", "transfer-encoding"}
"""Of requests and answers: each connection says these for itself."""
_PIECE: Final = 7
_PATIENCE_SECONDS: Final = 10


@dataclass(slots=True)
class Substitution:
    """What is put in place of what: a regular expression and its replacement; no ``find`` changes nothing.

    Attributes:
        done: Whether anything was replaced, or nothing is to be.
    """

    find: str = ""
    put: str = ""
    done: bool = False

    def __post_init__(self) -> None:
        """Be done with where there is nothing to do."""
        self.done = not self.find

    def __call__(self, text: str) -> str:
        """Put it in, wherever what is looked for stands."""
        changed, times = re.subn(self.find, self.put, text, flags=re.DOTALL) if self.find else (text, 0)
        self.done = self.done or bool(times)
        return changed


@dataclass(slots=True, kw_only=True)
class Answer:
    """A change of the answers to some requests.

    Attributes:
        to: The requests: the method and a regular expression for the whole path, query included.
        ask: Changes the request before it is passed on: its path, and its body.
        text: Changes the body of the answer.
        body: The whole body, which the company is not asked for; its own if left out.
        status: The status; as it is if left out.
        headers: Further headers, or others; an empty one is taken away.
        times: How many of the requests it is about; all if left out.
        after: How many of them are passed over before.
        cut: Whether only half of the body comes before the connection ends.
        hang_up: Whether nothing comes at all.
        piecemeal: Whether the body comes in chunks of a few bytes.
        gzip: Whether the body comes compressed.
        loud: Whether the names of the headers come in capitals.
        old: Whether the answer is one of HTTP/1.0, without a length.
        cached: Whether it has a tag, by which the browser is told next time that nothing has changed.
        seen: Requests that it was about so far.
        unchanged: How often a browser was told that nothing has changed.
    """

    to: str
    ask: Substitution = field(default_factory=Substitution)
    text: Substitution = field(default_factory=Substitution)
    body: str | None = None
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    times: int | None = None
    after: int = 0
    cut: bool = False
    hang_up: bool = False
    piecemeal: bool = False
    gzip: bool = False
    loud: bool = False
    old: bool = False
    cached: bool = False
    seen: int = 0
    unchanged: int = 0

    @property
    def used(self) -> bool:
        """Whether everything of it was done to some answer."""
        return self.seen > self.after and self.ask.done and self.text.done and self.unchanged >= self.cached

    def is_about(self, request: str) -> bool:
        """Tell whether it is about a request, and count it."""
        if not re.fullmatch(self.to, request):
            return False
        self.seen += 1
        return self.seen > self.after and (self.times is None or self.seen <= self.after + self.times)


@dataclass(slots=True)
class _Reply:
    status: int
    headers: dict[str, list[str]]
    body: bytes

    @classmethod
    def of(cls, answer: HTTPResponse) -> _Reply:
        headers: dict[str, list[str]] = {}
        for name, value in answer.getheaders():
            if name.lower() not in _NOT_PASSED_ON:
                headers.setdefault(name.lower(), []).append(value)
        return cls(answer.status, headers, answer.read())

    @classmethod
    def instead(cls, body: str) -> _Reply:
        """Make an answer of the kind that its body looks like."""
        kinds = {"{": "application/json", "[": "application/json", "<Response": "application/xml"}
        kind = next((kind for start, kind in kinds.items() if body.startswith(start)), "text/html; charset=utf-8")
        return cls(HTTPStatus.OK, {"content-type": [kind]}, body.encode())

    def changed_by(self, change: Answer) -> None:
        if change.text.find:
            self.body = change.text(self.body.decode()).encode()
        self.status = change.status or self.status
        for name, value in change.headers.items():
            self.headers.pop(name.lower(), None)
            if value:
                self.headers[name.lower()] = [value]


class Proxy:
    """Passes requests on to where the company answers, with the Host that the customer asked for.

    Attributes:
        address: Where customers reach it.
        behind: Host and port of the company; set before anything is asked.
        changes: What is changed of the answers.
        on_request: Told of each request, as ``PUT /control/clock``, before it is passed on.
    """

    def __init__(self) -> None:
        """Take a free port."""
        self.behind = ("127.0.0.1", 0)
        self.changes: list[Answer] = []
        self.on_request: Callable[[str], None] = lambda _: None
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self) -> Iterator[Proxy]:
        """Serve until it is left."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="proxy", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser keeps connections open for as long as it likes
    proxy: Proxy

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of customers who went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _pass_on(self) -> None:
        proxy = cast("_Server", self.server).proxy
        request = f"{self.command} {self.path}"
        proxy.on_request(request)
        asked = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = self.path
        changes = [one for one in proxy.changes if one.is_about(request)]
        for change in changes:
            path, asked = change.ask(path), change.ask(asked)
        instead = next((change.body for change in changes if change.body is not None), None)
        reply = self._ask(proxy.behind, path, asked.encode()) if instead is None else _Reply.instead(instead)
        for change in changes:
            reply.changed_by(change)
        self._answer(reply, changes)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = _pass_on  # noqa: N815 - as the library calls them

    def _ask(self, behind: tuple[str, int], path: str, body: bytes) -> _Reply:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _NOT_PASSED_ON}
        connection = HTTPConnection(*behind, timeout=_PATIENCE_SECONDS)
        try:
            connection.request(self.command, path, body or None, {**headers, "Accept-Encoding": "identity"})
            return _Reply.of(connection.getresponse())
        finally:
            connection.close()

    def _answer(self, reply: _Reply, changes: list[Answer]) -> None:
        def has(quality: str) -> bool:
            return any(getattr(change, quality) for change in changes)

        body, headers = reply.body, reply.headers
        if has("hang_up"):
            self.close_connection = True
            return
        if has("cached"):
            tag = f'"{hashlib.sha256(body).hexdigest()}"'
            headers |= {"etag": [tag], "cache-control": ["no-cache"]}
            if self.headers.get("If-None-Match") == tag:
                reply.status, body = HTTPStatus.NOT_MODIFIED, b""
                for change in changes:
                    change.unchanged += 1
        if has("gzip"):
            body, headers["content-encoding"] = gzip.compress(body), ["gzip"]
        if has("piecemeal"):
            headers["transfer-encoding"] = ["chunked"]
            pieces = [body[at : at + _PIECE] for at in range(0, len(body), _PIECE)]
            body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])
        elif not has("old") and reply.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
            headers["content-length"] = [str(len(body))]
        if has("cut"):
            body = body[: len(body) // 2]
        if has("cut") or has("old"):
            headers["connection"], self.close_connection = ["close"], True
        self._send(reply.status, headers, body, "1.0" if has("old") else "1.1", loud=has("loud"))

    def _send(self, status: int, headers: dict[str, list[str]], body: bytes, version: str, *, loud: bool) -> None:
        lines = [f"HTTP/{version} {status} {HTTPStatus(status).phrase}"]
        lines += [f"{name.upper() if loud else name}: {value}" for name, values in headers.items() for value in values]
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        self.wfile.write(head + (b"" if self.command == "HEAD" else body))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Write no log."""
