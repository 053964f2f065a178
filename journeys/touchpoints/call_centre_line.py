"""The call centre as a caller hears it: the harness is the telephone carrier, the company answers in TwiML."""

from __future__ import annotations

import re
from datetime import timedelta

from journeys.config import TouchpointSettings
from journeys.evidence import Stance, Term
from journeys.money import heard, shown, written
from journeys.shopper import Fact
from journeys.toolbox import Toolbox
from journeys.touchpoints.answers import await_answer
from journeys.touchpoints.phone_call import PhoneCall
from journeys.touchpoints.wording import alternative, names, places_named, sends_elsewhere, stance
from journeys.visit import OpenVisit

__all__ = ["CallCentreLine"]

_QUESTIONS = {
    Fact.LINE: re.compile(r"which line", re.IGNORECASE),
    Fact.OFFER: re.compile(r"which offer", re.IGNORECASE),
    Fact.HISTORY: re.compile(r"what has happened", re.IGNORECASE),
}
_FEE = re.compile(r"handling fee|surcharge", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]{3}-[A-Z0-9]{4,}\b")
_LIMITED = re.compile(r"\bonly (?:online|in the app|by phone|in our stores).*", re.IGNORECASE)
_PRICE = re.compile(r"\bthat will be\b|\byour price is\b", re.IGNORECASE)
_LONGEST_CALL_TURNS = 12
_PATIENCE_WITH_ANSWERS = timedelta(days=60)  # the touchpoint's own patience is for queues and holds


class CallCentreLine:
    """Calls the company and talks with its agents, turn by turn."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the voice webhook's address, the carrier's signing token and the caller's patience (company time)."""
        self._name, self._settings, self._tools = name, settings, tools
        self._currency, self._locale = tools.company.currency, tools.company.locale

    def tell_offer(self, visit: OpenVisit) -> None:
        """Ask whether there are any offers, and write down what the agent says of them."""
        call = self._call(visit)
        meant = True  # until the agent speaks of another offer
        for words in self._ask(visit, call, "Do you have any offers for me?", listed=True):
            if code := _CODE.search(words):
                meant = names(words, visit.offer.name)
            if meant:
                self._take_down_offer(visit, words, code[0] if code else None)
        if not visit.has(Term.PRICE) and not visit.has(Term.OFFER):
            visit.saw(Term.OFFER, Stance.UNKNOWN, " ".join(call.last_turn))
        self._ring_off(call)

    def quote(self, visit: OpenVisit) -> None:
        """Ask what the offer comes to; object if it is more than was told."""
        call = self._call(visit)
        self._ask(visit, call, self._opening(visit))
        self._note_refusal(visit, call)
        self._object_if_too_dear(visit, call)
        self._ring_off(call)

    def put_through(self, visit: OpenVisit) -> None:
        """Ask about the offer, ask for a colleague, and hear what the colleague says and asks."""
        call = self._call(visit)
        self._ask(visit, call, self._opening(visit))
        self._ask(visit, call, "Could you please transfer me to a colleague who handles upgrades?")
        self._note_refusal(visit, call)
        self._object_if_too_dear(visit, call)
        self._ring_off(call)

    def redeem(self, visit: OpenVisit) -> None:
        """Ask for the offer and take it, unless it comes to more than was told."""
        call = self._call(visit)
        self._ask(visit, call, self._opening(visit))
        if visit.has(Term.PRICE) and not visit.too_dear():
            for words in self._ask(visit, call, "Yes, please go ahead."):
                if "order number" in words.casefold():
                    visit.saw(Term.REDEMPTION, Stance.ACCEPTED, words)
                    visit.saw(Term.LINE, visit.holder_in(words), words)
            if not visit.has(Term.REDEMPTION):
                words = " ".join(call.last_turn)
                visit.saw(Term.REDEMPTION, stance(words), words)
        else:
            self._note_refusal(visit, call, redeeming=True)
            self._object_if_too_dear(visit, call)
        self._ring_off(call)

    def leave_note(self, visit: OpenVisit) -> None:
        """Ask the agent to write a note on the account."""
        call = self._call(visit)
        said = " ".join(self._ask(visit, call, f"Please write a note on my account: {visit.words}"))
        visit.saw(Term.NOTE_LEFT, "yes" if "have written a note" in said else "no", said)
        self._ring_off(call)

    def find_note(self, visit: OpenVisit) -> None:
        """Ask the agent to find the note on the account; the search may take a while."""
        call = self._call(visit)
        before = call.waited
        said = " ".join(self._ask(visit, call, "There is a note on my account about this. Can you find it?"))
        visit.saw(Term.NOTE, "found" if "can see the note" in said else "missing", said)
        visit.saw(Term.NOTE_SEARCH, str((call.waited - before).total_seconds()))
        self._object_if_too_dear(visit, call)
        self._ring_off(call)

    def hear_complaint(self, visit: OpenVisit) -> None:
        """Complain to the agent, and wait for the answer by email."""
        call = self._call(visit)
        said = " ".join(self._ask(visit, call, f"I want to make a complaint. {visit.words}"))
        case = re.search(r"\bC-\d+\b", said)
        visit.saw(Term.CASE, case[0] if case else "no route", said)
        self._ring_off(call)
        if case:
            await_answer(visit, self._tools, case[0], _PATIENCE_WITH_ANSWERS)

    def _call(self, visit: OpenVisit) -> PhoneCall:
        token = self._settings.token.get_secret_value() if self._settings.token else ""
        return PhoneCall(visit, self._tools.http, self._settings.address, token, self._settings.patience)

    def _opening(self, visit: OpenVisit) -> str:
        """Say what it is about, as much as the shopper volunteers."""
        before = "I have been in touch about this before. " if visit.shopper.told else ""
        code = f" The code is {visit.offer.code}." if visit.offer.code else ""
        line = f" It is for {visit.line}'s line." if visit.line else ""
        visit.shopper.explain(Fact.OFFER, self._name)
        if visit.line:
            visit.shopper.explain(Fact.LINE, self._name)
        return f"{before}I am calling about your offer, {visit.offer.name}.{code}{line} How much will it be?"

    def _ask(self, visit: OpenVisit, call: PhoneCall, words: str, *, listed: bool = False) -> list[str]:
        """Say something and answer what the agent asks in return, until the agent has nothing more to ask.

        Facts are taken down from each sentence, unless offers are ``listed``, among which one is meant.
        """
        answers: list[str] = []
        reply: str | None = words
        for _ in range(_LONGEST_CALL_TURNS):
            if reply is None or call.ended:
                break
            turn = call.say(reply)
            answers += turn
            for sentence in turn if not listed else ():
                self._take_down(visit, sentence)
            reply = self._answer(visit, turn)
        if call.dropped:
            said = " ".join([*call.last_turn, "(hangs up)"])
            visit.saw(Term.DROPPED, "hung up", f'to "{reply or words}" the agent answered: {said}')
        return answers

    def _answer(self, visit: OpenVisit, turn: list[str]) -> str | None:
        question = next(
            ((fact, said) for said in turn for fact, asked in _QUESTIONS.items() if asked.search(said)), None
        )
        if question is None:
            return None
        fact, said = question
        visit.asked_for(fact, said)
        price = shown(visit.offer.price, self._locale)
        return {
            Fact.LINE: f"It is for {visit.meant_line}'s line.",
            Fact.OFFER: f"You promised me {visit.offer.name} for {price} by {visit.offer.said_by.value}.",
            Fact.HISTORY: visit.words or f"I was promised {visit.offer.name} for {price} and was told otherwise.",
        }[fact]

    def _take_down(self, visit: OpenVisit, sentence: str) -> None:
        prices = heard(sentence, self._currency)
        if prices and _FEE.search(sentence) and not _PRICE.search(sentence):
            visit.saw(Term.SURCHARGE, written(prices[0]), sentence)
        elif prices and _PRICE.search(sentence):
            visit.saw(Term.PRICE, written(prices[0]), sentence)
        found = stance(sentence)
        if found is not Stance.REFUSED:
            visit.saw(Term.OFFER, found, sentence)
        if way := alternative(sentence):
            visit.saw(Term.ALTERNATIVE, way, sentence)
        elif sends_elsewhere(sentence):
            visit.saw(Term.DROPPED, "sent elsewhere", sentence)

    def _take_down_offer(self, visit: OpenVisit, sentence: str, code: str | None) -> None:
        """Write down a sentence about the offer meant, out of a list of offers."""
        if code:
            visit.saw(Term.CODE, code, sentence)
        if limited := _LIMITED.search(sentence):
            visit.saw(Term.HONOURED_AT, places_named(limited[0]), sentence)
        else:
            self._take_down(visit, sentence)

    def _note_refusal(self, visit: OpenVisit, call: PhoneCall, *, redeeming: bool = False) -> None:
        """Write down that no price was named, in the agent's last words, unless what was said instead is known."""
        if visit.has(Term.PRICE):
            return
        words = " ".join(call.last_turn) or "(nobody says anything)"
        if not visit.has(Term.OFFER) and not visit.has(Term.DROPPED):
            visit.saw(Term.OFFER, stance(words), words)
        if redeeming:
            visit.saw(Term.REDEMPTION, stance(words), words)

    def _object_if_too_dear(self, visit: OpenVisit, call: PhoneCall) -> None:
        if not call.ended and visit.too_dear():
            price = shown(visit.offer.price, self._locale)
            self._ask(visit, call, f"But that is not what I was promised. I was promised {price}.")

    def _ring_off(self, call: PhoneCall) -> None:
        if not call.ended:
            call.ring_off("No, thank you, that is all. Goodbye.")
