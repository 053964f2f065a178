"""Menus of telephone lines: which key leads where, as a voice says it, and what is to be typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final

from .plain import plain, sentences
from .vocabulary import Words, words_of

__all__ = [
    "NOWHERE",
    "Choice",
    "asked_to_enter",
    "asks_for_keys",
    "choices_in",
    "last_digits",
    "nearest_choice",
    "says_of_line",
    "spoken_choices_in",
]

NOWHERE: Final = "nowhere"
"""What a choice is called that leads to nobody: to the menu again, a message, a call back, the end of the call."""
_FIGURE: Final = r"[0-9٠-٩]{1,3}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on from a menu.

    Attributes:
        reply: The keys to press; or the words to say, if the menu takes words.
        about: What it is for, in the menu's words.
        leads: What that is, such as ``agent`` or ``offers``; more than one, or none that is known.
        language: ISO 639 code, if the choice is one of languages.
    """

    reply: str
    about: str
    leads: tuple[str, ...] = ()
    language: str = ""


def choices_in(said: str) -> list[Choice]:
    """Read what can be chosen by keys: ``For sales, press 1``; ``Press 1 for sales, 2 for repairs``."""
    return _choices(said, _mention(words_of()))


def spoken_choices_in(said: str) -> list[Choice]:
    """Read what can be chosen by saying it: ``For sales, say sales``."""
    words = words_of()
    mention = words.pattern(
        r"(?<!\w){}[\s:]+[\"'“‘«„]?(?P<key>[^\W\d]+(?: (?!{}|{})[^\W\d]+){0,2})(?P<more>)[\"'”’»“]?",
        ("menu", "say"), ("amounts", "or"), ("menu", "about"),
    )  # fmt: skip
    return _choices(said, mention)


def asks_for_keys(said: str) -> bool:
    """Tell whether a voice wants keys pressed."""
    return bool(choices_in(said) or asked_to_enter(said) or words_of().any("menu", "keypad").search(plain(said)))


def asked_to_enter(said: str) -> list[str]:
    """Name the facts that are to be typed, such as ``customer_number``; ``something`` for what nobody else knows."""
    words = words_of()
    enter = words.pattern(r"(?<!\w){}(?!\w)", ("menu", "enter"))
    found: list[str] = []
    for sentence in sentences(plain(said)):
        if enter.search(sentence) and not _mention(words).fullmatch(sentence.strip(" .")):
            facts = words.names("asking", "facts")
            asked = [fact for fact in facts if words.any("asking", "facts", fact).search(sentence)]
            unknown = ["something"] if words.any("menu", "secret").search(sentence) else []
            found += unknown or asked
    return found


def last_digits(said: str) -> int | None:
    """Return how many of a number's last digits are wanted, if not all."""
    words = words_of()
    found = words.pattern(r"(?<!\w){}\s+(\w+)", ("menu", "last")).search(plain(said))
    return int(key) if found and (key := _key(found[1], words)) and key.isdecimal() else None


def says_of_line(said: str, *what: str) -> bool:
    """Tell whether a voice says one of some things of the line: that it is ``closed``, that a key is ``invalid``."""
    return any(words_of().any("menu", one).search(plain(said)) for one in what)


def _choices(said: str, mention: re.Pattern[str]) -> list[Choice]:
    words = words_of()
    begins = words.pattern(r"\s*(?:{})(?!\w)|\s*{}", ("menu", "about"), ("menu", "about_joined"))
    found: list[Choice] = []
    before = ""
    for sentence in sentences(plain(said)):
        text = sentence.rstrip(" .!?؟")
        keys = list(dropwhile(lambda one: one["key"] is None, mention.finditer(text)))  # a verb begins a list
        behind = bool(keys) and begins.match(text[keys[-1].end() :]) is not None
        ends = [*(one.start() for one in keys[1:]), len(text)]
        starts = [0, *(one.end() for one in keys)]
        for number, one in enumerate(keys):
            about = text[starts[number] : one.start()]
            if behind:
                about = f"{about if number == 0 else ''} {text[one.end() : ends[number]]}"
            told = one["key"] or one["more"]
            about = about.strip(" ,;:،–—-") or before
            if words.pattern(r"(?:{}\s+)?(?:{})", ("menu", "about"), ("menu", "yes")).fullmatch(about):
                about = before  # to the question before
            found.append(_choice(_key(told, words) or told, about, words))
        before = "" if keys else text
    return found


def _choice(reply: str, about: str, words: Words) -> Choice:
    codes = words.names("menu", "languages")
    language = next((code for code in codes if words.any("menu", "languages", code).search(about)), "")
    leads = [one for one in words.names("menu", "leads") if words.any("menu", "leads", one).search(about)]
    return Choice(reply, about, (NOWHERE,) if NOWHERE in leads else tuple(leads), language)


def _mention(words: Words) -> re.Pattern[str]:
    """Find keys: behind or before a verb, or alone in a list that began with a verb."""
    key = rf"(?:{_FIGURE}|{{}}|{{}}|{{}})(?!\w|[\s-]*(?:{{}}))"
    keys = (("menu", "digits"), ("menu", "star"), ("menu", "pound"), ("menu", "of_length"))
    fill = r"(?:[\s,]+(?:{}))*[\s:]+"
    alone = r"(?:^|[,;،]\s*(?:(?:{})\s+)?|(?<!\w)(?:{}|{})\s+)(?:(?:{})\s+)*"
    expression = (
        rf"(?<!\w)(?:{{}}){fill}(?P<key>{key})"
        rf"|{alone}(?P<more>{key})(?=\s*(?:$|[,;،]|(?:{{}})(?!\w)))"
    )  # fmt: skip
    between = (("amounts", "or"), ("amounts", "or"), ("menu", "article"), ("menu", "filler"))
    return words.pattern(expression, ("menu", "press"), ("menu", "filler"), *keys, *between, *keys, ("menu", "about"))


def _key(told: str, words: Words) -> str:
    """Return the key that is called so; empty for what is none."""
    folded = " ".join(told.casefold().split())
    if all(one.isdecimal() for one in folded):
        return "".join(str(unicodedata.decimal(one)) for one in folded)
    for key, name in (("*", "star"), ("#", "pound")):
        if words.any("menu", name).fullmatch(folded):
            return key
    named = words.values("menu", "digits")
    return str(named[folded]) if folded in named else ""


def nearest_choice(choices: Sequence[Choice], wanted: Sequence[str], language: str) -> Choice | None:
    """Return the choice that leads to what is wanted most; None if none leads anywhere near.

    Args:
        choices: What can be chosen.
        wanted: What it may lead to, the best first.
        language: ISO 639 code of the caller's: a choice of another is none.
    """
    own = [one for one in choices if one.language == language]
    if own:
        return own[0]
    for lead in wanted:
        for one in choices:
            if lead in one.leads and not one.language:
                return one
    return None
