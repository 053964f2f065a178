"""What drivers work with: the company's clock, HTTP within bounds, browser pages, and what must stay secret."""

from __future__ import annotations

from dataclasses import dataclass

from journeys.browsing import Browsing
from journeys.channel import Channel
from journeys.clock import CompanyClock, RemoteClock, WallClock
from journeys.config import Company
from journeys.http import GuardedSession
from journeys.mailbox import Mailbox
from journeys.redaction import Redactor

__all__ = ["Toolbox"]


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Everything a driver may need; drivers get it when they are made and keep it.

    Attributes:
        http: For what customers do; what is exchanged becomes an exhibit.
        quiet: For setting the scene and reading the clock, which is no evidence.
    """

    company: Company
    clock: CompanyClock
    http: GuardedSession
    quiet: GuardedSession
    browsing: Browsing
    redactor: Redactor
    mailbox: Mailbox

    @classmethod
    def for_company(cls, company: Company, browsing: Browsing) -> Toolbox:
        """Put together the tools to shop a company."""
        redactor = Redactor()
        redactor.learn_for_good(company.secrets())
        quiet = GuardedSession(company.hosts)
        remote = company.clock
        clock = RemoteClock(remote.address, remote.token.get_secret_value(), quiet) if remote else WallClock()
        inboxes = [place for place in company.touchpoints.values() if place.channel is Channel.EMAIL]
        return cls(company, clock, GuardedSession(company.hosts), quiet, browsing, redactor, Mailbox(inboxes))
