"""What staff ask a customer for, where they send one to, and what happens in a call, by their words."""

from __future__ import annotations

from .clauses import is_asked, is_negated
from .plain import at_length, plain
from .vocabulary import Words, words_of

__all__ = ["alternative", "asked_in", "calls_in", "on_the_way", "places_named", "sends_elsewhere", "sent_to"]


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


def on_the_way(sentence: str) -> str | None:
    """Name what a sentence is that is said before an answer, in any language.

    Returns:
        ``again`` wants to hear it once more, ``confirms`` asks whether it is about that offer, ``looks`` looks it up;
        None if it is nothing of the kind.
    """
    full, words = at_length(sentence), words_of()
    return next((one for one in ("again", "confirms", "looks") if words.any("calls", one).search(full)), None)


def sends_elsewhere(words: str) -> bool:
    """Tell whether the customer is told to try another place, in any language."""
    return words_of().any("sending", "elsewhere").search(plain(words)) is not None


def alternative(words: str) -> str | None:
    """Return the words that name another way to use the offer, if any do."""
    found = words_of().any("sending", "instead").search(words)
    return next((way.strip() for way in found.groups() if way), None) if found else None


def places_named(words: str) -> str:
    """Name the touchpoints that some words call by what is done there, as a term's value."""
    told = words_of()
    places = told.names("sending", "holds")
    return ", ".join(sorted(place for place in places if told.any("sending", "holds", place).search(plain(words))))
