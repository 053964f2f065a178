"""One company, one browser, and what stands between them, for all rows; each row begins on its first day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from fixtures.sandbox.mail.server import MailServer
from journeys.company import company_file
from journeys.fixtures.kestrel.back_office import BackOffice
from journeys.tools import browsing
from journeys.tools.toolbox import Toolbox
from tests.browser import browser
from tests.drivers.walks import OpenCompany
from tests.sandbox.company import running

from .proxy import Proxy
from .relay import Relay
from .walking import Between

__all__ = ["browser"]

_START_SECONDS = 10.0
_READER, _PASSWORD = "shoppers", "read all of it"
_SOON = "500 ms"
"""How long a letter is waited for here: the company hands each over before it answers."""


@pytest.fixture(scope="package")
def between(browser: Browser) -> Iterator[Between]:
    """The company behind the proxy and the relay, with all that walks share."""
    with ExitStack() as stack:
        mail = MailServer("127.0.0.1", _READER, _PASSWORD)
        mail.start()
        stack.callback(mail.stop)
        smtp, imap = mail.ports(_START_SECONDS)
        relay, proxy = (
            stack.enter_context(Relay(("127.0.0.1", smtp), ("127.0.0.1", imap)).serving()),
            stack.enter_context(Proxy().serving()),
        )
        proxy.on_request = relay.on_request
        options = [
            "--public-address",
            proxy.address,
            "--smtp",
            f"127.0.0.1:{relay.port}",
            "--imap",
            f"127.0.0.1:{relay.wire.port}",
        ]
        sandbox = stack.enter_context(running(*options, "--imap-username", _READER, "--imap-password", _PASSWORD))
        proxy.behind = sandbox.served_at()
        for place in sandbox.facts["touchpoints"].values():
            place["timeout"] = "3 seconds"  # what is not on a page here never comes
        sandbox.facts["touchpoints"]["inbox"]["patience"] = _SOON
        sandbox.facts["touchpoints"]["complaints desk"]["patience"] = "20 days"
        company = company_file.described(sandbox.facts)
        pages = browsing.Browsing(lambda: browser)
        tools = Toolbox.for_company(company, pages)
        stack.callback(tools.mailbox.close)
        assert company.back_office is not None
        shared = OpenCompany(company, pages, tools.mailbox, BackOffice(company.back_office, tools))
        yield Between(shared, proxy, relay)
