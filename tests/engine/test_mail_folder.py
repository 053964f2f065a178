"""Mail that a company under test writes to a folder of this machine: files, or a Maildir."""

from __future__ import annotations

import mailbox
import os
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from journeys.company.company_file import Company, TouchpointSettings
from journeys.errors import NeverArrived, Unreachable
from journeys.tools.browsing import Browsing
from journeys.tools.mail_folder import MailFolder
from journeys.tools.toolbox import Toolbox

LINDA = "linda.1@shoppers.example"
NO_TIME = timedelta()
Put = Callable[[Path, int, EmailMessage], None]


def letter(identity: str, to: str = LINDA, subject: str = "An offer for you") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "shop@acme.example", to, subject
    message["Message-ID"] = f"<{identity}@acme.example>"
    message.set_content(f"This is {identity}.")
    return message


def as_file(folder: Path, number: int, message: EmailMessage) -> None:
    path = folder / f"day {number % 2}" / f"{90 - number}.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(message.as_bytes())
    os.utime(path, (number, number))


def in_maildir(folder: Path, number: int, message: EmailMessage) -> None:
    kept = mailbox.Maildir(folder)
    key = kept.add(message)
    path = folder / kept._lookup(key)  # type: ignore[attr-defined]
    os.utime(path, (number, number))


def settings(address: str) -> TouchpointSettings:
    facts: dict[str, Any] = {"channel": "email", "driver": "journeys.touchpoints.inbox:Inbox", "address": address}
    return TouchpointSettings.model_validate(facts)


@pytest.mark.parametrize("put", [as_file, in_maildir])
def test_letters_are_found_by_their_identity_or_subject_and_come_in_order(put: Put, tmp_path: Path) -> None:
    mail = MailFolder(settings("file:mail"), tmp_path)
    for number, message in enumerate(
        [letter("a1"), letter("a2", to="rosa@shoppers.example"), letter("a3", subject="Your order K-1"), letter("a4")],
        start=1,
    ):
        put(tmp_path / "mail", number, message)

    assert mail.wait_for(LINDA, NO_TIME, message_id="<a1@acme.example>").text.strip() == "This is a1."
    assert mail.wait_for(LINDA, NO_TIME, subject="An offer").text.strip() == "This is a4.", "the newest"
    assert [one.text.strip() for one in mail.letters_to(LINDA)] == ["This is a1.", "This is a3.", "This is a4."]
    assert mail.count() == 4
    with pytest.raises(NeverArrived, match=r"'Your order K-1'"):
        mail.wait_for(LINDA, NO_TIME, message_id="<a2@acme.example>")


def test_a_folder_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="There is no folder of mail at"):
        MailFolder(settings("file:///no/such/mail"), tmp_path).letters_to(LINDA)


def test_a_company_file_names_a_folder_without_naming_a_host() -> None:
    inbox = {"channel": "email", "driver": "journeys.touchpoints.inbox:Inbox", "address": "file:mail"}
    facts = {"name": "Acme", "currency": "USD", "hosts": [], "touchpoints": {"inbox": inbox}}

    tools = Toolbox.for_company(Company.model_validate(facts), Browsing(lambda: pytest.fail("nobody browses")))

    assert isinstance(tools.mailbox, MailFolder)
