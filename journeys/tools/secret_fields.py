"""Secrets in text, by the names they stand behind: headers, forms, queries, elements, attributes, parts, options."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import quote, unquote_plus

from journeys.tools.secret_names import Secrecy, secrecy

__all__ = ["MASK", "holds_a_number", "mask_fields"]

MASK = "•••"
_FEWEST_DIGITS = 7
_SHORTEST_OF_MANY = 8
_SAID = (Secrecy.SURE, Secrecy.IN_FIELDS)

_HEADER = re.compile(
    r"(?P<head>(?P<quote>[\"']?)(?<![\w-])(?P<name>(?:[\w-]{1,40}-)?authorization|(?:set-)?cookie2?)[ \t]*:[ \t]*)"
    r"(?P<value>[^\r\n]+)",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(r"(?:[\w-]++ ++)?[^\s,;]++(?:[,;] *+[^\s,;]++)*+")
_ELEMENT = re.compile(r"<(?P<tag>[\w:.-]++)(?P<facts>[^<>]*+)>(?P<text><!\[CDATA\[.*?\]\]>|[^<]++)", re.DOTALL)
_TAG = re.compile(r"<[\w:.-]++\s[^<>]*+>")
_FACT = re.compile(r"(?P<name>[\w:.-]++)(?P<gap>\s*+=\s*+)(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++)")
_NAMING = {"name", "id", "key", "type", "property", "http-equiv", "autocomplete", "field"}
_HOLDING = {"value", "content", "data-value", "val"}
_PART = re.compile(
    r"(?P<head>content-disposition:[^\r\n]{0,200}?\bname=\"?(?P<name>[^\"\r\n;]{1,80})\"?[^\r\n]*\r?\n"
    r"(?:[^\r\n]+\r?\n){0,5}\r?\n)(?P<value>.*?)(?=\r?\n--|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?P<name>(?<![\w.\[\]$-])(?:[\w.\[\]$-]|%5[BD]){1,80}+(?: (?:code|number|key|token|id))?)"
    r"(?P<end>\\?[\"']?)(?P<gap>\s{0,8}+(?:=>|:=|=|:)\s{0,8}+)"
    r"(?P<value>\\\"[^\"\\\r\n]*+(?:\\\")?|\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|(?:[^\s\"'&<>;,]|,(?=[^\s\"']))++)",
    re.IGNORECASE | re.MULTILINE,
)
_OPTION = re.compile(
    r"(?P<head>(?<!\S)--?(?P<name>[A-Za-z][\w-]{1,40})[ \t]+)(?P<value>(?!-)(?:\"[^\"]*\"|'[^']*'|\S+))"
)
_LOGIN = re.compile(r"(?P<head>(?<!\S)(?:-u|--user|--proxy-user)[ =][\"']?[^\s:\"']{1,64}:)(?P<value>[^\s\"']+)")
_TOLD = re.compile(
    r"(?P<head>\b(?:pass(?:word|code|phrase)|PIN|Passwort|Kennwort|mot de passe|code secret|contraseña"
    r"|كلمة (?:المرور|السر)|الرقم السري)\s{0,3}(?:[:=]|\b(?:is|ist|lautet|est|es|هي|هو)\b):?\s{0,3}[\"'«“]?)"
    r"(?P<value>(?=[^\s\d]{0,60}\d)[^\s<>\"'«»“”]{4,}+)",
    re.IGNORECASE,
)
"""What people are told in a sentence; a password without a figure would be a word of it."""
_STORED = re.compile(
    r"(?P<head>\b(?:local|session)Storage\.setItem\([^,\n]{1,80},\s*)(?P<value>\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`)"
)
_LISTED = re.compile(
    r"(?P<head>[\[(]\s*([\"'])(?P<name>[\w-]{2,60})\2\s*,\s*)"
    r"(?P<value>\"[^\"\n]*\"|'[^'\n]*')(?=\s*[\])])"
)
_ENCODED = re.compile(r"(?<![^\s=&?\"'<>])[^\s&\"'<>=]*?%(?:22|3D|3A)[^\s&\"'<>]*", re.IGNORECASE)
_REST = re.compile(r"[^\r\n<]*[^\s<]")
_SCHEMES = {"basic", "bearer", "token", "digest", "negotiate", "apikey", "hawk", "ntlm"}
_MORE = re.compile(r"[ +]\S+")
_NOTHING = {'""', "''", "null", "true", "false", "None"}
_ENDS_HERE = re.compile(r"[ \t]*(?:[.,;)!?\]]|$)", re.MULTILINE)


def mask_fields(text: str) -> str:
    """Mask whatever stands behind the name of a secret."""
    text = _TOLD.sub(lambda found: found["head"] + MASK, text)
    if not any(sign in text for sign in ":=<,%") and "--" not in text:
        return text
    if "&quot;" in text or "&#34;" in text:
        text = "\n".join(_through(line, html.unescape, html.escape) for line in text.split("\n"))
    if "%" in text:
        text = _ENCODED.sub(lambda found: _through(found[0], unquote_plus, _quoted), text)
    if ":" in text:
        text = _HEADER.sub(_header, text)
    if "<" in text:
        text = _TAG.sub(_tag, _ELEMENT.sub(_element, text))
    if "name=" in text and "isposition:" in text:
        text = _PART.sub(_named, text)
    if "-u" in text:
        text = _LOGIN.sub(lambda found: found["head"] + MASK, text)
    if "--" in text:
        text = _OPTION.sub(_named, text)
    if "Storage.setItem(" in text:
        text = _STORED.sub(lambda found: found["head"] + _in_quotes(found["value"]), text)
    if "'," in text or '",' in text:
        text = _LISTED.sub(_named, text)
    return _mask_named(text)


def holds_a_number(text: str) -> bool:
    """Tell whether a text may be a telephone number."""
    return sum(sign.isdigit() for sign in text) >= _FEWEST_DIGITS


def _through(text: str, plain: Callable[[str], str], back: Callable[[str], str]) -> str:
    """Mask what is only legible once it is decoded; what holds nothing secret stays as it was written."""
    said = plain(text)
    if said == text:
        return text
    cleaned = mask_fields(said)
    return back(cleaned) if cleaned != said else text


def _header(found: re.Match[str]) -> str:
    value, sign = found["value"], found["quote"]
    if sign:
        end = next((at for at, one in enumerate(value) if one == sign and value[at - 1 : at] != "\\"), len(value))
    elif found.string[: found.start()].rpartition("\n")[2].strip("<>* \t"):
        words = _CREDENTIALS.match(value)  # within a sentence
        end = words.end() if words else len(value)
    else:
        end = len(value)
    return found["head"] + MASK + value[end:]


def _element(found: re.Match[str]) -> str:
    facts = {fact["name"].lower(): fact["value"].strip("\"'") for fact in _FACT.finditer(found["facts"])}
    named = [found["tag"].rpartition(":")[2], *(value for name, value in facts.items() if name in {"name", "key"})]
    if not found["text"].strip() or found["text"].strip() == MASK or found["facts"].endswith("/"):
        return found[0]
    numbered = any(secrecy(name) is Secrecy.PHONE for name in named) and holds_a_number(found["text"])
    if numbered or any(secrecy(name) in _SAID for name in named):
        return f"<{found['tag']}{found['facts']}>{MASK}"
    return found[0]


def _tag(found: re.Match[str]) -> str:
    facts = list(_FACT.finditer(found[0]))
    named = [fact["value"].strip("\"'") for fact in facts if fact["name"].lower() in _NAMING]
    if not any(secrecy(name) in _SAID for name in named):
        return found[0]
    return _FACT.sub(lambda fact: _masked(fact) if fact["name"].lower() in _HOLDING else fact[0], found[0])


def _named(found: re.Match[str]) -> str:
    if secrecy(found["name"]) not in _SAID or not found["value"].strip():
        return found[0]
    return found["head"] + _in_quotes(found["value"])


def _masked(fact: re.Match[str]) -> str:
    return fact["name"] + fact["gap"] + _in_quotes(fact["value"])


def _mask_named(text: str) -> str:
    """Mask what follows names; what does not name a secret is looked into, for it may hold others that do."""
    parts, at, look = [], 0, 0
    while found := _FIELD.search(text, look):
        end = _end_of_secret(found)
        look = found.start("value") if end is None else end
        if end is not None:
            parts += [text[at : found.start("value")], _in_quotes(text[found.start("value") : end])]
            at = end
    return "".join([*parts, text[at:]])


def _end_of_secret(found: re.Match[str]) -> int | None:
    """Say how far the secret reaches that stands behind a name; None if there is none."""
    how, value = secrecy(found["name"]), found["value"]
    if how is Secrecy.NO or value in _NOTHING or "\n" in found["gap"]:
        return None
    if how is Secrecy.PHONE:
        return found.end() if holds_a_number(value) else None
    if found["end"] or found["gap"].strip() != ":" or value[0] in "\"'\\":
        if value.casefold() in _SCHEMES and (credentials := _MORE.match(found.string, found.end())):
            return credentials.end()
        cut_short = found["end"] and how is Secrecy.IN_FIELDS and not any(sign.isdigit() for sign in value)
        return None if cut_short else found.end()  # JSON that ends amid {"key": "colour", …
    return _end_of_saying(found, how)


def _end_of_saying(found: re.Match[str], how: Secrecy) -> int | None:
    """Decide about ``name: value``, which people write as well as machines."""
    name = found["name"].casefold()
    if name.endswith("s") and not name.endswith("ss"):
        opaque = len(found["value"]) >= _SHORTEST_OF_MANY and any(sign.isdigit() for sign in found["value"])
        return found.end() if opaque else None  # Cookies: we bake them every morning.
    if how is Secrecy.SURE:
        begins_a_line = not found.string[: found.start("name")].rpartition("\n")[2].strip("<>* \t-")
        rest = _REST.match(found.string, found.start("value"))
        return rest.end() if begins_a_line and rest else found.end()
    ends = _ENDS_HERE.match(found.string, found.end()) is not None
    return found.end() if ends and any(sign.isdigit() for sign in found["value"]) else None


def _quoted(plain: str) -> str:
    return quote(plain, safe="").replace(quote(MASK), MASK)


def _in_quotes(value: str) -> str:
    for sign in ('\\"', '"', "'", "`"):
        if value.startswith(sign):
            closed = value.endswith(sign) and len(value) > len(sign)
            return f"{sign}{MASK}{sign if closed else ''}"
    return MASK
