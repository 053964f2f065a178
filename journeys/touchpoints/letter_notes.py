"""What a letter's footnotes, and lines right beside a price, say of it: conditions, and what else is to be paid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from journeys.company.company_file import Company
from journeys.promises.money import Money
from journeys.reading.amounts import Role, amounts_in
from journeys.reading.cues import cues_of
from journeys.reading.plain import plain, sentences
from journeys.touchpoints.letter_labels import MARKS

__all__ = ["Notes", "notes_of"]

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGN: Final = r"\*{1,3}|†{1,2}|‡{1,2}|§|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|※\d?|#"
_NUMBER: Final = r"\(\d\)|\[\d\]|\d\)(?!\w)"
_MARK: Final = re.compile(
    rf"(?:(?<=[\w.,%)–\-])|(?<=[^\x00-\x7f])) ?({_SIGN})\)?(?![\w*†‡])|(?<=\S) ({_NUMBER})(?=\s|$|[.,;:])"
)
_NOTE: Final = re.compile(rf"^\W??\s*({_SIGN}|{_NUMBER})[.:)]?\s*(?=\S)")
_SHORT: Final = 6
"""A line above a price that has more words is about something else too."""

_BINDING: Final = {
    Role.NOW, Role.TOTAL, Role.SUM_OF_PAYMENTS, Role.PER_PERIOD, Role.EACH, Role.SEVERAL, Role.ADDED, Role.FEE,
    Role.NET, Role.CONDITIONAL,
}  # fmt: skip
"""What another amount in a note is, where it tells that the price is not all there is to pay."""


@dataclass(frozen=True, slots=True)
class Notes:
    """A letter's lines without the marks that lead to notes, and what is noted of each.

    Attributes:
        lines: What is shown, without such marks.
        noted: By the number of a line, the notes on it.
    """

    lines: list[str]
    noted: dict[int, list[str]]

    def against(self, price: Money, words: str, company: Company) -> str:
        """Return the first note on what named a price that tells that it is not simply to be paid; else nothing.

        Args:
            price: What was read.
            words: The line or lines it was read in, without our marks.
            company: By whose customs amounts are written.
        """
        on_it = [number for number in self.noted if (line := self.lines[number].translate(MARKS)) and line in words]
        notes = (note.translate(MARKS) for number in on_it for note in self.noted[number])
        return next((note for note in notes if _binds(note, price, company)), "")


def notes_of(lines: Sequence[str]) -> Notes:
    """Find the notes of a letter: lines that begin with a mark that stands behind something in another line."""
    begun = {
        number: (_key(found[1]), line[found.end() :])
        for number, line in enumerate(lines)
        if (found := _NOTE.search(line))
    }
    notes: dict[str, list[int]] = {}
    for number, (key, _) in begun.items():
        notes.setdefault(key, []).append(number)
    shown, noted = list[str](), dict[int, list[str]]()
    led_to = {key for line in lines for key in _marks(line)}
    of_all = [line for line in lines if _is_for_others(line)]
    for number, line in enumerate(lines):
        told = [begun[at][1] for key in _marks(line) for at in notes.get(key, ()) if at != number]
        is_note = number in begun and begun[number][0] in led_to
        shown.append(_unmarked(begun[number][1] if is_note else line, notes))
        if re.search(r"\d", line):
            told += [*_beside(lines, number), *(one for one in of_all if one != line)]
        if told:
            noted[number] = told
    return Notes(shown, noted)


def _key(mark: str) -> str:
    """Return what a mark is, however it is set: ``(1)``, ``1)`` and ``¹`` are one."""
    digits = re.sub(r"\D", "", mark.translate(_SUPERSCRIPTS))
    return f"※{digits}" if "※" in mark else digits or mark


def _marks(line: str) -> list[str]:
    return [_key(found[1] or found[2]) for found in _MARK.finditer(line)]


def _unmarked(line: str, notes: dict[str, list[int]]) -> str:
    """Return a line without its marks; numbers are marks only where a note has them."""
    return _MARK.sub(lambda found: "" if found[1] or _key(found[2]) in notes else found[0], line)


def _beside(lines: Sequence[str], number: int) -> list[str]:
    """Return the line below and the one above if they begin with a condition, or below with a fee that is added."""
    below, above = lines[number + 1 : number + 2], lines[max(0, number - 1) : number]
    return [
        one
        for one in (*below, *above)
        if (_begins_with_a_condition(one) and (one in below or len(one.split()) <= _SHORT))
        or (one in below and _adds_a_fee(one))
    ]


def _is_for_others(line: str) -> bool:
    """Tell whether a line says of the offer, wherever it stands, that it is for new customers."""
    words = cues_of().words
    said = [plain(one) for one in sentences(line)]
    return any(words.any("subjects").search(one) and words.any("for_others").search(one) for one in said)


def _begins_with_a_condition(line: str) -> bool:
    return cues_of().words.pattern(r"\W*(?:{})", ("amounts", "condition")).match(plain(line)) is not None


def _adds_a_fee(line: str) -> bool:
    """Tell whether a line goes on with what the price above it lacks: ``+ $35.00 activation fee``, ``+ tax``."""
    cues = cues_of()
    added = cues.words.pattern(r"[(\s]*(?:{}|{})(?!\w)", ("amounts", "before", "added"), ("amounts", "without"))
    words = cues.without_shares(plain(line))
    begins = words.lstrip("( ")
    if cues.net.match(begins) or cues.words.any("amounts", "untaxed").match(begins):
        return True
    return bool(added.match(words) and cues.fee.search(words))


def _binds(note: str, price: Money, company: Company) -> bool:
    cues = cues_of()
    condition = cues.words.pattern("{}|{}", ("amounts", "condition"), ("clauses", "condition"))
    if any(condition.search(plain(one)) for one in sentences(note)) or cues.net.search(cues.without_shares(note)):
        return True
    amounts = amounts_in(note, company)
    if not amounts and cues.words.any("amounts", "untaxed").match(plain(note).lstrip("( ")):
        return True
    return any(one.role in _BINDING and one.money != price and not one.alternative for one in amounts)
