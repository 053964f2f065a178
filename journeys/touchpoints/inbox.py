"""The shopper's inbox: real messages, found by their identity, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

from imap_tools import MailMessage

from journeys.company.company_file import TouchpointSettings
from journeys.errors import Compromised, NeverArrived
from journeys.evidence.observations import ExhibitKind
from journeys.promises.money import written
from journeys.reading.answers import Reader
from journeys.tools.letterheads import headers, holds_words, subject_of
from journeys.tools.toolbox import Toolbox
from journeys.topics import offers, returns, transcripts
from journeys.touchpoints.addressee import other_customer
from journeys.touchpoints.correspondence import SameOffer, is_same, names_order, same_sender, side_by_side
from journeys.touchpoints.letter_labels import check_labels
from journeys.touchpoints.letter_parts import parts_of
from journeys.touchpoints.letters import LetterRead, Letters, sent_at
from journeys.touchpoints.mail_parts import html_of, sealed, text_of, unread_pictures
from journeys.touchpoints.order_letters import order_tellings
from journeys.touchpoints.pickup_words import note_pickup_messages
from journeys.touchpoints.return_words import Given, note_refund, read_given
from journeys.touchpoints.tellings import Said, Telling, agreed, write_down
from journeys.touchpoints.transcripts import read_transcript
from journeys.touchpoints.unsubscribing import click_unsubscribe, look_through
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_of_it import Message, is_to_come_here, names_it, note_word

__all__ = ["Inbox", "keep_message", "see_whose"]

_MESSAGE_ID = re.compile(r"<[^<>]+>|[^<>\s]+@[^<>\s]+")
_SLACK: Final = timedelta(minutes=1)
_TRIPPED: Final = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)
"""What comes of reading something that nobody foresaw."""
_SAY_HOW = (
    'Say in the inbox\'s options what stands before it, such as total = "Sum", or how it is said: '
    r"total = '/total value of (\S+)/'."
)


class Inbox:
    """Reads the offer in the email that made it, what confirms an order, and which messages are promotional.

    Its options say how the company's messages say things; see ``journeys.touchpoints.letters``.
    """

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the mailbox's address and how long to wait for a message."""
        self._name, self._patience, self._tools = name, settings.patience, tools
        self._letters = Letters.of(settings, tools.company)
        self._refund = str(settings.options.get("refund", "refund"))
        self._transcript = str(settings.options.get("transcript", "transcript"))

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Check the options before anything runs; an inbox can always do what it can."""
        check_labels(settings.options)
        return ()

    def tell_offer(self, visit: OpenVisit) -> None:
        """Wait for the message and read off it, and off every other one about the same offer, what was promised.

        Raises:
            Compromised: It cannot be opened, or says its price or its end in a way that cannot be read or compared.
        """
        message = self._message(visit)
        _refuse_sealed(visit, message, "the email with the offer")

        def told(one: MailMessage) -> list[Telling]:
            return _reading(
                visit, lambda: self._letters.tellings(one, self._written_at(visit, one), visit.promise.name)
            )

        offer = SameOffer(message, told(message), visit.promise.name)
        used_before = not self._tools.company.clock  # the mailbox, by shoppers of other runs who got such letters too
        letters = self._beside(
            visit, message, lambda at, one: offer.is_about(one, told(one), by_code=used_before and at < 0)
        )
        read = self._read(letters, message, told)
        self._tools.redactor.learn([one.value.rsplit("/", 1)[-1] for one in read.said if one.term == offers.LINK])
        if other := _reading(visit, lambda: self._letters.other_offer(message, visit.promise.name)):
            read.said.append(Said(offers.ITEM, other, other))
        _keep(visit, letters, message, "the email with the offer")
        _write_down(visit, read)
        if not visit.has(offers.PRICE) and (pictures := unread_pictures(message)):
            what = "a picture that is" if pictures == 1 else f"{pictures} pictures that are"
            problem = f"The message to {visit.shopper.name} names no price in words, and shows {what} not read here"
            raise Compromised(f"{problem}.")

    def confirm_order(self, visit: OpenVisit) -> None:
        """Wait for the message that names the order; where nothing was ordered, see whether one claims it.

        Raises:
            Compromised: It says its total in a way that cannot be read or compared.
        """

        def told(one: MailMessage) -> list[Telling]:
            return _reading(visit, lambda: order_tellings(self._letters, one, visit.words))

        message = self._confirmation(visit, told)
        if message is None:
            return
        _refuse_sealed(visit, message, "the confirmation of the order")
        letters = [message]
        if visit.words:
            letters = self._beside(visit, message, lambda _, one: names_order(one, told(one), visit.words))
        _keep(visit, letters, message, "the confirmation of the order")
        _write_down(visit, self._read(letters, message, told))
        if visit.words and not visit.has(offers.PRICE):
            raise Compromised(
                f"The confirmation of the order {visit.words} names no total that can be read. {_SAY_HOW}"
            )

    def look_for_pickup_message(self, visit: OpenVisit) -> None:
        """Read every message about the order, and note those that call it ready."""
        letters = self._tools.mailbox.letters_to(visit.shopper.email)
        found = [one for one in letters if visit.words and self._names(visit, one)]
        for number, one in enumerate(found, 1):
            see_whose(visit, one)
            keep_message(visit, one, f"message {number} of {len(found)} about the order")
        told = _reading(visit, lambda: [(_words_of(one), sent_at(one)) for one in found])
        note_pickup_messages(visit, told)

    def _names(self, visit: OpenVisit, message: MailMessage) -> bool:
        return names_order(message, _reading(visit, lambda: order_tellings(self._letters, message)), visit.words)

    def read_transcript(self, visit: OpenVisit) -> None:
        """Wait for the newest message with ``options.transcript`` in its subject; see which price it names.

        Raises:
            NeverArrived: Nor did anything else: it may not be the company that sends nothing.
        """
        try:
            message = self._tools.mailbox.wait_for(visit.shopper.email, self._patience, subject=self._transcript)
        except NeverArrived as error:
            if not self._tools.mailbox.letters_to(visit.shopper.email):
                raise
            visit.saw(transcripts.TRANSCRIPT, "missing", str(error))
            visit.attach(ExhibitKind.MESSAGE, "what came instead of a transcript", str(error))
            return
        see_whose(visit, message)
        keep_message(visit, message, "the transcript of the chat")
        visit.saw(transcripts.TRANSCRIPT, "came", message.subject)
        company = self._tools.company
        read_transcript(visit, text_of(message).splitlines(), Reader(company, company.time_zone))

    def confirm_refund(self, visit: OpenVisit) -> None:
        """Wait for the newest message that tells of a refund of the order; read the amount, and by when it is back.

        Raises:
            NeverArrived: Nor did anything else: it may not be the company that sends nothing.
        """
        message = self._refunding(visit) or self._refunding(visit, self._patience if visit.words else timedelta())
        if message is None:
            about = f"order {visit.words}" if visit.words else "any order"
            missing = f"no message says that {about} is refunded"
            visit.saw(returns.CONFIRMED, returns.MISSING, missing)
            visit.attach(ExhibitKind.MESSAGE, "what came instead of a refund", missing)
            return
        _refuse_sealed(visit, message, "the confirmation of the refund")
        see_whose(visit, message)
        keep_message(visit, message, "the confirmation of the refund")
        visit.saw(returns.CONFIRMED, returns.CAME, message.subject)
        *others, (_, seen) = self._given(visit, message)
        note_refund(visit, seen, message.subject)
        for part, told in others:
            if told.refund is not None:
                visit.also(returns.REFUND, written(told.refund), part)

    def _refunding(self, visit: OpenVisit, within: timedelta | None = None) -> MailMessage | None:
        """Find the newest message that tells of a refund of the order; wait for one with such a subject, if told to."""
        try:
            if within:
                self._tools.mailbox.wait_for(visit.shopper.email, within, subject=self._refund)
        except NeverArrived:
            if not self._tools.mailbox.letters_to(visit.shopper.email):
                raise
        for one in reversed(self._tools.mailbox.letters_to(visit.shopper.email)):
            if self._transcript.casefold() in subject_of(one).casefold():
                continue  # it says again what was said, and confirms nothing
            names_it = holds_words(" ".join([subject_of(one), *_lines(one)]), visit.words)
            tells = any(told.undoing == returns.DONE for _, told in self._given(visit, one))
            if names_it and (tells or self._refund.casefold() in subject_of(one).casefold()):
                return one
        return None

    def _given(self, visit: OpenVisit, message: MailMessage) -> list[tuple[str, Given]]:
        """Read what each part of a message says of something that is given back."""
        company, sent = self._tools.company, self._written_at(visit, message)
        return [(part, read_given("\n".join(lines), company, sent)) for part, lines in parts_of(message)]

    def stop_promotions(self, visit: OpenVisit) -> None:
        """Unsubscribe from the newest promotional message with one click."""
        click_unsubscribe(visit, self._tools, self._tools.mailbox.letters_to(visit.shopper.email))

    def look_for_promotions(self, visit: OpenVisit) -> None:
        """Look through what came to the shopper."""
        look_through(visit, self._tools, self._tools.mailbox.letters_to(visit.shopper.email))

    def look_for_word(self, visit: OpenVisit) -> None:
        """Read what came of the order or case; wait for it, if it is to come here."""
        recipient, found = visit.shopper.email, self._messages(visit)
        if visit.words and is_to_come_here(visit) and not any(names_it(visit, one) for one in found):
            with suppress(NeverArrived):
                self._tools.mailbox.wait_for(recipient, self._patience, subject=visit.words)
            found = self._messages(visit)
        note_word(visit, self._tools, found)

    def _messages(self, visit: OpenVisit) -> list[Message]:
        """Give what came to the shopper that does not go to many."""
        letters = self._tools.mailbox.letters_to(visit.shopper.email)
        return [
            Message(self._came_at(one), subject_of(one), "\n".join(parts_of(one)[-1][1]) if parts_of(one) else "")
            for one in letters
            if not headers(one, "List-Unsubscribe")
        ]

    def _came_at(self, message: MailMessage) -> datetime | None:
        """Tell when a message came: by the stamp of the shopper's own mail server, where the company has no clock."""
        stamps = [] if self._tools.company.clock else headers(message, "Received")
        for stamp in stamps[:1]:
            with suppress(ValueError, TypeError):
                return parsedate_to_datetime(stamp.rpartition(";")[2].strip())
        said, now = sent_at(message), self._tools.clock.now()
        return said if said is not None and said <= now + _SLACK else None

    def _confirmation(self, visit: OpenVisit, told: Callable[[MailMessage], list[Telling]]) -> MailMessage | None:
        """Wait for the message whose subject names the order, else find the one that does so further down."""
        within = self._patience if visit.words else timedelta()
        try:
            return self._tools.mailbox.wait_for(visit.shopper.email, within, subject=visit.words or "Your order")
        except NeverArrived:
            if not visit.words:
                return None
            for one in reversed(self._tools.mailbox.letters_to(visit.shopper.email)):
                if names_order(one, told(one), visit.words):
                    return one
            raise

    def _beside(
        self, visit: OpenVisit, message: MailMessage, belongs: Callable[[int, MailMessage], bool]
    ) -> list[MailMessage]:
        """Give a message among all others of its sender to the shopper that belong to it, the newest last.

        Args:
            visit: Whose.
            message: The one that was waited for.
            belongs: Tells of another message, by how much later it came and itself, whether it belongs to it.
        """
        found = self._tools.mailbox.letters_to(visit.shopper.email, lambda one: same_sender(one, message))
        came = next((number for number, one in enumerate(found) if is_same(one, message)), len(found))
        rest = [(number - came, one) for number, one in enumerate(found) if number != came]
        earlier, later = ([one for at, one in rest if at * way > 0 and belongs(at, one)] for way in (-1, 1))
        return [*earlier, message, *later]

    def _read(
        self, letters: Sequence[MailMessage], message: MailMessage, told: Callable[[MailMessage], list[Telling]]
    ) -> LetterRead:
        """Put together what all letters say."""
        tellings = side_by_side([(one, told(one)) for one in letters], message)
        return agreed(tellings, self._tools.company.time_zone)

    def _written_at(self, visit: OpenVisit, message: MailMessage) -> datetime:
        """Tell when a message was written, for days without a year.

        Company time is the clock. What the message says of itself is only words: where the company has a clock, they
        are believed if they lie between the promise and now.
        """
        said, now = sent_at(message), visit.started
        if said is None or (
            self._tools.company.clock and not min(visit.promise.valid_from, now) - _SLACK <= said <= now + _SLACK
        ):
            return now
        return said

    def _message(self, visit: OpenVisit) -> MailMessage:
        """Find the message by its Message-ID where that is known, else by words of its subject."""
        said_in, recipient = visit.promise.source, visit.shopper.email
        if _MESSAGE_ID.fullmatch(said_in):
            return self._tools.mailbox.wait_for(recipient, self._patience, message_id=said_in)
        return self._tools.mailbox.wait_for(recipient, self._patience, subject=self._letters.subject or said_in)


def _lines(message: MailMessage) -> list[str]:
    return [line for _, lines in parts_of(message) for line in lines]


def keep_message(visit: OpenVisit, message: MailMessage, name: str) -> None:
    """Keep a message as exhibits: as text with its headers, and as the page it would be shown as."""
    headers = (
        f"From: {message.from_}\nTo: {', '.join(message.to)}\nDate: {message.date_str}\nSubject: {message.subject}"
    )
    visit.attach(ExhibitKind.MESSAGE, name, f"{headers}\n\n{text_of(message)}")
    if html := html_of(message):
        visit.attach(ExhibitKind.MESSAGE, f"{name}, as shown", html, "text/html")


def _keep(visit: OpenVisit, letters: Sequence[MailMessage], message: MailMessage, name: str) -> None:
    """Keep a message, and the others that belong to it, as exhibits, unless they are another customer's."""
    for one in letters:
        see_whose(visit, one)
    keep_message(visit, message, name)
    for number, one in enumerate(letters, 1):
        if one is not message:
            keep_message(visit, one, f"letter {number} of {len(letters)} about it")


def see_whose(visit: OpenVisit, message: MailMessage) -> None:
    """Write it down if a message that came to the shopper is another customer's."""
    if (whose := other_customer(message, visit.shopper)) is not None:
        visit.is_somebody_elses(whose)


def _refuse_sealed(visit: OpenVisit, message: MailMessage, name: str) -> None:
    """Blame nobody for what nobody here can open."""
    if kind := sealed(message):
        keep_message(visit, message, name)
        raise Compromised(f"The message to {visit.shopper.name} cannot be opened: it is {kind}.")


def _words_of(message: MailMessage) -> str:
    """Return everything that a message says in words: its subject, its text part and its page."""
    return "\n".join([subject_of(message), *(line for _, lines in parts_of(message) for line in lines)])


Read = TypeVar("Read")


def _reading(visit: OpenVisit, read: Callable[[], Read]) -> Read:
    """Read; whatever a company may send, what breaks over it is not the author's fault."""
    try:
        return read()
    except _TRIPPED as error:
        raise Compromised(
            f"The message to {visit.shopper.name} cannot be read: {type(error).__name__}: {error}"
        ) from error


def _write_down(visit: OpenVisit, read: LetterRead) -> None:
    write_down(visit, read.said)
    if read.unread:
        raise Compromised(f"The message says what cannot be compared: {'; '.join(read.unread)}.")
