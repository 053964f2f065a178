"""What drivers work with: the company's clock, HTTP within bounds, browser pages, and what must stay secret."""

from __future__ import annotations

from dataclasses import dataclass

from journeys.company.account_pool import AccountPool
from journeys.company.company_file import Company, TouchpointSettings
from journeys.company.settings import is_folder
from journeys.promises.channel import Channel
from journeys.promises.clock import CompanyClock, RemoteClock, WallClock
from journeys.records.ledger import words
from journeys.tools.browsing import Browsing
from journeys.tools.http import GuardedSession
from journeys.tools.mail_folder import MailFolder
from journeys.tools.mailbox import FindsMail, Mailbox
from journeys.tools.mailpit import Mailpit
from journeys.tools.redaction import Redactor

__all__ = ["Toolbox"]


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Everything a driver may need; drivers get it when they are made and keep it.

    Attributes:
        http: For what customers do; what is exchanged becomes an exhibit.
        quiet: For setting the scene and reading the clock, which is no evidence.
        accounts: The test accounts, if the company file lists any.
    """

    company: Company
    clock: CompanyClock
    http: GuardedSession
    quiet: GuardedSession
    browsing: Browsing
    redactor: Redactor
    mailbox: FindsMail
    accounts: AccountPool | None = None

    @classmethod
    def for_company(cls, company: Company, browsing: Browsing) -> Toolbox:
        """Put together the tools to shop a company."""
        redactor = Redactor(words() | {name.casefold() for name in company.touchpoints})
        redactor.learn_for_good(company.secrets())
        quiet, http = (GuardedSession(company.hosts, browsing.manners) for _ in range(2))
        remote = company.clock
        clock = RemoteClock(remote.address, remote.token.get_secret_value(), quiet) if remote else WallClock()
        inboxes = [place for place in company.touchpoints.values() if place.channel is Channel.EMAIL]
        accounts = AccountPool(company.accounts, company.folder) if company.accounts else None
        return cls(company, clock, http, quiet, browsing, redactor, _mailbox(inboxes, quiet, company), accounts)

    def unmasked(self) -> str | None:
        """Say which secrets are too common to be masked, if any is."""
        if not (keys := self.company.keys_of_secrets(self.redactor.too_common)):
            return None
        return (
            f"Not masked, since it is a word that reports are made of, or hardly one letter: {', '.join(keys)} "
            "in the company file. Choose a secret that nobody says by chance."
        )

    def close(self) -> None:
        """Leave the company's servers and give back every account."""
        self.mailbox.close()
        self.http.close()
        self.quiet.close()
        if self.accounts is not None:
            self.accounts.close()


def _mailbox(inboxes: list[TouchpointSettings], http: GuardedSession, company: Company) -> FindsMail:
    """Choose how messages are found, by the address of the first email touchpoint: Mailpit, a folder, else IMAP."""
    if inboxes and inboxes[0].address.startswith("http"):
        return Mailpit(inboxes[0], http)
    if inboxes and is_folder(inboxes[0].address):
        return MailFolder(inboxes[0], company.folder)
    return Mailbox(inboxes)
