"""One telephone call, turn by turn, as a carrier drives it: form posts out, TwiML back."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urljoin
from uuid import uuid4
from xml.etree.ElementTree import Element

import requests
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from twilio.request_validator import RequestValidator

from journeys.errors import Unreachable
from journeys.promises.clock import lasting
from journeys.topics import service
from journeys.touchpoints.twiml_phrases import Phrases
from journeys.touchpoints.visit import OpenVisit

__all__ = ["PhoneCall"]

_MOST_REDIRECTS = 8


class PhoneCall:
    """A call in progress; it is placed when the object is made.

    Attributes:
        ended: Nobody is on the line any more.
        dropped: The company ended it, not the caller.
        waited: Company time spent in the queue and on hold.
        last_turn: What was said to the caller since the caller last spoke.
    """

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
            phrases: The number that is called, and the keys to press when a voice asks for them.
        """
        self._phrases = phrases or Phrases()
        self._visit, self._http, self._patience = visit, http, patience
        self._validator = RequestValidator(token)
        self._call = {"CallSid": f"CA{uuid4().hex}", "From": visit.shopper.phone, "To": self._phrases.number}
        self._action = address
        self.ended = self.dropped = False
        self.waited = timedelta()
        self.last_turn: list[str] = []
        self._turn({})

    def say(self, words: str) -> list[str]:
        """Say something; return what is said in return, sentence by sentence, as far as the next question."""
        self._visit.said(self._visit.shopper.name, words)
        return self._turn({"SpeechResult": words, "Confidence": "1.0"})

    def ring_off(self, words: str) -> None:
        """Say goodbye and put the receiver down."""
        self.say(words)
        self.ended, self.dropped = True, False

    def _turn(self, extra: dict[str, str]) -> list[str]:
        self.last_turn = []
        document = self._post(self._action, extra)
        for _ in range(_MOST_REDIRECTS):
            onward = self._play(document)
            if onward is None and (keys := self._keys()):
                document = self._post(self._action, {"Digits": keys})
                continue
            if onward is None:
                return self.last_turn
            document = self._post(onward, {})
        message = f"The call was redirected {_MOST_REDIRECTS} times without anybody answering"
        raise Unreachable(message)

    def _play(self, document: Element, *, listening: bool = False) -> str | None:
        """Play one TwiML document to the caller; return the address it redirects to, if it does."""
        for verb in document:
            match verb.tag:
                case "Gather":
                    self._action = urljoin(self._action, verb.get("action") or self._action)
                    self._play(verb, listening=True)
                    return None
                case "Say":
                    self._hear(verb.text or "")
                case "Pause":
                    self._hold(timedelta(seconds=float(verb.get("length") or 1)))
                case "Redirect":
                    return urljoin(self._action, verb.text or "")
                case "Play":
                    self._visit.said("line", f"(plays {urljoin(self._action, verb.text or '')})")
                case "Dial" | "Enqueue" | "Connect" | "Refer" as handed_over:
                    message = f"The line hands the call over ({handed_over}) to somebody who cannot be heard here"
                    raise Unreachable(message)
                case "Hangup" | "Reject":
                    self.ended = self.dropped = True
                    return None
            if self.ended:
                return None
        if not listening:
            self.ended = self.dropped = True  # nothing left to do and nobody listens: a carrier ends the call here
        return None

    def _keys(self) -> str | None:
        """Give the keys to press in return to what was said last, once."""
        keys = None if self.ended else self._phrases.keys(" ".join(self.last_turn[-1:]))
        if keys:
            self._visit.said(self._visit.shopper.name, f"(presses {keys})")
            self.last_turn = []
        return keys

    def _hear(self, words: str) -> None:
        said = " ".join(words.split())
        self._visit.said("agent", said)
        self.last_turn.append(said)

    def _hold(self, duration: timedelta) -> None:
        """Wait, but not longer than the caller's patience lasts: then ring off."""
        left = self._patience - self.waited
        self._visit.said("line", f"(hold, {duration})")
        self._visit.wait(min(duration, left))
        self.waited += min(duration, left)
        if duration > left:
            self._visit.said(self._visit.shopper.name, "(rings off: nobody answers)")
            self._visit.saw(service.DROPPED, "dead end", f"nobody answered within {lasting(self.waited)}")
            self.ended = True

    def _post(self, address: str, extra: dict[str, str]) -> Element:
        form = {**self._call, **extra}
        signature = self._validator.compute_signature(address, form)
        answer = self._http.post(address, data=form, headers={"X-Twilio-Signature": signature})
        if not answer.ok:
            message = f"The line {address} answered {answer.status_code}: {answer.text[:200]}"
            raise Unreachable(message)
        try:
            document: Element = fromstring(answer.content)
        except (ParseError, DefusedXmlException) as error:
            message = f"The line {address} answered something that is not TwiML: {answer.text[:200]!r}"
            raise Unreachable(message) from error
        return document
