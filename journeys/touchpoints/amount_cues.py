"""Words beside an amount that tell what it is: the price before, a saving, by the month, each, a part or the whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

__all__ = [
    "AFTER",
    "AND",
    "BEFORE",
    "FREE",
    "OR",
    "RANGE",
    "SPAN",
    "TIMES_AFTER",
    "TIMES_BEFORE",
    "Role",
    "with_figures",
]


class Role(StrEnum):
    """What an amount in a text is."""

    NOW = "the price now"
    REGULAR = "the price before or elsewhere"
    TOTAL = "the whole to pay"
    SUM_OF_PAYMENTS = "what so many payments come to"
    PER_PERIOD = "by the month, week or year"
    EACH = "for one of several"
    FROM = "a bound, or about so much"
    PART = "a part of the whole, or what something else costs"
    ADDED = "to be added to the price"
    SAVING = "what is saved"


_WORDS: Final = tomllib.loads(Path(__file__).with_name("amount_words.toml").read_text(encoding="utf-8"))


def _any(words: Mapping[str, Any]) -> str:
    return "|".join(one for told in words.values() if isinstance(told, list) for one in told)


_PERIOD: Final = _any(_WORDS["periods"])
_UNITS: Final = f"(?:{_PERIOD}|{_any(_WORDS['units'])})"


def _before(cue: Mapping[str, Any]) -> re.Pattern[str]:
    words = _any(cue).replace("{period}", _PERIOD)
    between = rf"[^\w\d]*(?:[^\W\d]+[^\w\d]+){{0,{cue['within']}}}$"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w){between}", re.IGNORECASE)


def _after(cue: Mapping[str, Any]) -> re.Pattern[str]:
    words = _any(cue).replace("{period}", _PERIOD)
    unless = f"(?!{cue['unless']})" if "unless" in cue else ""
    return re.compile(rf"[\s(,:–—-]{{0,3}}(?:{words})(?!\w){unless}", re.IGNORECASE)


BEFORE: Final = tuple((Role[cue["role"]], _before(cue)) for cue in _WORDS["before"])
"""What may stand before an amount, the more telling first."""

AFTER: Final = tuple((Role[cue["role"]], _after(cue)) for cue in _WORDS["after"])
"""What may stand behind an amount."""

_COUNTS: Final = {word: count for told in _WORDS["counts"].values() for word, count in told.items()}
_COUNTED: Final = re.compile(rf"(?<!\w)({'|'.join(_COUNTS)})(?=\s+(?:[\w-]+\s+){{0,2}}{_UNITS})", re.IGNORECASE)
AND: Final = re.compile(r"\s*(?:and|und|et|och|og|y|e|\+)\s*(?:the |a |die |les? )?\s*", re.IGNORECASE)


def with_figures(text: str) -> str:
    """Write numbers of payments as figures: ``four payments`` as ``4 payments``."""
    return _COUNTED.sub(lambda found: str(_COUNTS[found[1].casefold()]), text)


OR: Final = re.compile(rf"(?<!\w)(?:{_any(_WORDS['or'])})(?!\w)", re.IGNORECASE)
RANGE: Final = re.compile(rf"\s*(?:{_any(_WORDS['to'])})\s*", re.IGNORECASE)
TIMES_AFTER: Final = re.compile(
    r"(?:(?:for|over|during|pendant|sur|für|über|während|durante|i|[x×*])\s*)"
    rf"(?P<count>\d{{1,3}})\s*(?P<unit>{_UNITS})?(?!\w)",
    re.IGNORECASE,
)
TIMES_BEFORE: Final = re.compile(
    rf"(?P<count>\d{{1,3}})\s*(?:[x×*]\s*(?P<of>of|de|à|a|von)?|(?:[\w-]+\s+){{0,3}}?(?P<unit>{_UNITS})\s*(?:of|at|à|a|de|von|zu|per|@|på)?)"
    r"\s*(?:only|just|nur)?\s*$",
    re.IGNORECASE,
)
SPAN: Final = re.compile(r"(?:year|yr|jahr|an(?!n\w)|année|año|anno|år|jaar|rok|vuosi)", re.IGNORECASE)
"""A period of twelve months."""

FREE: Final = re.compile(
    rf"^\W*(?:absolutely |completely |totally )?(?:{_any(_WORDS['free'])})"
    rf"(?=\W*$|\s*[^\w\s]|\s+(?:{_any(_WORDS['free_for'])})(?!\w))",
    re.IGNORECASE,
)
"""What is free, where the word stands alone behind a price's label."""
