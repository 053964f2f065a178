"""What staff ask a customer for, where they send one to, and what happens in a call, by their words."""

from __future__ import annotations

from .clauses import is_asked, is_negated
from .plain import at_length
from .vocabulary import Words

__all__ = ["asked_in", "calls_in", "sent_to"]


def asked_in(sentence: str, words: Words) -> list[str]:
    """Name the facts that a sentence asks for, such as ``customer_number``."""
    full = at_length(sentence)
    frame = words.any("asking", "frames").search(full)
    if frame is None or is_negated(full, frame.start(), words):
        return []
    return [
        fact
        for fact in words.names("asking", "facts")
        if (found := words.any("asking", "facts", fact).search(full)) and not is_negated(full, found.start(), words)
    ]


def sent_to(sentence: str, words: Words) -> list[str]:
    """Name the places that a sentence sends the customer to."""
    full = at_length(sentence)
    if is_asked(sentence) or words.any("sending", "frames").search(full) is None:
        return []
    return [place for place in words.names("sending", "places") if words.any("sending", "places", place).search(full)]


def calls_in(sentence: str, words: Words) -> list[str]:
    """Name what happens in a call: ``put_through``, ``on_hold``, ``hangs_up``."""
    full = at_length(sentence)
    return [one for one in ("put_through", "on_hold", "hangs_up") if words.any("calls", one).search(full)]
