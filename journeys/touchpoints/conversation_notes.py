"""What a customer takes down while an agent speaks: the price now, how the agent stands to the offer, and its terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from journeys.company.company_file import Company
from journeys.errors import NotUnderstood
from journeys.evidence.observations import Stance
from journeys.promises.dates import moment_written
from journeys.promises.money import written
from journeys.promises.shopper import Shopper
from journeys.promises.terms import HONOURED_AT, VALID_THROUGH, Term
from journeys.reading.answers import Reader
from journeys.reading.asking import alternative, places_named, sends_elsewhere
from journeys.reading.clauses import is_asked
from journeys.reading.plain import sentences
from journeys.reading.spoken import Heard
from journeys.reading.stances import Says, stance, withholds
from journeys.topics import offers, service
from journeys.touchpoints.spoken_to import spoken_to
from journeys.touchpoints.talk import Talk
from journeys.touchpoints.twiml_phrases import Hears
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.whose import is_hers

__all__ = ["TalkNotes"]


@dataclass(frozen=True, slots=True)
class TalkNotes:
    """Writes down what agents say.

    Attributes:
        hears: What to listen for.
        reader: Tells which amount is the price now.
        company: By whose customs it is understood.
    """

    hears: Hears
    reader: Reader
    company: Company

    def take_down(self, visit: OpenVisit, talk: Talk, words: str, *, terms: bool = True) -> None:
        """Write down what some words say: which price, under which terms, and how they stand to the offer."""
        heard = self.reader.prices(words)
        said = sentences(words)
        for number, sentence in enumerate(said):
            here = [one for one in heard if _begins(one, said) == number]
            self._take_money(visit, talk, here)
            if terms:
                self._take_terms(visit, sentence)
            found = stance(sentence)
            if found not in {Stance.REFUSED, Stance.NOT_UNDERSTOOD}:
                visit.saw(offers.OFFER, found, sentence)
            elif visit.has(offers.PRICE) and withholds(sentence):
                visit.saw(offers.OFFER, Stance.REFUSED, sentence)
            elif visit.has(offers.OFFER) and not here and self._offers(sentence):
                visit.saw(offers.OFFER, Stance.KNOWN, sentence)  # "Oh, I see the offer here"
            if way := alternative(sentence):
                visit.saw(offers.ALTERNATIVE, way, sentence)
            elif sends_elsewhere(sentence):
                visit.saw(service.DROPPED, "sent elsewhere", sentence)

    def _offers(self, sentence: str) -> bool:
        """Tell whether a sentence says that the offer is there; "Would you like me to go ahead?" says nothing of it."""
        return not is_asked(sentence) and self.reader.read(sentence).stance is Says.OFFERED

    @staticmethod
    def _take_money(visit: OpenVisit, talk: Talk, heard: Sequence[Heard]) -> None:
        for told in heard:
            if told.surcharge is not None and told.surcharge.amount:
                visit.saw(offers.SURCHARGE, written(told.surcharge), told.words)
            if told.price is not None:
                visit.saw(offers.PRICE, written(told.price), told.words)
            if told.unclear:
                talk.unclear = told

    def _take_terms(self, visit: OpenVisit, sentence: str) -> None:
        """Write down under which code and until when it holds, as APIs and letters tell too."""
        if code := self.reader.code(sentence, re.compile(self.hears.code)):
            visit.saw(offers.CODE, code, sentence)
        self._take_end(visit, sentence)

    def _take_end(self, visit: OpenVisit, sentence: str, *, of_offer: bool = False) -> None:
        company, own = self.company, self.hears.valid_through
        if not own:
            end = self.reader.end(sentence, visit.started, of_offer=of_offer)
        elif named := self.hears.search("valid_through", sentence):
            end = moment_written(named[1], company.time_zone, company.locale, visit.started)
        else:
            end = None
        if end is not None:
            visit.saw(VALID_THROUGH, end.isoformat(), sentence)

    @staticmethod
    def whose(visit: OpenVisit, turn: Sequence[str], *people: Shopper) -> None:
        """Write down if an agent speaks to somebody else than these people, or of somebody else's account."""
        caller = spoken_to(sentences("\n".join(turn)))
        if caller is not None and not any(is_hers(caller, one) for one in people):
            visit.is_somebody_elses(caller)

    def take_down_offer(self, visit: OpenVisit, talk: Talk, sentence: str, code: str | None) -> None:
        """Write down a sentence about the offer meant, out of a list of offers."""
        if code:
            visit.saw(offers.CODE, code, sentence)
        self._take_end(visit, sentence, of_offer=True)
        if limited := self.hears.search("limited", sentence):
            visit.saw(HONOURED_AT, places_named(limited[1]), sentence)
        else:
            self.take_down(visit, talk, sentence, terms=False)

    def refusal(self, visit: OpenVisit, talk: Talk, *, redeeming: bool = False) -> None:
        """Write down that no price was named, in the agent's last words, unless what was said instead is known."""
        if not visit.has(offers.PRICE):
            self.take_down(visit, talk, "\n".join(talk.opening))
        if visit.has(offers.PRICE):
            return
        self.unclear(visit, talk)
        if not visit.has(offers.OFFER) and not visit.has(service.DROPPED):
            self.stance(visit, talk, offers.OFFER)
        if redeeming:
            self.stance(visit, talk, offers.REDEMPTION)

    def stance(self, visit: OpenVisit, talk: Talk, term: Term[Any]) -> None:
        """Write down how the agent refuses, in the last words or in earlier ones; hanging up is one way to."""
        words = self.last_words(talk)
        for said in (words, " ".join(talk.said)):
            if (found := stance(said)) is not Stance.NOT_UNDERSTOOD:
                visit.saw(term, found, said)
                return
        if not visit.has(service.DROPPED):
            visit.saw(term, Stance.NOT_UNDERSTOOD, words)
        if term == offers.REDEMPTION:
            visit.saw(term, Stance.REFUSED, words)

    def unclear(self, visit: OpenVisit, talk: Talk) -> None:
        """End the visit if a price was named that cannot be compared.

        Raises:
            NotUnderstood: With the agent's words.
        """
        if talk.unclear is not None:
            why = f"named a price that cannot be compared: {talk.unclear.unclear}"
            message = f'The {visit.touchpoint} {why}: "{talk.unclear.words}"'
            raise NotUnderstood(message)

    def drop(self, visit: OpenVisit, talk: Talk, words: str) -> None:
        """Write down if the agent hung up on what was said."""
        if talk.dropped:
            said = " ".join([*talk.last_turn, "(hangs up)"])
            visit.saw(service.DROPPED, "hung up", f'to "{words}" the agent answered: {said}')

    def says_goodbye(self, talk: Talk) -> bool:
        """Tell whether the agent took leave before the talk ended."""
        return any(one.value == "hangs_up" for one in self.reader.read("\n".join(talk.last_turn)).calls)

    @staticmethod
    def last_words(talk: Talk) -> str:
        """Return what the agent said last, and what was played."""
        played = [f"(audio that is not heard here: {sound})" for sound in talk.unheard]
        return " ".join([*talk.last_turn, *played]) or "(nobody says anything)"


def _begins(heard: Heard, said: Sequence[str]) -> int:
    """Return at which sentence what was heard begins; it may go on in the next one."""
    return next((number for number, one in enumerate(said) if heard.words.startswith(one.rstrip(".!"))), 0)
