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

    known: set[str] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None

    def learn(self, values: Iterable[str | None]) -> None:
        """Remember values to take out; empty ones and None are passed over."""
        for value in values:
            if value:
                urls = {quote(value), quote(value, safe=""), quote_plus(value)}
                self.known |= {value, html.escape(value), *urls}
                self.known |= {json.dumps(value, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
        longest_first = sorted(self.known, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def clean(self, text: str) -> str:
        """Return the text with everything personal and secret masked."""
        known = self._pattern.sub(MASK, text) if self._pattern else text
        return _SECRETS.sub(lambda match: match["key"] + MASK, known)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What to look for in places that cannot be rewritten, such as the elements of a page to be photographed."""
        return self._pattern
