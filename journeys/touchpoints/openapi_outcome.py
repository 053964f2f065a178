"""What an API's answer says of its own success: one that is answered with a yes may say no all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from journeys.evidence.observations import Stance
from journeys.reading.stances import stance

__all__ = ["No", "denied_in", "texts_in"]

_SUCCEEDED: Final = {
    *("success", "succeeded", "successful", "ok", "accepted", "approved", "valid", "applicable", "applied"),
    *("eligible", "completed", "processed", "placed"),
}
"""What an answer is not that says ``false`` of it."""
_CAME_TO_NOTHING: Final = {
    *("cancelled", "canceled", "declined", "rejected", "refused", "failed", "expired", "voided", "aborted", "blocked"),
}
"""What an answer is that says ``true`` of it, and no order any more."""
_STATUS: Final = {"status", "state", "result", "outcome", "decision", "orderstatus", "orderstate"}
_WORDS: Final = {"message", "messages", "msg", "reason", "detail", "details", "title", "description", "text"}
_AROUND: Final = {"data", "result", "response", "order", "checkout", "payload", "body", "attributes"}
"""What an answer is wrapped in; below ``data`` stands what GraphQL calls by the names of its operations."""
_NO_ERROR: Final = {"", "0", "none", "no", "false", "ok", "success"}
_FALSE: Final = {"false", "0", "no", "n", "f"}
_TRUE: Final = {"true", "1", "yes", "y", "t"}
_FAILED: Final = {
    *("rejected", "failed", "failure", "fail", "declined", "denied", "error", "refused", "unsuccessful"),
    *(
        "cancelled",
        "canceled",
        "voided",
        "void",
        "expired",
        "invalid",
        "aborted",
        "blocked",
        "ineligible",
        "trash",
        "deleted",
    ),
}
_TAKEN: Final = {
    *("accepted", "approved", "successful", "completed", "processed", "placed", "created", "found", "allowed"),
    *("eligible", "applicable", "applied", "valid", "available", "possible", "permitted", "authorized", "authorised"),
}
"""What an order that is not so has failed by; one that is not shipped has not."""
_DENYING: Final = {"not", "no"}
_UNDECIDED: Final = {"review", "reviewing", "requires", "required", "verification", "approval", "incomplete", "draft"}
_UNDECIDED_WITHOUT_NUMBER: Final = {"pending", "processing", "progress", "queued", "waiting", "awaiting", "hold"}
"""A shop that gave the order a number has taken it, and calls it so until it is paid or sent."""
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[^\W\d_A-Za-z]+")


@dataclass(frozen=True, slots=True)
class No:
    """Why an answer is no yes.

    Attributes:
        why: What in it says so, for a report.
        words: What it says to people, a line each.
        stance: How it refuses; ``NOT_UNDERSTOOD`` where nobody can tell.
    """

    why: str
    words: str
    stance: Stance


def denied_in(told: Any, *, number: str | None = None, found: Any = None, orders: bool = False) -> No | None:
    """Tell why an answer says that nothing came of what was asked; None if it does not say so.

    Args:
        told: The JSON; None for an empty body, which says nothing.
        number: The expression that the options find an order's number with, if any.
        found: What it found.
        orders: Whether an order was asked for: its answer must say that it was taken, and give the number if the
            options name one.
    """
    if told is None:
        return None
    path = set(re.split(r"\W+", re.match(r"[\w.\"-]*", number or "")[0]))  # type: ignore[index]  # matches the empty text
    parts = list(_parts(told, path))
    statuses = [(key, value) for part in parts for key, value in part.items() if _plain(key) in _STATUS and orders]
    why = next((f"{key}: {value}" for part in parts for key, value in part.items() if _says_no(key, value)), "")
    failed = next((f"{key}: {value}" for key, value in statuses if _is_failed(value)), "")
    numbered = found not in (None, "")
    undecided = _UNDECIDED if numbered else _UNDECIDED | _UNDECIDED_WITHOUT_NUMBER
    waiting = next((f"{key}: {value}" for key, value in statuses if _is_undecided(value, undecided)), "")
    missing = f"{number} is missing" if orders and number and not numbered else ""
    if told is False:
        why = "false"
    if waiting and not (why or failed):
        return No(waiting, "", Stance.NOT_UNDERSTOOD)
    if not (why or failed or missing):
        return None
    lines = [line for part in parts for line in _told_to_people(part)]
    words = "\n".join(dict.fromkeys(lines)) or failed.partition(": ")[2]
    return No(why or failed or missing, words, stance(words))


def texts_in(told: Any) -> Iterator[str]:
    """Give every text in an answer, the keys left out."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping | list):
        for one in told.values() if isinstance(told, Mapping) else told:
            yield from texts_in(one)


def _parts(told: Any, path: set[str], *, every: bool = False) -> Iterator[Mapping[str, Any]]:
    """Give the parts of an answer that speak of the whole: not of one of its lines, or of how it is sent or paid."""
    if isinstance(told, list) and len(told) == 1:
        [told] = told
    if isinstance(told, Mapping):
        yield told
        for key, value in told.items():
            if every or key in path or _plain(key) in _AROUND:
                yield from _parts(value, path, every=_plain(key) == "data")


def _says_no(key: str, value: Any) -> bool:
    name = _plain(key).removeprefix("is")
    if name in _SUCCEEDED:
        return value is not None and str(value).casefold() in _FALSE
    if name in _CAME_TO_NOTHING:
        return str(value).casefold() in _TRUE
    return _is_error(key) and bool(value) and str(value).casefold() not in _NO_ERROR


def _is_error(key: str) -> bool:
    return _plain(key) in {"error", "errorcode", "errormessage"} or _plain(key).endswith("errors")


def _is_failed(value: Any) -> bool:
    named = _named(value)
    if named & _FAILED or ("not" in named and named & _TAKEN):
        return True
    return isinstance(value, str) and stance(value) is not Stance.NOT_UNDERSTOOD


def _is_undecided(value: Any, undecided: set[str]) -> bool:
    named = _named(value)
    return bool(named & undecided) and not named & _DENYING


def _told_to_people(part: Mapping[str, Any]) -> Iterator[str]:
    for key, value in part.items():
        if _plain(key) in _WORDS or _is_error(key):
            yield from texts_in(value)


def _named(value: Any) -> set[str]:
    return {word.casefold() for word in _WORD.findall(value)} if isinstance(value, str) else set()


def _plain(key: str) -> str:
    return re.sub(r"[\W_]", "", key).casefold()
