"""Lines: what is bought for somebody's line lands on that line, and is seen there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from journeys.evidence.observations import Visit
from journeys.evidence.purposes import Before
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.terms import LINE
from journeys.topics.continuity import ASKED_AGAIN
from journeys.topics.offers import ORDER, PRICE, REDEEM
from journeys.topics.service import DROPPED

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "CHECK_ACCOUNT",
    "LINE",
    "LINES",
    "NOTHING_BOUGHT",
    "WRONG_LINE",
    "ShowsAccounts",
    "last_order",
    "on_the_right_line",
]

NOTHING_BOUGHT = "not tested, because nothing was bought"
"""Why there is nothing to be seen of an order after it was refused, or declined."""

LINES = Topic("lines", about="putting it on the right line", honours=True, of_line=True)


@runtime_checkable
class ShowsAccounts(Protocol):
    """A place where customers see what the company holds about them."""

    def show_account(self, visit: OpenVisit) -> None:
        """Write down which line the upgrade is on; where the order ``visit.words`` is listed, what it came to, too."""


LINES.ability(ShowsAccounts, "show an account", after="redeems the offer")


def last_order(before: Before) -> str:
    """Give the number of the last order that the company took from the shopper, if it gave one."""
    taken = [one for one in before.own if one.bought]
    seen = taken[-1].last(ORDER) if taken else None
    return seen.value if seen else ""


CHECK_ACCOUNT = LINES.purpose(
    "checks the account",
    ShowsAccounts.show_account,
    sentence="{shopper} checks the account at the {place}",
    owes=[LINE],
    may=(ORDER, PRICE, ASKED_AGAIN, DROPPED),
    served=False,
    brings=last_order,
)

WRONG_LINE = LINES.breach("put it on the wrong line", row="R6")


@LINES.rule(CHECK_ACCOUNT, REDEEM)
def on_the_right_line(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether it is on the line it was meant for."""
    seen, meant = visit.last(LINE), visit.line or standing.line_meant
    if seen is None or meant is None:
        return
    if not seen.value and not visit.bought and standing.last_use is None:
        yield LINES.untested(visit, LINE, meant, NOTHING_BOUGHT)
        return
    right = seen.value.casefold() == meant.casefold()  # style sheets write names in capitals
    where = f"{seen.value}'s line" if seen.value else "no line"
    reason = f"it is on {where}" if right else f"it is on {where}, not on {meant}'s"
    breach = None if right else WRONG_LINE
    yield LINES.found(visit, LINE, meant, seen.value or "nothing", reason, breach, seen.words)
