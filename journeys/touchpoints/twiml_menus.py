"""How a caller gets through a line's menus: by the touchpoint's options first, then by what the menu says itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from journeys.errors import Compromised, NotUnderstood, Unreachable
from journeys.promises.clock import lasting
from journeys.promises.shopper import Fact
from journeys.reading.menus import (
    Choice,
    asked_to_enter,
    choices_in,
    last_digits,
    nearest_choice,
    says_of_line,
    spoken_choices_in,
)
from journeys.topics import offers, service
from journeys.touchpoints.twiml_attributes import Gathering
from journeys.touchpoints.twiml_menu_options import Menu
from journeys.touchpoints.visit import OpenVisit

__all__ = ["MenuCaller", "Reply"]

_LEADS: Final = ("offers", "agent", "other", "without", "go_on", "orders")
"""What a caller looks for in a menu, the best first, where nothing leads to the topic that the call is about."""
_KEYS: Final = re.compile(r"[0-9*#]+")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the caller does: presses keys, else says some words."""

    keys: str = ""
    words: str = ""


class MenuCaller:
    """Finds a way through the menus of one call, and notices where there is none."""

    def __init__(self, visit: OpenVisit, menu: Menu) -> None:
        """Take who calls, and what the touchpoint's options say of its menus."""
        self._visit, self._menu = visit, menu
        self._heard: Counter[str] = Counter()
        self._unfit = ""
        self._course: list[str] = []
        self.replies = 0

    def said(self, speaker: str, words: str) -> None:
        """Write down what was said, pressed or done."""
        self._visit.said(speaker, words)
        self._course.append(f"{speaker}: {words}")

    def reply(self, words: str, gathering: Gathering, *, met_somebody: bool, since: str) -> Reply | None:
        """Answer a menu.

        Args:
            words: What it says.
            gathering: What it takes.
            met_somebody: Whether the caller speaks with somebody already: then only keys are a matter of menus.
            since: Everything that was said since the caller last spoke or pressed a key.

        Returns:
            None where nothing is to be pressed or said: the caller holds, or speaks freely.

        Raises:
            Compromised: The menu goes round in circles, too deep, or does not take what is pressed.
        """
        found = self._by_options(words, gathering)
        if found is None and (gathering.only_keys or not met_somebody):
            found = self._by_itself(words, gathering)
        if found is not None or gathering.only_keys:
            self._go_on(words, found, since)
        return found

    def none_fits(self) -> NotUnderstood:
        """Say that the caller knows of nothing to press."""
        nearest = self._menu.nearest(self._unfit)
        remedy = "say which in options.menu" + (f"; nearest there: {nearest!r}" if nearest else "")
        message = f"The line takes keys only, and the caller knows none to press ({remedy})"
        return NotUnderstood(f'{message}: "{self._unfit}"')

    @staticmethod
    def is_closed(said: str) -> bool:
        """Tell whether the line says that it is closed."""
        return says_of_line(said, "closed")

    def nobody(self, said: str, how: str) -> Unreachable:
        """Say that nobody could be reached, and how it ended, in the words heard."""
        return Unreachable(f"Nobody could be reached ({how}): {self._visit.quoted(said)}")

    def lead_nowhere(self, said: str) -> None:
        """Write down that the line hung up on whoever did as its menus say.

        Raises:
            NotUnderstood: It did not take what was pressed.
        """
        if says_of_line(said, "invalid"):
            raise self._not_taken(said)
        self._visit.saw(service.DROPPED, "dead end", f"the menu ends: {self._told()} / (hangs up)")

    def waited(self, held: timedelta) -> bool:
        """Compare how long a machine let the caller wait with the limits; tell whether it was too long."""
        long = self._menu.limits.long
        if long.major is not None and held > long.major:
            self.said(self._visit.visitor.name, f"(rings off: nothing happens for {lasting(held)})")
            self._visit.saw(service.DROPPED, "dead end", f"the line let the caller wait for {lasting(held)} at once")
            return True
        if long.minor is not None and held > long.minor:
            self.said("line", f"(went on after {lasting(held)}, more than {lasting(long.minor)})")
        return False

    def _by_options(self, words: str, gathering: Gathering) -> Reply | None:
        if (fits := self._menu.reply_to(words)) is None:
            return None
        own, off = fits
        if off > self._menu.limits.off.minor:
            self.said("line", f"(says something else than expected, {off:.0%} of the words off)")
        shopper, promise = self._visit.shopper, self._visit.promise
        code = promise.get(offers.CODE) or ""
        known = {"offer": promise.name, "code": code, "customer": shopper.full_name, "number": shopper.account_number}
        told = own.format_map({**known, "line": self._visit.line or ""})
        if _KEYS.fullmatch(told):
            return Reply(keys=told) if gathering.keys else None
        return Reply(words=told) if gathering.words else None

    def _by_itself(self, words: str, gathering: Gathering) -> Reply | None:
        facts = asked_to_enter(words) if gathering.keys else []
        if facts:
            typed = next(((fact, told) for fact in facts if (told := self._known(fact))), None)
            if typed is not None:
                return self._type(*typed, words, gathering)
        leads = ("confirm", "customer", self._visit.purpose.topic, *_LEADS) if not facts else ("without",)
        if gathering.keys:
            chosen = self._choose(choices_in(words), leads)
            return Reply(keys=chosen.reply) if chosen else None
        chosen = self._choose(spoken_choices_in(words), leads)
        return Reply(words=chosen.reply) if chosen else None

    def _choose(self, choices: list[Choice], leads: tuple[str, ...]) -> Choice | None:
        return nearest_choice(choices, leads, self._visit.visitor.language)

    def _type(self, fact: str, told: str, words: str, gathering: Gathering) -> Reply:
        if fact == "customer_number" and not says_of_line(words, "invalid"):
            self._visit.asked_for(Fact.ACCOUNT, words)
        wanted = gathering.digits if gathering.digits and gathering.digits < len(told) else last_digits(words)
        told = told[-wanted:] if wanted else told
        return Reply(keys=told if gathering.digits else told + gathering.finish)

    def _known(self, fact: str) -> str:
        """Return the figures that the shopper has for what is to be typed; empty for none."""
        shopper = self._visit.shopper
        born = shopper.birth_date.strftime("%m%d%Y" if shopper.locale.endswith("_US") else "%d%m%Y")
        address = shopper.address.postal_code if shopper.address else ""
        known = {
            "customer_number": shopper.account_number,
            "phone": shopper.typed_phone,
            "birthday": born,
            "postcode": address,
        }
        told = known.get(fact, "")
        return told if told.isdecimal() else ""

    def _go_on(self, words: str, reply: Reply | None, since: str) -> None:
        """Count the menus, and give up where they lead nowhere."""
        if self.replies and says_of_line(since, "invalid"):
            raise self._not_taken(since)
        limits = self._menu.limits
        self._heard[words] += 1
        if reply is None:
            self._unfit = words
            if self._heard[words] > limits.again:
                raise self.none_fits()
            return
        if self._heard[words] > limits.again:
            times = f"it said the same {self._heard[words]} times"
            raise Unreachable(f"The line's menu goes round in circles ({times}); so far:\n{self._told()}")
        if self.replies >= limits.turns:
            many = f"more than {limits.turns} turns (options.limits.turns)"
            raise Unreachable(f"The line's menu takes {many} without anybody answering; so far:\n{self._told()}")
        self.replies += 1

    def _not_taken(self, said: str) -> Compromised:
        remedy = "say what to press in options.menu"
        return NotUnderstood(f"The line does not take what was pressed ({remedy}): {self._visit.quoted(said)}")

    def _told(self) -> str:
        return "\n".join(self._course)
