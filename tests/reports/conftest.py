"""Hand-made runs: what a ledger would hold, judged by the real judge, with nothing walked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from journeys.evidence.observations import Exhibit, ExhibitKind, Observation, Utterance, Visit
from journeys.evidence.purposes import Purpose
from journeys.judging.effort import measure
from journeys.judging.judgement import judge
from journeys.judging.verdict import Outcome, Standards
from journeys.promises.channel import Channel, Side
from journeys.promises.money import read_money
from journeys.promises.promise import Promise
from journeys.promises.terms import VALID_THROUGH, Term
from journeys.records.ledger import Ledger
from journeys.records.record import (
    FindingRecord,
    PromiseRecord,
    RunStarted,
    ScenarioEnded,
    ScenarioStarted,
    StepDone,
    VerdictRecord,
    VisitMade,
)
from journeys.records.run import Run, ScenarioRun
from journeys.topics import OURS, complaints, continuity, messages, notes, offers, service
from tests.browser import browser

__all__ = ["browser"]

EMAILED = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
PLACES = (
    ("inbox", "email", "frontstage"),
    ("website", "web", "frontstage"),
    ("call centre", "phone", "frontstage"),
    ("store", "store", "frontstage"),
    ("complaints desk", "web", "frontstage"),
    ("agent desktop", "phone", "backstage"),
)
_CHANNELS = {name: (Channel(channel), Side(side)) for name, channel, side in PLACES}


@dataclass
class Story:
    """A scenario in the making: visits are added as the shopper makes them."""

    folder: Path
    name: str = "Linda's whole story"
    feature: str = "An emailed upgrade is honoured wherever the customer takes it"
    file: str = "features/offers/an_emailed_upgrade.feature"
    tags: tuple[str, ...] = ("story",)
    example: dict[str, str] = field(default_factory=dict)
    now: datetime = EMAILED
    visits: list[Visit] = field(default_factory=list)
    price: str = "0.00 USD"
    offer: str = "free phone upgrade"

    @property
    def promise(self) -> Promise:
        """Give the promise of the story."""
        return Promise(
            name=self.offer,
            shopper="Linda",
            terms={offers.PRICE: read_money(self.price), offers.REGULAR_PRICE: read_money("130.00 USD")},
            valid_from=EMAILED,
            valid_through=EMAILED + timedelta(days=30),
            said_by=Channel.EMAIL,
            source="<upgrade-0417@kestrel.example>",
            line="Maya",
        )

    def visit(
        self,
        touchpoint: str,
        purpose: Purpose,
        seen: dict[Term[Any], tuple[str, str]],
        *,
        after: timedelta = timedelta(),
        takes: timedelta = timedelta(minutes=4),
        waited: timedelta = timedelta(),
        said: Sequence[tuple[str, str]] = (),
        exhibits: Sequence[Exhibit] = (),
        problem: str | None = None,
    ) -> Visit:
        """Let time pass, then make a visit."""
        self.now += after
        channel, side = _CHANNELS[touchpoint]
        visit = Visit(
            number=len(self.visits) + 1,
            shopper="Linda",
            touchpoint=touchpoint,
            channel=channel,
            side=side,
            purpose=purpose,
            promise=self.offer,
            line="Maya" if purpose in {offers.ASK, offers.REDEEM} else None,
            started=self.now,
            ended=self.now + takes,
            waited=waited,
            observations=tuple(
                Observation(term=term, value=value, words=words, at=self.now) for term, (value, words) in seen.items()
            ),
            transcript=tuple(
                Utterance(speaker=speaker, words=words, at=self.now + timedelta(seconds=20 * turn))
                for turn, (speaker, words) in enumerate(said)
            ),
            exhibits=tuple(exhibits),
            notices=(continuity.ASKED_AGAIN,),
            problem=problem,
        )
        self.now += takes
        self.visits.append(visit)
        return visit

    def exhibit(self, kind: ExhibitKind, name: str, content: bytes, media_type: str, suffix: str) -> Exhibit:
        """Write an exhibit's file into the run's folder."""
        path = f"exhibits/{len(list(self.folder.rglob('*.*'))):03d}-{kind.name.lower()}.{suffix}"
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(content)
        return Exhibit(kind=kind, name=name, path=path, media_type=media_type)

    def screenshot(self, name: str, *lines: str) -> Exhibit:
        """Draw a screen with a few lines on it."""
        return self.exhibit(ExhibitKind.SCREENSHOT, name, drawn(name, *lines), "image/jpeg", "jpg")

    def ended(self, *, error: str | None = None, author_error: bool = False, killed: bool = False) -> ScenarioRun:
        """Judge what was seen and close the scenario; one that was killed has no end."""
        node = f"{self.file}::{self.name}{list(self.example.values()) or ''}"
        promise = self.promise
        stated = PromiseRecord(
            scenario=node,
            origin="stated",
            name=promise.name,
            shopper="Linda",
            terms={"price": self.price, "regular price": "130.00 USD"},
            valid_from=promise.valid_from,
            valid_through=promise.valid_through,
            honoured_at=None,
            line="Maya",
            times=1,
            said_by="email",
            source=promise.source,
        )
        run = ScenarioRun(
            ScenarioStarted(
                scenario=node,
                feature=self.feature,
                rule=None,
                name=self.name,
                file=self.file,
                line=12,
                tags=self.tags,
                example=self.example,
                description="",
                started=EMAILED,
            ),
            promises=[stated, replace(stated, origin="received")],
            visits=self.visits,
        )
        if killed:
            return run
        verdict = judge(promise, self.visits, Standards(), OURS)
        steps = [("Given", "the company promised Linda by email:", True), ("When", "Linda opens the email", True)]
        steps.append(("Then", "every touchpoint honours the promise", not verdict.breaches))
        run.steps = [
            StepDone(scenario=node, keyword=keyword, text=text, line=14 + line, status="passed" if good else "failed")
            for line, (keyword, text, good) in enumerate(steps)
        ]
        found = tuple(FindingRecord.of(one) for one in verdict.findings)
        run.verdicts = [
            VerdictRecord(scenario=node, promise=promise.name, shopper="Linda", outcome=verdict.outcome, findings=found)
        ]
        run.ended = ScenarioEnded(
            scenario=node,
            outcome=Outcome.COMPROMISED if error else verdict.outcome,
            effort=measure(self.visits),
            seconds=2.5,
            error=error,
            author_error=author_error,
            repeat=f'pytest "{self.file}::{self.name}" --company siloed --shopper-seed 4711',
        )
        return run


def drawn(*lines: str) -> bytes:
    """Draw a screen as JPEG."""
    image = Image.new("RGB", (800, 600), "#f7f5f0")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 800, 70), fill="#20405a")
    for row, line in enumerate(lines):
        pen.text((30, 18 + row * 62), line, fill="#ffffff" if row == 0 else "#20262b", font_size=30)
    content = BytesIO()
    image.save(content, "JPEG", quality=60)
    return content.getvalue()


def silo(story: Story) -> Story:
    """Walk the story as it was lived: one emailed offer, three weeks, five contacts."""
    agent = "Agent"
    mail = (
        b"From: Kestrel Mobile <offers@kestrel.example>\nSubject: Linda, a free phone upgrade for Maya\n\n"
        b"Your upgrade is free until 2 June, wherever you take it.\n"
    )
    message = story.exhibit(ExhibitKind.MESSAGE, "the emailed offer", mail, "message/rfc822", "eml")
    story.visit(
        "inbox",
        messages.LEARN,
        {
            offers.PRICE: ("0.00 USD", "Your upgrade is free"),
            offers.OFFER: ("known", "A free phone upgrade for Maya"),
            VALID_THROUGH: ((EMAILED + timedelta(days=30)).isoformat(), "until 2 June"),
        },
        exhibits=[message, story.screenshot("the email", "Free phone upgrade", "For Maya's line", "$0.00")],
    )
    story.visit(
        "call centre",
        offers.ASK,
        {
            offers.OFFER: ("unknown", "I have no such offer here"),
            offers.PRICE: ("130.00 USD", "That will be $130.00"),
            service.DROPPED: ("sent elsewhere", "Take the email to a store, they can validate it"),
        },
        after=timedelta(hours=5),
        takes=timedelta(minutes=11),
        waited=timedelta(minutes=6),
        said=[
            ("Linda", "I got an email: the upgrade for my daughter's phone is free."),
            (agent, "I have no such offer here. That will be $130.00."),
            ("Linda", "But it says free."),
            (agent, "Take the email to a store, they can validate it and put a note on your account."),
        ],
        exhibits=[story.screenshot("the agent's screen", "Agent desktop", "Offers: none", "Upgrade $130.00")],
    )
    till = story.screenshot("the till", "Kestrel till 2", "Phone upgrade   $130.00", "Code accepted: no")
    store = story.visit(
        "store",
        offers.REDEEM,
        {
            offers.PRICE: ("130.00 USD", "The till says $130.00"),
            offers.REDEMPTION: ("refused", "I cannot honour it here"),
            continuity.ASKED_AGAIN: ("offer", "What is this about?"),
        },
        after=timedelta(days=2),
        takes=timedelta(minutes=25),
        waited=timedelta(minutes=9),
        said=[("Clerk", "What is this about?"), ("Clerk", "The email is genuine, but the till says $130.00.")],
        exhibits=[till],
    )
    story.visit(
        "store",
        notes.LEAVE,
        {notes.NOTE_LEFT: ("yes", "I have written a confirmation in the contract details")},
        exhibits=[replace(till, name="the till, again")],
    )
    assert store.number == 3
    story.visit(
        "call centre",
        notes.FIND,
        {
            continuity.ASKED_AGAIN: ("offer", "Could you explain what this is about?"),
            notes.NOTE: ("found", "Ah, here is the note"),
            notes.NOTE_SEARCH: ("1200", "Please hold while I look"),
        },
        after=timedelta(days=4),
        takes=timedelta(minutes=26),
        waited=timedelta(minutes=20),
        said=[(agent, "Could you explain what this is about?"), (agent, "Please hold."), (agent, "Here is the note.")],
    )
    story.visit(
        "call centre",
        offers.REDEEM,
        {
            offers.PRICE: ("110.00 USD", "I can do $110.00"),
            service.DROPPED: ("hung up", "The line went dead"),
        },
        takes=timedelta(minutes=3),
        said=[(agent, "I can do $110.00."), ("Linda", "The email says free!"), (agent, "(hangs up)")],
    )
    story.visit(
        "complaints desk",
        complaints.COMPLAIN,
        {
            complaints.CASE: ("K-2041", "Your case number is K-2041"),
            complaints.ANSWER: ("put right", "We are sorry. Your upgrade is free."),
            complaints.ANSWER_TIME: (str(14 * 86400), ""),
            offers.PRICE: ("0.00 USD", "Your upgrade is free"),
        },
        after=timedelta(hours=20),
        takes=timedelta(days=14),
        waited=timedelta(days=14),
        exhibits=[story.screenshot("the answer", "Your complaint K-2041", "The upgrade is free.", "$0.00")],
    )
    return story


def kept(story: Story) -> Story:
    """Walk to two places where all goes well."""
    known = {offers.OFFER: ("known", "Yes, I see your offer"), offers.PRICE: ("0.00 USD", "That is $0.00")}
    story.visit("website", offers.ASK, known)
    story.visit("store", offers.REDEEM, known | {offers.REDEMPTION: ("accepted", "Done")}, after=timedelta(hours=3))
    return story


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Give an empty story whose exhibits go to a folder of its own."""
    return Story(tmp_path)


@pytest.fixture
def run_of(tmp_path: Path) -> Callable[..., Run]:
    """Put scenarios together to a run."""

    def made(*scenarios: ScenarioRun, profile: str = "siloed", faults: Sequence[str] = ("note-not-shared",)) -> Run:
        started = RunStarted(
            run="2026-05-24-1412",
            company="Kestrel Mobile",
            profile=profile,
            faults=tuple(faults),
            currency="USD",
            locale="en_US",
            shopper_seed=4711,
            started=datetime(2026, 5, 24, 14, 12, tzinfo=UTC),
            touchpoints=PLACES,
            version="0.1.0",
        )
        return Run(tmp_path, started, list(scenarios))

    return made


@pytest.fixture
def siloed(story: Story, run_of: Callable[..., Run]) -> Run:
    """Give the run of the story's company, as it was lived."""
    return run_of(silo(story).ended())


@pytest.fixture
def connected(story: Story, run_of: Callable[..., Run]) -> Run:
    """Give a run in which every promise was kept."""
    return run_of(kept(story).ended(), profile="connected", faults=())


@pytest.fixture
def write_ledger() -> Callable[[Run], Path]:
    """Write a run as the ledger it would come from."""

    def written(run: Run) -> Path:
        ledger = Ledger(run.folder / "ledger.jsonl")
        ledger.append(run.started)
        for scenario in run.scenarios:
            name = scenario.started.scenario
            visits = [VisitMade(scenario=name, visit=visit) for visit in scenario.visits]
            records: list[Any] = [
                scenario.started,
                *scenario.promises,
                *visits,
                *scenario.steps,
                *scenario.verdicts,
                *scenario.whole,
            ]
            for record in [*records, *filter(None, [scenario.ended])]:
                ledger.append(record)
        return run.folder

    return written
