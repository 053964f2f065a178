"""Redaction: nothing personal or secret reaches a report, because it is taken out before anything is written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from journeys.tools.secret_fields import MASK, mask_fields
from journeys.tools.secret_forms import mask_forms
from journeys.tools.secret_json import masked_json

__all__ = ["Redactor"]

_SHORTEST, _FEWEST_DIGITS = 2, 4
"""Anything shorter stands in half of all words, or amounts."""
_SHORT = 3
"""Up to so many letters count only as a word of their own."""
_SHORTEST_FORM = 6
"""No name with a secret behind it is shorter, nor anything that shows by itself."""
_LONGEST_ALONE = 5
"""Digits up to so many are parts of dates and amounts as well: they count where no other digit stands beside them."""


@dataclass(slots=True)
class Redactor:
    """Knows the values that must not be seen, and takes them out of text.

    What it learned is matched as it stands, HTML-escaped, URL-quoted and as JSON writes it; besides, what is secret or
    somebody's own by its kind (what follows ``Authorization:``, ``password=`` …, a card's number) is masked even if
    nobody announced it.

    Attributes:
        spared: Words that are never masked, folded: those that the ledger and the reports are made of.
        too_common: What was to be masked and is not, for that reason or since it is too short.
    """

    spared: Collection[str] = frozenset()
    too_common: set[str] = field(default_factory=set)
    _lasting: frozenset[str] = frozenset()
    _known: set[str] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None

    def learn(self, values: Iterable[str | None]) -> None:
        """Remember values to take out; empty ones and None are passed over."""
        for value in values:
            if not value:
                continue
            shortest = _FEWEST_DIGITS if value.isdecimal() else _SHORTEST
            if len(value) < shortest or value.casefold() in self.spared:
                self.too_common.add(value)
                continue
            urls = {quote(value), quote(value, safe=""), quote_plus(value)}
            self._known |= {value, html.escape(value), *urls}
            self._known |= {json.dumps(value, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
        self._pattern = None

    def learn_for_good(self, values: Iterable[str | None]) -> None:
        """Remember values that are never forgotten, such as the company's own secrets."""
        others, self._known = self._known, set()
        self.learn(values)
        self._lasting |= self._known
        self._known |= others

    def forget(self) -> None:
        """Forget the rest: a company that has forgotten its customers cannot show them."""
        self._known = set(self._lasting)
        self._pattern = None

    def clean(self, text: str) -> str:
        """Return the text with everything personal and secret masked."""
        if "{" in text or "[" in text:
            return masked_json(text, self.clean, self._clean_plain)
        return self._clean_plain(text)

    def clean_form(self, text: str) -> str:
        """Mask what a JSON text says and keep its form: the names of its fields, whatever they are."""
        return masked_json(text, self.clean, self._clean_plain, keep_keys=True)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What to look for in places that cannot be rewritten, such as the elements of a page to be photographed."""
        if self._pattern is None and self._known:
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(_form, longest_first)))
        return self._pattern

    def _clean_plain(self, text: str) -> str:
        known = self.pattern.sub(MASK, text) if self.pattern else text
        if len(known) < _SHORTEST_FORM:
            return known
        return mask_forms(mask_fields(known))


def _form(value: str) -> str:
    """Write how a value is found; a short one only by itself."""
    if value.isdecimal() and len(value) <= _LONGEST_ALONE:
        return rf"(?<!\d){value}(?!\d)"
    return rf"\b{re.escape(value)}\b" if len(value) <= _SHORT and value.isalnum() else re.escape(value)
