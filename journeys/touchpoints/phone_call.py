"""One telephone call, turn by turn, as a carrier drives it: form fields out, TwiML back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final
from uuid import uuid4
from xml.etree.ElementTree import Element

import requests

from journeys.errors import Compromised, NotUnderstood, Unable, Unreachable
from journeys.promises.clock import lasting
from journeys.topics import service
from journeys.touchpoints.carrier import Carrier, Document, Onward
from journeys.touchpoints.phone_queue import Queue
from journeys.touchpoints.speech import local_name, spoken
from journeys.touchpoints.talk import Talk
from journeys.touchpoints.twiml_attributes import Gathering, seconds_of
from journeys.touchpoints.twiml_menu_options import Menu
from journeys.touchpoints.twiml_menus import MenuCaller
from journeys.touchpoints.twiml_phrases import Phrases
from journeys.touchpoints.visit import OpenVisit

__all__ = ["PhoneCall"]

_MUSIC_SECONDS: Final = 30
"""How long a queue's music lasts of which nothing says how long it is."""
_MOST_REDIRECTS: Final = 8
"""So often in a row, without a pause between."""
_HANDED_OVER: Final = {"Dial", "Connect", "Refer", "Pay", "Conversation"}
_UNNOTICED: Final = {"Start", "Stop", "Leave", "Sms", "Message", "Parameter"}
"""Verbs of which a caller hears nothing."""


class PhoneCall(Talk):
    """A call in progress; it is placed when the object is made."""

    def __init__(
        self,
        visit: OpenVisit,
        http: requests.Session,
        address: str,
        token: str,
        patience: timedelta,
        phrases: Phrases | None = None,
    ) -> None:
        """Place the call from the shopper's own number.

        Args:
            visit: Is told what is said.
            http: Carries the requests.
            address: The line's webhook.
            token: Signs the requests, as the carrier does.
            patience: How long the caller holds the line (company time).
            phrases: The number that is called, and how its menus are answered.
        """
        super().__init__()
        phrases = phrases or Phrases()
        self._visit, self._patience = visit, patience
        self._caller = MenuCaller(visit, Menu(phrases.menu, phrases.limits))
        call = {"CallSid": f"CA{uuid4().hex}", "From": visit.visitor.phone, "To": phrases.number}
        self._carrier = Carrier(http, token, call)
        self._next, self._fields = Onward(address), dict[str, str]()
        self._queue: Queue | None = None
        self._recorded = self._unasked = self._met_somebody = self._ringing_off = False
        self.opening = self._turn({})

    def say(self, words: str) -> list[str]:
        """Say something; return what is said in return, as far as the next question."""
        self._caller.said(self._visit.visitor.name, words)
        self._met_somebody = True
        return self._turn(_spoken(words))

    def ring_off(self, words: str) -> None:
        """Say goodbye and put the receiver down; what the line makes of it, nobody hears any more."""
        said, self._ringing_off = self.last_turn, True
        with suppress(Compromised):
            self.say(words)
        self.last_turn, self.ended, self.dropped = said, True, False

    def _turn(self, fields: dict[str, str]) -> list[str]:
        self.last_turn, self.unheard = [], []
        self._fields = fields
        at_once = 0
        while at_once < _MOST_REDIRECTS:
            before, queue = self.waited, self._queue
            document = self._fetch()
            onward = self._play(document, [*document.verbs])
            if onward is None:
                return self.last_turn
            self._next = onward
            if queue and self._queue is queue and self.waited == before:
                self._hold(_MUSIC_SECONDS)
                if self.ended:
                    return self.last_turn
            held = self.waited != before or bool(self._fields.keys() & {"Digits", "SpeechResult"})
            at_once = 0 if held else at_once + 1  # who waits or answers meanwhile is not sent round
        if self._unasked:
            raise self._caller.none_fits()
        message = f"The call was redirected {_MOST_REDIRECTS} times without anybody answering"
        raise Unreachable(message)

    def _fetch(self) -> Document:
        try:
            return self._carrier.fetch(self._next, self._fields)
        except Unreachable:
            if self._queue:  # without its music it is a queue all the same
                raise self._handed_over(f"to a queue ({self._queue.name})") from None
            raise

    def _play(self, document: Document, verbs: Sequence[Element]) -> Onward | None:
        """Play one TwiML document to the caller; return where the call goes on at once, if it does."""
        self._fields = {}
        heard = known = False
        for number, verb in enumerate(verbs):
            name = local_name(verb)
            known = known or name in {"Say", "Play", "Pause", "Hangup", "Reject"} | _UNNOTICED
            match name:
                case "Gather":
                    listens, onward = self._gather(document, verb)
                    if listens or onward or self.ended:
                        return onward
                    heard = True
                case "Redirect":
                    return document.onward(verb.text, verb.get("method"))
                case "Record":
                    return self._record(document, verb)
                case "Enqueue":
                    return self._enqueue(document, verb, verbs[number + 1 :])
                case "Leave" if self._queue:
                    return self._leave(self._queue)
                case "Reject" if not self.said and not self.unheard:
                    raise self._rejected(verb)
                case "Hangup" | "Reject":
                    break
                case _ if name in _HANDED_OVER:
                    queue = any(local_name(one) == "Queue" for one in verb)
                    raise self._handed_over(f"to a queue ({name})" if queue else f"({name})")
                case _:
                    self._hear(document, verb, name)
            if self.ended:
                return None
        if not known and not heard and len(verbs):
            names = ", ".join(sorted({local_name(verb) for verb in verbs}))
            message = f"The line answered with nothing that a caller hears: {names}"
            raise NotUnderstood(message)
        if self._queue and not self._hung_up(verbs):
            self._fields = self._queue.fields(self.waited)
            return self._queue.music  # played again, as long as it lasts
        self._drop()  # nothing left to do and nobody listens: a carrier ends the call here
        return None

    def _hear(self, document: Document, verb: Element, name: str) -> None:
        match name:
            case "Say":
                said = spoken(verb)
                self._caller.said("agent", " ".join(said.split()))
                self.last_turn.append(said)
                self.said.append(said)
            case "Pause":
                self._hold(seconds_of(verb.get("length")))
            case "Play":
                sound = document.onward(verb.text, None).address if (verb.text or "").strip() else "tones"
                self._caller.said("line", f"(plays {sound}, which is not heard here)")
                self.unheard.append(sound)
            case _ if name and name not in _UNNOTICED:
                self._visit.said("line", f"(does something that a carrier passes over: {name})")

    def _gather(self, document: Document, gather: Element) -> tuple[bool, Onward | None]:
        """Play what is said meanwhile; say whether the caller speaks next, or where the keys that are pressed go."""
        begun = len(self.last_turn)
        for verb in gather:
            self._hear(document, verb, local_name(verb))
            if self.ended:
                return False, None
        words = " ".join(self.last_turn[begun:] or self.last_turn)
        gathering = Gathering.of(gather, words)
        onward = document.onward(gather.get("action"), gather.get("method"))
        since = " ".join(self.last_turn)
        reply = self._caller.reply(words, gathering, met_somebody=self._met_somebody, since=since)
        if reply is not None:
            told = f"(presses {reply.keys})" if reply.keys else reply.words
            self._caller.said(self._visit.visitor.name, told)
            self._fields = {"Digits": gathering.taken(reply.keys)} if reply.keys else _spoken(reply.words)
            self.last_turn, self._unasked = [], False
            return False, onward
        if gathering.only_keys:
            self._caller.said(self._visit.visitor.name, "(presses nothing)")
            self._unasked = True
            self._hold(gathering.timeout)
            return False, onward if gathering.even_if_empty and not self.ended else None
        self._next, self._unasked, self._recorded = onward, False, False
        return True, None

    def _enqueue(self, document: Document, enqueue: Element, behind: Sequence[Element]) -> Onward:
        """Wait in a queue while its music plays; whoever takes calls out of it cannot be heard here."""
        queue = Queue.entered(document, enqueue, behind, self.waited)
        if queue is None or self._queue:
            raise self._handed_over(f"to a queue (Enqueue: {spoken(enqueue) or 'without a name'})")
        self._caller.said("line", f"(puts the call into a queue: {queue.name})")
        self._queue, self._fields = queue, queue.fields(self.waited)
        return queue.music

    def _leave(self, queue: Queue) -> Onward | None:
        """Go on behind a queue that lets the call go."""
        self._queue = None
        if queue.after is None:
            return self._play(queue.document, queue.behind)
        self._fields = {"QueueResult": "leave", **queue.fields(self.waited)}
        return queue.after

    def _record(self, document: Document, record: Element) -> Onward:
        """Leave a message, once; whoever takes nothing but messages is nobody who answers."""
        if self._recorded:
            raise self._voicemail()
        self._recorded = True
        self._visit.said("line", "(records what the caller says)")
        name = f"RE{uuid4().hex}"
        self._fields = {
            "RecordingSid": name,
            "RecordingUrl": f"https://carrier.invalid/recordings/{name}",
            "RecordingDuration": "1",
            "Digits": "hangup",
        }
        return document.onward(record.get("action"), record.get("method"))

    @staticmethod
    def _hung_up(verbs: Sequence[Element]) -> bool:
        return any(local_name(verb) in {"Hangup", "Reject"} for verb in verbs)

    def _drop(self) -> None:
        """The company ends the call, unless what came before was a machine of which nothing can be said."""
        self.ended = self.dropped = True
        if self._recorded:
            raise self._voicemail()
        said = " ".join(self.said)
        if not self._met_somebody and self._caller.is_closed(said):
            raise self._caller.nobody(said, "the line says that nobody is there")
        if self._unasked:
            raise self._caller.none_fits()
        if self.unheard and not self.last_turn:
            message = f"The line played audio, which is not heard here, and hung up: {', '.join(self.unheard)}"
            raise NotUnderstood(message)
        if self._caller.replies and not self._met_somebody:
            self.dropped = False  # nobody was there to hang up
            self._caller.lead_nowhere(" ".join(self.last_turn))

    def _hold(self, seconds: int) -> None:
        """Wait, but not longer than the caller's patience lasts: then ring off."""
        if self._ringing_off:
            return
        left = self._patience - self.waited
        duration = timedelta(seconds=min(seconds, int(left.total_seconds()) + 1))
        self._caller.said("line", f"(hold, {duration})")
        borne = min(duration, left)
        try:
            self._visit.wait(borne)
        except Unable:  # a real company's time passes by itself
            self._visit.count_waiting(borne)
        self.waited += borne
        if duration > left and self._queue:
            raise self._handed_over(f"to a queue ({self._queue.name}), after {lasting(self.waited)}")
        if not self._met_somebody and self._caller.waited(borne):
            self.ended = True
        elif duration > left:
            self._caller.said(self._visit.visitor.name, "(rings off: nobody answers)")
            self._visit.saw(service.DROPPED, "dead end", f"nobody answered within {lasting(self.waited)}")
            self.ended = True

    def _handed_over(self, how: str) -> Unreachable:
        self.ended = True
        return Unreachable(f"The line hands the call over {how}, to somebody who cannot be heard here{self._quoted()}")

    def _rejected(self, reject: Element) -> Unreachable:
        self.ended = True
        return Unreachable(f"The line does not take the call (Reject: {reject.get('reason') or 'not in service'})")

    def _voicemail(self) -> Unreachable:
        self.ended = True
        return self._caller.nobody(" ".join(self.said), "the line takes a message, voicemail: Record")

    def _quoted(self) -> str:
        return f': "{" ".join(self.last_turn)}"' if self.last_turn else ""


def _spoken(words: str) -> dict[str, str]:
    return {"SpeechResult": words, "Confidence": "1.0"}
