"""What a company must allow for a journey to go on: asked in a run when it is needed, and of a feature before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from journeys.company.casting import AccountSettings
from journeys.company.company_file import Company
from journeys.errors import InvalidPromise, Unable, UnknownName
from journeys.evidence.purposes import Purpose
from journeys.promises.channel import Channel
from journeys.promises.clock import lasting
from journeys.promises.promise import DEFAULT_VALIDITY, PromiseTerms
from journeys.touchpoints.directory import Directory

__all__ = [
    "account_for",
    "known_promise",
    "let_in",
    "not_back_to",
    "offer_at",
    "offer_by",
    "sent_there",
    "still_lasting",
    "still_to_come",
]


def account_for(
    company: Company, name: str, family: Sequence[str], taken: Collection[str] = ()
) -> AccountSettings | None:
    """Return the test account that will play a customer; None where one is enrolled.

    Args:
        company: Whose customer it is.
        name: Of the shopper.
        family: Who has a line of their own with them.
        taken: Email addresses of the accounts that play others of the journey.

    Raises:
        Unable: The company lets nobody enrol a customer, or no account suits.
    """
    if company.back_office is not None:
        return None
    if company.accounts is None:
        remedy = (
            "Its company file has no [back_office] to enrol one and no [accounts] to borrow one from; "
            "list customers it knows already as [[accounts.people]]."
        )
        raise Unable("This company does not let us enrol a customer.", remedy=remedy)
    suitable = company.accounts.suitable(name, family)
    for account in suitable:
        if account.email not in taken:
            return account
    problem = f"No test account is left for {name}: those that suit play others of this scenario."
    raise Unable(problem, remedy="Add one to [[accounts.people]], or let one shopper do it.")


def offer_by(company: Company, directory: Directory, channel: str, terms: PromiseTerms | None = None) -> Channel:
    """Return the channel that a company will announce an offer in.

    Raises:
        UnknownName: There is no such channel, or the company announces nothing there.
        Unable: The company lets nobody make an offer, or makes none like this.
        InvalidPromise: The company makes no offer on these terms.
    """
    if not Channel.knows(channel):
        raise UnknownName("There is no such channel", value=channel, valid=[one.value for one in Channel])
    said_by = Channel(channel)
    directory.announcing(said_by)
    offers_made(company, directory, said_by, terms)
    return said_by


def offer_at(company: Company, directory: Directory, place: str, terms: PromiseTerms | None = None) -> Channel:
    """Return the channel of a place where a company will announce an offer.

    Raises:
        UnknownName: There is no such place.
        Unable: Nobody is told of offers there; the company lets nobody make one, or makes none like this.
        InvalidPromise: The company makes no offer on these terms.
    """
    channel = directory.settings(place).channel
    directory.check(place, directory.learning()[0])
    offers_made(company, directory, channel, terms)
    return channel


def offers_made(company: Company, directory: Directory, channel: Channel, terms: PromiseTerms | None) -> None:
    """See that a company has offers made, and such ones.

    Raises:
        Unable: It lets nobody make an offer, or makes none like this.
        InvalidPromise: It makes no offer on these terms.
    """
    if company.back_office is None:
        remedy = (
            "Its company file has no [back_office]; describe what it has promised as [promises.…], and say: "
            'Given the company promised Linda the "free phone upgrade".'
        )
        raise Unable("This company does not let us make an offer.", remedy=remedy)
    if terms is not None:
        directory.refuse_offer(terms, channel)


def let_in(company: Company, place: str, shopper: str, *, customer: bool) -> None:
    """See that a place serves somebody, whom the company may not know.

    Raises:
        Unable: It serves customers only.
    """
    if company.touchpoints[place].customers_only and not customer:
        remedy = f"Write: Given {shopper} is a customer. Or go elsewhere."
        raise Unable(f"The {place} serves customers only, and {shopper} is a visitor.", remedy=remedy)


def sent_there(company: Company, purpose: Purpose, place: str, said_by: Channel) -> None:
    """See that a message which a shopper wants to read was sent where they look for it.

    Raises:
        Unable: What was said in another channel comes by no email, and by no text message.
    """
    channel = company.touchpoints[place].channel
    if purpose.receives and channel.keeps_what_was_sent and channel is not said_by:
        problem = f"Nothing of it comes to the {place}: it was promised by {said_by.value}, not by {channel.value}."
        raise Unable(problem, remedy=f"Have it promised by {channel.value}, or learn of it where it was said.")


def known_promise(company: Company, offer: str) -> PromiseTerms:
    """Return what a company has promised already, by its name in the company file.

    Raises:
        UnknownName: The company file names no such promise.
    """
    if offer not in company.promises:
        remedy = f'Describe it in the company file, as [promises."{offer}"].'
        raise UnknownName("The company file has no such promise", value=offer, valid=company.promises, remedy=remedy)
    return company.promised(offer)


def still_to_come(terms: PromiseTerms, now: datetime) -> None:
    """See that an offer ends after it is made.

    Raises:
        InvalidPromise: It would be over before anybody could use it.
    """
    ends = terms.valid_through
    if ends is not None and ends <= now:
        problem = f"The offer ends before it is made: at the company it is {_day(now)} by then, and its last day is"
        raise InvalidPromise(problem, value=_day(ends), remedy="Write a day still to come, or | valid for | 30 days |.")


def still_lasting(purpose: Purpose, terms: PromiseTerms, made: datetime, now: datetime) -> None:
    """See that an offer of which nobody said how long it lasts is still one that the company was asked for.

    Raises:
        InvalidPromise: Somebody comes for its price after more time than a company is asked to let it last.
    """
    endless = terms.valid_through is None and terms.valid_for is None and any(term.asks for term in purpose.owes)
    if endless and not purpose.any_time and now > (terms.valid_from or made) + DEFAULT_VALIDITY:
        problem = (
            f"Nothing was said of the offer's end, and {lasting(now - made)} later nobody knows whether it should hold"
        )
        raise InvalidPromise(
            problem, value=terms.name, remedy="Add a row to its table, such as | valid for | 90 days |."
        )


def not_back_to(end: datetime, now: datetime) -> None:
    """See that a moment has not passed.

    Raises:
        InvalidPromise: It has; time does not go back.
    """
    if end < now:
        problem = f"The offer has ended already: at the company it is {_day(now)} by then, and its last day was"
        raise InvalidPromise(problem, value=_day(end), remedy="Let less time pass before, or let it end later.")


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
