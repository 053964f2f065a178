"""Texts (SMS) as they arrive on customers' telephones, over an API in the shape of Twilio's Messages resource."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from threading import Event
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict

from journeys.company.company_file import TouchpointSettings
from journeys.company.toml_file import read_section
from journeys.errors import Compromised, NeverArrived, NotUnderstood, Unreachable
from journeys.evidence.observations import ExhibitKind
from journeys.promises.terms import Term
from journeys.tools.toolbox import Toolbox
from journeys.topics import consent, offers
from journeys.topics.complaints import HearsComplaints
from journeys.topics.notes import KeepsNotes
from journeys.topics.offers import PutsThrough
from journeys.topics.prices import PricesProducts
from journeys.topics.purchases import SellsProducts
from journeys.touchpoints.consent_words import Kind, Wordings, note_request
from journeys.touchpoints.conversation import Conversation
from journeys.touchpoints.letter_labels import check_labels
from journeys.touchpoints.letters import Letters
from journeys.touchpoints.pickup_words import note_pickup_messages
from journeys.touchpoints.tellings import Said, write_down
from journeys.touchpoints.text_api import Text, TextApi, joined
from journeys.touchpoints.text_talk import TextTalk
from journeys.touchpoints.twiml_phrases import Hears, Phrases, Writes
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_of_it import Message, is_to_come_here, names_it, note_word

__all__ = ["Texts"]

_LOOKS: Final = 10
"""How often a telephone is looked at, at most, while its owner waits for an answer."""
_LINK: Final = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_STOPPING: Final = re.compile(r"stop|unsub|opt-?out", re.IGNORECASE)
_TERMS: Final[Mapping[Kind, Term[Any]]] = {
    Kind.PROMOTIONAL: consent.PROMOTION,
    Kind.CONFIRMATION: consent.CONFIRMATION,
    Kind.SERVICE: consent.SERVICE_MESSAGE,
}


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        message = f"{text!r} is no regular expression: {error}"
        raise ValueError(message) from error
    return text


def _number(text: str) -> str:
    if not re.fullmatch(r"\+?\d{3,15}", text):
        message = f"{text!r} is no number such as +18005550199, or a short one such as 55501"
        raise ValueError(message)
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
Number = Annotated[str, AfterValidator(_number)]


class _Options(BaseModel):
    """What a company's texts are like.

    Attributes:
        number: The number that the company texts from.
        witness: A number of one's own that every campaign goes to: it shows that there was one.
        stop: What a customer texts to have promotions stop.
        start: What a customer texts to have them again.
        move: The same, to have another line's come to the own; ``{line}`` is its holder.
        promotional: How the company's promotional texts are known, as a regular expression.
        confirmation: How those are known that confirm a stop.
        service: How those about orders and the like are known.
        says: What a shopper texts who asks about an offer or takes it, as on a phone line.
        hears: How the company's people answer that.
        offer: What stands before the values of an offer that is texted, such as its price, as an inbox's options.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: Number
    witness: Number | None = None
    stop: str = "STOP"
    start: str = "START"
    move: str = "Please stop sending promotional messages to {line}'s line, send them to me instead."
    promotional: Pattern | None = None
    confirmation: Pattern | None = None
    service: Pattern | None = None
    offer: dict[str, Any] = {}
    says: Writes = Writes()
    hears: Hears = Hears()


class Texts(Conversation):
    """Texts the company and reads its texts, on the telephones of a shopper and the shopper's family.

    The account (``username`` and ``password``: SID and token) holds the shoppers' numbers; at Kestrel everybody's.
    """

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the API's address, the account's login, and what the company's texts are like."""
        self._options = read_section(settings.options, _Options, "options")
        super().__init__(name, settings, tools, Phrases(says=self._options.says, hears=self._options.hears))
        own = self._options.model_dump(include={kind.value for kind in Kind}, exclude_none=True)
        self._wordings = Wordings(own)
        self._letters = Letters.of(_of_offers(settings, self._options), tools.company)
        self._api = TextApi(name, settings, tools)

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Check the options before anything runs; what is long, or about no account, is not texted."""
        check_labels(_of_offers(settings, read_section(settings.options, _Options, "options")).options)
        return (PutsThrough, PricesProducts, SellsProducts, KeepsNotes, HearsComplaints)

    def examine(self) -> str | None:
        """Ask for one text with the account's login."""
        self._api.examine()
        return None

    def tell_offer(self, visit: OpenVisit) -> None:
        """Wait for the text with the offer on the shopper's own line, and read off it what was promised.

        Raises:
            NeverArrived: No text names it.
            Compromised: It says its price or its end in a way that cannot be compared.
        """
        sid, name = visit.promise.source, visit.promise.name.casefold()
        found = self._awaited(visit.shopper.phone, lambda text: text.sid == sid or name in text.body.casefold())
        if not found:
            raise NeverArrived(f"No text about {visit.promise.name!r} came to {visit.shopper.name}")
        text = next((one for one in found if one.sid == sid), found[-1])
        read = self._letters.read_words(text.body, visit.started, visit.promise.name)
        if link := next((one for one in _LINK.findall(text.body) if not _STOPPING.search(urlsplit(one).path)), None):
            self._tools.redactor.learn([link.rsplit("/", 1)[-1]])
            read.said.append(Said(offers.LINK, link, link))
        visit.attach(ExhibitKind.MESSAGE, "the text with the offer", f"{text.at:%Y-%m-%d %H:%M:%S}\n{text.body}\n")
        write_down(visit, read.said)
        if read.unread:
            raise Compromised(f"The text says what cannot be compared: {'; '.join(read.unread)}.")

    def begin(self, visit: OpenVisit) -> TextTalk:
        """Take up the telephone, to ask about an offer in as many texts as it takes, or to take it."""
        return TextTalk(visit, self._api, self._options.number, self._settings.patience)

    def stop_promotions(self, visit: OpenVisit) -> None:
        """Text STOP from the line it is for, or the shopper's own words from the shopper's."""
        number = visit.shopper.phone if visit.words else self._line(visit)
        self._request(visit, number, visit.words or self._options.stop)

    def start_promotions(self, visit: OpenVisit) -> None:
        """Text START from the line it is for."""
        self._request(visit, self._line(visit), self._options.start)

    def move_promotions(self, visit: OpenVisit) -> None:
        """Ask in words, from the shopper's own line."""
        self._request(visit, visit.shopper.phone, self._options.move.format(line=visit.meant_line))

    def look_for_promotions(self, visit: OpenVisit) -> None:
        """Read every text of the company's on a line, and whether the witness got any campaign.

        Raises:
            NotUnderstood: A text is neither promotional nor about something the customer has.
        """
        texts = self._received(self._line(visit))
        visit.attach(ExhibitKind.MESSAGE, "the texts on the line", "\n\n".join(map(self._shown, texts)) or "(none)\n")
        unclear = []
        for text in texts:
            kind = self._wordings.kind(text.body)
            if kind is None:
                unclear.append(text)
            else:
                visit.saw(_TERMS[kind], text.at.isoformat(), f"{text.body} ({text.sid})")
        self._see_campaigns(visit)
        visit.saw(consent.MESSAGES_READ, str(len(texts)), f"{len(texts)} texts on the line")
        if unclear:
            words = visit.quoted(unclear[0].body)
            message = f"The {self._name} cannot tell whether {len(unclear)} text(s) are promotional, such as {words}"
            raise NotUnderstood(message)

    def look_for_pickup_message(self, visit: OpenVisit) -> None:
        """Read every text about the order on the shopper's own line, and note those that call it ready."""
        found = [text for text in self._received(visit.shopper.phone) if visit.words and visit.words in text.body]
        visit.attach(
            ExhibitKind.MESSAGE, "the texts about the order", "\n\n".join(map(self._shown, found)) or "(none)\n"
        )
        note_pickup_messages(visit, [(text.body, text.at) for text in found])

    def look_for_word(self, visit: OpenVisit) -> None:
        """Read what came of the order or case on the shopper's own line; wait for it, if it is to come there."""
        number = visit.shopper.phone
        if visit.words and is_to_come_here(visit):
            self._awaited(number, lambda text: names_it(visit, _as_message(text)))
        note_word(visit, self._tools, [*map(_as_message, self._received(number))], self._wordings)

    def _see_campaigns(self, visit: OpenVisit) -> None:
        if self._options.witness is None:
            return
        came = [
            one for one in self._received(self._options.witness) if self._wordings.kind(one.body) is Kind.PROMOTIONAL
        ]
        visit.saw(consent.CAMPAIGN_SEEN, "yes" if came else "no", "on a line of our own that every campaign goes to")
        if came:
            visit.saw(consent.CAMPAIGN, came[-1].at.isoformat(), came[-1].body)

    def _request(self, visit: OpenVisit, number: str, words: str) -> None:
        """Text some words and see what is answered, known by not having been there before."""
        before = {text.sid for text in self._received(number)}
        visit.said(visit.shopper.name, words)
        self._api.send(number, self._options.number, words)
        answers = self._awaited(number, lambda text: text.sid not in before)
        for answer in answers:
            visit.said("company", answer.body)
        said = " ".join(answer.body for answer in answers)
        lines = [f"{visit.shopper.name}: {words}", *(f"company: {answer.body}" for answer in answers)]
        visit.attach(ExhibitKind.MESSAGE, "what was texted", "\n".join(lines) + "\n")
        note_request(visit, said)

    def _awaited(self, number: str, wanted: Callable[[Text], bool]) -> list[Text]:
        pause = self._settings.patience.total_seconds() / _LOOKS
        for look in range(_LOOKS):
            if found := [text for text in self._received(number) if wanted(text)]:
                return found
            if look < _LOOKS - 1:
                Event().wait(pause)
        return []

    def _line(self, visit: OpenVisit) -> str:
        held = {line.holder: line.number for line in visit.shopper.lines}
        return held.get(visit.line or visit.shopper.name, visit.shopper.phone)

    def _received(self, number: str) -> list[Text]:
        return joined(self._api.received(number, self._options.number))

    def _shown(self, text: Text) -> str:
        """Write a text as an exhibit has it, with where its link leads."""
        return f"{text.at:%Y-%m-%d %H:%M:%S} {text.sid}\n{text.body}{self._led_to(text)}"

    def _led_to(self, text: Text) -> str:
        """Follow the first link, if it leads to a host of the company's; never one that itself would stop anything."""
        link = next((one for one in _LINK.findall(text.body) if not _STOPPING.search(urlsplit(one).path)), None)
        if link is None or urlsplit(link).hostname not in self._tools.company.hosts:
            return ""
        try:
            answer = self._tools.http.get(link)
        except Unreachable as error:
            return f"\n→ {error}"
        return f"\n→ {answer.url} ({answer.status_code})"


def _as_message(text: Text) -> Message:
    return Message(text.at, "", text.body)


def _of_offers(settings: TouchpointSettings, options: _Options) -> TouchpointSettings:
    """Give the settings of an inbox that gets the company's offers."""
    return settings.model_copy(update={"options": options.offer})
