"""Every amount in a text with what it is: the price now or before, by the month, each, a fee, a saving."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, Protocol

from journeys.promises.amounts_found import AmountFound, find_amounts
from journeys.promises.money import Money

from .clauses import Mode, is_denied, modes_at, sentence_at
from .cues import Cues, Role, cues_of
from .vocabulary import made_of_words

__all__ = ["STRUCK", "STRUCK_END", "Amount", "Payable", "Role", "amounts_in"]

STRUCK: Final = "\ue001"
STRUCK_END: Final = "\ue002"
"""Stand around what is struck through, in text that was rendered."""

_ARROW: Final = re.compile(r"\s*(?:[→⇒➔➜➡]\ufe0f?|[-=]>)\s*")
"""Leads from what it was to what it is: ``$130.00 → $99.00``."""

_HELD: Final = {Role.NOW, Role.TOTAL, Role.SUM_OF_PAYMENTS, Role.PER_PERIOD, Role.EACH, Role.SEVERAL}
"""What an amount is that its clause may deny, or have under a condition."""
_MONTHS: Final = 12
_BY_MODE: Final = {
    Mode.MISSED: Role.REGULAR,
    Mode.PAID_BACK: Role.LATER,
    Mode.CONDITION: Role.CONDITIONAL,
    Mode.BEFORE: Role.REGULAR,
    Mode.LATER: Role.LATER,
    Mode.ELSEWHERE: Role.ELSEWHERE,
    Mode.GUESSED: Role.GUESSED,
}


class Payable(Protocol):
    """A company, as far as its amounts are written by its customs."""

    @property
    def currency(self) -> str:
        """ISO 4217 code of what a shared symbol means."""

    @property
    def locale(self) -> str | None:
        """Whose marks and names are written; None for those of the currency's own country."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with what it is.

    Attributes:
        money: How much, all payments together; None where the currency cannot be told.
        role: What the words beside it say it is; ``NOW`` if they say nothing.
        words: The amount as written, with its number of payments.
        at: Where it begins in the text.
        end: Where it ends.
        alternative: Whether it is one of several ways to pay (``or``).
        joined: Whether it stands behind another one and an ``and``.
        payment: What one of several payments is.
        times: How many there are.
        taxed: Whether it is said to contain its tax.
    """

    money: Money | None
    role: Role
    words: str
    at: int = 0
    end: int = 0
    alternative: bool = False
    joined: bool = False
    payment: Money | None = None
    times: int = 1
    taxed: bool = False


def amounts_in(text: str, company: Payable, language: str = "") -> list[Amount]:
    """Find every amount in a line or a sentence, with what it is.

    Args:
        text: Where numbers are figures.
        company: By whose customs it is written.
        language: Whose words beside amounts are looked for; those of all languages if left out.
    """
    return list(_amounts_in(text, company.currency, company.locale, language))


@made_of_words
@lru_cache(4096)  # a letter is read as it is written, as it is shown and as text, and much of it is the same
def _amounts_in(text: str, currency: str, locale: str | None, language: str) -> tuple[Amount, ...]:
    cues = cues_of(language)
    plain, struck = _without_strokes(cues.with_figures(text))
    found = find_amounts(plain, currency, locale)
    words, read, taken = cues.without_shares(plain), list[Amount](), 0
    for number in range(len(found)):
        one, taken = _amount(words, found, number, taken, struck, cues)
        read.append(one)
    held: list[Amount] = []
    for number, one in enumerate(read):
        until = read[number + 1].at if number + 1 < len(read) else len(plain)
        held.append(_as_it_holds(plain, one, held[-1] if held else None, until, cues))
    return tuple(_corrected(plain, held, cues))


def _as_it_holds(text: str, one: Amount, earlier: Amount | None, until: int, cues: Cues) -> Amount:
    """Say of what looks like the price whether it is one here and now: only what its clause affirms is."""
    since = earlier.end if earlier else 0
    if one.role is Role.REGULAR and cues.words.any("clauses", "paid").search(text[since : one.at]):
        one = replace(one, role=Role.NOW)  # "you will have to pay the regular price of $130"
        return replace(one, role=Role.WITHDRAWN) if is_denied(text, one.at, one.end, cues.words, since=since) else one
    if one.role is Role.FROM and Mode.GUESSED in modes_at(text, one.at, cues.words, since):
        return replace(one, role=Role.GUESSED)
    if one.role not in _HELD:
        return one
    besides = earlier is not None and (one.joined or cues.or_.fullmatch(text[since : one.at].strip()))
    if besides and earlier is not None and earlier.role is Role.WITHDRAWN:
        return replace(one, role=Role.WITHDRAWN)  # "not $99 or $110"
    if is_denied(text, one.at, one.end, cues.words, since=since, until=until):
        return replace(one, role=Role.WITHDRAWN)
    modes = modes_at(text, one.at, cues.words, since, until)
    held = next((role for mode, role in _BY_MODE.items() if mode in modes), None)
    if held is None and _has_condition(sentence_at(text, one.at), cues):
        held = Role.CONDITIONAL
    return replace(one, role=held or one.role)


def _has_condition(sentence: str, cues: Cues) -> bool:
    """Tell whether all of a sentence holds under a condition; what is paid back is one of its own amount only."""
    paid_back = cues.words.any("clauses", "paid_back")
    return any(not paid_back.search(one[0]) for one in cues.words.any("amounts", "condition").finditer(sentence))


def _corrected(text: str, amounts: list[Amount], cues: Cues) -> list[Amount]:
    """Take back what is put right in the same breath: ``$130, sorry, $110``."""
    corrected = cues.words.any("clauses", "corrected")
    taken_back = {
        number
        for number, (one, two) in enumerate(pairwise(amounts))
        if one.role is two.role is Role.NOW and corrected.search(text[one.end : two.at])
    }
    return [replace(one, role=Role.WITHDRAWN) if n in taken_back else one for n, one in enumerate(amounts)]


def _amount(
    text: str, found: Sequence[AmountFound], number: int, taken: int, struck: Sequence[tuple[int, int]], cues: Cues
) -> tuple[Amount, int]:
    """Read one amount; return it with where the words end that say what it is: they are not the next one's."""
    one = found[number]
    before = text[max(taken, found[number - 1].end) if number else 0 : one.start]
    behind = text[one.end : found[number + 1].start if number + 1 < len(found) else len(text)]
    words = text[one.start : one.end]
    read = Amount(one.money, Role.REGULAR, words, one.start, one.end)
    if any(begins <= one.start and one.end <= ends for begins, ends in struck):
        return read, one.end
    read = replace(read, alternative=bool(cues.or_.search(before) or cues.or_.match(behind.lstrip(" ,;–-"))))
    if one.lowers:
        return replace(read, role=Role.SAVING), one.end
    if one.money is not None and (counted := _payments(before, behind, cues)):
        count, role, how = counted
        all_in_all = Money(one.money.amount * Decimal(count), one.money.currency)
        return replace(
            read, money=all_in_all, role=role, words=f"{words}{how}", payment=one.money, times=count
        ), one.end
    is_last = number + 1 == len(found)
    own = _own(before, behind, cues, is_last=is_last)
    fee = cues.fee_behind.match(own)
    net = cues.is_net(behind, is_last=is_last)
    called_taxed = cues.called_taxed(before, is_first=not number)
    told = (
        Role.NET
        if net
        else cues.role_behind(behind, (Role.ADDED,)) or cues.role_before(before) or cues.role_behind(own)
    )
    if told is Role.FROM and read.alternative and cues.role_behind(behind, (Role.PER_PERIOD,)):
        told = Role.PER_PERIOD  # "or as low as $9/mo"
    if told is None and not is_last and _ARROW.fullmatch(behind):
        told = Role.REGULAR
    if told in {None, Role.FROM} and _is_in_a_range(text, found, number, before, behind, cues):
        told = Role.FROM
    of_a_fee = fee or cues.fee.search(cues.breaks.split(before)[-1])
    if (told is None and fee) or (told is Role.PART and of_a_fee):
        told = Role.FEE
    if told is None and cues.fee_alone.search(cues.breaks.split(before)[-1]):
        told = Role.FEE
    if called_taxed is not None and told is Role.PART:
        told = cues.role_before(before[:called_taxed])  # "total incl. VAT: $120.00", and no tax that is within
    if told in {Role.FEE, Role.PART, Role.ADDED} and of_a_fee and cues.is_waived(before, behind):
        told = Role.SAVING
    role = told or Role.NOW
    cut = cues.breaks.search(behind)
    suffix = behind[: cut.start() if cut else len(behind)].rstrip() if role in {Role.PER_PERIOD, Role.EACH} else ""
    joined = bool(number and cues.and_.fullmatch(before))
    ends = net or (fee.end() if fee else cues.end_behind(own))
    taxed = called_taxed is not None or cues.is_taxed(behind, is_last=is_last)
    return replace(read, role=role, words=f"{words}{suffix}", joined=joined, taxed=taxed), one.end + ends


def _own(before: str, behind: str, cues: Cues, *, is_last: bool) -> str:
    """Return what stands behind an amount, as far as it does not belong to the next one.

    ``the $31 discount`` is a discount whatever follows.
    """
    if is_last or cues.determiner.search(before):
        return behind
    others = next((found for _, cue in cues.before if (found := cue.search(behind))), None)
    return behind if others is None else behind[: others.start()]


def _is_in_a_range(text: str, found: Sequence[AmountFound], number: int, before: str, behind: str, cues: Cues) -> bool:
    """Tell whether an amount is one end of a range, which is neither ``was`` nor ``reduced from``."""
    if number and cues.range_.fullmatch(before):
        first = text[found[number - 2].end if number > 1 else 0 : found[number - 1].start]
        return cues.role_before(first) in {None, Role.FROM}
    return number + 1 < len(found) and cues.range_.fullmatch(behind) is not None


def _payments(before: str, behind: str, cues: Cues) -> tuple[int, Role, str] | None:
    """Count payments or pieces, if their number is said."""
    if counted := cues.times_before.search(before):
        role = Role.SUM_OF_PAYMENTS if counted["unit"] or counted["of"] else Role.NOW
        return int(counted["count"]), role, f" × {counted['count']}"
    by_period = cues.role_behind(behind, (Role.PER_PERIOD,))
    counted = cues.times_after.search(behind) if by_period else cues.times_after.match(behind.strip())
    if counted is None or (not by_period and not counted["unit"] and behind.strip()[:1] not in {"x", "×", "*"}):
        return None
    if not by_period and cues.span.match(counted["unit"] or ""):
        return None  # "$99 for two years" is one price
    count = _periods(behind, int(counted["count"]), counted, cues)
    if count is None:
        return None
    role = Role.SUM_OF_PAYMENTS if by_period else Role.NOW
    return count, role, behind[: behind.find(counted[0]) + len(counted[0])]


def _periods(behind: str, count: int, counted: re.Match[str], cues: Cues) -> int | None:
    """Count the payments, where months are counted in years too."""
    unit, paid_by = counted["unit"] or "", behind[: counted.start()] or behind
    if not cues.span.match(unit) or cues.span.search(paid_by):
        return count
    return count * _MONTHS if cues.words.any("amounts", "months").search(paid_by) else None


def _without_strokes(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks of struck text out, and return where it is."""
    plain, spans, begins = "", [], None
    for one in text:
        if one == STRUCK:
            plain += " "  # where one begins or ends, a number does so too
            begins = len(plain)
        elif one == STRUCK_END:
            spans.append((begins or 0, len(plain)))
            plain, begins = f"{plain} ", None
        else:
            plain += one
    return plain, spans if begins is None else [*spans, (begins, len(plain))]
