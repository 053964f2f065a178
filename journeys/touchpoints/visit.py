"""A visit while it lasts: what the shopper hears and sees is written down here, and kept whatever happens next."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from journeys.company.restraint import Boundary
from journeys.errors import Compromised, InvalidPromise, NotUnderstood, Unable
from journeys.evidence.observations import Exhibit, ExhibitKind, Observation, Stance, Utterance, Visit, Whose
from journeys.evidence.purposes import Purpose
from journeys.judging.topics import Topics
from journeys.promises.channel import Channel, Side
from journeys.promises.clock import CompanyClock
from journeys.promises.form import Form, Reading
from journeys.promises.forms import WORDS
from journeys.promises.money import Money, written
from journeys.promises.promise import Promise
from journeys.promises.shopper import Fact, Shopper
from journeys.promises.terms import LINE, Term
from journeys.topics import OURS
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.noted_people import other_person
from journeys.touchpoints.whose import is_own, line_of, strange_in, without_numbers
from journeys.touchpoints.wording import quotes

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["OpenVisit"]

_LONGEST_QUOTE = 300
_STRANGER = "somebody else"
_WITHHELD_VALUE = "withheld"
_WITHHELD = "Not kept: it shows somebody else's affairs.\n"


@dataclass(slots=True, kw_only=True)
class OpenVisit:
    """A visit in progress, handed to the driver that makes it.

    Attributes:
        promise: What it is about, as this shopper knows it.
        kinds: The kinds of promise there are.
        line: Holder of the line the shopper means, if one was named.
        boundary: How far this journey may go.
        words: What the shopper wants to have said or written, or is looking for.
        quantity: How many of it the shopper wants; what the promise says of amounts is for each.
        by: Who comes in the shopper's place, if somebody does; account and promise are the shopper's.
        other: Somebody else whom it is about, such as who is to pick up what is ordered.
        on_created: Told of everything that comes into being at the company.
        on_using: Told before the promise is used, and once more when it was.
        notices: Terms whose absence says something, since the driver would have seen them.
        identified: Whether the shopper has told the number of the account on this visit.
        withheld: Whether another customer's affairs were shown, so that nothing of the visit may be kept.
    """

    number: int
    shopper: Shopper
    touchpoint: str
    channel: Channel
    side: Side
    purpose: Purpose
    promise: Promise
    line: str | None
    clock: CompanyClock
    exhibits: Exhibits
    boundary: Boundary = field(default_factory=Boundary)
    words: str = ""
    quantity: int = 1
    by: Shopper | None = None
    other: Shopper | None = None
    kinds: Topics = OURS
    on_created: Callable[[str, str, str], None] = lambda _what, _reference, _by_hand: None
    on_using: Callable[[OpenVisit], None] = lambda _visit: None
    notices: tuple[str, ...] = ()
    withheld: bool = False
    identified: bool = False
    started: datetime = field(init=False)
    _now: datetime = field(init=False)
    _waited: timedelta = timedelta()
    _may_order: bool = False
    _observations: list[Observation] = field(default_factory=list)
    _transcript: list[Utterance] = field(default_factory=list)
    _kept: list[Exhibit] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look at the company's clock."""
        self.started = self._now = self.clock.now()

    def saw(self, term: Term[Any], value: str, words: str = "") -> None:
        """Write down one fact, with the exact words that showed it; a number of an order or case tells of one.

        Raises:
            NotUnderstood: It is not of its term's form, or the stance of words that neither name a price nor refuse.
        """
        if value == Stance.NOT_UNDERSTOOD:
            raise NotUnderstood(f"The {self.touchpoint} named no price and did not refuse: {self.quoted(words)}")
        self._refuse_strange(term, value, words)
        if term.uses_up == value and term.uses_up and self.boundary.limits and not self._may_order:
            remedy = "The driver must call visit.about_to_order() (or visit.too_dear()) before it does."
            raise Unable(
                f"An order was placed at the {self.touchpoint} without asking whether it may be.", remedy=remedy
            )
        self._observations.append(Observation(term=term, value=value, words=words, at=self._now))
        if term.uses_up and term.uses_up == value:
            self.on_using(self)
        makes_one = self.purpose.contact and self.purpose.served  # else it is read of
        if term.creates and value != term.is_none and makes_one:
            self.created(term.creates, value)

    def also(self, term: Term[Any], value: str, words: str) -> None:
        """Write down that a fact was told once more at the same moment, in another way: it must agree.

        What a clerk says beside the screen, a letter's text beside its page and its markup, several letters about one
        order. ``words`` say which of them it is.

        Raises:
            NotUnderstood: It is not of its term's form.
        """
        self._refuse_strange(term, value, words)
        self._observations.append(Observation(term=term, value=value, words=words, at=self._now, beside=True))

    def _refuse_strange(self, term: Term[Any], value: str, words: str) -> None:
        if term.form is not None and (wrong := term.form.wrong(value)):
            said = f": {self.quoted(words)}" if words.strip() and words != value else ""
            raise NotUnderstood(f"The {self.touchpoint} gives as the {term} {wrong}{said}")

    def read(self, term: Term[Any], shown: str) -> None:
        """Write down what a place shows of a term, as people write it there: ``500``, ``$130.00``, ``2 days``.

        Raises:
            Compromised: It is not of the term's form, so nothing can be held against anybody.
        """
        words, asked = " ".join(shown.split()), self.promise.asked
        currency = asked.currency.code if asked is not None else ""
        form: Form[Any] = term.form or WORDS
        try:
            value = form.read(words, Reading(term=term, currency=currency))
        except InvalidPromise as error:
            message = f"The {self.touchpoint} shows {words!r} as the {term}: {error}"
            raise Compromised(message) from error
        self.saw(term, form.write(value), words)

    def created(self, what: str, reference: str, by_hand: str = "") -> None:
        """Write down at once that something came into being at the company which should not stay.

        Args:
            what: What sort of thing, such as ``order``.
            reference: How the company calls it; nothing personal, which would be masked.
            by_hand: What a person does to undo it.
        """
        self.on_created(what, reference, by_hand)

    @property
    def codes_seen(self) -> list[tuple[str, str]]:
        """Kind and value of what was seen that is used up with the promise."""
        return [(str(seen.term), seen.value) for seen in self._observations if seen.term.spent]

    @property
    def made(self) -> list[tuple[str, str]]:
        """Kind and number of what was seen that comes into being at the company: cases and orders."""
        return [
            (seen.term.creates, seen.value)
            for seen in self._observations
            if seen.term.creates and seen.value != seen.term.is_none
        ]

    def has(self, term: Term[Any]) -> bool:
        """Tell whether anything about a term has been written down on this visit."""
        return any(seen.term == term for seen in self._observations)

    @property
    def visitor(self) -> Shopper:
        """Who comes: the shopper, or somebody in their place."""
        return self.by or self.shopper

    @property
    def meant_line(self) -> str:
        """Holder of the line it is for: as named on this visit or before, else as promised, else the shopper."""
        return self.line or self.shopper.line_meant or self.promise.line or self.shopper.name

    def holder_in(self, words: str) -> str:
        """Return the line's holder that some words name, or the words."""
        holders = (line.holder for line in self.shopper.lines)
        return next((name for name in holders if re.search(rf"\b{re.escape(name)}\b", words)), words)

    def saw_line(self, shown: str, words: str) -> None:
        """Write down whose line something is on, by the holder's name and by the number.

        Where the two differ, the one that was not meant is what was seen last.
        """
        named, numbered = self.holder_in(shown), line_of(self.shopper, shown)
        told = [named]
        if numbered is not None:
            beside = without_numbers(shown)
            if not numbered:
                self.exhibits.redactor.learn([shown, shown.replace(beside, "").strip(" ,;:()-")])
            if named == shown and (not beside or re.search(r"[^\W\d_]", beside)):
                told = []  # a number beside which nobody is named
            elif named == shown:
                told = [beside]
            told.append(numbered or _STRANGER)
        for holder in sorted(dict.fromkeys(told), key=lambda one: one != self.meant_line):
            self.saw(LINE, holder, words)

    def belongs_to(self, shown: str) -> None:
        """Look whose affairs a place shows, by a name, an address or a number, and write it down if they are not hers.

        What is somebody else's is masked wherever it stands, and nothing of this visit is kept that could show it.
        """
        if not is_own(self.shopper, shown):
            self.is_somebody_elses(shown)

    def noted(self, note: str) -> None:
        """Look whom a note that a place shows is about, and write it down if it surely is another customer."""
        if not (self.words and quotes(note, self.words)) and (whose := other_person(note, self.shopper)):
            self.is_somebody_elses(whose)

    def is_somebody_elses(self, shown: str) -> None:
        """Write down that a place shows another customer's affairs, by a name, an address or a number."""
        self.withheld = True
        for exhibit in self._kept:
            (self.exhibits.folder / exhibit.path).unlink(missing_ok=True)
        self._kept = []
        self.attach(ExhibitKind.TRANSCRIPT, "what was seen before", _WITHHELD)
        strange = strange_in(shown, self.shopper)  # her own name stays readable
        self.exhibits.redactor.learn([strange, *re.findall(r"[^\s,;<>()]{3,}", strange)])
        words = "the name, address or number that it shows is not the shopper's"
        self.saw(self.kinds.identifying, Whose.SOMEBODY_ELSES, words)

    def too_dear(self) -> bool:
        """Tell whether more is asked than the shopper was told to expect; if so, the shopper declines, else orders.

        Raises:
            Stopped: The company file forbids the order.
        """
        asked = self._asked()
        if asked is None or self._affordable(asked):
            self.about_to_order()
            return False
        self.saw(self.kinds.using(self.purpose), Stance.DECLINED, f"{self.shopper.name} did not pay {written(asked)}")
        return True

    def about_to_order(self) -> None:
        """Ask whether the order that comes next may be placed, for the price that was written down last.

        Raises:
            Stopped: The company file forbids it; the visit ends here and is judged up to here.
        """
        self.boundary.order(self._asked())
        self._may_order = True
        self.on_using(self)

    def _asked(self) -> Money | None:
        """What the customer is asked to pay, as it was written down last."""
        return next((seen.money for seen in reversed(self._observations) if seen.term.asks and not seen.beside), None)

    def _affordable(self, asked: Money) -> bool:
        told = self.promise.asked
        if told is None:
            return True  # nobody named a price that this could be too dear for
        told, extra = told * self.quantity, self.promise.at_most_added
        most = told + extra if extra is not None and extra.currency == told.currency else told
        return asked.currency == told.currency and asked <= most

    def said(self, speaker: str, words: str) -> None:
        """Write down what somebody said."""
        self._transcript.append(Utterance(speaker=speaker, words=words, at=self._now))

    @staticmethod
    def quoted(words: str) -> str:
        """Quote words in a sentence of a report, the beginning of long ones."""
        return f'"{shorten(words, _LONGEST_QUOTE, placeholder=" …")}"' if words.strip() else "it said nothing"

    def count_waiting(self, duration: timedelta) -> None:
        """Count time as spent waiting that nobody can let pass, at a company whose clock cannot be moved."""
        self._waited += duration

    def wait(self, duration: timedelta) -> None:
        """Spend company time waiting."""
        self._now = self.clock.advance(duration)
        self._waited += duration

    def wait_while(self, action: Callable[[], None]) -> timedelta:
        """Do something that lets company time pass; return how much did, all of it spent waiting."""
        before = self.clock.now()
        action()
        self._now = self.clock.now()
        self._waited += self._now - before
        return self._now - before

    def asked_for(self, fact: Fact, question: str) -> None:
        """The company asks for a fact: the shopper explains it; it is written down if that was for the second time."""
        self.notices = tuple(dict.fromkeys((*self.notices, str(self.kinds.repeating))))
        if fact is Fact.ACCOUNT:
            repeated, self.identified = self.identified, True
        else:
            repeated = self.shopper.explain(fact, self.touchpoint)
        if repeated:
            self.saw(self.kinds.repeating, fact.value, question)

    def attach(self, kind: ExhibitKind, name: str, content: str | bytes, media_type: str = "text/plain") -> Exhibit:
        """Keep a file that shows what was seen, unless that is somebody else's; return where."""
        if self.withheld:
            kind, content, media_type = ExhibitKind.TRANSCRIPT, _WITHHELD, "text/plain"
        self._kept.append(self.exhibits.keep(self.number, kind, name, content, media_type))
        return self._kept[-1]

    def photograph(self, page: Page, name: str, *, whole: bool = False) -> Exhibit:
        """Keep a picture of what the page shows (the whole of it if asked), with personal data masked; return where."""
        if self.withheld:
            return self.attach(ExhibitKind.SCREENSHOT, name, _WITHHELD)
        picture = self.exhibits.camera.picture(page, self.exhibits.redactor.pattern, whole=whole)
        return self.attach(ExhibitKind.SCREENSHOT, name, picture, "image/jpeg")

    def close(self, problem: str | None = None, earlier: str | None = None) -> Visit:
        """End the visit and return what was seen."""
        if self.withheld:
            self._observations = [kept for seen in self._observations if (kept := _without_words(seen)) is not None]
            self._transcript = []
        if self._transcript:
            lines = (f"{said.at:%Y-%m-%d %H:%M:%S}  {said.speaker}: {said.words}" for said in self._transcript)
            self.attach(ExhibitKind.TRANSCRIPT, "what was said", "\n".join(lines) + "\n")
        return Visit(
            number=self.number,
            shopper=self.shopper.name,
            touchpoint=self.touchpoint,
            channel=self.channel,
            side=self.side,
            purpose=self.purpose,
            promise=self.promise.name,
            line=self.line,
            words=self.words,
            quantity=self.quantity,
            by=self.by.name if self.by else "",
            started=self.started,
            ended=self._now,
            waited=self._waited,
            observations=tuple(self._observations),
            transcript=tuple(self._transcript),
            exhibits=tuple(self._kept),
            problem=problem,
            notices=self.notices,
            earlier=earlier,
        )


def _without_words(seen: Observation) -> Observation | None:
    """Return what may be kept of a fact on a visit that showed somebody else's affairs: nothing in free words."""
    form = seen.term.form
    if form is None or not form.free:
        return replace(seen, words="")
    return None if form.wrong(_WITHHELD_VALUE) else replace(seen, words="", value=_WITHHELD_VALUE)
