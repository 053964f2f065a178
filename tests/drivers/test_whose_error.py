"""What goes wrong in a driver is told with its place, its code and its page, and with whose it seems to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.errors import Compromised, DriverFault, NotUnderstood
from journeys.tools.browsing import Browsing
from journeys.walking.whose_error import Where, explained

DESK = '<title>Desk</title><button>Log in</button><label>User <input></label><label>Other <input></label><p id="p">5'
PAGES = {
    "/": (200, DESK),
    "/error": (500, "<h1>Internal error</h1>"),
    "/gone": (404, "<h1>Not here</h1>"),
    "/empty": (200, "<div id=app></div>"),
    "/cut": (200, '<p>Loading …</p><script src="/error"></script>'),
}


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, text = PAGES.get(self.path, (404, ""))
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that waits hardly at all, as its place says."""
    browsing = Browsing(lambda: browser)
    browsing.begin_visit(timedelta(milliseconds=500))
    yield browsing.page("somebody")
    browsing.begin_visit(timedelta(seconds=10))
    browsing.page("somebody")  # expectations wait for every page as for the one that was asked for last
    browsing.end_journey()


class Driver:
    """Does on a page what it is told to."""


def sign_in(page: Page) -> None:
    page.get_by_role("button", name="Sign in").click()


def follows_a_button(page: Page) -> None:
    page.get_by_role("link", name="Log in").click()


def asserts_nothing_found(page: Page) -> None:
    expect(page.get_by_label("Password")).to_be_visible()


def means_two(page: Page) -> None:
    page.get_by_role("textbox").fill("x")


def judges(page: Page) -> None:
    assert page.title() == "Till"


def reads_what_is_not_there(page: Page) -> None:
    page.get_by_label("User").fill({"total": "1"}["price"])


def is_misspelt(_: Page) -> None:
    pgae.reload()  # type: ignore[name-defined]  # noqa: F821


def types_nothing(page: Page) -> None:
    page.get_by_label("User").fill({}.get("name"))  # type: ignore[arg-type]


def waits_for_another_text(page: Page) -> None:
    expect(page.locator("#p")).to_have_text("6")


@pytest.mark.parametrize(
    ("path", "does", "kind", "told"),
    [
        ("/", sign_in, DriverFault, "'Sign in'. Did you mean 'Log in'? Valid: Log in. The page was http"),
        ("/", sign_in, DriverFault, "it had loaded: most likely the driver is wrong"),
        ("/", follows_a_button, DriverFault, "called so is what has the role 'button'. The page was http"),
        ("/", asserts_nothing_found, DriverFault, "matches get_by_label"),
        ("/", means_two, DriverFault, "resolved to 2 elements. Say which is meant."),
        ("/", types_nothing, DriverFault, "expected string"),
        ("/", judges, DriverFault, "A driver asserts nothing"),
        ("/", is_misspelt, DriverFault, "pgae.reload()"),
        ("/", waits_for_another_text, Compromised, "could not be visited to the end"),
        ("/", reads_what_is_not_there, NotUnderstood, '{"total": "1"}["price"]'),
        ("/error", sign_in, Compromised, "HTTP 500: most likely not the driver's fault"),
        ("/gone", sign_in, Compromised, "HTTP 404: its address is wrong in the driver or the company file, or"),
        ("/empty", sign_in, Compromised, "the page is empty"),
        ("/cut", asserts_nothing_found, Compromised, "the page could not load http"),
    ],
)
def test_an_error_is_told_with_its_place_and_whose_it_seems(
    path: str, does: Callable[[Page], None], kind: type[Exception], told: str, shop: str, page: Page
) -> None:
    page.goto(f"{shop}{path}", timeout=10_000)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever a driver meets
        does(page)
    where = Where(place="desk", driver=Driver, clean=lambda text: text, page=page)

    error = explained(caught.value, where)

    assert type(error) is kind, error
    assert told in str(error)
    assert f"test_whose_error.py:{does.__code__.co_firstlineno + 1}" in str(error)


def test_a_shop_that_is_down_is_no_fault_of_the_driver_that_opens_it_first(page: Page) -> None:
    page.goto("about:blank")
    other = page.context.new_page()
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever the browser says
        other.goto("http://127.0.0.1:9/", timeout=10_000)
    other.close()

    error = explained(caught.value, Where(place="desk", driver=Driver, clean=lambda text: text, page=page))

    assert isinstance(error, Compromised)
    assert "No page could be opened: most likely not the driver's fault." in str(error)
