"""Stock: one number of pieces, wherever the customer looks; what is shown can be bought, and nothing is sold twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from journeys.evidence.observations import Stance, Visit
from journeys.judging.standing import Standing
from journeys.judging.topic import Topic
from journeys.judging.verdict import Finding
from journeys.promises.counts import LEFT, Left
from journeys.promises.forms import COUNT
from journeys.topics.offers import OFFER, REDEMPTION, SERVED, sold_out
from journeys.topics.purchases import BUY
from journeys.topics.returns import DONE, UNDOING

if TYPE_CHECKING:
    from journeys.touchpoints.visit import OpenVisit

__all__ = [
    "DIFFERS_BY",
    "LOOK",
    "OTHER_STOCK",
    "OVERSOLD",
    "SHOWN_NOT_SOLD",
    "STATED",
    "STOCK",
    "STOCK_LEFT",
    "ShowsStock",
]

STOCK = Topic("stock", about="saying how many are left", measures="consistency")

STATED = STOCK.term(
    "stock",
    LEFT,
    seen=False,
    tabled=False,
    checkable=True,
    help="How many of it the company says that there are: `3`, `10+`, `in stock` or `sold out`.",
)
DIFFERS_BY = STOCK.term(
    "stock may differ by",
    COUNT,
    seen=False,
    tabled=False,
    help="By how many the company says that its places may be off; what it announces, it is held to.",
)
STOCK_LEFT = STOCK.seen("left", LEFT, told="{value}", same=Left.agrees)


@runtime_checkable
class ShowsStock(Protocol):
    """A place that says how many of a product are left, or whether any are."""

    def show_stock(self, visit: OpenVisit) -> None:
        """Look how many of the product named ``visit.words`` are left; write that down, or that it is not to be found.

        ``journeys.touchpoints.stock_words.note_stock`` reads what a place says of it.
        """


STOCK.ability(ShowsStock, "say what is in stock")

LOOK = STOCK.purpose(
    "looks how many are left",
    ShowsStock.show_stock,
    sentence="{shopper} looks how many of {promise} are left at the {place}",
    owes=[STOCK_LEFT],
    may=(OFFER, *SERVED),
    tells_history=False,
    of_public=True,
)

_NOTHING: Final[dict[str, Left]] = {Stance.UNKNOWN: Left(0, 0), Stance.SOLD_OUT: Left(0, 0)}
"""What a place that does not find a product says of how many there are."""

OTHER_STOCK = STOCK.breach("showed another stock", row="R16")
SHOWN_NOT_SOLD = STOCK.breach("called sold out what others show", row="R16")
OVERSOLD = STOCK.breach("sold what was not there", row="R16", severity="critical")


@STOCK.rule(LOOK)
def one_number(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Compare how many are left with what another place showed or the company said, less what was sold since."""
    seen, known = visit.last(STOCK_LEFT) or visit.last(OFFER), _known(standing)
    if seen is None or known is None:
        return
    told = visit.value(STOCK_LEFT) if seen.term == STOCK_LEFT else _NOTHING.get(seen.value)
    if told is None:
        return
    breach = None if known.left.agrees(told) else OTHER_STOCK
    yield STOCK.found(visit, STOCK_LEFT, LEFT.write(known.meant), seen.value, known.why, breach, seen.words)


@STOCK.rule(BUY)
def what_is_there_is_sold(visit: Visit, standing: Standing) -> Iterator[Finding]:
    """Say whether what was shown could be bought, and whether what was not there was sold.

    What could be bought disproves a place that showed fewer.
    """
    seen, known = visit.last(REDEMPTION) or visit.last(OFFER), _known(standing)
    if seen is None:
        return
    if seen.value == Stance.SOLD_OUT:
        if known is None or (known.left.least < visit.quantity and known.left.most is None):
            yield replace(sold_out(visit, REDEMPTION, "sold", seen.words), about=STOCK.about)
            return
        breach = SHOWN_NOT_SOLD if known.left.least >= visit.quantity else None
        meant = LEFT.say(LEFT.write(known.meant))
        yield STOCK.found(visit, REDEMPTION, meant, seen.value, known.why, breach, seen.words)
    elif visit.bought and known is not None and known.left.most is not None and known.left.most < visit.quantity:
        if known.shown is None:
            meant = LEFT.say(LEFT.write(known.meant))
            yield STOCK.found(visit, REDEMPTION, meant, seen.value, known.why, OVERSOLD, seen.words)
        else:
            at_least, why = LEFT.write(Left(visit.quantity, None)), f"{visit.quantity} sold at the {visit.touchpoint}"
            yield STOCK.found(known.shown, STOCK_LEFT, at_least, LEFT.write(known.meant), why, OTHER_STOCK)


@dataclass(frozen=True, slots=True)
class _Known:
    """How many must be left.

    Attributes:
        meant: As it was said, less what was sold since.
        left: What it may be, by what was perhaps sold since and by how far the company says that it may be off.
        why: How it is known.
        shown: The visit that showed it; None if the company says so.
    """

    meant: Left
    left: Left
    why: str
    shown: Visit | None


def _known(standing: Standing) -> _Known | None:
    """Tell how many must be left by what the company said, else by what was shown first, to whomever.

    What was bought since is gone; an order that names no product may have taken some, and what is given back may be
    sold again. What was shown is disproved
    where more could be bought; then what is shown next counts.
    """
    stated, give_or_take = standing.promise.get(STATED), standing.promise.get(DIFFERS_BY) or 0
    left, first, sold, perhaps, ever, back = stated, None, 0, 0, 0, 0
    for visit in sorted((*standing.before, *standing.beside), key=lambda one: one.number):
        about_it, shown = visit.promise == standing.promise.name, visit.value(STOCK_LEFT)
        ever += visit.quantity * (visit.bought and (about_it or not visit.purpose.of_public))
        back = ever if visit.value(UNDOING) == DONE else back
        if left is None:
            if about_it and shown is not None:
                left, first, sold, perhaps, back = shown, visit, 0, 0, 0
        elif visit.bought and not visit.purpose.of_public:
            perhaps += visit.quantity
        elif visit.bought and about_it:
            sold += visit.quantity
            if first is not None and left.most is not None and sold > left.most + give_or_take:
                left, first = None, None
    if left is None:
        return None
    how = f"{LEFT.say(LEFT.write(left))} at the {first.touchpoint}" if first else "by what the company says"
    since = [f"{sold} sold"] * bool(sold) + [f"perhaps {perhaps} with an offer"] * bool(perhaps)
    since += [f"perhaps {back} given back"] * bool(back)
    meant = left.without(sold)
    most = None if meant.most is None else meant.most + back
    may_be = Left(max(meant.least - perhaps, 0), most).give_or_take(give_or_take)
    return _Known(meant, may_be, ", ".join([how, *since]), first)
