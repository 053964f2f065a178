"""What an amount is by the words beside it: the price before, a saving, by the month, each, a part or the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, Final, cast

from .vocabulary import Words, made_of_words, words_of

__all__ = ["Cues", "Role", "cues_of"]


class Role(StrEnum):
    """What an amount in a text is."""

    NOW = "the price now"
    REGULAR = "the price before or elsewhere"
    TOTAL = "the whole to pay"
    SUM_OF_PAYMENTS = "what so many payments come to"
    PER_PERIOD = "by the month, week or year"
    EACH = "for one of several"
    SEVERAL = "for several together"
    FROM = "a bound, or about so much"
    NET = "without its tax"
    PART = "a part of the whole, or what something else costs"
    FEE = "a fee beside the price"
    ADDED = "to be added to the price"
    SAVING = "what is saved"
    LATER = "what it will be later"
    ELSEWHERE = "what somebody else, or another place, says"
    CONDITIONAL = "only under a condition"
    WITHDRAWN = "said not to be the price"
    GUESSED = "a guess"
    MENTIONED = "said without being called the price"


_BEFORE: Final = {
    Role.REGULAR: 3,
    Role.SAVING: 3,
    Role.TOTAL: 3,
    Role.PART: 1,
    Role.ADDED: 1,
    Role.EACH: 0,
    Role.SEVERAL: 1,
    Role.PER_PERIOD: 1,
    Role.FROM: 1,
    Role.NET: 1,
}
"""What may stand before an amount, the more telling first, and how many other words may stand between."""
_AFTER: Final = (
    Role.ADDED,
    Role.PER_PERIOD,
    Role.EACH,
    Role.SEVERAL,
    Role.SAVING,
    Role.TOTAL,
    Role.REGULAR,
    Role.LATER,
    Role.ELSEWHERE,
    Role.PART,
    Role.FROM,
)
_UNSPACED: Final = r"(?-i:[\u0e00-\u0e7f\u3005-\u9fff])"
"""Letters of languages that set no spaces: a word of theirs needs none before it or behind it.

They have no capitals; asked to look for those too, ``re`` goes through all 28,000 of them for each expression, and of
more than two ranges it makes a table of all characters.
"""

_BEGINS: Final = rf"(?:(?<!\w)|(?<={_UNSPACED})|(?<=\d)(?={_UNSPACED}))"
_ENDS: Final = rf"(?:(?!\w)|(?<={_UNSPACED}))"
_SHARE: Final = re.compile(r"\d+(?:[.,]\d+)?[ \u00a0\u202f]?%")


class _Unmade:
    """An expression that is made when it is first looked for: of some 260, most runs need a third."""

    def __init__(self, written: str) -> None:
        self._written = written

    @cached_property
    def _made(self) -> re.Pattern[str]:
        return re.compile(self._written, re.IGNORECASE)

    def __getattr__(self, name: str) -> Any:
        does = self.__dict__[name] = getattr(self._made, name)
        return does


def _any(expression: str) -> re.Pattern[str]:
    return cast("re.Pattern[str]", _Unmade(expression))


class Cues:
    """The words beside amounts, of one language or of all."""

    def __init__(self, words: Words) -> None:
        """Compile them."""
        self.words = words
        self._periods, units = words.alternatives("amounts", "periods"), words.alternatives("amounts", "units")
        self._units = f"(?:{self._periods}|{units})"
        self.net, taxed = self._taxes()
        self.before = tuple((role, self._before(role, within)) for role, within in _BEFORE.items())
        self.after = tuple((role, self._after(role)) for role in _AFTER)
        self.determiner = _any(rf"(?<!\w)(?:{words.alternatives('amounts', 'determiners')})\s*$")
        self.or_ = _any(rf"(?<!\w)(?:{words.alternatives('amounts', 'or')})(?!\w)")
        self.and_ = _any(rf"\s*(?:{words.alternatives('amounts', 'and')})\s*(?:the |a |die |les? )?\s*")
        self.range_ = _any(rf"\s*(?:{words.alternatives('amounts', 'to')}|[-–—~〜～])\s*")
        self.span = _any(rf"(?:{words.alternatives('amounts', 'spans')})")
        self.times_after = _any(
            rf"(?:(?:(?<!\w)(?:{words.alternatives('amounts', 'over')})(?: the (?:next|first))?|[x×*])\s*)"
            rf"(?P<count>\d{{1,3}})\s*(?:equal |monthly )*(?P<unit>{self._units})?(?!\w)"
        )
        of = f"(?:{words.alternatives('amounts', 'of')})"
        self.times_before = _any(
            rf"(?P<count>\d{{1,3}})\s*(?:[x×*]\s*(?P<of>{of})?|(?:[\w-]+\s+){{0,3}}?(?P<unit>{self._units})\s*{of}?)"
            r"\s*(?:only|just|nur)?\s*$"
        )
        self.breaks = _any(
            r"[;!?]|,(?!\d)|(?<=\s)\((?=\w)|\s[–—-]\s|\.\s+(?=[A-ZÀ-Þ])|\b(?:you pay)\b|"
            + words.alternatives("clauses", "breaks")
        )
        fee = f"(?:{words.alternatives('amounts', 'fee')})"
        included = words.alternatives("amounts", "included")
        self._taxed_behind = _any(rf"[^\w\d]{{0,3}}(?:{taxed}){_ENDS}")
        self._taxed_before = _any(rf"{_BEGINS}(?:{taxed}){_ENDS}[^\w\d]*$")
        self._net_behind = self._after(Role.NET)
        self._called_gross = _any(rf"{_BEGINS}(?:{words.alternatives('amounts', 'gross')}){_ENDS}[^\w\d]*$")
        self.included = _any(rf"(?<!\w)(?:{included})")
        beside = [
            words.alternatives("amounts", side, role.name.lower()).replace("{period}", self._periods)
            for side in ("before", "after")
            for role in (Role.EACH, Role.PER_PERIOD, Role.ADDED)
        ]
        self.beside = _any(rf"(?<!\w)(?:{'|'.join(beside)}|\w*{fee})(?!\w)")
        self.fee = _any(rf"(?<!\w)\w*{fee}(?!\w)")
        besides = words.alternatives("amounts", "besides")
        self.fee_alone = _any(rf"^(?!.*(?<!\w)(?:{included}))\W*(?:[^\W\d]+\W+){{0,2}}?(?:\w*{fee}|{besides})(?!\w)")
        also, more = (words.alternatives("amounts", one) for one in ("and", "more"))
        self.more_later = _any(rf"(?<!\w)(?:(?:(?:{also})\s*)?(?P<more>{more})|(?:{also}))\s*$")
        waives, waived = (words.alternatives("amounts", "waived", side) for side in ("before", "after"))
        no = f"(?:{words.alternatives('clauses', 'negated')})"
        self._waives = _any(rf"(?<!\w)(?:{waives})(?!\w)\W*(?:[^\W\d]+\W+){{0,2}}$")
        self._waived = _any(rf"\W*(?:(?!{no})[^\W\d]+\W+){{0,6}}?(?:{waived})(?!\w)")
        free, added = words.alternatives("amounts", "free"), words.alternatives("amounts", "before", "added")
        left_out = f"(?:{free}|{also}|{added}|{words.alternatives('amounts', 'without')})(?!\\w)"
        self.fee_behind = _any(
            rf"\s*(?:(?!{included}|{left_out})[\w’'-]+\s){{0,2}}?(?!{included}|free|gratis)\w*{fee}(?!\w)"
            rf"(?!\s*(?:is |are )?(?:{included}))"
        )
        self.free = self._free()
        counts = words.values("amounts", "counts")
        number = "|".join(map(re.escape, counts)) or "(?!)"
        self._counts = counts
        self._counted = _any(rf"(?<!\w)({number})(?=\s+(?:[\w-]+\s+){{0,2}}{self._units})")

    @staticmethod
    def without_shares(text: str) -> str:
        """Blank out parts of a hundred, as in ``zzgl. 19 % MwSt.``: they are no words, and no amounts."""
        return _SHARE.sub(lambda found: " " * len(found[0]), text)

    def with_figures(self, text: str) -> str:
        """Write numbers of payments as figures: ``four payments`` as ``4 payments``."""
        return self._counted.sub(lambda found: str(self._counts[found[1].casefold()]), text)

    def role_before(self, before: str) -> Role | None:
        """Tell what an amount is by what stands before it in its clause: by the nearest word, the longer of two."""
        clause = self.breaks.split(before)[-1] if before else ""
        found = [
            (match.end("cue"), match.end("cue") - match.start(), -number, role)
            for number, (role, cue) in enumerate(self.before)
            if (match := cue.search(clause)) and not (role is Role.SAVING and self._brings_about(clause, match))
        ]
        return max(found)[-1] if found else None

    def _brings_about(self, clause: str, cue: re.Match[str]) -> bool:
        """Tell whether the price comes about by what is saved: ``with your voucher that will be``."""
        by = self.words.pattern(r"\b(?:{})(?: [^\W\d]+){0,2}\s*$", ("amounts", "by"))
        named = self.words.any("amounts", "named")
        return bool(by.search(clause[: cue.start("cue")]) and named.search(f"{clause[cue.end('cue') :]}1"))

    def role_behind(self, behind: str, only: Sequence[Role] = _AFTER) -> Role | None:
        """Tell what an amount is by what stands right behind it."""
        return next((role for role, cue in self.after if role in only and cue.match(behind)), None)

    def is_net(self, behind: str, *, is_last: bool) -> int:
        """Return where the words end that say behind an amount that it is without its tax; 0 where none do so."""
        return self._end_of_own(self._net_behind.match(behind), behind, is_last=is_last)

    def is_waived(self, before: str, behind: str) -> bool:
        """Tell whether what an amount is asked for is not asked after all: ``a $35 activation fee that's waived``."""
        clause = self.breaks.split(before)[-1] if before else ""
        return bool(self._waives.search(clause) or self._waived.match(behind))

    def called_taxed(self, before: str, *, is_first: bool) -> int | None:
        """Return where the words begin that say before an amount that it contains its tax; None where none do so."""
        found = (self._taxed_before if is_first else self._called_gross).search(before)
        return found.start() if found else None

    def is_taxed(self, behind: str, *, is_last: bool) -> bool:
        """Tell whether words behind an amount say that it contains its tax."""
        return bool(self._end_of_own(self._taxed_behind.match(behind), behind, is_last=is_last))

    @staticmethod
    def _end_of_own(found: re.Match[str] | None, behind: str, *, is_last: bool) -> int:
        """Return where words behind an amount end, unless they lead to the next one: ``$120 (net $100)``."""
        if found is None:
            return 0
        leads_on = (
            not is_last and not behind[found.end() :].strip(" :\u00a0") and found[0].lstrip()[:1] in set("(（,、;–—-/|")
        )
        return 0 if leads_on else found.end()

    def end_behind(self, behind: str) -> int:
        """Return where the words end that say behind an amount what it is."""
        return next((found.end() for _, cue in self.after if (found := cue.match(behind))), 0)

    def _before(self, role: Role, within: int) -> re.Pattern[str]:
        words = self._beside(role, "before")
        return _any(rf"{_BEGINS}(?P<cue>{words}){_ENDS}[^\w\d]*(?:[^\W\d]+[^\w\d]+){{0,{within}}}$")

    def _after(self, role: Role) -> re.Pattern[str]:
        words = self._beside(role, "after")
        included = self.words.alternatives("amounts", "included")
        unless = rf"(?!\s*(?:is |are |already |not |ist |bereits |nicht )*(?:{included}))" if role is Role.PART else ""
        return _any(rf"[\s(（,、:–—-]{{0,3}}(?:{words}){_ENDS}{unless}")

    def _beside(self, role: Role, side: str) -> str:
        if role is Role.NET:
            return self.net.pattern
        return self.words.alternatives("amounts", side, role.name.lower()).replace("{period}", self._periods)

    def _taxes(self) -> tuple[re.Pattern[str], str]:
        """Find what says that an amount is without its tax; and the words that say that it is with it."""
        tax, net, gross = (f"(?:{self.words.alternatives('amounts', one)})" for one in ("tax", "net", "gross"))
        without, apart, included = (
            f"(?:{self.words.alternatives('amounts', one)})" for one in ("without", "apart", "included")
        )
        between = r"[^\w\d]*(?:[^\W\d]+[^\w\d]+){0,2}?"
        is_ = r"[^\w\d]*(?:(?:is|are|ist|sind|est|sont)\s)?"
        before, behind = rf"{without}{between}{tax}", rf"{tax}[^\w\d]*(?:[^\W\d]+[^\w\d]+){{0,3}}?{apart}"
        with_tax = rf"{gross}|{included}{between}{tax}|{tax}{is_}{included}"
        return _any(rf"{_BEGINS}(?:{net}|{before}|{behind})"), with_tax

    def _free(self) -> re.Pattern[str]:
        """Find what is free, where the word stands alone behind a price's label."""
        free, behind = (self.words.alternatives("amounts", one) for one in ("free", "free_for"))
        return _any(
            rf"^\W*(?:absolutely |completely |totally )?(?:{free})(?=\W*$|\s*[^\w\s]|\s+(?:{behind})(?!\w))",
        )


@made_of_words
@cache
def cues_of(language: str = "") -> Cues:
    """Return the words beside amounts of a language; of all languages together if none is named."""
    return Cues(words_of(language))
