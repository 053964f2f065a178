"""What a *Then* says for which nothing was seen: the When that is missing, or what came of the one that is there."""

from __future__ import annotations

from typing import Any

import pytest

from journeys.errors import Compromised, MysteryShopperError, NothingToJudge, NotSeen
from journeys.evidence.observations import Visit
from journeys.judging.verdict import Standards
from journeys.topics import OURS, lines, offers
from journeys.walking.promises_made import Made
from journeys.walking.reviewer import Reviewer

from .builders import promise, visit

DEAR = visit("store", offers.ASK, (offers.PRICE, "130.00 USD"), number=1)
LOOKED = visit("website", lines.CHECK_ACCOUNT, (lines.LINE, "Maya"), number=2)
ASKED = visit("website", offers.ASK, (offers.PRICE, "0.00 USD"), number=1)


@pytest.mark.parametrize(
    ("visits", "error", "told", "proposes"),
    [
        ([ASKED], NothingToJudge, "No visit says anything about putting it on the right line", True),
        (
            [ASKED, LOOKED],
            NotSeen,
            "Linda checks the account at the website (visit 2), and was told nothing",
            False,
        ),
        ([DEAR, LOOKED], Compromised, "What came before it, at the store: charged the regular price", False),
    ],
    ids=["nobody went", "somebody went", "and was let down before"],
)
def test_a_when_is_proposed_only_where_it_is_missing(
    visits: list[Visit], error: type[MysteryShopperError], told: str, *, proposes: bool
) -> None:
    made: Any = [Made(promise(line=None))]
    reviewer = Reviewer(made, visits, Standards(), OURS)

    with pytest.raises(error) as raised:
        reviewer.hold_to(lines.LINES.about)

    assert told in str(raised.value)
    assert ("Add a When" in str(raised.value)) == proposes
