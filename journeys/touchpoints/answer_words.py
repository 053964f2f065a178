"""What the answer to a complaint does, by its words: it puts it right, turns it down, or nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeys.evidence.observations import Stance
from journeys.promises.money import Money
from journeys.reading.amounts import Payable
from journeys.reading.plain import plain, sentences
from journeys.reading.prices import price_in
from journeys.reading.stances import stance, worded
from journeys.reading.vocabulary import words_of
from journeys.touchpoints.order_numbers import order_numbers

__all__ = ["Answer", "answer_in"]

_HOLDER = re.compile(r"\b(?:for|on) (\w+(?: \w+)*?)[’']s line")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says.

    Attributes:
        put_right: Whether it says that something was done; if not, it turns the customer down.
        order: Number of the order that the remedy is, if it names one.
        price: What that costs, if it says so.
        line: Whose line it is for, if it says so.
    """

    put_right: bool
    order: str = ""
    price: Money | None = None
    line: str = ""


def answer_in(lines: Sequence[str], company: Payable) -> Answer | None:
    """Read an answer; None if it neither says that anything was done nor turns anybody down, or says both.

    A sentence that tells what went wrong before, what is still needed, or what to do if something goes wrong, does
    neither; nor does what is granted in passing: ``Although the offer has ended, …``.
    """
    told = [sentence for line in lines for sentence in sentences(plain(line))]
    now = [worded("conceded").sub("", one).strip() for one in told]
    refusing = [one for one in now if _turns_down(one)]
    done = [one for one in now if one not in refusing and _puts_right(one)]
    if bool(done) is bool(refusing):
        return None
    if refusing:
        return Answer(put_right=False)
    order = next((number for line in lines for number in order_numbers(line)), "")
    prices = (price_in(one, company).now for one in (*done, *told) if not worded("given_back").search(one))
    price = next((one for one in prices if one is not None), None) if order else None
    holder = _HOLDER.search(" ".join(lines))
    return Answer(put_right=True, order=order, price=price, line=holder[1] if holder else "")


def _turns_down(sentence: str) -> bool:
    if worded("told_of_before").search(sentence):
        return False
    return bool(worded("turned_down").search(sentence)) or stance(sentence) is not Stance.NOT_UNDERSTOOD


def _puts_right(sentence: str) -> bool:
    if worded("told_of_before").match(sentence) or worded("only_filed").search(sentence):
        return False
    negated = words_of().any("clauses", "negated")
    return any(not negated.search(found[0]) for found in worded("put_right").finditer(sentence))
