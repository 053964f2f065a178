"""Which letters belong together: about one offer or one order, whatever else a company writes to the same person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import getaddresses
from typing import Any, Final

from imap_tools import MailMessage

from journeys.promises.terms import Term
from journeys.tools.letterheads import bare_id, headers, holds_words, subject_of
from journeys.topics import offers
from journeys.touchpoints.order_numbers import order_numbers
from journeys.touchpoints.tellings import Telling, same_name

__all__ = ["SameOffer", "is_same", "names_order", "same_sender", "side_by_side"]

_LEAD: Final = re.compile(r"^(?:[^\W\d]+(?: [^\W\d]+){0,2}\s?[:：]\s*)+")
"""What a subject may begin with and still be about the same: ``Reminder:``, ``Re:``, ``Letzte Chance:``."""

_HER_OWN: Final = {offers.LINK, offers.ALTERNATIVE}
"""What each letter says in its own words: links differ with the letter that they are counted for."""


@dataclass(frozen=True, slots=True)
class SameOffer:
    """Tells other letters about an offer from those about something else.

    Attributes:
        message: The one that made the offer.
        tellings: What its parts say.
        name: What the promise is called.
    """

    message: MailMessage
    tellings: Sequence[Telling]
    name: str

    def is_about(self, other: MailMessage, tellings: Sequence[Telling], *, by_code: bool = False) -> bool:
        """Tell whether another letter is about it: by its code, else by its subject or as an answer in the same thread.

        One with another code is about another offer, one with several codes or prices about several.
        """
        own, others = _all(self.tellings, offers.CODE), _all(tellings, offers.CODE)
        if len(_labelled_prices(tellings)) > 1 or len(others) > 1:
            return False
        if own and others:
            return any(same_name(one, another) for one in own for another in others)
        if by_code:
            return False
        subject, here = subject_of(other), subject_of(self.message)
        identity = bare_id(next(iter(headers(self.message, "Message-ID")), ""))
        thread = " ".join([*headers(other, "References"), *headers(other, "In-Reply-To")])
        return bool(
            (self.name and holds_words(subject, self.name))
            or _same_subject(subject, here)
            or (identity and f"<{identity}>" in "".join(thread.split()))
        )


def names_order(message: MailMessage, tellings: Sequence[Telling], number: str) -> bool:
    """Tell whether a letter names an order, in its subject or anywhere."""
    named = {*_all(tellings, offers.ORDER), *order_numbers(subject_of(message))}
    return holds_words(subject_of(message), number) or any(same_name(one, number) for one in named)


def same_sender(one: MailMessage, other: MailMessage) -> bool:
    """Tell whether two letters come from one company, by what its addresses end with."""
    return bool(_houses(one) & _houses(other))


def is_same(one: MailMessage, other: MailMessage) -> bool:
    """Tell whether two messages are one, fetched twice."""
    if one.uid and other.uid:
        return bool(one.uid == other.uid)
    return headers(one, "Message-ID") == headers(other, "Message-ID") and subject_of(one) == subject_of(other)


def side_by_side(letters: Sequence[tuple[MailMessage, Sequence[Telling]]], foremost: MailMessage) -> list[Telling]:
    """Line up what several letters say, each part called by its letter.

    Args:
        letters: The newest last.
        foremost: Whose words are read in full; of the others what stands behind a label, if it has labels itself.
    """
    if len(letters) == 1:
        return [*letters[0][1]]
    labelled = any(_labelled_prices(tellings) for message, tellings in letters if is_same(message, foremost))
    found = []
    for number, (message, tellings) in enumerate(letters, 1):
        name = f'letter {number} of {len(letters)}, "{subject_of(message)}"'
        for telling in tellings:
            own = is_same(message, foremost)
            left_out: set[Term[Any]] = set() if own else {*_HER_OWN, *(telling.faint if labelled else ())}
            found.append(replace(telling.without(left_out), part=f"{name}, {telling.part}"))
    return found


def _all(tellings: Sequence[Telling], term: Term[str]) -> set[str]:
    return {one.value for telling in tellings for one in telling.of(term)}


def _labelled_prices(tellings: Sequence[Telling]) -> set[str]:
    """Return the prices behind labels in the part that says most of them."""
    found = [
        {one.value for one in telling.of(offers.PRICE)} for telling in tellings if offers.PRICE not in telling.faint
    ]
    return max(found, key=len, default=set())


def _same_subject(one: str, other: str) -> bool:
    first, second = _LEAD.sub("", one), _LEAD.sub("", other)
    return bool(first and second) and (holds_words(first, second) or holds_words(second, first))


def _houses(message: MailMessage) -> set[str]:
    addresses = [address for _, address in getaddresses(headers(message, "From"))]
    return {".".join(address.rpartition("@")[2].casefold().split(".")[-2:]) for address in addresses if "@" in address}
