"""Waiting for the answer to a complaint, in company time, and reading what it says was done."""

from __future__ import annotations

from datetime import timedelta

from imap_tools import MailMessage

from journeys.errors import NotUnderstood
from journeys.evidence.observations import Stance
from journeys.promises.money import written
from journeys.tools.letterheads import holds_words, subject_of
from journeys.tools.toolbox import Toolbox
from journeys.topics import complaints, lines, offers
from journeys.touchpoints.answer_words import answer_in
from journeys.touchpoints.inbox import keep_message, see_whose
from journeys.touchpoints.letter_parts import parts_of
from journeys.touchpoints.letters import sent_at
from journeys.touchpoints.tellings import Said, Telling, agreed, write_down
from journeys.touchpoints.visit import OpenVisit

__all__ = ["await_answer"]

_A_DAY = timedelta(days=1)


def await_answer(visit: OpenVisit, tools: Toolbox, case: str, patience: timedelta) -> None:
    """Let company time pass, a day at a time, until the answer to a case is there or patience is at its end.

    A letter that neither puts it right nor turns it down, such as a receipt, is not yet the answer.

    Raises:
        NotUnderstood: Nothing but such letters came.
    """
    asked = before = tools.clock.now()
    came: list[MailMessage] = []
    days = 0
    while tools.clock.now() - asked < patience:
        visit.wait(_A_DAY)
        days += 1
        came = tools.mailbox.letters_to(visit.shopper.email, lambda one: holds_words(subject_of(one), case))
        for message in reversed(came):
            if tellings := _tellings(message, tools):
                said, now = sent_at(message), tools.clock.now()
                # Company time is the clock; the letter's date is believed within the day in which the letter came.
                took = said - asked if said is not None and before < said <= now else days * _A_DAY
                visit.saw(complaints.ANSWER_TIME, str(took.total_seconds()), message.date_str)
                see_whose(visit, message)
                keep_message(visit, message, "the answer to the complaint")
                write_down(visit, agreed(tellings, tools.company.time_zone).said)
                return
        before = tools.clock.now()
    if not came:
        visit.saw(complaints.ANSWER, "none", f"no answer to {case}")
        return
    see_whose(visit, came[-1])
    keep_message(visit, came[-1], "what came of the complaint")
    raise NotUnderstood(
        f"What came of {case} neither puts it right nor turns it down: {visit.quoted(_words(came[-1]))}"
    )


def _tellings(message: MailMessage, tools: Toolbox) -> list[Telling]:
    """Read each part of a message that is an answer."""
    found = []
    for part, told in parts_of(message):
        answer = answer_in(told, tools.company)
        if answer is None:
            continue
        words = " ".join(told)
        said = [Said(complaints.ANSWER, "put right" if answer.put_right else "turned down", words)]
        if answer.price is not None:
            said.append(Said(offers.PRICE, written(answer.price), words))
        if answer.order:
            said.append(Said(offers.REDEMPTION, Stance.ACCEPTED, f"order {answer.order}"))
            said.append(Said(offers.ORDER, answer.order, words))
        if answer.line:
            said.append(Said(lines.LINE, answer.line, words))
        found.append(Telling(part, said))
    return found


def _words(message: MailMessage) -> str:
    return " ".join(line for _, told in parts_of(message)[-1:] for line in told)
