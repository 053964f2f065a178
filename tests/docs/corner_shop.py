"""The Corner Shop: a page for customers and a screen for its staff. Start it: python corner_shop.py"""

import html
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PORT = 8765
PRICES = {"Green tea": "4.50", "Rye bread": "3.20"}
VOUCHERS = {"TEAWEEK": {"Green tea": "3.00"}}


def price(product: str, code: str) -> str:
    """Say what something costs with a voucher."""
    return VOUCHERS.get(code, {}).get(product) or PRICES[product]


def product_page(product: str) -> str:
    """Sell it: the voucher is looked up behind the customer's back, and the total drawn a moment later."""
    return f"""<p>Price: <b class=price>${PRICES[product]}</b></p>
<label>Voucher <input id=code></label> <button onclick="apply()">Apply</button>
<dl><dt>Total<dd id=total>${PRICES[product]}</dl>
<script>async function apply() {{
  const said = await fetch('/total?product={product}&code=' + document.getElementById('code').value);
  document.getElementById('total').textContent = await said.text();
}}</script>"""


LOG_IN = """<form method=post action=/till><label>Name <input name=name></label>
<label>Password <input type=password name=password></label><button>Log in</button></form>"""
TILL = """<form action=/till><label>Product <input name=product></label>
<label>Voucher <input name=code></label><button>Ring up</button></form>"""


class Shop(BaseHTTPRequestHandler):
    """Answers customers and staff."""

    def do_GET(self) -> None:
        """Show a page."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        product, code = asked.get("product", ""), asked.get("code", "")
        if parts.path == "/tea":
            self.show("Green tea", product_page("Green tea"))
        elif parts.path == "/total":
            self.show("", f"${price(product, code)}")
        elif parts.path != "/till":
            self.show("Not here", "<p>No such page.", 404)
        elif "till=open" not in self.headers.get("Cookie", ""):
            self.show("Staff only", LOG_IN)
        elif product not in PRICES:
            self.show("Till", TILL + (f"<p role=alert>We have no {html.escape(product)}." if product else ""))
        else:
            self.show("Till", f"{TILL}<dl><dt>Product<dd>{product}<dt>To pay<dd>${price(product, code)}</dl>")

    def do_POST(self) -> None:
        """Let staff in."""
        told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(303)
        self.send_header("Location", "/till")
        if told.get("password") == ["kettle and cup"]:
            self.send_header("Set-Cookie", "till=open")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def show(self, title: str, body: str, status: int = 200) -> None:
        """Send a page, or a bare text."""
        page = f"<!doctype html><title>{title}</title><h1>{title}</h1>{body}" if title else body
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page.encode())))
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Shop).serve_forever()
