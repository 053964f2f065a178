"""Talking with a company's people in the words of a touchpoint's options, whatever carries the talk."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from journeys.company.company_file import TouchpointSettings
from journeys.errors import NotUnderstood
from journeys.evidence.observations import Stance
from journeys.promises.counts import LEFT
from journeys.promises.money import shown, written
from journeys.promises.shopper import Fact
from journeys.reading.answers import Reader
from journeys.reading.asking import on_the_way
from journeys.reading.clauses import is_asked
from journeys.reading.plain import sentences
from journeys.reading.stances import stance
from journeys.tools.toolbox import Toolbox
from journeys.topics import complaints, lines, notes, offers, stock
from journeys.touchpoints.answers import await_answer
from journeys.touchpoints.case_notes import note_case, note_opening, note_unknown_case
from journeys.touchpoints.consent_words import note_request
from journeys.touchpoints.conversation_notes import TalkNotes
from journeys.touchpoints.pickup_words import note_readiness
from journeys.touchpoints.preference_words import note_preference, note_wish_answered
from journeys.touchpoints.return_words import note_undoing
from journeys.touchpoints.stock_words import note_stock, stock_told
from journeys.touchpoints.talk import NobodyAnswers, Talk
from journeys.touchpoints.twiml_phrases import Phrases
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.wording import names, names_product, quotes

__all__ = ["Conversation"]

_LONGEST_CALL_TURNS = 12
_MOST_ON_THE_WAY = 4
"""So often a caller goes along in a row, while nothing is told."""
_QUOTED = re.compile(r"[“”\"«»„:]")
_PATIENCE_WITH_ANSWERS = timedelta(days=60)  # the touchpoint's own patience is for queues and holds


class Conversation(ABC):
    """Talks with the company's people, turn by turn, in the words that the touchpoint's options give.

    A driver says how such a talk begins; whatever customers may ask for can be asked for then.
    """

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox, phrases: Phrases) -> None:
        """Take what is said, and what is listened for."""
        self._name, self._settings, self._tools = name, settings, tools
        self._locale = tools.company.locale
        self._phrases, self._says, self._hears = phrases, phrases.says, phrases.hears
        self._reader = Reader(
            tools.company, tools.company.time_zone, self._hears.finder("price"), self._hears.finder("fee")
        )
        self._notes = TalkNotes(self._hears, self._reader, tools.company)

    @abstractmethod
    def begin(self, visit: OpenVisit) -> Talk:
        """Begin to talk with whoever answers."""

    def tell_offer(self, visit: OpenVisit) -> None:
        """Ask whether there are any offers, and write down what the agent says of them."""
        with self._talking(visit) as talk:
            meant, others = True, False  # until the agent speaks of another offer
            for words in sentences("\n".join(self._ask(visit, talk, self._say(visit, "offers"), offer=False))):
                if code := self._hears.search("code", words):
                    meant = names(words, visit.promise.name)
                    others = others or not meant
                if meant:
                    self._notes.take_down_offer(visit, talk, words, code[1] if code else None)
            if not visit.has(offers.PRICE) and not visit.has(offers.OFFER):
                self._notes.unclear(visit, talk)
                words = self._notes.last_words(talk)
                found = stance(words)
                none = others or found is Stance.REFUSED
                visit.saw(offers.OFFER, Stance.UNKNOWN if none else found, words)

    def quote(self, visit: OpenVisit) -> None:
        """Ask what the offer comes to; object if it is more than was told."""
        with self._talking(visit) as talk:
            self._ask(visit, talk, self._opening(visit), last=True)
            self._notes.refusal(visit, talk)
            self._object_if_too_dear(visit, talk)

    def put_through(self, visit: OpenVisit) -> None:
        """Ask about the offer, ask for a colleague, and hear what the colleague says and asks."""
        with self._talking(visit) as talk:
            self._ask(visit, talk, self._opening(visit))
            self._ask(visit, talk, self._say(visit, "transfer"))
            self._notes.refusal(visit, talk)
            self._object_if_too_dear(visit, talk)

    def redeem(self, visit: OpenVisit) -> None:
        """Ask for the offer and take it, unless it comes to more than was told."""
        with self._talking(visit) as talk:
            self._ask(visit, talk, self._opening(visit))
            self._take(visit, talk)

    def price_product(self, visit: OpenVisit) -> None:
        """Ask what the product costs."""
        with self._talking(visit) as talk:
            question = self._say(visit, "product")
            told = talk.last_turn if talk.ended else talk.say(question)
            about = "\n".join(one for one in sentences("\n".join(told)) if names_product(one, visit.words))
            heard = self._reader.prices(about)
            talk.unclear = next((one for one in heard if one.unclear), None)
            price = next((one for one in heard if one.price is not None), None)
            if price is not None and price.price is not None:
                visit.saw(offers.PRICE, written(price.price), price.words)
            else:
                self._notes.unclear(visit, talk)
                words = self._notes.last_words(talk)
                found = stance(words)
                unknown = found is Stance.REFUSED or self._hears.question(words) is Fact.OFFER
                visit.saw(offers.OFFER, Stance.UNKNOWN if unknown else found, words)
            self._notes.drop(visit, talk, question)

    def show_stock(self, visit: OpenVisit) -> None:
        """Ask how many of the product there are."""
        with self._talking(visit) as talk:
            told = self._ask(visit, talk, self._say(visit, "stock"), offer=False)
            if (left := stock_told("\n".join(told), visit.words)) is not None:
                visit.saw(stock.STOCK_LEFT, LEFT.write(left[0]), left[1])
            else:
                words = self._notes.last_words(talk)
                if stance(words) not in {Stance.REFUSED, Stance.UNKNOWN}:
                    note_stock(visit, words)
                visit.saw(offers.OFFER, Stance.UNKNOWN, words)

    def ask_whether_ready(self, visit: OpenVisit) -> None:
        """Ask whether the order can be picked up."""
        with self._talking(visit) as talk:
            said = self._ask(visit, talk, self._say(visit, "ready"), offer=False)
            note_readiness(visit, "\n".join(said))

    def buy_product(self, visit: OpenVisit) -> None:
        """Ask for the product and take it, unless it comes to more than the shopper was shown."""
        with self._talking(visit) as talk:
            self._ask(visit, talk, self._say(visit, "buy"))
            self._take(visit, talk)

    def take_back(self, visit: OpenVisit) -> None:
        """Ask to give back what was bought."""
        self._undo(visit, "give_back")

    def cancel_order(self, visit: OpenVisit) -> None:
        """Ask to have the order cancelled."""
        self._undo(visit, "cancel")

    def _undo(self, visit: OpenVisit, phrase: str) -> None:
        with self._talking(visit) as talk:
            meant = visit.words or visit.promise.name
            told = self._ask(visit, talk, self._say(visit, phrase, words=meant), offer=False)
            note_undoing(visit, "\n".join(told), self._tools.company)

    def leave_note(self, visit: OpenVisit) -> None:
        """Ask the agent to write a note on the account."""
        with self._talking(visit) as talk:
            said = " ".join(self._ask(visit, talk, self._say(visit, "note")))
            visit.saw(notes.NOTE_LEFT, "yes" if self._is_so(visit, "note_written", said) else "no", said)

    def find_note(self, visit: OpenVisit) -> None:
        """Ask the agent to find the note on the account; the search may take a while."""
        with self._talking(visit) as talk:
            before = talk.waited
            said = " ".join(self._ask(visit, talk, self._say(visit, "find_note")))
            sees = self._is_so(visit, "note_found", said)
            if sees and visit.words and not quotes(said, visit.words) and not _QUOTED.search(said):
                message = f"The {self._name} says that it can see a note, and not which: {visit.quoted(said)}"
                raise NotUnderstood(message)
            visit.noted(said)
            found = sees and (not visit.words or quotes(said, visit.words))
            visit.saw(notes.NOTE, "found" if found else "missing", said)
            visit.saw(notes.NOTE_SEARCH, str((talk.waited - before).total_seconds()))
            self._object_if_too_dear(visit, talk)

    def open_case(self, visit: OpenVisit) -> None:
        """Ask the agent to open a case, and hear its number."""
        with self._talking(visit) as talk:
            said = " ".join(self._ask(visit, talk, self._say(visit, "open_case"), offer=False))
            note_opening(visit, said, self._hears.numbers(said) if self._is_so(visit, "case", said) else [])

    def ask_about_case(self, visit: OpenVisit) -> None:
        """Ask the agent about the case, by its number if there is one."""
        with self._talking(visit) as talk:
            number = self._say(visit, "case_number") if visit.words else ""
            said = " ".join(self._ask(visit, talk, self._say(visit, "ask_case", case=number), offer=False))
            if self._is_so(visit, "case_known", said):
                note_case(visit, said, self._hears.numbers(said), self._hears.about(said))
            else:
                note_unknown_case(visit, said)

    def stop_promotions(self, visit: OpenVisit) -> None:
        """Ask the agent for no more promotional messages."""
        self._say_of_promotions(visit, "stop_promotions", visit.line)

    def start_promotions(self, visit: OpenVisit) -> None:
        """Ask the agent for promotional messages again."""
        self._say_of_promotions(visit, "start_promotions", visit.line)

    def move_promotions(self, visit: OpenVisit) -> None:
        """Ask the agent to have another line's promotional messages sent to the shopper's own."""
        self._say_of_promotions(visit, "move_promotions", visit.meant_line)

    def prefer(self, visit: OpenVisit) -> None:
        """Tell the agent how to write from now on."""
        with self._talking(visit) as talk:
            note_wish_answered(visit, " ".join(self._ask(visit, talk, self._say(visit, "prefer"), offer=False)))

    def show_preference(self, visit: OpenVisit) -> None:
        """Ask the agent how the company writes."""
        with self._talking(visit) as talk:
            note_preference(visit, " ".join(self._ask(visit, talk, self._say(visit, "preference"), offer=False)))

    def hear_complaint(self, visit: OpenVisit) -> None:
        """Complain to the agent, and wait for the answer by email."""
        with self._talking(visit) as talk:
            said = " ".join(self._ask(visit, talk, self._say(visit, "complain")))
            case = self._hears.search("case", said)
            visit.saw(complaints.CASE, case[1] if case else "no route", said)
        if case:
            await_answer(visit, self._tools, case[1], _PATIENCE_WITH_ANSWERS)

    def _take(self, visit: OpenVisit, talk: Talk) -> None:
        """Go ahead if the price was named and is right; object if it is not."""
        if visit.has(offers.PRICE) and not visit.too_dear():
            for words in self._ask(visit, talk, self._say(visit, "accept")):
                if sold := self._hears.search("quantity", words):
                    visit.saw(offers.QUANTITY, sold[1], words)
                if order := self._hears.search("order", words):
                    visit.saw(offers.REDEMPTION, Stance.ACCEPTED, words)
                    visit.saw(offers.ORDER, order[1], words)
                    if (holder := visit.holder_in(words)) != words:
                        visit.saw(lines.LINE, holder, words)
            if not visit.has(offers.REDEMPTION):
                self._notes.stance(visit, talk, offers.REDEMPTION)
        else:
            self._notes.refusal(visit, talk, redeeming=True)
            self._object_if_too_dear(visit, talk)

    def _say_of_promotions(self, visit: OpenVisit, phrase: str, line: str | None) -> None:
        with self._talking(visit) as talk:
            whose = f"{line}'s line" if line else "me"
            note_request(visit, " ".join(self._ask(visit, talk, visit.words or self._say(visit, phrase, line=whose))))

    @contextmanager
    def _talking(self, visit: OpenVisit) -> Iterator[Talk]:
        """Begin to talk, and leave in the end, whatever was heard."""
        talk = self.begin(visit)
        self._notes.whose(visit, talk.said, visit.visitor)
        try:
            if visit.by and self._says.on_behalf:
                with suppress(NobodyAnswers):  # nor will anybody answer what is said next
                    self._ask(visit, talk, self._say(visit, "on_behalf"))
            yield talk
        except NobodyAnswers:
            pass  # it is written down
        finally:
            if not talk.ended:
                talk.ring_off(self._says.goodbye)
            talk.keep()

    def _is_so(self, visit: OpenVisit, phrase: str, said: str) -> bool:
        """Tell whether the agent says so, or says that it is not.

        Raises:
            NotUnderstood: Neither.
        """
        told = "\n".join(one for one in sentences(said) if not is_asked(one))  # "Do you have the case at hand?"
        if self._hears.search(phrase, told):
            return True
        if stance(said) is Stance.NOT_UNDERSTOOD:
            message = f"What the {self._name} said cannot be understood: {visit.quoted(said)}"
            raise NotUnderstood(message)
        return False

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
            "quantity": str(visit.quantity),
            "customer": visit.shopper.full_name,
            "number": visit.shopper.phone,
            "price": shown(asked * visit.quantity, self._locale) if (asked := visit.promise.asked) is not None else "",
            "channel": visit.promise.said_by.value,
            "words": visit.words,
        }
        said: str = getattr(self._says, phrase).format_map({**usual, **known})
        return said

    def _ask(self, visit: OpenVisit, talk: Talk, words: str, *, offer: bool = True, last: bool = False) -> list[str]:
        """Say something and answer what the agent asks in return, until the agent has nothing more to ask.

        Facts are taken down from each sentence if it is about the ``offer`` meant, and nothing else. Where it is the
        ``last`` thing to be asked, nobody is hung up on who was answered and told goodbye.
        """
        answers: list[str] = []
        reply: str | None = words
        said, gone_along = words, 0
        for _ in range(_LONGEST_CALL_TURNS):
            if reply is None or talk.ended:
                break
            said, turn = reply, talk.say(reply)
            answers += turn
            self._notes.whose(visit, turn, visit.visitor, visit.shopper)
            if offer:
                self._notes.take_down(visit, talk, "\n".join(turn))
            reply = self._answer(visit, turn)
            if reply is None and gone_along < _MOST_ON_THE_WAY:
                reply = self._go_along(visit, turn, said)
                gone_along += 1
        if not (last and visit.has(offers.PRICE) and self._notes.says_goodbye(talk)):
            self._notes.drop(visit, talk, said)
        return answers

    def _go_along(self, visit: OpenVisit, turn: list[str], said: str) -> str | None:
        """Say what keeps a talk going that has not come to its answer yet; None where it has, or nobody could tell.

        Names, numbers and addresses are told as far as the shopper has them; what was not caught is ``said`` again.
        """
        words = "\n".join(turn)
        read = self._reader.read(words)
        if self._reader.prices(words) or stance(words) is not Stance.NOT_UNDERSTOOD:
            return None
        ways = [way for one in sentences(words) if (way := on_the_way(one))]
        if read.asks:
            facts = [one.value for one in read.asks]
            known = [told for fact in facts if (told := self._known(visit, fact))]
            if "customer_number" in facts and self._known(visit, "customer_number") and "again" not in ways:
                visit.asked_for(Fact.ACCOUNT, words)
            return self._say(visit, "known", known=", ".join(known)) if known else self._say(visit, "unknown")
        if "again" in ways:
            return said
        if "confirms" in ways:
            return self._say(visit, "confirm")
        return self._say(visit, "wait") if ways or any(one.value == "on_hold" for one in read.calls) else None

    def _known(self, visit: OpenVisit, fact: str) -> str | None:
        """Return what the shopper tells of a fact that is asked for."""
        shopper = visit.shopper
        told = {
            "name": shopper.full_name,
            "phone": shopper.phone,
            "customer_number": shopper.account_number if visit.identified or shopper.username.isdecimal() else "",
            "email": shopper.email,
            "code": visit.promise.get(offers.CODE),
        }
        return told.get(fact)

    def _answer(self, visit: OpenVisit, turn: list[str]) -> str | None:
        asked = next(((fact, said) for said in turn if (fact := self._hears.question(said))), None)
        if asked is None:
            return None
        fact, question = asked
        visit.asked_for(fact, question)
        if fact is Fact.HISTORY and visit.words:
            return visit.words
        return self._say(visit, {Fact.LINE: "which_line", Fact.OFFER: "which_offer", Fact.HISTORY: "history"}[fact])

    def _object_if_too_dear(self, visit: OpenVisit, talk: Talk) -> None:
        if not talk.ended and visit.too_dear():
            self._ask(visit, talk, self._say(visit, "object"))
