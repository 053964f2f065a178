"""Reading pages as people do: small pages, served by a real server, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from journeys.company.company_file import Company
from journeys.errors import NotUnderstood, Unreachable
from journeys.promises.money import written
from journeys.tools.browsing import Browsing
from journeys.tools.pace import let
from journeys.touchpoints.pages import alert, amount, figure, follow, open_page, price_shown
from journeys.touchpoints.using_pages import fill, press, settled


def total(amount: str) -> str:
    """A page that shows a total."""
    return f"<p id=t>Total to pay</p><output aria-labelledby=t>{amount}</output>"


class Shop:
    """A site with a few pages; a page can be held back until it is let go."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str]] = {}
        self.held: dict[str, Event] = {}
        self.waiting = Event()
        self.asked: list[str] = []
        self.address = ""


@contextmanager
def opened() -> Iterator[Shop]:
    """Open the site."""
    shop = Shop()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shop.asked.append(f"{self.command} {self.path}")
            if self.path in shop.held:
                shop.waiting.set()
                shop.held[self.path].wait(timeout=10)
            status, text = shop.pages.get(self.path, (404, ""))
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        do_POST = do_GET  # noqa: N815 - the name http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    shop.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield shop
    finally:
        for event in shop.held.values():
            event.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def shop() -> Iterator[Shop]:
    with opened() as site:
        yield site


@pytest.fixture
def page(browsing: Browsing) -> Iterator[Page]:
    yield browsing.page("linda.4711@shoppers.example")
    browsing.end_journey()


def shown(page: Page, content: str) -> Page:
    page.set_content(content)
    return page


def test_after_a_click_the_old_page_is_not_read(shop: Shop, page: Page) -> None:
    shop.pages["/cart"] = (200, total("$130.00") + "<a href=/checkout>Go on</a>")
    shop.pages["/checkout"] = (200, total("$0.00"))
    shop.held["/checkout"] = Event()
    open_page(page, f"{shop.address}/cart")
    let_go = Thread(target=lambda: shop.waiting.wait(timeout=10) and shop.held["/checkout"].set())
    let_go.start()

    follow(page, page.get_by_role("link", name="Go on"))
    read = amount(page, "Total to pay", "USD")
    let_go.join()

    assert read == ("0.00 USD", "Total to pay: $0.00")


def test_a_form_that_leads_to_the_same_address_is_a_new_page_too(shop: Shop, page: Page) -> None:
    shop.pages["/checkout"] = (200, "<form method=post><button>Update</button></form>" + total("$19.00"))
    open_page(page, f"{shop.address}/checkout")
    page.evaluate("document.querySelector('output').textContent = '$130.00'")

    follow(page, page.get_by_role("button", name="Update"))

    assert amount(page, "Total to pay", "USD") == ("19.00 USD", "Total to pay: $19.00")
    assert [asked for asked in shop.asked if "favicon" not in asked] == ["GET /checkout", "POST /checkout"]


def test_a_page_that_is_refused_is_read_like_any_other(shop: Shop, page: Page) -> None:
    shop.pages["/offer"] = (404, "<p role=alert>We do not\n  know this   offer.</p>")

    open_page(page, f"{shop.address}/offer")

    assert alert(page) == "We do not know this offer."


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_error_of_the_servers_own_is_the_worlds_fault(shop: Shop, page: Page, status: int) -> None:
    shop.pages["/"] = (status, "<p role=alert>Sorry</p>")

    with pytest.raises(Unreachable, match=rf"/ answered {status}"):
        open_page(page, f"{shop.address}/")


def test_a_button_that_leads_nowhere_is_waited_for_and_then_given_up(shop: Shop, page: Page) -> None:
    shop.pages["/"] = (200, "<button type=button>Place order</button>")
    open_page(page, f"{shop.address}/")
    page.set_default_navigation_timeout(100)

    with pytest.raises(TookTooLong):
        follow(page, page.get_by_role("button", name="Place order"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<p>All is well</p>", None),
        ("<p role=alert>First.</p><p role=alert>Second.</p>", "First."),
        ("<p role=alert>Sorry,<br>no.</p>", "Sorry, no."),
        ("<p role=alert hidden>Not shown</p>", None),
        ('<div class="alert alert-danger"><p>The code is\n not known.</div>', "The code is not known."),
        ('<div class="alert alert-info">News.</div><ul class=errorlist hidden><li>Old</ul>', None),
        ("<p class=alert-danger>Below.</p><p role=alert>By its role.</p>", "By its role."),
    ],
)
def test_an_alert_is_what_is_shown_as_one(page: Page, content: str, says: str | None) -> None:
    assert alert(shown(page, content)) == says


@pytest.mark.parametrize(
    ("content", "price", "words"),
    [
        ('<p>It costs <b class="p">$29<sup>99</sup></b>.</p>', "29.99 USD", "$29.99"),
        ("<b class=p><s>$130.00</s> $99.00</b>", "99.00 USD", "$130.00 $99.00"),
        (
            "<style>.o{text-decoration:line-through}</style><b class=p><i class=o>$130</i> $99</b>",
            "99.00 USD",
            "$130 $99",
        ),
        ("<style>.h{display:none}</style><b class=p><i class=h>$130</i>$99</b>", "99.00 USD", "$99"),
        ("<style>.c{vertical-align:super}</style><b class=p>$29<i class=c>99</i></b>", "29.99 USD", "$29.99"),
        ("<b class=p><span class=whole>29</span><span class=cents>99</span> USD</b>", "29.99 USD", "29.99 USD"),
        ("<b class=p>$4.13 a month</b>", None, "$4.13 a month"),
        ("<b class=p>Was $130.00, now $99.00</b>", "99.00 USD", "Was $130.00, now $99.00"),
        ("<div class=p><div>$99.00</div><div>You save $31.00</div></div>", "99.00 USD", "$99.00 You save $31.00"),
        ("<b class=p>$1,299<sup>1</sup></b>", "1299.00 USD", "$1,299¹"),
    ],
)
def test_a_price_on_a_page_is_read_as_it_is_shown(page: Page, content: str, price: str | None, words: str) -> None:
    acme = Company.model_construct(currency="USD", locale="en_US")

    found, said = price_shown(shown(page, content).locator(".p"), acme)

    assert (written(found.now) if found.now is not None else None, said) == (price, words)


@pytest.mark.parametrize(
    "content",
    [
        "<p>$7.00</p><div id=host></div><script>host.attachShadow({mode: 'open'}).innerHTML = `PART`</script>",
        "<p>$7.00</p><iframe srcdoc='PART'></iframe>",
        "<p>$7.00</p><svg><text>$7.00</text></svg>PART",
    ],
    ids=["shadow root", "frame", "picture"],
)
def test_a_price_is_read_with_its_styles_wherever_it_stands(page: Page, content: str) -> None:
    acme = Company.model_construct(currency="USD", locale="en_US")
    part = "<style>i { text-decoration: line-through }</style><div class=p><i>$9.00</i> $7.00</div>"
    shown(page, content.replace("PART", part))
    within = page.frame_locator("iframe").locator(".p") if "iframe" in content else page.locator(".p")

    found, _ = price_shown(within, acme)

    assert found.now is not None
    assert written(found.now) == "7.00 USD"


@pytest.mark.parametrize(("content", "times"), [("<output>0</output>", 1), ("<output>0</output><script>0</script>", 2)])
def test_only_a_page_that_runs_scripts_is_read_twice(page: Page, content: str, times: int) -> None:
    reads: list[str] = []

    def read(part: Locator) -> str:
        reads.append(part.inner_text())
        return reads[-1]

    assert settled(shown(page, content).locator("output"), read) == "0"
    assert len(reads) == times


def test_a_figure_is_found_by_its_whole_label(page: Page) -> None:
    shown(page, "<p id=a>Total to pay now</p><output aria-labelledby=a>$5.00</output>" + total(" $19.00 "))

    assert figure(page, "Total to pay") == "$19.00"
    assert figure(page, "Total") is None
    assert figure(page, "total to pay") is None


@pytest.mark.parametrize(
    ("content", "price", "number"),
    [
        ("<dl><dt>Subtotal<dd>$25.00<dt>Total<dd>$19.00<dt>Order number<dd>K-1</dl>", "19.00 USD", "K-1"),
        ("<table><tr><th>Total<td>$19.00<tr><th>Order number<td>K-1</table>", "19.00 USD", "K-1"),
        ("<p>Total: <b>$19<sup>00</sup></b><p>Order number: K-1", "19.00 USD", "K-1"),
        ("<p>Total <s>$25.00</s> $19.00</p><p>Your Order number is below</p>", "19.00 USD", None),
        ("<p>Subtotal: $25.00</p><p style='display:none'>Total: $19.00</p>", None, None),
    ],
)
def test_what_has_no_name_is_read_beside_or_below_its_label(
    page: Page, content: str, price: str | None, number: str | None
) -> None:
    read = amount(shown(page, content), "Total", "USD")

    assert (read[0] if read else None) == price
    assert figure(page, "Order number") == number


STARTS_LATE = """<label>Code <input id=c></label><button onclick="apply()">Apply</button>
<p>Total: <b id=t>$0.00</b></p><script>
const draw = (total) => { document.getElementById('t').outerHTML = `<b id=t>${total}</b>`; };
let tries = 0;
document.getElementById('c').addEventListener('input', (e) => { if (tries++ === 0) e.target.value = ''; });
const apply = () => setTimeout(() => draw(document.getElementById('c').value === 'SPRING' ? '$19.00' : '$25.00'), 120);
setTimeout(() => draw('$25.00'), 30);
</script>"""


def test_typing_pressing_and_reading_wait_for_a_page_that_is_slow(page: Page) -> None:
    shown(page, STARTS_LATE)
    total = page.locator("#t")
    expect(total).to_have_text("$25.00")

    fill(page.get_by_label("Code"), "SPRING")
    press(page.get_by_role("button", name="Apply"), until=total)
    assert settled(total) == "$19.00"

    press(page.get_by_role("button", name="Apply"), until=total)  # drawn anew, and says the same
    assert settled(total) == "$19.00"


def test_a_field_that_was_filled_in_is_something_new(page: Page) -> None:
    shown(page, "<label>Value <input id=v></label><button onclick=\"v.value = '25.00'\">Go</button>")
    value = page.get_by_label("Value")

    press(page.get_by_role("button", name="Go"), until=value)

    assert value.input_value() == "25.00"


def test_what_does_not_happen_is_told(page: Page) -> None:
    let(page, timedelta(milliseconds=500))
    shown(page, "<button>Nothing</button><label>Code <input oninput=\"this.value=''\"></label><p id=t>$1.00")

    with pytest.raises(
        NotUnderstood, match=r"^role=button\[name=\"Nothing\"\] was pressed, and #t showed nothing new within 0\.5 s"
    ):
        press(page.get_by_role("button", name="Nothing"), until=page.locator("#t"))
    with pytest.raises(NotUnderstood, match="does not keep what is typed"):
        fill(page.get_by_label("Code"), "SPRING")
    let(page, timedelta(seconds=10))


def test_a_field_that_the_browser_refuses_speaks_as_an_alert_does(page: Page) -> None:
    shown(page, "<form><input name=e required><button>Send</button></form><p role=alert></p>")

    before = alert(page)
    page.get_by_role("button", name="Send").click()

    assert (before, alert(page)) == (None, "Please fill out this field.")


def test_a_figure_is_looked_for_only_where_it_was_asked_for(page: Page) -> None:
    shown(
        page,
        total("$1.00") + "<article aria-label='free phone upgrade'><p id=b>Total to pay</p>"
        "<output aria-labelledby=b>$0.00</output></article>",
    )

    article = page.get_by_role("article", name="free phone upgrade")
    assert figure(article, "Total to pay") == "$0.00"
    assert figure(page, "Total to pay") == "$1.00"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("$1,299.00", ("1299.00 USD", "Total to pay: $1,299.00")),
        ("$0.00", ("0.00 USD", "Total to pay: $0.00")),
        ("130.00 €", ("130.00 EUR", "Total to pay: 130.00 €")),
        ("K-100001", None),
        ("", None),
    ],
)
def test_an_amount_is_a_terms_value_with_the_words_it_stood_in(page: Page, written: str, read: Any) -> None:
    assert amount(shown(page, total(written)), "Total to pay", "USD") == read
    assert amount(page, "Handling fee", "USD") is None
