"""A topic: one kind of thing that companies promise and customers come for, and everything that is known of it."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten
from types import FrameType
from typing import Any, Literal, TypeVar

from journeys.errors import InvalidTopic
from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.rule import EVERY, Ability, Check, Every, Rule
from journeys.judging.verdict import Breach, Finding, Outcome, Standard
from journeys.promises.channel import Channel
from journeys.promises.form import Form
from journeys.promises.forms import FORMS
from journeys.promises.promise import PromiseTerms
from journeys.promises.terms import Term

__all__ = ["Topic"]

Value = TypeVar("Value")
Method = Callable[..., None]
Refusal = TypeVar("Refusal", bound=Callable[[PromiseTerms], None])

_LONGEST_QUOTE = 160
"""Characters of a touchpoint's words that a reason repeats; the observation has them all."""


@dataclass(slots=True, eq=False)
class Topic:
    """One topic; its module declares everything with the methods below, and nothing stands elsewhere.

    Attributes:
        name: What it is called.
        about: What a *Then* asks about: "sharing notes".
        honours: Whether it belongs to honouring a promise, which "every touchpoint honours the promise" asks about.
        measures: The figure of the reports that its findings count in.
        of_line: Whether it is about the line that somebody meant, so that nothing is to be said where nobody did.
        from_contact: At which of a customer's contacts there can be something to be said first.
        channels: Where there can be something to be said; empty for everywhere.
        place: Where it is written.
        module: The module it is written in.
    """

    name: str
    about: str
    honours: bool = False
    measures: Literal["consistency", "continuity"] | None = None
    of_line: bool = False
    from_contact: int = 1
    channels: frozenset[Channel] = frozenset()
    place: str = ""
    module: str = ""
    abilities: list[Ability] = field(default_factory=list)
    terms: list[Term[Any]] = field(default_factory=list)
    purposes: list[Purpose] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    standards: list[Standard[Any]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    also: dict[Purpose, tuple[Rule, ...]] = field(default_factory=dict)
    refusals: list[Callable[[PromiseTerms], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Remember where it is written."""
        frame = _frame()
        self.place = self.place or _place(frame)
        self.module = self.module or (str(frame.f_globals.get("__name__", "")) if frame else "")

    @property
    def variable(self) -> str:
        """What its module calls it, for remedies: ``LOYALTY``; a guess where that module is not known."""
        told = vars(sys.modules.get(self.module, object)).items()
        return next((name for name, one in told if one is self), re.sub(r"\W+", "_", self.name).upper())

    # Promises

    def term(
        self,
        name: str,
        form: Form[Value] | None = None,
        *,
        seen: bool = True,
        tabled: bool = True,
        checkable: bool = False,
        to_be_said: bool = False,
        limits: bool = False,
        usual: Any = None,
        asks: bool = False,
        adds: bool = False,
        spent: bool = False,
        masked: bool = False,
        told: str = "",
        label: str | None = None,
        help: str = "",  # noqa: A002 - the field's word for it
        same: Callable[[Value, Value], bool] | None = None,
    ) -> Term[Value]:
        """Declare a term that promises can have, and that visits observe unless told otherwise; see ``Term``.

        Raises:
            InvalidTopic: It has no form.
        """
        declared: Term[Value] = Term(
            name,
            self._form(name, form),
            topic=self.name,
            promised=True,
            seen=seen,
            tabled=tabled,
            checkable=checkable,
            to_be_said=to_be_said,
            limits=limits,
            usual=usual,
            asks=asks,
            adds=adds,
            spent=spent,
            masked=masked,
            told=told,
            label=label,
            help=help,
            same=same,
        )
        declared.place = _place(_frame())
        self.terms.append(declared)
        return declared

    def possible(self, refuse: Refusal) -> Refusal:
        """Mark a function that refuses terms which nobody could keep, with InvalidPromise."""
        self.refusals.append(refuse)
        return refuse

    def standard(self, name: str, form: Form[Value], *, usual: str, help: str = "") -> Standard[Value]:  # noqa: A002
        """Declare something that a company promises about its service in general."""
        declared: Standard[Value] = Standard(name, form, usual=usual, topic=self.name, help=help)
        declared.place = _place(_frame())
        self.standards.append(declared)
        return declared

    # Visits

    def ability(self, protocol: type, words: str, *, after: str = "") -> type:
        """Declare an ability, with the words that name it in messages."""
        self.abilities.append(Ability(protocol, words, self.name, after, _place(_frame())))
        return protocol

    def seen(
        self,
        name: str,
        form: Form[Value] | None = None,
        *,
        uses_up: str = "",
        recovers: str = "",
        repeats: bool = False,
        identifies: bool = False,
        excuses: Iterable[str] = (),
        creates: str = "",
        is_none: str = "",
        masked: bool = False,
        told: str | dict[str, str] = "",
        told_alone: bool = False,
        same: Callable[[Value, Value], bool] | None = None,
    ) -> Term[Value]:
        """Declare a term that visits observe and promises do not state; see ``Term``.

        Raises:
            InvalidTopic: It has no form.
        """
        declared: Term[Value] = Term(
            name,
            self._form(name, form),
            topic=self.name,
            uses_up=uses_up,
            recovers=recovers,
            repeats=repeats,
            identifies=identifies,
            excuses=excuses,
            creates=creates,
            is_none=is_none,
            masked=masked,
            told=told,
            told_alone=told_alone,
            same=same,
        )
        declared.place = _place(_frame())
        self.terms.append(declared)
        return declared

    def purpose(self, name: str, does: Method, *, sentence: str, also: Sequence[Rule] = (), **declared: Any) -> Purpose:
        """Declare what a shopper can come for.

        Args:
            name: As a ledger keeps it: "asks for the note".
            does: The method of one of the topic's abilities that does it.
            sentence: How reports tell a visit: "{shopper} asks the {place} to find the note".
            also: Rules of other topics that judge it too.
            **declared: The attributes of ``Purpose``.

        Raises:
            InvalidTopic: No ability of the topic has the method.
        """
        method = getattr(does, "__name__", str(does))
        owner = next((one for one in self.abilities if vars(one.protocol).get(method) is does), None)
        if owner is None:
            methods = [
                f"{one.protocol.__name__}.{name}"
                for one in self.abilities
                for name, value in vars(one.protocol).items()
                if inspect.isfunction(value) and not name.startswith("_")
            ]
            raise InvalidTopic(
                f"No ability of the topic {self.name!r} has the method that {name!r} is done with",
                value=getattr(does, "__qualname__", str(does)),
                valid=methods,
                remedy=f"Declare the ability first: {self.variable}.ability(…).",
                place=_place(_frame()),
            )
        purpose = Purpose(name, topic=self.name, sentence=sentence, ability=owner.protocol, method=method, **declared)
        purpose.place = _place(_frame())
        self.purposes.append(purpose)
        if also:
            self.also[purpose] = tuple(also)
        return purpose

    # Judging

    def breach(self, words: str, *, row: str = "", severity: str = "normal") -> Breach:
        """Declare a kind of service failure."""
        breach = Breach(words, topic=self.name, about=self.about, row=row, severity=severity)
        breach.place = _place(_frame())
        self.breaches.append(breach)
        return breach

    def rule(self, *purposes: Purpose | Every) -> Callable[[Check], Rule]:
        """Mark a pure function that finds what visits of these purposes say about where a promise stands.

        Raises:
            InvalidTopic: It is for no purpose, so it would never be asked.
        """
        if not purposes:
            raise InvalidTopic(
                f"A rule of the topic {self.name!r} is for no purpose, so it would never be asked",
                valid=[*map(str, self.purposes), "EVERY"],
                remedy="Name the purposes whose visits it judges.",
                place=_place(_frame()),
            )

        def mark(check: Check) -> Rule:
            code = check.__code__
            about = EVERY if EVERY in purposes else tuple(one for one in purposes if not isinstance(one, Every))
            rule = Rule(check, self.name, self.about, about, f"{code.co_filename}:{code.co_firstlineno}")
            self.rules.append(rule)
            return rule

        return mark

    def found(
        self,
        visit: Visit,
        term: Term[Any] | None,
        promised: str,
        told: str,
        reason: str,
        breach: Breach | None = None,
        words: str = "",
    ) -> Finding:
        """Write a finding: broken if there is a breach, kept if there is none.

        Args:
            visit: On which it was made.
            term: What it is about.
            promised: What should have been, for a table.
            told: What was, for a table.
            reason: Why, in one sentence.
            breach: What kind of failure, if it is one.
            words: The touchpoint's own, to be quoted.
        """
        said = (
            f'{reason}; "{shorten(words, _LONGEST_QUOTE, placeholder=" …")}"'
            if words and words not in reason
            else reason
        )
        return Finding(
            visit=visit.number,
            touchpoint=visit.touchpoint,
            channel=visit.channel,
            term=term,
            about=breach.about if breach else self.about,
            promised=promised,
            told=told,
            outcome=Outcome.BROKEN if breach else Outcome.KEPT,
            reason=f"{breach}: {said}" if breach else said,
            breach=breach,
        )

    def untested(self, visit: Visit, term: Term[Any], promised: str, reason: str) -> Finding:
        """Write that a visit says nothing of a term because of what happened before: neither kept nor broken."""
        found = self.found(visit, term, promised, "nothing", reason)
        return replace(found, outcome=Outcome.NOT_TESTED)

    def _form(self, name: str, form: object) -> Form[Any]:
        if not isinstance(form, Form):
            raise InvalidTopic(
                f"The term {name!r} of the topic {self.name!r} has no form, so nobody could tell a wrong value",
                value=None if form is None else str(form),
                valid=sorted(FORMS),
                remedy="Give one of journeys.api, such as COUNT, or one_of(…).",
                place=_place(_frame()),
            )
        return form


def _frame() -> FrameType | None:
    """Find where a topic's module called one of the methods above."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename in {__file__, "<string>"}:
        frame = frame.f_back
    return frame


def _place(frame: FrameType | None) -> str:
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame is not None else ""
