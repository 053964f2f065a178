"""Bounds on a whole answer: how long it may take and how much it may hold, however slowly or endlessly it comes."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from threading import Timer
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

__all__ = ["LONGEST_SECONDS", "MOST_BYTES", "BoundedAdapter", "Unanswered"]

LONGEST_SECONDS: Final = 30.0
"""For a whole request, from the first byte sent to the last one received."""
MOST_BYTES: Final = 8_000_000
"""Of a body, as it is after unpacking."""
_SILENCE_SECONDS: Final = 10.0
_PIECE: Final = 65_536


class Unanswered(requests.RequestException):
    """An answer that passed its bounds, or broke off."""


class _Watch:
    """Shuts a connection when its time is over, even while it is waited for: a drop now and then is no answer."""

    def __init__(self, seconds: float) -> None:
        self._line: socket.socket | None = None
        self._over = False
        self._timer = Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._token = _WATCH.set(self)
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _WATCH.reset(self._token)

    def hold(self, line: socket.socket | None) -> None:
        """Take the connection that an answer is to come from."""
        self._line = line
        if self._over:
            self._shut()

    def _shut(self) -> None:
        self._over = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)


_WATCH: ContextVar[_Watch | None] = ContextVar("watch", default=None)


class _Watched(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        if watch := _WATCH.get():
            watch.hold(self.sock)
        return super().getresponse()


class _WatchedSecurely(HTTPSConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        if watch := _WATCH.get():
            watch.hold(self.sock)
        return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _WatchedSecurely


class BoundedAdapter(HTTPAdapter):
    """Reads each answer to its end within bounds, so that nothing of it is left to break later."""

    def __init__(self, longest_seconds: float = LONGEST_SECONDS, most_bytes: int = MOST_BYTES) -> None:
        """Take the bounds."""
        super().__init__()
        self._longest, self._most = longest_seconds, most_bytes

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Have every connection watched."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request and read the whole answer.

        Raises:
            RequestException: It did not come, broke off, lasted too long or was too large.
        """
        began = time.monotonic()
        kwargs["timeout"] = kwargs.get("timeout") or _SILENCE_SECONDS
        kwargs["stream"] = True
        try:
            with _Watch(self._longest):
                answer = super().send(request, *args, **kwargs)
                body = b"".join(self._pieces(answer, began))
        except Unanswered:
            raise
        except (requests.RequestException, HTTPError, OSError, ValueError, AttributeError) as error:
            if time.monotonic() - began >= self._longest:
                raise self._too_long() from error
            if isinstance(error, requests.RequestException):
                raise
            message = f"the answer broke off: {error}"
            raise Unanswered(message) from error
        if time.monotonic() - began >= self._longest:
            raise self._too_long()  # it looks complete, because it was cut off where no length was said
        vars(answer).update(_content=body, _content_consumed=True)  # as requests keeps what it has read
        return answer

    def _pieces(self, answer: requests.Response, began: float) -> Iterator[bytes]:
        size = 0
        for piece in answer.raw.stream(_PIECE, decode_content=True):
            size += len(piece)
            if size > self._most or time.monotonic() - began > self._longest:
                answer.close()
                raise self._too_large() if size > self._most else self._too_long()
            yield piece

    def _too_large(self) -> Unanswered:
        return Unanswered(f"the answer is larger than {self._most:,} bytes")

    def _too_long(self) -> Unanswered:
        return Unanswered(f"the answer was not complete after {self._longest:g} seconds")
