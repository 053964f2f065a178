"""The website of {{ name }}, as a customer sees it."""

from urllib.parse import urljoin

from journeys.config import TouchpointSettings
from journeys.errors import AuthorError
from journeys.evidence import Term
from journeys.money import heard, written
from journeys.toolbox import Toolbox
from journeys.touchpoints.pages import open_page
from journeys.visit import OpenVisit


class Website:
    """Looks up prices so far. Each ability in journeys.touchpoint that it gets lets more sentences name it."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take what company.toml says about this touchpoint."""
        self._settings, self._tools = settings, tools

    def price_product(self, visit: OpenVisit) -> None:
        """Write down what the product's page says it costs; whether that is right is not for a driver to say."""
        products = self._settings.options["products"]
        if visit.words not in products:
            raise AuthorError("company.toml names no page for this product", value=visit.words, valid=products)
        page = self._tools.browsing.page(visit.shopper.email, visit.shopper.locale)
        open_page(page, urljoin(self._settings.address, products[visit.words]))
        shown = page.locator(self._settings.options["price"]).first.inner_text()
        for price in heard(shown, self._tools.company.currency)[:1]:
            visit.saw(Term.PRICE, written(price), shown)
        visit.photograph(page, "product page")
