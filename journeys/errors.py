"""What can go wrong, sorted by whose fault it is.

::

    MysteryShopperError
    ├── BrokenPromise         the company's: an AssertionError (Allure: failed)
    ├── Compromised           the world's: could not be judged (Allure: broken)
    │   ├── BrowserMissing
    │   ├── NeverArrived
    │   ├── NotSeen
    │   ├── NotUnderstood
    │   └── Unreachable
    │       └── NotLetIn
    ├── NotKept               this machine's: what was seen could not be written down
    ├── Stopped               nobody's: the run itself held back, and is judged up to there
    └── AuthorError           the author's: found before anything runs wherever possible
        ├── DriverFault
        ├── InvalidCompany
        ├── InvalidLedger
        ├── InvalidPhrasebook
        ├── InvalidPromise
        ├── InvalidTopic
        ├── NothingToJudge
        ├── Unable
        └── UnknownName

    BrokenPromises            all breaches of one scenario, an ExceptionGroup and an AssertionError
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Self

__all__ = [
    "AuthorError",
    "BrokenPromise",
    "BrokenPromises",
    "BrowserMissing",
    "Compromised",
    "DriverFault",
    "InvalidCompany",
    "InvalidLedger",
    "InvalidPhrasebook",
    "InvalidPromise",
    "InvalidTopic",
    "MysteryShopperError",
    "NeverArrived",
    "NotKept",
    "NotLetIn",
    "NotSeen",
    "NotUnderstood",
    "NothingToJudge",
    "Stopped",
    "Unable",
    "UnknownName",
    "Unreachable",
    "nearest",
    "whose_fault",
]


def nearest(value: str, valid: Iterable[str]) -> str | None:
    """Return the valid name most like ``value``, or None if none is alike."""
    by_folded = {name.casefold(): name for name in valid}
    matches = get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[matches[0]] if matches else None


def whose_fault(error: BaseException) -> str:
    """Say whose fault an error is: the ``company``'s, the ``world``'s or the ``author``'s."""
    if isinstance(error, AssertionError):
        return "company"
    return "world" if isinstance(error, Compromised) else "author"


class MysteryShopperError(Exception):
    """Anything this package raises on purpose."""


class BrokenPromise(MysteryShopperError, AssertionError):
    """A touchpoint did not do what the company promised.

    Attributes:
        kind: Where and how, without what was promised and told: what is met again and again is one kind.
    """

    def __init__(self, words: str, kind: str = "") -> None:
        """Take what to say, and its kind if it is one of many."""
        super().__init__(words)
        self.kind = kind or words


class BrokenPromises(ExceptionGroup[Exception], AssertionError):
    """Every breach of one scenario; its text is the table of what was promised and told."""

    def __new__(cls, report: str, breaches: Sequence[Exception]) -> Self:
        """Take the text to show and the breaches it lists."""
        return super().__new__(cls, report, breaches)

    def __str__(self) -> str:
        """Only the table: the group's own "(n sub-exceptions)" tells a reader nothing."""
        return str(self.message)

    def derive(self, excs: Sequence[Exception]) -> BrokenPromises:  # type: ignore[override]
        """Keep the type when the group is split."""
        return BrokenPromises(self.message, excs)


class Compromised(MysteryShopperError):
    """A visit could not be judged: something between shopper and company was down."""


class BrowserMissing(Compromised):
    """No browser could be found or started."""


class NeverArrived(Compromised):
    """A message that should have come did not come within the touchpoint's patience."""


class NotSeen(Compromised):
    """A *Then* is about something that somebody went for and was told nothing of: it is not tested."""


class NotUnderstood(Compromised):
    """A touchpoint answered, and its answer could not be read: neither a price nor words that refuse."""


class Unreachable(Compromised):
    """An address that the company file names did not answer."""


class NotLetIn(Unreachable):
    """A touchpoint did not accept a shopper's credentials; a test account is left alone for a while after it."""


class Stopped(MysteryShopperError):
    """The run held back from something that its company file says may never be done."""


class NotKept(MysteryShopperError):
    """What was seen could not be written down: the disk is full, or the folder is gone."""


class AuthorError(MysteryShopperError, ValueError):
    """Somebody wrote something the harness cannot use.

    The text always says what is wrong with which value and, as far as they are known, where it stands,
    the nearest right one, all valid ones, and what to do.
    """

    def __init__(
        self,
        problem: str,
        *,
        value: str | None = None,
        valid: Iterable[str] = (),
        remedy: str | None = None,
        place: str | None = None,
    ) -> None:
        """Take the problem and whatever helps to mend it."""
        self.problem, self.value, self.valid, self.remedy, self.place = problem, value, tuple(valid), remedy, place
        super().__init__(problem)

    def at(self, place: str) -> Self:
        """Say where it stands (``file:line``), unless that is known already."""
        self.place = self.place or place
        return self

    def __str__(self) -> str:
        """One paragraph a person can act on."""
        parts = [self.problem if self.value is None else f"{self.problem}: {self.value!r}."]
        if self.value is not None and (like := nearest(self.value, self.valid)):
            parts.append(f"Did you mean {like!r}?")
        if self.valid:
            parts.append(f"Valid: {', '.join(self.valid)}.")
        if self.remedy:
            parts.append(self.remedy)
        if len(parts) > 1 and not parts[0].endswith((".", "!", "?", ":")):
            parts[0] += "."
        text = " ".join(parts)
        return f"{self.place}: {text}" if self.place else text


class DriverFault(AuthorError):
    """A driver looked for what its page does not have, though the page had loaded; or its code is wrong by itself."""


class UnknownName(AuthorError):
    """A touchpoint, shopper, promise or other thing that nobody introduced."""


class InvalidPromise(AuthorError):
    """A term of a promise is missing, out of range, or contradicts another."""


class InvalidTopic(AuthorError):
    """A kind of promise is declared in a way that cannot be used, or does not fit others."""


class InvalidCompany(AuthorError):
    """The company file cannot be used."""


class InvalidLedger(AuthorError):
    """A ledger cannot be read by this version."""


class InvalidPhrasebook(AuthorError):
    """A phrasebook cannot be used."""


class Unable(AuthorError):
    """A touchpoint was asked for something it cannot do."""


class NothingToJudge(AuthorError):
    """A *Then* that no visit gave anything to judge by."""
