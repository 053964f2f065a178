"""What must hold: each sentence judges what was seen against what was promised."""

from pytest_bdd import then

from journeys.gherkin.sentences.sentence import Sentence
from journeys.promises.clock import read_duration
from journeys.topics import (
    answering,
    complaints,
    confirmations,
    continuity,
    effort,
    lines,
    messages,
    notes,
    prices,
    public_answers,
    service,
    staff,
)
from journeys.walking.journey import Journey


@then(Sentence("every touchpoint honours the promise"))
def all_honour(journey: Journey) -> None:
    """Hold every touchpoint that was visited to the promise: price, period, line, and being served at all."""
    journey.hold_to()


@then(Sentence("every touchpoint honours the promise to {shopper:Shopper}"))
def all_honour_to(journey: Journey, shopper: str) -> None:
    """Hold every touchpoint to what was promised to one of several shoppers."""
    journey.hold_to(shopper=shopper)


@then(Sentence("the {place:Touchpoint} honours the promise"))
def honours(journey: Journey, place: str) -> None:
    """Hold one touchpoint to the promise."""
    journey.hold_to(at=place)


@then(Sentence("the message says what was promised"))
def message_is_right(journey: Journey) -> None:
    """Compare what the shopper read with what the company meant."""
    journey.hold_to(messages.MESSAGES)


@then(Sentence("the confirmation says what was charged"))
def confirmation_is_right(journey: Journey) -> None:
    """Compare what a confirmation says with what was charged."""
    journey.hold_to(confirmations.CONFIRMATIONS)


@then(Sentence("every touchpoint shows the listed price"))
def one_price(journey: Journey) -> None:
    """See that a product costs the same wherever it was looked up, or that the difference was announced there."""
    journey.hold_to(prices.PRICES)


@then(Sentence("the upgrade is on the right line everywhere"))
def right_line(journey: Journey) -> None:
    """See that it landed on the line it was meant for, wherever that can be seen."""
    journey.hold_to(lines.LINES)


@then(Sentence("{shopper:Shopper} never had to explain {self:Self} twice"))
def explained_once(journey: Journey, shopper: str) -> None:
    """See that nobody asked for what the shopper had told the company before."""
    journey.hold_to(continuity.CONTINUITY, shopper=shopper)


@then(Sentence("nobody turned {shopper:Shopper} away"))
def not_turned_away(journey: Journey, shopper: str) -> None:
    """See that nobody hung up, sent the shopper elsewhere, or led into a dead end."""
    journey.hold_to(service.SERVICE, shopper=shopper)


@then(Sentence("{shopper:Shopper} is answered in time"))
def answered_in_time(journey: Journey, shopper: str) -> None:
    """See that whatever the shopper wrote was answered, within the time the company promises."""
    journey.hold_to(answering.ANSWERING, shopper=shopper)


@then(Sentence("nothing personal about {shopper:Shopper} is told in public"))
def nothing_personal_in_public(journey: Journey, shopper: str) -> None:
    """See that public answers say nothing that belongs to the shopper alone, and refuse nothing honoured in private."""
    journey.hold_to(public_answers.PUBLIC_ANSWERS, shopper=shopper)


@then(Sentence("the note is found wherever {shopper:Shopper} goes"))
def note_found(journey: Journey, shopper: str) -> None:
    """See that notes written in one place are found in every other, in the time the company promises."""
    journey.hold_to(notes.NOTES, shopper=shopper)


@then(Sentence("staff see the offer and how to honour it"))
def staff_see(journey: Journey) -> None:
    """See that employees' screens show the offer at its price, with an instruction."""
    journey.hold_to(staff.STAFF)


@then(Sentence("the complaint is put right in time"))
def put_right(journey: Journey) -> None:
    """See that somebody empowered answered within the time the company promises, and did what was promised."""
    journey.hold_to(complaints.COMPLAINTS)


@then(Sentence("the company has made it good for {shopper:Shopper}"))
def made_good(journey: Journey, shopper: str) -> None:
    """See that the promise was kept, or broken and then put right in time."""
    journey.expect_made_good(shopper)


@then(Sentence("it cost {shopper:Shopper} at most {contacts:Whole} contacts and {waiting:Duration} of waiting"))
def little_effort(journey: Journey, shopper: str, contacts: str, waiting: str) -> None:
    """Hold the whole journey to what it may cost the customer."""
    journey.hold_whole(shopper, effort.AtMost(contacts=int(contacts), waited=read_duration(waiting)))
