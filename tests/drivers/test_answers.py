"""The answer to a complaint: waited for in company time, and read for what it says was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from imap_tools import MailMessage

from journeys.errors import NotUnderstood, Unreachable
from journeys.evidence.observations import Stance, Visit
from journeys.promises.channel import Channel, Side
from journeys.promises.terms import Term
from journeys.tools.redaction import Redactor
from journeys.topics import complaints, lines, offers
from journeys.touchpoints.answers import await_answer
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.visit import OpenVisit

from ..engine.builders import EMAILED, StoppedClock, linda, promise

PUT_RIGHT = (
    "Dear Linda, we are sorry. You are right: the offer is yours. Your upgrade to Kestrel Phone 6 on Maya's line "
    "is on its way for $0.00. Your order number is K-100001, your case number is C-100001."
)


COMPANY = SimpleNamespace(currency="USD", locale="en_US", time_zone="America/New_York")


class Letterbox:
    """A mailbox into which one letter falls at a moment of company time; until then there is none."""

    def __init__(self, clock: StoppedClock, words: str, arrives: datetime | None, dated: datetime | None) -> None:
        self.clock, self.arrives, self.looked = clock, arrives, 0
        letter = EmailMessage()
        letter["From"], letter["To"] = "Kestrel Mobile <hello@kestrel.example>", linda().email
        letter["Subject"] = "Your complaint C-100001"
        letter["Date"] = format_datetime(dated or arrives or EMAILED)
        letter.set_content(words)
        self.letter = MailMessage.from_bytes(letter.as_bytes())

    def letters_to(self, recipient: str, likely: Callable[[MailMessage], bool]) -> list[MailMessage]:
        self.looked += 1
        assert recipient == linda().email
        is_there = self.arrives is not None and self.clock.now() >= self.arrives
        return [self.letter] if is_there and likely(self.letter) else []


def awaited(
    folder: Path,
    words: str = PUT_RIGHT,
    *,
    after: timedelta | None,
    patience: timedelta = timedelta(days=60),
    dated: datetime | None = None,
) -> tuple[Visit, Letterbox]:
    """The visit on which Linda complained and waited, and the letterbox she looked into."""
    clock = StoppedClock()
    letterbox = Letterbox(clock, words, None if after is None else EMAILED + after, dated)
    redactor = Redactor()
    redactor.learn(linda().personal())
    visit = OpenVisit(
        number=1,
        shopper=linda(),
        touchpoint="complaints desk",
        channel=Channel.WEB,
        side=Side.FRONTSTAGE,
        purpose=complaints.COMPLAIN,
        promise=promise(),
        line=None,
        clock=clock,
        exhibits=Exhibits(folder, "a scenario", redactor),
    )
    tools: Any = SimpleNamespace(clock=clock, mailbox=letterbox, company=COMPANY)
    await_answer(visit, tools, "C-100001", patience)
    return visit.close(), letterbox


def seen(visit: Visit) -> dict[Term, str]:
    return {one.term: one.value for one in visit.observations}


def test_a_remedy_is_read_with_its_price_order_and_line(tmp_path: Path) -> None:
    visit, _ = awaited(tmp_path, after=timedelta(days=2))

    assert seen(visit) == {
        complaints.ANSWER_TIME: "172800.0",
        complaints.ANSWER: "put right",
        offers.PRICE: "0.00 USD",
        offers.REDEMPTION: Stance.ACCEPTED,
        offers.ORDER: "K-100001",
        lines.LINE: "Maya",
    }
    assert visit.last(offers.REDEMPTION).words == "order K-100001"  # type: ignore[union-attr]
    assert visit.last(complaints.ANSWER).words == PUT_RIGHT  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["for Maya's line", "on Maya’s line", "on Maya's line"])
def test_the_line_is_read_however_it_is_put(tmp_path: Path, words: str) -> None:
    visit, _ = awaited(tmp_path, f"Done, {words}, for $0.00. Your order number is K-7.", after=timedelta(days=1))

    assert seen(visit)[lines.LINE] == "Maya"


def test_a_remedy_that_names_no_line_says_nothing_about_it(tmp_path: Path) -> None:
    visit, _ = awaited(tmp_path, "We have applied it: $0.00. Your order number is K-7.", after=timedelta(days=1))

    assert lines.LINE not in seen(visit)


@pytest.mark.parametrize(
    "words",
    [
        "We are sorry, but we are not able to change the price.",
        "Unfortunately your offer for $0.00 has ended. Your old order number is K-100001.",
    ],
)
def test_an_answer_that_does_nothing_turns_the_customer_down(tmp_path: Path, words: str) -> None:
    visit, _ = awaited(tmp_path, words, after=timedelta(days=1))

    assert seen(visit)[complaints.ANSWER] == "turned down"
    assert not {offers.PRICE, offers.REDEMPTION, offers.ORDER, lines.LINE} & set(seen(visit))


def test_the_answer_is_kept_without_what_is_personal(tmp_path: Path) -> None:
    visit, _ = awaited(tmp_path, f"{PUT_RIGHT}\nSent to {linda().email}.", after=timedelta(days=1))

    [kept] = [exhibit for exhibit in visit.exhibits if exhibit.name == "the answer to the complaint"]
    text = (tmp_path / kept.path).read_text(encoding="utf-8")
    assert "Your complaint C-100001" in text
    assert linda().email not in text


def test_waiting_is_company_time_a_day_at_a_time(tmp_path: Path) -> None:
    visit, letterbox = awaited(tmp_path, after=timedelta(days=2, hours=5))

    assert visit.waited == timedelta(days=3)
    assert letterbox.looked == 3
    assert visit.last(complaints.ANSWER_TIME).duration == timedelta(days=2, hours=5)  # type: ignore[union-attr]


def test_patience_lasts_its_days_and_not_one_longer(tmp_path: Path) -> None:
    visit, _ = awaited(tmp_path, after=None, patience=timedelta(days=10))

    assert seen(visit) == {complaints.ANSWER: "none"}
    assert visit.last(complaints.ANSWER).words == "no answer to C-100001"  # type: ignore[union-attr]
    assert visit.waited == timedelta(days=10)


def test_an_answer_on_the_last_day_of_patience_is_read(tmp_path: Path) -> None:
    visit, _ = awaited(tmp_path, after=timedelta(days=10), patience=timedelta(days=10))

    assert seen(visit)[complaints.ANSWER] == "put right"


def test_a_mail_server_that_is_down_is_not_a_company_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise Unreachable("the mail server is down")

    monkeypatch.setattr(Letterbox, "letters_to", down)

    with pytest.raises(Unreachable):
        awaited(tmp_path, after=timedelta(days=1))


@pytest.mark.parametrize(
    "dated", [EMAILED - timedelta(days=900), EMAILED + timedelta(hours=1), EMAILED + timedelta(days=400)]
)
def test_company_time_is_the_clock_whatever_a_letter_says_of_its_date(tmp_path: Path, dated: datetime) -> None:
    visit, _ = awaited(tmp_path, after=timedelta(days=45), dated=dated)

    assert visit.last(complaints.ANSWER_TIME).duration == timedelta(days=45)  # type: ignore[union-attr]


def test_a_letter_that_does_neither_is_told_when_patience_ends(tmp_path: Path) -> None:
    receipt = "We have received your complaint. We will answer within 10 days."

    with pytest.raises(
        NotUnderstood, match='neither puts it right nor turns it down: "We have received your complaint'
    ):
        awaited(tmp_path, receipt, after=timedelta(days=1), patience=timedelta(days=10))
