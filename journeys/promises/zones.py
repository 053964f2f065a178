"""Time zones as people write them (``EST``, ``ET``, ``UTC+2``), and hours that a zone skips or has twice."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["UnknownZone", "certain", "take_zone"]

_FIXED: Final = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "GST": 240, "PKT": 300, "IST": 330, "NPT": 345, "ICT": 420,
    "WIB": 420, "SGT": 480, "HKT": 480, "AWST": 480, "PHT": 480, "JST": 540, "KST": 540, "ACST": 570, "ACDT": 630,
    "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "SAST": 120, "CAT": 120, "EAT": 180, "WAT": 60,
    "BRT": -180, "ART": -180, "NST": -210, "NDT": -150, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240,
    "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480,
    "HST": -600,
}  # fmt: skip
"""Minutes from UTC, of the zone that most people mean; a company's own zone goes before."""

_PLACES: Final = {
    "ET": "America/New_York", "EASTERN TIME": "America/New_York", "EASTERN": "America/New_York",
    "CT": "America/Chicago", "CENTRAL TIME": "America/Chicago", "MT": "America/Denver",
    "MOUNTAIN TIME": "America/Denver", "PT": "America/Los_Angeles", "PACIFIC TIME": "America/Los_Angeles",
    "PACIFIC": "America/Los_Angeles", "UK TIME": "Europe/London", "LONDON TIME": "Europe/London",
    "AET": "Australia/Sydney", "EASTERN STANDARD TIME": "EST", "PACIFIC STANDARD TIME": "PST",
    "CENTRAL EUROPEAN TIME": "Europe/Berlin",
}  # fmt: skip
_OWN: Final = {"LT", "LOCAL TIME", "LOCAL", "ORTSZEIT", "HEURE LOCALE"}
_WORDS: Final = "|".join(sorted((re.escape(name) for name in {*_PLACES, *_OWN}), key=len, reverse=True))
_ZONE: Final = re.compile(
    rf"(?<=[\d.mM:])\s*[(\[]?\s*(?:(?P<words>(?i:{_WORDS}))|(?P<offset>(?:(?:UTC|GMT)\s?[+\-−]\s?\d{{1,2}}|[+\-−]\d\d(?=:?\d\d))(?::?\d\d)?)"
    r"|(?P<letters>(?!AM\b|PM\b|UHR\b|AD\b|CE\b)[A-Z]{1,5}T?))(?![\w])\s*[)\]]?"
)
_TIME: Final = re.compile(r"\d[:.h]\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)


class UnknownZone(ValueError):
    """Letters behind a time that nobody knows as a zone."""


def take_zone(text: str, own: str, near: datetime) -> tuple[str, tzinfo | None]:
    """Take the zone out of a text that says a time, and return both; None if the text names no zone.

    Args:
        text: Such as ``31 December 2026, 11:59 PM EST``.
        own: The company's zone, whose letters mean itself: ``CST`` is China's in Shanghai.
        near: When it is about.

    Raises:
        UnknownZone: Nobody knows these letters.
    """
    found = _ZONE.search(text) if _TIME.search(text) else None
    if found is None:
        return text, None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if offset := found["offset"]:
        return rest, _offset(offset)
    name = (found["words"] or found["letters"]).upper()
    if name in _OWN:
        return rest, None
    name = _PLACES.get(name, name)
    if "/" in name:
        return rest, ZoneInfo(name)
    for moment in (near, near + timedelta(days=182)):
        local = moment.astimezone(ZoneInfo(own))
        if local.tzname() == name and (ahead := local.utcoffset()) is not None:
            return rest, timezone(ahead, name)
    if name not in _FIXED:
        raise UnknownZone(name)
    return rest, timezone(timedelta(minutes=_FIXED[name]), name)


def _offset(text: str) -> timezone:
    sign = 1 if "+" in text else -1
    digits = re.sub(r"\D", "", text)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)  # noqa: PLR2004
    return timezone(sign * min(timedelta(hours=hours, minutes=minutes), timedelta(hours=23, minutes=59)))


def certain(moment: datetime) -> datetime:
    """Return the same moment so that it can be compared with any other.

    Python calls two times of different zones unequal, whatever they are, if one stands in an hour that its zone skips
    or has twice. Such a time gets the offset that its zone had until then.
    """
    offset = moment.utcoffset()
    if offset is None or offset == moment.replace(fold=1 - moment.fold).utcoffset():
        return moment
    return moment.replace(tzinfo=timezone(offset), fold=0)
