"""Whose affairs a note is about: staff write a name, and beside it how to reach the person."""

from __future__ import annotations

import re
from typing import Final

from journeys.promises.shopper import Shopper
from journeys.reading.stances import worded
from journeys.touchpoints.known_names import common_words, is_first_name
from journeys.touchpoints.whose import ADDRESS, folded, is_hers, is_own, names_her

__all__ = ["other_person"]

_WORD: Final = r"(?![a-zß-öø-ÿ])[^\W\d_][\w'’-]*"
_NAME: Final = rf"(?<!\w)(?P<name>{_WORD}(?:\s+{_WORD}){{1,2}}|{_WORD},\s+{_WORD})(?:['’]s?)?(?!\w)"
_LEADS: Final = r"[\s,;:/|()\-–—]*(?:(?i:tel(?:ephone)?|phone|mobile|cell|line|number|no|e-?mail)\b[\s.:]*){0,2}[\s(]*"
_NUMBER: Final = r"(?!\d{4}-\d\d-\d\d)\+?\d(?:[\s().\-/]{0,2}\d){6,}"
_PERSON: Final = re.compile(rf"{_NAME}{_LEADS}(?P<reached>{ADDRESS.pattern}|{_NUMBER})")
_A_DATE: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}")


def other_person(note: str, shopper: Shopper) -> str | None:
    """Return the name and the number or address by which a note is surely about somebody else, None if it may be hers.

    A name without a number may be a colleague's, a number alone anybody's. A note that names the shopper too is about
    her, one about her family hers, and whom staff spoke with, or shall call, is no customer by that.
    """
    if names_her(note, shopper):
        return None
    for found in _PERSON.finditer(note):
        name, reached = found["name"], found["reached"]
        before = re.split(r"[.!?\n]", note[: found.start()])[-1]
        if (
            any(is_first_name(word) and word not in common_words() for word in re.findall(r"[^\W\d_]+", name))
            and not is_hers(name, shopper)
            and not {*folded([name])} & {*folded([shopper.last_name])}
            and not is_own(shopper, reached)
            and not _A_DATE.fullmatch(reached)
            and not worded("dealt_with").search(before)
        ):
            return f"{name}, {reached}"
    return None
