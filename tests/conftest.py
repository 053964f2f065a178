"""What every test may count on, however the tests were started."""

from __future__ import annotations

import signal

import pytest


@pytest.fixture(scope="session", autouse=True)
def _hears_ctrl_c() -> None:
    """A shell that starts ``make test`` in the background makes it deaf to Ctrl-C, and with it whatever it starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
