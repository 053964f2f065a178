"""Which names of fields say that what they hold is secret: by the words they are made of, in any spelling."""

from __future__ import annotations

import functools
import re
from enum import Enum
from urllib.parse import unquote

__all__ = ["Secrecy", "secrecy"]


class Secrecy(Enum):
    """How sure a name is: ``password`` always is, ``key`` or ``session`` only where it names a field."""

    SURE = "sure"
    IN_FIELDS = "in fields"
    PHONE = "phone"
    """It holds a number at which somebody is called."""
    NO = "no"


_LONGEST = 120
_STEMS = re.compile(
    "password|passwd|passphrase|passcode|passwort|kennwort|wachtwoord|contrase[nñ]a|motdepasse|senha|parola"
    "|zugangscode|sicherheitscode|geheimzahl|codeverifier|secret|token|jwt|hmac|signature|credential|cookie|csrf|xsrf|authorization|localstorage|sessionstorage"
    "|(?:api|access|private|secret|auth|signing|subscription|shared|encryption|account|functions|client|master|service)"
    "key|sess(?:ion)?id|sessionkey"
)
_SURE = {"pwd", "pw", "otp", "totp", "cvv", "cvv2", "cvc", "cvc2", "puk", "sid", "sig", "passkey", "oauth", "mfa"}
_IN_FIELDS = {"key", "session", "pin", "auth", "tan", "pass", "csc", "nonce", "bearer"}
_PHONES = {"phone", "mobile", "msisdn", "tel", "telephone", "cell", "fax", "cellphone", "phonenumber"}
_OF_CODES = {"verification", "security", "access", "auth", "authentication", "pin", "sms", "time", "login", "recovery"}
_ENDINGS = {"code", "number", "no", "id", "value", "hash", "data", "string"}
"""What may follow such a word and name the same thing."""
_ABOUT = {
    *("type", "kind", "expires", "expiry", "expiration", "count", "limit", "length", "size", "policy", "required"),
    *("enabled", "max", "min", "ttl", "age", "status", "valid", "label", "title", "description", "duration", "timeout"),
    *("lifetime", "strength", "rules", "changed", "at", "on", "in", "consent", "banner", "notice", "features", "name"),
    *(
        "method",
        "scheme",
        "hint",
        "days",
        "hours",
        "minutes",
        "seconds",
        "allowed",
        "visible",
        "version",
        "question",
        "reset",
    ),
}
"""What follows the name of a secret where not the secret itself is meant, but something about it."""
_HOW_MANY = {"max", "min", "num", "total", "count", "has", "is", "needs", "allow", "no", "uses", "show"}
_OTHER_KEYS = {
    *("sort", "primary", "foreign", "public", "partition", "group", "message", "cache", "translation", "query", "map"),
    *("object", "hot", "arrow", "i18n", "row", "answer", "candidate", "natural", "shortcut"),
}
_NO_SECRETS = re.compile(r"secretar|tokeni[sz]|cookieless|secretshop|authorizationrequired")


@functools.lru_cache(maxsize=4096)
def secrecy(name: str) -> Secrecy:
    """Say whether a field of that name holds a secret."""
    if len(name) > _LONGEST:
        return Secrecy.NO
    words = _words(name)
    if not words or words[-1] in _ABOUT or words[0] in _HOW_MANY or _NO_SECRETS.search("".join(words)):
        return Secrecy.NO
    last = words[-1]
    joined = "".join(words)
    if _STEMS.search(joined) or _SURE & set(words) or (last == "code" and _OF_CODES & set(words[:-1])):
        return Secrecy.SURE
    core = words[:-1] if last in _ENDINGS and len(words) > 1 else words
    if core[-1] in _IN_FIELDS and not (core[-1] == "key" and _OTHER_KEYS & set(core)):
        return Secrecy.IN_FIELDS
    return Secrecy.PHONE if core[-1] in _PHONES else Secrecy.NO


def _words(name: str) -> list[str]:
    """Take a name apart: ``userPIN``, ``user_pin``, ``user[pin]`` and ``user.pin`` alike."""
    plain = unquote(name)
    parted = re.sub(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    return [word for word in re.split(r"[\W_]+", parted.casefold()) if word and not word.isdigit()]
