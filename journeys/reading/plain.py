"""Words as they are read: without what nobody sees, sentence by sentence, and with contractions written out."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ENDS", "at_length", "plain", "sentences"]

_UNSEEN: Final = re.compile(r"[\u00ad\u061c\u0640\u064b-\u0652\u2060\u2066-\u2069\u200b-\u200f\u202a-\u202e\ufeff]")
_ABBREVIATED: Final = (
    r"(?<!\b[Nn]o\.)(?<!\bapprox\.)(?<!\b[Mm]r\.)(?<!\b[Mm]rs\.)(?<!\b[Mm]s\.)"
    r"(?<!\bRs\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bca\.)(?<!\bNr\.)"
)
_A_MONTH: Final = r"(?<=\d\.)\s+(?=(?i:jan|feb|m[aä]r|apr|ma[ijy]|jun|jul|aug|sep|o[kc]t|nov|de[csz]))"
"""Behind ``31.`` it is a date, and no new sentence."""
_SHORT: Final = ("Rs", "Dhs", "Dh", "Fr", "SFr", "Rp", "KD", "BD", "JD")
_AN_AMOUNT: Final = "(?:" + "|".join(rf"(?<=\b{one}\.)" for one in _SHORT) + r")\s+(?=\d)"
"""Behind a currency that is written short before its amount it goes on."""
_QUOTED: Final = r"(?<=[.!?؟。][”“\"»«])\s+(?=[^\sa-zß-ÿ])"
"""A sentence ends behind the quotation that ends it, unless it goes on in small letters: ``“No!” she said``."""
_LINES: Final = r"(?:(?<!\w)\n+|\n+(?!\s*(?:and|und|et|و)\b))"
"""A sentence ends with its line, unless that has no full stop and the next one begins with ``and``."""
ENDS: Final = re.compile(rf"(?!{_A_MONTH}|{_AN_AMOUNT})(?<=[.!?؟。]){_ABBREVIATED}\s+(?=\S)|{_QUOTED}|{_LINES}")
_JOINED: Final = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
"""What joins words in the codes of programs: ``OUT_OF_STOCK``, ``CouponExpired``."""
_NOT: Final = re.compile(r"\b(?P<verb>\w+)n't\b", re.IGNORECASE)
_HURRIED: Final = re.compile(
    r"\b(?P<verb>ca|does|did|is|are|was|were|could|would|should|have|has|had|wo)nt\b", re.IGNORECASE
)
"""Written without its apostrophe: ``cant``; not ``dont``, which is a word of others."""
_BUTTONS: Final = re.compile(r"^\s*(?:\[[^\]\n]{1,60}\]\s*){2,12}$", re.MULTILINE)
"""A line of choices below an answer, such as ``[Yes, add it] [No thanks]``: nobody has said them."""
_EXAMPLES: Final = re.compile(
    r"(?i:\b(?:for example|for instance|e\.g\.|such as|try|ask|say|type|zum Beispiel|z\. ?B\.|etwa|par exemple)\b"
    r"|مثلا|مثل)"
    r"[:,]?\s*(?:[\"“„«][^\"”“»\n]{1,80}[\"”“»](?:\s*(?:,|or|oder|ou|and|und|et|أو)\s*)*)+"
)
"""What one might ask, as bots propose it: nobody has said that either."""
_NOT_SO_SHORT: Final = {"ca": "can", "wo": "will ", "sha": "shall "}


def sentences(words: str) -> list[str]:
    """Split words into sentences, at full stops and line breaks, not within figures; without choices and examples."""
    said = _EXAMPLES.sub("", _BUTTONS.sub("", words))
    return [one for one in (" ".join(part.split()) for part in ENDS.split(said)) if one]


def plain(words: str) -> str:
    """Leave out characters that nobody sees, make apostrophes plain, and write ``can't`` as ``cannot``."""
    said = _UNSEEN.sub("", words).replace("’", "'").replace("ʼ", "'")
    return _HURRIED.sub(_in_full, _NOT.sub(_in_full, said))


def at_length(words: str) -> str:
    """Write a sentence as the words of ``words/`` are written: also ``OUT_OF_STOCK`` in words."""
    return _JOINED.sub(" ", plain(words))


def _in_full(short: re.Match[str]) -> str:
    return _NOT_SO_SHORT.get(short["verb"].casefold(), f"{short['verb']} ") + "not"
