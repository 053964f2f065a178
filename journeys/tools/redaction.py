"""Redaction: nothing personal or secret reaches a report, because it is taken out before anything is written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

__all__ = ["Redactor"]

MASK = "•••"
_SECRETS = re.compile(
    r"(?P<key>(?:authorization|cookie|set-cookie|x-twilio-signature)\s*:\s*|(?:password|passwd|secret|csrf|token)[\"']?\s*[=:]\s*[\"']?)"
    r"(?P<value>(?:bearer |basic )?[^\s\"'&<,;]+)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Redactor:
    """Knows the values that must not be seen, and takes them out of text.

    What it learned is matched as it stands, HTML-escaped, URL-quoted and as JSON writes it; besides, whatever
    follows the name of a secret (``Authorization:``, ``password=`` …) is masked even if nobody announced it.
    """

    _lasting: frozenset[str] = frozenset()
    _known: set[str] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None

    def learn(self, values: Iterable[str | None]) -> None:
        """Remember values to take out; empty ones and None are passed over."""
        for value in values:
            if value:
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
        known = self.pattern.sub(MASK, text) if self.pattern else text
        if ":" not in known and "=" not in known:  # one of them follows the name of every secret
            return known
        return _SECRETS.sub(lambda match: match["key"] + MASK, known)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What to look for in places that cannot be rewritten, such as the elements of a page to be photographed."""
        if self._pattern is None and self._known:
            self._pattern = re.compile("|".join(map(re.escape, sorted(self._known, key=len, reverse=True))))
        return self._pattern
