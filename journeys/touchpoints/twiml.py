"""A phone line as a caller hears it: the harness is the telephone carrier, the company answers in TwiML."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from journeys.company.company_file import TouchpointSettings
from journeys.evidence.observations import Stance
from journeys.promises.money import heard, shown, written
from journeys.promises.shopper import Fact
from journeys.promises.terms import HONOURED_AT
from journeys.tools.toolbox import Toolbox
from journeys.topics import complaints, lines, notes, offers, service
from journeys.touchpoints.answers import await_answer
from journeys.touchpoints.phone_call import PhoneCall
from journeys.touchpoints.twiml_phrases import read_phrases
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.wording import alternative, names, names_product, places_named, sends_elsewhere, stance

__all__ = ["TwimlLine"]

_LONGEST_CALL_TURNS = 12
_PATIENCE_WITH_ANSWERS = timedelta(days=60)  # the touchpoint's own patience is for queues and holds


class TwimlLine:
    """Calls the company and talks with its agents, turn by turn, in the words that the touchpoint's options give."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the voice webhook's address, the carrier's signing token and the caller's patience (company time)."""
        self._name, self._settings, self._tools = name, settings, tools
        self._currency, self._locale = tools.company.currency, tools.company.locale
        self._phrases = read_phrases(settings.options)
        self._says, self._hears = self._phrases.says, self._phrases.hears

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Check the options before anything runs; whatever a caller may ask for can be asked for here."""
        read_phrases(settings.options)
        return ()

    def tell_offer(self, visit: OpenVisit) -> None:
        """Ask whether there are any offers, and write down what the agent says of them."""
        call = self._call(visit)
        meant = True  # until the agent speaks of another offer
        for words in self._ask(visit, call, self._say(visit, "offers"), listed=True):
            if code := self._hears.search("code", words):
                meant = names(words, visit.promise.name)
            if meant:
                self._take_down_offer(visit, words, code[1] if code else None)
        if not visit.has(offers.PRICE) and not visit.has(offers.OFFER):
            visit.saw(offers.OFFER, Stance.UNKNOWN, " ".join(call.last_turn))
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
        self._ask(visit, call, self._say(visit, "transfer"))
        self._note_refusal(visit, call)
        self._object_if_too_dear(visit, call)
        self._ring_off(call)

    def redeem(self, visit: OpenVisit) -> None:
        """Ask for the offer and take it, unless it comes to more than was told."""
        call = self._call(visit)
        self._ask(visit, call, self._opening(visit))
        if visit.has(offers.PRICE) and not visit.too_dear():
            for words in self._ask(visit, call, self._say(visit, "accept")):
                if order := self._hears.search("order", words):
                    visit.saw(offers.REDEMPTION, Stance.ACCEPTED, words)
                    visit.saw(offers.ORDER, order[1], words)
                    visit.saw(lines.LINE, visit.holder_in(words), words)
            if not visit.has(offers.REDEMPTION):
                words = " ".join(call.last_turn)
                visit.saw(offers.REDEMPTION, stance(words), words)
        else:
            self._note_refusal(visit, call, redeeming=True)
            self._object_if_too_dear(visit, call)
        self._ring_off(call)

    def price_product(self, visit: OpenVisit) -> None:
        """Ask what the product costs."""
        call = self._call(visit)
        question = self._say(visit, "product")
        told = call.say(question)
        prices = [
            (price, words)
            for words in told
            if names_product(words, visit.words)
            for price in heard(words, self._currency)
        ]
        if prices:
            visit.saw(offers.PRICE, written(prices[0][0]), prices[0][1])
        else:
            visit.saw(offers.OFFER, Stance.UNKNOWN, " ".join(told) or "(nobody says anything)")
        self._note_drop(visit, call, question)
        self._ring_off(call)

    def leave_note(self, visit: OpenVisit) -> None:
        """Ask the agent to write a note on the account."""
        call = self._call(visit)
        said = " ".join(self._ask(visit, call, self._say(visit, "note")))
        visit.saw(notes.NOTE_LEFT, "yes" if self._hears.search("note_written", said) else "no", said)
        self._ring_off(call)

    def find_note(self, visit: OpenVisit) -> None:
        """Ask the agent to find the note on the account; the search may take a while."""
        call = self._call(visit)
        before = call.waited
        said = " ".join(self._ask(visit, call, self._say(visit, "find_note")))
        visit.saw(notes.NOTE, "found" if self._hears.search("note_found", said) else "missing", said)
        visit.saw(notes.NOTE_SEARCH, str((call.waited - before).total_seconds()))
        self._object_if_too_dear(visit, call)
        self._ring_off(call)

    def hear_complaint(self, visit: OpenVisit) -> None:
        """Complain to the agent, and wait for the answer by email."""
        call = self._call(visit)
        said = " ".join(self._ask(visit, call, self._say(visit, "complain")))
        case = self._hears.search("case", said)
        visit.saw(complaints.CASE, case[1] if case else "no route", said)
        self._ring_off(call)
        if case:
            await_answer(visit, self._tools, case[1], _PATIENCE_WITH_ANSWERS)

    def _call(self, visit: OpenVisit) -> PhoneCall:
        token = self._settings.token.get_secret_value() if self._settings.token else ""
        return PhoneCall(visit, self._tools.http, self._settings.address, token, self._settings.patience, self._phrases)

    def _opening(self, visit: OpenVisit) -> str:
        """Say what it is about, as much as the shopper volunteers."""
        before = self._says.before if visit.shopper.told else ""
        code = self._say(visit, "code") if visit.promise.get(offers.CODE) else ""
        line = self._says.line.format(line=visit.line) if visit.line else ""
        visit.shopper.explain(Fact.OFFER, self._name)
        if visit.line:
            visit.shopper.explain(Fact.LINE, self._name)
        return self._say(visit, "opening", before=before, code=code, line=line)

    def _say(self, visit: OpenVisit, phrase: str, **known: str) -> str:
        """Fill in one of the caller's phrases."""
        usual = {
            "before": "",
            "offer": visit.promise.name,
            "code": visit.promise.get(offers.CODE) or "",
            "line": visit.meant_line,
            "price": shown(asked, self._locale) if (asked := visit.promise.asked) is not None else "",
            "channel": visit.promise.said_by.value,
            "words": visit.words,
        }
        said: str = getattr(self._says, phrase).format_map({**usual, **known})
        return said

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
        self._note_drop(visit, call, reply or words)
        return answers

    def _note_drop(self, visit: OpenVisit, call: PhoneCall, words: str) -> None:
        if call.dropped:
            said = " ".join([*call.last_turn, "(hangs up)"])
            visit.saw(service.DROPPED, "hung up", f'to "{words}" the agent answered: {said}')

    def _answer(self, visit: OpenVisit, turn: list[str]) -> str | None:
        asked = next(((fact, said) for said in turn if (fact := self._hears.question(said))), None)
        if asked is None:
            return None
        fact, question = asked
        visit.asked_for(fact, question)
        if fact is Fact.HISTORY and visit.words:
            return visit.words
        return self._say(visit, {Fact.LINE: "which_line", Fact.OFFER: "which_offer", Fact.HISTORY: "history"}[fact])

    def _take_down(self, visit: OpenVisit, sentence: str) -> None:
        prices = heard(sentence, self._currency)
        if prices and self._hears.search("fee", sentence) and not self._hears.search("price", sentence):
            visit.saw(offers.SURCHARGE, written(prices[0]), sentence)
        elif prices and self._hears.search("price", sentence):
            visit.saw(offers.PRICE, written(prices[0]), sentence)
        found = stance(sentence)
        if found is not Stance.REFUSED:
            visit.saw(offers.OFFER, found, sentence)
        if way := alternative(sentence):
            visit.saw(offers.ALTERNATIVE, way, sentence)
        elif sends_elsewhere(sentence):
            visit.saw(service.DROPPED, "sent elsewhere", sentence)

    def _take_down_offer(self, visit: OpenVisit, sentence: str, code: str | None) -> None:
        """Write down a sentence about the offer meant, out of a list of offers."""
        if code:
            visit.saw(offers.CODE, code, sentence)
        if limited := self._hears.search("limited", sentence):
            visit.saw(HONOURED_AT, places_named(limited[1]), sentence)
        else:
            self._take_down(visit, sentence)

    def _note_refusal(self, visit: OpenVisit, call: PhoneCall, *, redeeming: bool = False) -> None:
        """Write down that no price was named, in the agent's last words, unless what was said instead is known."""
        if visit.has(offers.PRICE):
            return
        words = " ".join(call.last_turn) or "(nobody says anything)"
        if not visit.has(offers.OFFER) and not visit.has(service.DROPPED):
            visit.saw(offers.OFFER, stance(words), words)
        if redeeming:
            visit.saw(offers.REDEMPTION, stance(words), words)

    def _object_if_too_dear(self, visit: OpenVisit, call: PhoneCall) -> None:
        if not call.ended and visit.too_dear():
            self._ask(visit, call, self._say(visit, "object"))

    def _ring_off(self, call: PhoneCall) -> None:
        if not call.ended:
            call.ring_off(self._says.goodbye)
