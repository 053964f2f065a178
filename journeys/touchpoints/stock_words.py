"""What places say of how many there are left: a number, at least so many, some, or none."""

from __future__ import annotations

import re
from typing import Final

from journeys.errors import NotUnderstood
from journeys.promises.counts import LEFT, Left
from journeys.promises.numerals import plain_digits
from journeys.reading.figures import in_figures
from journeys.reading.plain import sentences
from journeys.topics.stock import STOCK_LEFT
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_files import word_file

__all__ = ["left_in", "note_stock", "stock_told"]

_FILE: Final = "stock_words.toml"
_NUMBER: Final = r"(?<![\d.,$€£-])(?<![$€£]\s)(\d{1,3}(?:[,. ]\d{3})+|\d{1,7})(?![\d.,-]*\d)"
_PARTS: Final = re.compile(r"\s*(?:[,.!?](?=\s)|[;–—،؛]|(?<=\w)\s(?=(?:but|aber|mais)\s))\s*")
"""Where one part of what is said ends, and another place or day may be meant."""
_DOZENS: Final = re.compile(r"\b(half a|a) dozen\b", re.IGNORECASE)


def note_stock(visit: OpenVisit, said: str | int) -> None:
    """Write down what a place says of how many are left: a number, or words such as ``only 3 left in stock``.

    Raises:
        NotUnderstood: It says nothing of it, or more than one thing.
    """
    number = isinstance(said, int) and not isinstance(said, bool) and said >= 0
    left = Left(said, said) if number else left_in(_without(visit.words, str(said)))  # type: ignore[arg-type]
    if left is None:
        raise NotUnderstood(f"How many are left at the {visit.touchpoint} cannot be read: {visit.quoted(str(said))}")
    visit.saw(STOCK_LEFT, LEFT.write(left), str(said))


def stock_told(words: str, product: str) -> tuple[Left, str] | None:
    """Read how many are left off what somebody said, with the sentences that said so; None if that is not clear."""
    without = _without(product, words)
    if any(re.search(says["but_not"], without, re.IGNORECASE) for says in word_file(_FILE).values()):
        return None
    told = [(left, one) for one in sentences(words) if (left := left_in(_without(product, one))) is not None]
    if not told or any(not one.agrees(other) for one, _ in told for other, _ in told):
        return None
    left = next((left for left, _ in told if left.most is not None), told[0][0])
    return left, " ".join(one for _, one in told)


def _without(product: str, words: str) -> str:
    """Leave a product's name out, which may have a number in it."""
    return re.sub(rf"\b{re.escape(product)}(?:e?s|n|en)?\b" if product else "(?!)", "", words, flags=re.IGNORECASE)


def left_in(words: str) -> Left | None:
    """Read how many are left; None if nothing is said of it, of another day only, or of two places different things."""
    found = {left for language in word_file(_FILE) if (left := _read(plain_digits(words), language)) is not None}
    exact = [one for one in found if one.most is not None] or list(found)
    if any(not one.agrees(other) for one in found for other in found):
        return None
    return max(exact, key=lambda one: one.least) if len(set(exact)) > 1 else next(iter(exact), None)


def _read(words: str, language: str) -> Left | None:
    """Read it by the words of one language; a digit that is spoken is one that is written."""
    says = word_file(_FILE)[language]
    text = " ".join(in_figures(_DOZENS.sub(_dozen, words), language).split()).strip(" .!")
    if re.search(says["but_not"], text, re.IGNORECASE):
        return None
    parts = _PARTS.split(text)
    text = ", ".join(one for one in parts if not re.search(f"(?i:{says['besides']})", one)).strip(" .!")
    if re.fullmatch(_NUMBER, text):
        return _exactly(int(re.sub(r"\D", "", text)))
    if re.search(says["later"], text, re.IGNORECASE):
        return None
    number = _numbered(text, says)
    if number is not None:
        return number
    none = re.search(rf"(?P<nearly>{says['nearly']})?\W*(?:{says['none']})", text, re.IGNORECASE)
    if none is None:
        return Left(1, None) if re.search(says["some"], text, re.IGNORECASE) else None
    if none["nearly"] and not re.search(says["none"], none[0][: len(none["nearly"]) + 1], re.IGNORECASE):
        rest = f"{text[: none.start()]} {text[none.start() + len(none['nearly']) :]}"
        return Left(1, None) if rest.strip() else None
    others = f"{text[: none.start()]} {text[none.end() :]}"
    return None if re.search(says["some"], others, re.IGNORECASE) else _exactly(0)


def _numbered(text: str, says: dict[str, str]) -> Left | None:
    """Read a number that stands where one of what is left does."""
    if re.search(says["one"], text, re.IGNORECASE):
        return _exactly(1)
    bounds = "|".join(f"(?P<{name}>{says[name]})" for name in ("more", "fewer", "at_least", "at_most"))
    number = rf"(?:(?:{bounds})\s)?(?P<number>{_NUMBER})(?P<plus>\s?\+)?"
    places = (
        rf"{number}\s?(?:{says['left']})",
        rf"\b(?:{says['label']})\x22?\s?[:：–(-]?\s?{number}(?!\s?(?:%|\w+(?:tag|day|jour)))",
        rf"\b(?:{says['have']})\s{number}(?=\s*(?:$|[.,;!]|(?:{says['behind']})\b))",
    )
    for place in places:
        if (found := re.search(place, text, re.IGNORECASE)) is not None:
            return _bounded(found)
    return None


def _bounded(found: re.Match[str]) -> Left:
    count = int(re.sub(r"\D", "", found["number"]))
    if found["more"]:
        return Left(count + 1, None)
    if found["plus"] or found["at_least"]:
        return Left(count, None)
    if found["fewer"]:
        return Left(min(1, count - 1), count - 1) if count else _exactly(0)
    return Left(min(1, count), count) if found["at_most"] else _exactly(count)


def _dozen(found: re.Match[str]) -> str:
    return "6" if found[1].casefold().startswith("half") else "12"


def _exactly(count: int) -> Left:
    return Left(count, count)
