"""Secrets and people in text, by their own form: credentials in addresses, tokens, cards, numbers, mailboxes."""

from __future__ import annotations

import base64
import binascii
import re

from journeys.tools.secret_fields import MASK

__all__ = ["mask_forms"]

_SHORTEST_TOKEN = 12
_PRIVATE_KEY = re.compile(
    r"(-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----).*?(-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|\Z)",
    re.DOTALL,
)
_USERINFO = re.compile(r"(?<=://)[^\s/?#\"'<>\\]++(?<=@)|(?<=://)[^\s/?#\"'<>\\]{1,400}@(?=[\w\[])")
_TOKENS = re.compile(
    r"(?<![\w.-])(?:"
    r"eyJ[\w-]{8,}(?:\.[\w-]*){1,4}(?<![.])"  # JSON web tokens
    r"|(?:sk|pk|rk)[_-](?:live|test|proj|ant)[\w-]{8,}|whsec_\w{8,}|sk-[A-Za-z0-9]{20,}"
    r"|gh[opusr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_\w{20,}|pypi-[\w-]{20,}|xox[abeoprs]-[\w-]{8,}"
    r"|(?:AKIA|ASIA|AROA|ABIA)[A-Z0-9]{16}|AIza[\w-]{30,}|ya29\.[\w-]{10,}|SG\.[\w-]{10,}\.[\w-]{10,}"
    r"|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,}|EAACEdEose0cBA\w+|dop_v1_\w{20,}|hf_\w{20,}"
    r")"
)
_BEARER = re.compile(r"\b(?P<scheme>bearer\s+)(?P<token>[\w~+/-][\w.~+/-]{4,}={0,2})", re.IGNORECASE)
_BASIC = re.compile(r"\b(?P<scheme>basic\s+)(?P<token>[A-Za-z0-9+/]{6,}={0,2})", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.,+-])\d(?:[ \u00a0\u202f-]?\d){11,18}(?![\w-]|[.,]\d)")
_CARDS = (
    (re.compile("4"), (13, 16, 19)),
    (re.compile("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), (16,)),
    (re.compile("3[47]"), (15,)),
    (re.compile("6011|64[4-9]|65|62|60|81"), (16, 17, 18, 19)),
    (re.compile("35"), (16,)),
    (re.compile("30[0-5]|3[689]"), (14, 16, 19)),
    (re.compile("50|5[6-9]|6[0-9]"), (12, 13, 14, 15, 16, 17, 18, 19)),
)
"""How the cards of each network begin, and how long their numbers are."""
_MAILBOX = re.compile(
    r"(?<![\w.+%@-])(?P<local>[\w.+'&=~-]{1,64})(?P<at>@|%40)(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
_MESSAGE_ID = re.compile(r"(?:message-id|in-reply-to|references|content-id)\s*:[^\r\n]*$|cid:$", re.IGNORECASE)
_MADE_BY_A_MACHINE = re.compile(r"[\d.]+|(?=.*\d)[0-9a-f-]{16,}|(?=.*\d)\S{32,}", re.IGNORECASE)
_OFFICES = {
    *("info", "support", "service", "services", "noreply", "reply", "donotreply", "sales", "help", "helpdesk"),
    *("contact", "offers", "offer", "orders", "order", "hello", "care", "customercare", "team", "billing", "news"),
    *("newsletter", "webmaster", "postmaster", "hostmaster", "abuse", "privacy", "security", "unsubscribe", "shop"),
    *("store", "feedback", "complaints", "accounts", "office", "mail", "mailer", "notifications", "notification"),
    *("updates", "marketing", "press", "jobs", "returns", "invoice", "invoices", "booking", "bookings", "customers"),
    *("customerservice", "enquiries", "bounce", "bounces", "alerts", "upgrade", "upgrades", "deals", "promotions"),
}
"""Mailboxes of a trade, which are nobody's own."""
_ABROAD = re.compile(r"(?<![\w+])\+[1-9](?:[ \u00a0().-]{0,2}\d){7,14}(?![\w])")
_DIALLED = re.compile(r"(?<=\btel:)[+\d().\u00a0-]{5,20}")
_AT_HOME = re.compile(
    r"(?<![\w.+-])(?:1[ .-])?(?:\([2-9]\d{2}\)[ \u00a0]?|[2-9]\d{2}[-. ])[2-9]\d{2}[-.]\d{4}(?![\w-]|\.\d)"
)
_MANY_DIGITS = re.compile(r"(?:\d\D{0,3}){7}")
_FREE = re.compile(r"\+?1?8(?:00|88|77|66|55|44|33)")


def mask_forms(text: str) -> str:
    """Mask what shows by itself that it is secret, or somebody's own."""
    if "-----BEGIN" in text:
        text = _PRIVATE_KEY.sub(rf"\1{MASK}\2", text)
    if "://" in text and "@" in text:
        text = _USERINFO.sub(f"{MASK}@", text)
    if len(text) >= _SHORTEST_TOKEN:
        text = _TOKENS.sub(MASK, text)
    folded = text.lower()
    if "bearer" in folded:
        text = _BEARER.sub(lambda found: found["scheme"] + MASK if _opaque(found["token"]) else found[0], text)
    if "basic" in folded:
        text = _BASIC.sub(lambda found: found["scheme"] + MASK if _names_and_opens(found["token"]) else found[0], text)
    if "@" in text or "%40" in text:
        text = _MAILBOX.sub(_mailbox, text)
    if _MANY_DIGITS.search(text):
        text = _DIGITS.sub(lambda found: MASK if _is_card(found[0]) else found[0], text)
        for form in (_DIALLED, _ABROAD, _AT_HOME):
            text = form.sub(_number, text)
    return text


def _opaque(token: str) -> bool:
    """Tell a token from the next word of a sentence."""
    return any(sign in "0123456789_~+/=" for sign in token) or "." in token.rstrip(".")


def _names_and_opens(token: str) -> bool:
    """Whether it is a user's name and password as HTTP writes them."""
    try:
        return b":" in base64.b64decode(token + "=" * (-len(token) % 4), validate=True)
    except binascii.Error:
        return False


def _is_card(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if not any(form.match(digits) and len(digits) in lengths for form, lengths in _CARDS):
        return False
    doubled = [int(one) * (1 + place % 2) for place, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0  # noqa: PLR2004 - Luhn's algorithm


def _mailbox(found: re.Match[str]) -> str:
    local = found["local"].strip("'")
    before = found.string[max(0, found.start() - 400) : found.start()]
    if _MADE_BY_A_MACHINE.fullmatch(local) or _MESSAGE_ID.search(before.rpartition("\n")[2]):
        return found[0]
    if _OFFICES & set(re.split(r"[._=-]", local.casefold().partition("+")[0])):
        return found[0]
    return MASK


def _number(found: re.Match[str]) -> str:
    digits = re.sub(r"[^+\d]", "", found[0])
    return found[0] if _FREE.match(digits) else MASK
