"""The parts of a message as text, whatever their character sets are said to be."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.message import Message
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.dammit import UnicodeDammit
from imap_tools import MailMessage

from journeys.tools.plain_text import lines_of_text, unwrapped

__all__ = ["html_of", "lines_told", "sealed", "text_of", "unread_pictures"]

_MEANT: Final = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252"}
"""What browsers take a character set for: whoever says Latin 1 and writes a euro means the other."""

_LOOKS_LIKE_HTML: Final = re.compile(r"<(?:html|body|table|div|p|br|span|td)\b[^>]*>", re.IGNORECASE)

_SEALED: Final = re.compile(
    r"application/(?:x-)?pkcs7-mime|multipart/encrypted|application/pgp-encrypted|application/x-microsoft-rpmsg-message",
    re.IGNORECASE,
)
_SEALED_TEXT: Final = "-----BEGIN PGP MESSAGE-----"

_WIDTH: Final = re.compile(r"(?<![\w-])width:\s*(\d+)px")
_ROOM_FOR_WORDS: Final = 200
"""So many pixels a picture is wide that may say what the text does not; logos and icons are less."""

_BULLETS: Final = re.compile(r"^[ \t]*[-•·▪][ \t]+", re.MULTILINE)
_BOLD: Final = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")
"""Stars around words of plain text set them; a star behind something leads to a note."""


def text_of(message: MailMessage) -> str:
    """Return the plain text, all parts of it; nothing if it is really HTML."""
    text = _parts(message, "text/plain")
    return "" if _LOOKS_LIKE_HTML.search(text) else text


def lines_told(message: MailMessage) -> list[str]:
    """Return the lines of the plain text as they were meant: not broken at a margin, without stars and bullets."""
    flowed = any(
        part.get_content_type() == "text/plain" and str(part.get_param("format", "")).casefold() == "flowed"
        for part in message.obj.walk()
        if _is_shown(part)
    )
    return lines_of_text(_BOLD.sub(r"\2", _BULLETS.sub("", unwrapped(text_of(message), flowed=flowed))))


def html_of(message: MailMessage) -> str:
    """Return the HTML, all parts of it; also HTML that is sent as plain text."""
    html = _parts(message, "text/html")
    if not html and _LOOKS_LIKE_HTML.search(text := _parts(message, "text/plain")):
        return text
    return html


def sealed(message: MailMessage) -> str:
    """Return in what a message is kept from us: encrypted, or in pictures and attachments only; else nothing."""
    kinds = [part.get_content_type() for part in message.obj.walk()]
    if closed := next((kind for kind in kinds if _SEALED.fullmatch(kind)), None):
        return closed
    if _SEALED_TEXT in text_of(message):
        return "a PGP message"
    if lines_told(message) or BeautifulSoup(html_of(message), "html.parser").get_text(strip=True):
        return ""
    if unread_pictures(message):
        return "a picture"
    shut = (part.get_content_type() for part in message.obj.walk() if not part.get("Content-ID"))
    return next((kind for kind in shut if not kind.startswith(("text/", "multipart/"))), "")


def unread_pictures(message: MailMessage) -> int:
    """Count the pictures that a message shows large, without saying in words what is on them."""
    shown = BeautifulSoup(html_of(message), "html.parser").find_all("img")
    return sum(not str(one.get("alt") or "").strip() and _is_large(one) for one in shown)


def _is_large(picture: Tag) -> bool:
    """Tell whether there is room for words on a picture; one that is as large as it is may be."""
    told = [str(picture.get("width") or "").removesuffix("px"), *_WIDTH.findall(str(picture.get("style") or ""))]
    return min((int(one) for one in told if one.isdecimal()), default=_ROOM_FOR_WORDS) >= _ROOM_FOR_WORDS


def _parts(message: MailMessage, kind: str) -> str:
    return "".join(_decoded(part) for part in message.obj.walk() if _is_shown(part) and part.get_content_type() == kind)


def _is_shown(part: Message) -> bool:
    try:
        return not part.is_multipart() and part.get_content_disposition() != "attachment" and not part.get_filename()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return True  # a header that cannot be read hides nothing


def _decoded(part: Message) -> str:
    """Decode a part as it says, else as it can be."""
    try:
        content = part.get_payload(decode=True)
        said = part.get_content_charset()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return str(part.get_payload())
    if not isinstance(content, bytes) or not content:
        return ""
    known = [_MEANT.get(said, said)] if said and said not in {"us-ascii", "ascii"} else []
    is_html = part.get_content_type() == "text/html"
    text: str | None = UnicodeDammit(content, [*known, "utf-8", "windows-1252"], is_html=is_html).unicode_markup
    return text if text is not None else content.decode("utf-8", "replace")
