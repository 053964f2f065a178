"""What stands before a value in a company's messages: labels, as an inbox's options, and the values they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

from journeys.company.company_file import TouchpointSettings
from journeys.errors import InvalidCompany
from journeys.promises.numerals import POINT
from journeys.reading.amounts import STRUCK, STRUCK_END
from journeys.reading.vocabulary import words_of
from journeys.tools.plain_text import as_seen

__all__ = ["MARKS", "Patterns", "check_labels", "labelled", "patterns_of", "values", "values_by_label"]

MARKS: Final = {ord(STRUCK): None, ord(STRUCK_END): None, ord(POINT): ".", 0x202F: "\u00a0"}
"""What our marks in a rendered line become where people read it."""

Patterns = Mapping[str, Sequence[re.Pattern[str]]]
"""By term, what stands before its value, or around it."""

Labelled = tuple[str, str, Sequence[str]]
"""A value, the line it stands in, and the lines below."""

_LABELS: Final[dict[str, tuple[str, ...]]] = {
    "price": ("Your price", "You pay"),
    "regular_price": ("Regular price", "Instead of", "Usually"),
    "code": ("Offer code", "Your code", "Promo code", "Coupon code", "Voucher code", "Code"),
    "valid_through": ("Valid through", "Valid until", "Offer ends", "Expires", "Ends"),
    "honoured_at": ("Where", "Valid at", "Redeem at"),
    "alternative": ("If you would rather use another channel",),
    "offer": ("Your offer", "Our offer", "Offer", "Your deal", "Deal"),
    "total": ("Total", "Order total", "Grand total", "Total price"),
}
_OF_ANYBODY: Final = ("Price",)
"""Labels of a price that need not be hers: what stands behind one of hers goes before it."""

_OF_A_PAYMENT: Final = ("Total paid", "Amount paid")
"""Labels of what was paid, which is the total where nothing is called so."""

_OPTIONS: Final = (*_LABELS, "places", "subject", "transcript", "refund", "poll")
_LABEL_ENDS: Final = r"\s*[:：\-–—]\s*"
_STROKES: Final = f"[{STRUCK}{STRUCK_END}]"
_FILLERS: Final = r"(?:(?:only|just|now|today|is|nur|jetzt|heute|bara|seulement)\s+)*"
_PRICE_BEGINS: Final = (
    rf"(?={_STROKES}|{_FILLERS}(?:[^\w\s]|[A-Z]{{2,3}}\s?)?\s?\d|{_FILLERS}(?:free|gratis|kostenlos|gratuit)\b)"
)
_VALUE_BEGINS: Final = {
    "price": _PRICE_BEGINS,
    "regular_price": _PRICE_BEGINS,
    "total": _PRICE_BEGINS,
    "code": r"(?=[A-Z\d][A-Z\d_-]{3,}$)",
    "valid_through": r"(?=(?:\w+,?\s+){0,3}\d)",
}
_ANYWHERE: Final = {"valid_through"}
"""Terms whose longer labels are found within a sentence too."""

_ROW: Final = re.compile(r"[^:：]*[^\W\d][^:：]*[:：]\s*\S.*\d")
"""A line of a list that names a thing and a figure; below a label that stands alone, each of them is meant."""

_LINES_BELOW: Final = 3


def patterns_of(settings: TouchpointSettings) -> dict[str, list[re.Pattern[str]]]:
    r"""Read an inbox's options: ``price``, ``code`` and so on, each a label or several.

    A label is what stands at the beginning of a line, before a colon, a dash or the value itself; one between slashes
    is a regular expression whose group is the value, such as ``/use code (\w+)/``.

    Raises:
        InvalidCompany: An option is unknown or no label.
    """
    found = check_labels(settings.options)
    for term, usual in _LABELS.items():
        own = _several(settings.options.get(term, usual))
        found.setdefault(term, [_pattern(term, one) for one in own])
        found[term] += [_in_a_sentence(one) for one in own if term in _ANYWHERE and " " in one and one[:1] != "/"]
    for term in ("price", "regular_price"):
        if term not in settings.options:
            named = [*map(_words, _LABELS[term]), words_of().alternatives("labels", term)]
            found[term] = [_labelled(term, "|".join(named))]
    if "price" not in settings.options:
        found["price"] += [_pattern("price", one) for one in _OF_ANYBODY]
    if "total" not in settings.options:
        found["paid"] = [_pattern("total", one) for one in _OF_A_PAYMENT]
    if "code" not in settings.options:
        found["code"].append(_before_a_code())
    if "valid_through" not in settings.options:
        found["valid_through"].append(_before_an_end())
    return found


def check_labels(options: Mapping[str, Any]) -> dict[str, list[re.Pattern[str]]]:
    """Read the labels that an inbox's options name, and no others.

    Raises:
        InvalidCompany: An option is unknown or no label.
    """
    for name in options:
        if name not in _OPTIONS:
            raise InvalidCompany("An inbox has no such option", value=name, valid=_OPTIONS)
    return {term: [_pattern(term, one) for one in _several(options[term])] for term in _LABELS if term in options}


def values(patterns: Patterns, term: str, lines: Sequence[str]) -> Iterator[Labelled]:
    """Give each value of a term with the line it stands in and the lines below it, the likeliest label first.

    The lines below end where another label begins; one that a value stands in is no longer below.
    """
    for found in values_by_label(patterns, term, lines):
        yield from found


def values_by_label(patterns: Patterns, term: str, lines: Sequence[str]) -> Iterator[list[Labelled]]:
    """Give what ``values`` gives, together for each label, the likeliest first."""
    for pattern in patterns.get(term, ()):
        together: list[Labelled] = []
        for number, line in enumerate(lines):
            if found := pattern.search(line):
                value = found[1].strip()
                below = [*_unlabelled(patterns, lines[number + 1 : number + 1 + _LINES_BELOW])]
                if value or not below:
                    together.append((value, line, below))
                    continue
                rows = list(takewhile(_ROW.match, below)) or below[:1]
                together += [(row, f"{line} {row}", below[at:]) for at, row in enumerate(rows, 1)]
        yield together


def labelled(label: str, lines: Sequence[str], *, amount: bool) -> Iterator[tuple[str, str]]:
    """Give what each line says that a label stands before, or alone above: the value, and the words with the label.

    Args:
        label: What stands there.
        lines: What is shown.
        amount: Whether it leads to an amount, before which no colon is needed.

    Raises:
        InvalidCompany: The label is none.
    """
    term = "price" if amount else "figure"
    return ((value, words) for value, words, _ in values({term: [_pattern(term, label)]}, term, lines))


def _unlabelled(patterns: Patterns, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if any(pattern.match(line) for one in patterns.values() for pattern in one):
            return
        yield line


def _several(told: Any) -> Sequence[Any]:
    return told if isinstance(told, list | tuple) else [told]


def _pattern(term: str, told: object) -> re.Pattern[str]:
    if not isinstance(told, str) or not told.strip():
        raise InvalidCompany(f"options.{term} is no label, such as 'Your price'", value=str(told))
    if len(told) > 1 and told[0] == told[-1] == "/":
        try:
            pattern = re.compile(told[1:-1], re.IGNORECASE)
        except re.error as error:
            raise InvalidCompany(f"options.{term} is no regular expression ({error})", value=told) from error
        if not pattern.groups:
            raise InvalidCompany(f"options.{term} has no group around the value", value=told, remedy="Write (…).")
        return pattern
    return _labelled(term, _words(told))


def _labelled(term: str, label: str) -> re.Pattern[str]:
    """Find what stands at a line's beginning, before a colon, a dash or the value."""
    begins = _VALUE_BEGINS.get(term)
    ends = rf"{_LABEL_ENDS}|{_STROKES}?$" + (rf"|\s+{begins}" if begins else "")
    return re.compile(rf"^{_STROKES}?(?i:{label})(?:{ends})(.*)")


def _in_a_sentence(label: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_words(label)})(?:{_LABEL_ENDS}|\s+)(?=.*\d)(.*)")


def _before_an_end() -> re.Pattern[str]:
    """Find what stands before the end of an offer, in the words of all languages; of a range, before its second day."""
    before = words_of().alternatives("times", "ends")
    return re.compile(rf"(?i:{before})(?:{_LABEL_ENDS}|\s+|$)(?!.*\d%)((?:.*\d.*)?)$")


def _before_a_code() -> re.Pattern[str]:
    """Find a code in a sentence, ``Use code SPRING-7 at checkout``, where the sentence is not all in capitals."""
    named = words_of().alternatives("code_named")
    return re.compile(rf"^(?=.*[a-z\u0600-\u06ff]).*(?i:{named})\W*(?<![\w-])([A-Z\d][A-Z\d_-]{{3,}})(?![\w-])")


def _words(label: str) -> str:
    return r"\s".join(re.escape(word) for word in as_seen(label).split())
