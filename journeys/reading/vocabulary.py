"""The words that answers are read by, as data: a file for each language, and files of a suite's own beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo

from journeys.errors import InvalidPhrasebook

__all__ = ["Words", "extend", "forget", "languages", "made_of_words", "words_of"]

_OURS: Final = Path(__file__).with_name("words")
_OTHERS: Final = "others"
"""Languages of which only letters are read: their words are looked for in letters, not in what people say."""
_NEVER: Final = "(?!)"
_CHECKED: Final = "each expression"
"""Where a suite's own words are read, not ours: to compile some thousand expressions takes as long as all else."""


def _pattern(text: str, told: ValidationInfo) -> str:
    if not (told.context or {}).get(_CHECKED):
        return text
    try:
        re.compile(text)
    except re.error as error:
        message = f"{text!r} is no regular expression: {error}"
        raise ValueError(message) from error
    return text


def _several(told: Any) -> Any:
    return (told,) if isinstance(told, str) else told


Patterns = Annotated[tuple[Annotated[str, AfterValidator(_pattern)], ...], BeforeValidator(_several)]


_Beside = Literal[
    "regular", "saving", "total", "part", "added", "each", "several", "per_period", "from", "later", "elsewhere"
]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Clauses(_Section):
    """Where a clause begins, and which ones do not say what holds here and now."""

    breaks: Patterns = ()
    condition: Patterns = ()
    before: Patterns = ()
    later: Patterns = ()
    missed: Patterns = ()
    paid_back: Patterns = ()
    elsewhere: Patterns = ()
    guessed: Patterns = ()
    corrected: Patterns = ()
    offering: Patterns = ()
    negated: Patterns = ()
    denied: Patterns = ()
    affirmed: Patterns = ()
    retracted: Patterns = ()
    paid: Patterns = ()
    goes_on: Patterns = ()


class _Amounts(_Section):
    """What stands beside an amount, and what the amount is by it."""

    periods: Patterns = ()
    spans: Patterns = ()
    months: Patterns = ()
    units: Patterns = ()
    counts: dict[str, int] = {}
    manifold: dict[str, int] = {}
    or_: Patterns = Field(default=(), alias="or")
    to: Patterns = ()
    and_: Patterns = Field(default=(), alias="and")
    more: Patterns = ()
    over: Patterns = ()
    of: Patterns = ()
    by: Patterns = ()
    free: Patterns = ()
    free_for: Patterns = ()
    costs_nothing: Patterns = ()
    free_calls: Patterns = ()
    bare: Patterns = ()
    today: Patterns = ()
    other_things: Patterns = ()
    instalments: Patterns = ()
    extra: Patterns = ()
    determiners: Patterns = ()
    besides: Patterns = ()
    at_first: Patterns = ()
    named: Patterns = ()
    hardly: Patterns = ()
    concluding: Patterns = ()
    included: Patterns = ()
    condition: Patterns = ()
    untaxed: Patterns = ()
    tax: Patterns = ()
    without: Patterns = ()
    apart: Patterns = ()
    net: Patterns = ()
    gross: Patterns = ()
    spent: Patterns = ()
    fee: Patterns = ()
    waived: dict[Literal["before", "after"], Patterns] = {}
    before: dict[_Beside, Patterns] = {}
    after: dict[_Beside, Patterns] = {}


class _Asking(_Section):
    """How staff ask for something, and what they ask for, by what the fact is called."""

    frames: Patterns = ()
    facts: dict[str, Patterns] = {}


class _Sending(_Section):
    """How staff send a customer elsewhere, and where to; the group of ``instead`` is another way to use an offer."""

    frames: Patterns = ()
    places: dict[str, Patterns] = {}
    elsewhere: Patterns = ()
    instead: Patterns = ()
    holds: dict[str, Patterns] = {}


class _Calls(_Section):
    """What happens in a call."""

    put_through: Patterns = ()
    on_hold: Patterns = ()
    hangs_up: Patterns = ()
    looks: Patterns = ()
    again: Patterns = ()
    confirms: Patterns = ()


_Lead = Literal[
    "confirm", "customer", "complaints", "offers", "agent", "other", "without", "go_on", "orders", "nowhere"
]


class _Menu(_Section):
    """How a telephone's menu is told.

    ``of_length`` says behind a figure that it counts digits, ``article`` names one more key of a list;
    ``about`` leads to what a key is for, and ``about_joined`` is written in one word with it; ``leads`` is what that
    is; ``secret`` is what nobody knows but the customer. ``closed`` says that nobody is there, ``invalid`` that a key
    is not taken.
    """

    press: Patterns = ()
    filler: Patterns = ()
    article: Patterns = ()
    of_length: Patterns = ()
    say: Patterns = ()
    yes: Patterns = ()
    enter: Patterns = ()
    secret: Patterns = ()
    last: Patterns = ()
    keypad: Patterns = ()
    digits: dict[str, int] = {}
    star: Patterns = ()
    pound: Patterns = ()
    about: Patterns = ()
    about_joined: Patterns = ()
    languages: dict[str, Patterns] = {}
    leads: dict[_Lead, Patterns] = {}
    closed: Patterns = ()
    invalid: Patterns = ()


class _Times(_Section):
    """Ends and durations.

    The group of ``until`` is the date; ``of_offers`` names what it is the end of, ``of_others`` what it is not; in
    letters ``ends`` stands before it. Those of ``lasts`` are number and unit.
    """

    until: Patterns = ()
    of_offers: Patterns = ()
    of_others: Patterns = ()
    ends: Patterns = ()
    lasts: Patterns = ()
    days: dict[str, int] = {}


class _Labels(_Section):
    """What stands before a price in letters, on a line of its own or at its beginning."""

    price: Patterns = ()
    regular_price: Patterns = ()


class _Spoken(_Section):
    """Numbers in words, where no library reads the language: what each is worth, and what joins them."""

    worth: dict[str, int] = {}
    joined: str = ""


class _File(_Section):
    language: str = Field(default="", pattern="^([a-z]{2,3}|others)?$")
    used: Patterns = ()
    ended: Patterns = ()
    sold_out: Patterns = ()
    not_here: Patterns = ()
    unknown: Patterns = ()
    refused: Patterns = ()
    offered: Patterns = ()
    withheld: Patterns = ()
    needed: Patterns = ()
    no_objection: Patterns = ()
    trouble: Patterns = ()
    vague: Patterns = ()
    subjects: Patterns = ()
    for_others: Patterns = ()
    order: Patterns = ()
    order_number: Patterns = ()
    put_right: Patterns = ()
    only_filed: Patterns = ()
    turned_down: Patterns = ()
    told_of_before: Patterns = ()
    conceded: Patterns = ()
    given_back: Patterns = ()
    greeting: Patterns = ()
    title: Patterns = ()
    nobody: Patterns = ()
    sort_of_people: Patterns = ()
    couple: Patterns = ()
    beside_names: Patterns = ()
    your: Patterns = ()
    sent_to: Patterns = ()
    any_offer: Patterns = ()
    dealt_with: Patterns = ()
    addressing: Patterns = ()
    account_of: Patterns = ()
    sort_of_things: Patterns = ()
    code_named: Patterns = ()
    clauses: _Clauses = _Clauses()
    amounts: _Amounts = _Amounts()
    asking: _Asking = _Asking()
    sending: _Sending = _Sending()
    calls: _Calls = _Calls()
    menu: _Menu = _Menu()
    times: _Times = _Times()
    labels: _Labels = _Labels()
    spoken: _Spoken = _Spoken()


class Words:
    """The words of some languages, together."""

    def __init__(self, told: tuple[_File, ...]) -> None:
        """Take the files' contents."""
        self._told = told
        self._joined: dict[tuple[str, ...], str] = {}
        self._compiled: dict[tuple[Any, ...], re.Pattern[str]] = {}

    def alternatives(self, *keys: str) -> str:
        """Return everything that stands under a key (``"clauses", "before"``), as alternatives of an expression."""
        if keys not in self._joined:
            found = (self._under(one, keys) for one in self._told)
            self._joined[keys] = "|".join(dict.fromkeys(each for told in found for each in told)) or _NEVER
        return self._joined[keys]

    def any(self, *keys: str) -> re.Pattern[str]:
        """Return a pattern that finds any of what stands under a key, in any case."""
        return self.pattern("{}", keys)

    def pattern(self, expression: str, *keys: tuple[str, ...]) -> re.Pattern[str]:
        """Return an expression in whose blanks, ``{}``, stands what stands under keys; compiled once, in any case."""
        if (expression, *keys) not in self._compiled:
            told = [f"(?:{self.alternatives(*one)})" for one in keys]
            parts = expression.split("{}")
            filled = parts[0] + "".join(one + part for one, part in zip(told, parts[1:], strict=True))
            self._compiled[expression, *keys] = re.compile(filled, re.IGNORECASE)
        return self._compiled[expression, *keys]

    def names(self, *keys: str) -> list[str]:
        """Return the names of what stands under a key."""
        return list(dict.fromkeys(name for one in self._told for name in self._under(one, keys)))

    def values(self, *keys: str) -> dict[str, int]:
        """Return figures by their words."""
        found: dict[str, int] = {}
        for one in self._told:
            found |= dict(self._under(one, keys))
        return found

    def text(self, *keys: str) -> str:
        """Return the first text under a key."""
        return next((str(found) for one in self._told if (found := self._under(one, keys))), "")

    @staticmethod
    def _under(told: _File, keys: tuple[str, ...]) -> Any:
        found: Any = told
        for key in keys:
            name = f"{key}_" if key in {"or", "and"} else key
            found = found.get(key, ()) if isinstance(found, Mapping) else getattr(found, name)
        return found


_added: list[Path] = []
_AFTERWARDS: list[Any] = []
"""What else was made of words and kept, to be made anew when there are more: each has ``cache_clear``."""
Kept = TypeVar("Kept")


def made_of_words(kept: Kept) -> Kept:
    """Mark a cached function whose results are made of words."""
    _AFTERWARDS.append(kept)
    return kept


def extend(folder: Path) -> None:
    """Read answers by the files of a folder too; one of a language that is known adds to it.

    Raises:
        InvalidPhrasebook: One cannot be read, or is not of the form; with the file, the key and what is wrong.
    """
    if folder in _added:
        return
    if not any(folder.glob("*.toml")):
        raise InvalidPhrasebook("There are no words to read answers by", value=str(folder), remedy="Add a de.toml.")
    list(_read(folder))
    _added.append(folder)
    _read_anew()


def forget() -> None:
    """Read answers by our own words only, whatever was added."""
    _added.clear()
    _read_anew()


def _read_anew() -> None:
    for cached in (*_AFTERWARDS, words_of, languages, _files):
        cached.cache_clear()


@cache
def languages() -> tuple[str, ...]:
    """Return the languages in which people are understood."""
    return tuple(one for one in _files() if one != _OTHERS)


@cache
def words_of(language: str = "") -> Words:
    """Return a language's words; those of all languages together if none is named."""
    files = _files()
    return Words(tuple(each for one, told in files.items() if language in {"", one} for each in told))


@cache
def _files() -> dict[str, tuple[_File, ...]]:
    found: dict[str, tuple[_File, ...]] = {}
    for folder in (_OURS, *_added):
        for one in _read(folder):
            found[one.language] = (*found.get(one.language, ()), one)
    return found


def _read(folder: Path) -> Iterator[_File]:
    for path in sorted(folder.glob("*.toml")):
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            yield _File.model_validate({"language": path.stem, **told}, context={_CHECKED: folder != _OURS})
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InvalidPhrasebook(f"The words cannot be read: {error}", place=str(path)) from error
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            valid = tuple(_File.model_fields)
            raise InvalidPhrasebook(f"{where}: {first['msg']}", place=str(path), valid=valid) from error
