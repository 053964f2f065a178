"""Waiting for the answer to a complaint, in company time, and reading what it says was done."""

from __future__ import annotations

import re
from datetime import timedelta

from imap_tools import MailMessage

from journeys.errors import NeverArrived
from journeys.evidence.observations import Stance
from journeys.promises.money import heard, written
from journeys.tools.toolbox import Toolbox
from journeys.topics import complaints, lines, offers
from journeys.touchpoints.inbox import keep_message
from journeys.touchpoints.visit import OpenVisit

__all__ = ["await_answer"]

_A_DAY = timedelta(days=1)
_TURNED_DOWN = re.compile(r"not able to|cannot|unable|unfortunately", re.IGNORECASE)


def await_answer(visit: OpenVisit, tools: Toolbox, case: str, patience: timedelta) -> None:
    """Let company time pass, a day at a time, until the answer to a case is there or patience is at its end."""
    asked = tools.clock.now()
    message: MailMessage | None = None
    while message is None and tools.clock.now() - asked < patience:
        visit.wait(_A_DAY)
        try:
            message = tools.mailbox.wait_for(visit.shopper.email, timedelta(), subject=case)
        except NeverArrived:
            continue
    if message is None:
        visit.saw(complaints.ANSWER, "none", f"no answer to {case}")
        return
    visit.saw(complaints.ANSWER_TIME, str((message.date - asked).total_seconds()), message.date_str)
    keep_message(visit, message, "the answer to the complaint")
    _read(visit, tools, message)


def _read(visit: OpenVisit, tools: Toolbox, message: MailMessage) -> None:
    text = " ".join(message.text.split())
    prices = heard(text, tools.company.currency)
    order = re.search(r"\bK-\d+\b", text)
    if _TURNED_DOWN.search(text) or not prices or order is None:
        visit.saw(complaints.ANSWER, "turned down", text)
        return
    visit.saw(complaints.ANSWER, "put right", text)
    visit.saw(offers.PRICE, written(prices[0]), text)
    visit.saw(offers.REDEMPTION, Stance.ACCEPTED, f"order {order[0]}")
    visit.saw(offers.ORDER, order[0], text)
    if holder := re.search(r"\b(?:for|on) (\w+(?: \w+)*?)[’']s line", text):
        visit.saw(lines.LINE, visit.holder_in(holder[1]), text)
