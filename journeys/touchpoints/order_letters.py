"""Reads an order out of the messages about it: its number, its line and what it came to."""

from __future__ import annotations

import re
from typing import Final

from imap_tools import MailMessage

from journeys.promises.money import written
from journeys.promises.terms import LINE
from journeys.topics import offers
from journeys.touchpoints.letter_parts import MARKUP, add_price, can_be_paid, parts_of
from journeys.touchpoints.letters import Letters
from journeys.touchpoints.mail_parts import html_of
from journeys.touchpoints.markup import orders_marked
from journeys.touchpoints.order_numbers import bare_number, order_numbers
from journeys.touchpoints.tellings import Said, Telling, same_name

__all__ = ["order_tellings"]

_HOLDER: Final = re.compile(r"\bLine:\s(\w+(?: \w+)*?[’']s line.*)")


def order_tellings(letters: Letters, message: MailMessage, number: str = "") -> list[Telling]:
    """Read what each part of a message says about an order: the markup, the text part, the page if any is seen.

    Args:
        letters: How the company's messages say things.
        message: Anybody's.
        number: The order's, where it is known: of several orders in the markup it is that one.
    """
    told = []
    for part, lines in parts_of(message):
        telling, total = Telling(part), letters.prices.total(lines)
        add_price(telling, total, "the total")
        found = [Said(offers.ORDER, one, line) for line in lines for one in order_numbers(line)]
        telling.said += sorted(found, key=lambda one: not same_name(one.value, number))  # others may be told of before
        telling.said += [Said(LINE, one[1], one[0]) for line in lines if (one := _HOLDER.search(line))]
        against = [Said(offers.PRICE, written(money), words) for money, words in total.against]
        told += [*(Telling(part, [one]) for one in against if can_be_paid(one.value)), telling]
    return [_marked(letters, html_of(message), number), *told]


def _marked(letters: Letters, html: str, number: str) -> Telling:
    telling = Telling(MARKUP)
    found = orders_marked(html, letters.company)
    meant = [one for one in found if same_name(one.number, number)] if number else []
    for one in meant or (found if len(found) == 1 else []):
        if one.total is not None and can_be_paid(written(one.total)):
            telling.said.append(Said(offers.PRICE, written(one.total), f"total: {written(one.total)}"))
        if one.unread:
            telling.unread[offers.PRICE] = f"the total: {one.unread}"
        if name := bare_number(one.number):
            telling.said.append(Said(offers.ORDER, name, f"order number: {one.number}"))
    return telling
