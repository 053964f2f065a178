"""Addresses where nobody listens, or where a server has nothing but errors of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit, urlunsplit

from journeys.company.settings import is_folder

__all__ = ["HERE", "broken_server", "where_nobody_listens"]

HERE = "127.0.0.1"


def where_nobody_listens(address: str) -> str:
    """Give the same address at a port of this machine where nobody listens; of a folder, one that is not there."""
    if is_folder(address):
        return f"{address.rstrip('/')}.not-there"
    with socket.socket() as door:
        door.bind((HERE, 0))
        return _at(address, door.getsockname()[1])


@contextmanager
def broken_server(address: str) -> Iterator[str]:
    """Give the same address at a server that answers everything with an error of its own."""
    server = ThreadingHTTPServer((HERE, 0), _Broken)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield _at(address, server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Broken(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b"Internal Server Error"
        self.send_response(500)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the names http.server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _at(address: str, port: int) -> str:
    scheme, _, *rest = urlsplit(address)
    return urlunsplit((scheme.removesuffix("s") if scheme in {"https", "imaps"} else scheme, f"{HERE}:{port}", *rest))
