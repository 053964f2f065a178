"""The parts of a letter as lines, and the prices in them as what a part tells."""

from __future__ import annotations

from typing import Final

from imap_tools import MailMessage

from journeys.errors import InvalidPromise
from journeys.promises.money import read_money, written
from journeys.topics import offers
from journeys.touchpoints.letter_prices import PricesRead
from journeys.touchpoints.mail_parts import html_of, lines_told
from journeys.touchpoints.rendering import lines_shown
from journeys.touchpoints.tellings import Said, Telling

__all__ = ["MARKUP", "add_price", "can_be_paid", "parts_of"]

_TEXT: Final = "the text part"
_PAGE: Final = "the page"
MARKUP: Final = "the markup"


def parts_of(message: MailMessage) -> list[tuple[str, list[str]]]:
    """Give the parts of a message in which anything is seen, as lines; what the eye sees comes last."""
    html = html_of(message)
    both = (_TEXT, lines_told(message)), (_PAGE, lines_shown(html) if html.strip() else [])
    return [(part, lines) for part, lines in both if lines]


def add_price(telling: Telling, read: PricesRead, what: str) -> None:
    """Write down the prices of a part, what is foremost first."""
    for term, told in (
        (offers.PRICE, (read.price, *read.others)),
        (offers.REGULAR_PRICE, (read.regular, *read.regulars) if read.regular else ()),
    ):
        said = [Said(term, written(one[0]), one[1]) for one in told if one is not None]
        if said and not can_be_paid(said[0].value):
            telling.unread[term] = f"{what}: nobody can pay {said[0].value}, in {said[0].words!r}"
            continue
        telling.said += [one for one in said if can_be_paid(one.value)]
    if read.why_not:
        telling.unread[offers.PRICE] = f"{what}: {read.why_not}"
        if not read.faint:
            telling.barred.add(offers.PRICE)
    if read.faint:
        telling.faint.add(offers.PRICE)


def can_be_paid(amount: str) -> bool:
    """Tell whether an amount has no more decimals than its currency."""
    try:
        read_money(amount)
    except InvalidPromise:
        return False
    return True
