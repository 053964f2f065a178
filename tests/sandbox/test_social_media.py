"""Social media: the network as Mastodon's own client for Python uses it, and what the company answers there."""

from __future__ import annotations

import pytest
import requests
from mastodon import Mastodon, MastodonAPIError, MastodonNotFoundError, MastodonUnauthorizedError

from .company import Sandbox
from .networking import HOUR, Wrote, client_of, member

HELLO = "Hello, this is Kestrel Mobile. How can we help you?"
IN_PUBLIC = "Thank you for asking! We have sent you a private message, so that we can look into it together."
WHO = "What is the phone number or the email address of your account?"
FREE = "With your offer that will be $0.00. It is for Maya's line. Shall I go ahead?"


def test_the_client_opens_accounts_signs_in_and_finds_people(company: Sandbox) -> None:
    linda = member(company, "linda_opens")
    place = company.facts["touchpoints"]["social media"]["address"]
    client, secret = Mastodon.create_app("a reader", api_base_url=place)
    again = Mastodon(client_id=client, client_secret=secret, api_base_url=place)
    again.log_in("linda_opens@customer.example", "open sesame", allow_http=True)

    assert again.account_verify_credentials().acct == linda.account_verify_credentials().acct == "linda_opens"
    assert linda.account_lookup("@kestrel").username == "kestrel"
    assert [one.acct for one in linda.account_search("estr")] == ["kestrel"]
    assert [one.acct for one in linda.search_v2("kestrel").accounts] == ["kestrel"]
    assert linda.instance_v2().version == "4.3.0"


def test_what_is_written_comes_as_html_in_pages(company: Sandbox) -> None:
    omar, linda = member(company, "omar_writes"), member(company, "linda_reads")
    link = "https://example.com/a/long/address/that/nobody/reads"
    first = omar.status_post(f"@linda_reads 1 < 2 & so on\nsee {link}\n\nBye")
    for number in range(4):
        omar.status_post(f"@linda_reads number {number}", in_reply_to_id=first)
    pages = linda.notifications(types=["mention"], limit=2)

    assert "1 &lt; 2 &amp; so on<br />see " in first.content
    assert first.content.endswith("<p>Bye</p>")
    assert '<span class="invisible">https://</span><span class="ellipsis">example.com/a/long/address/tha</span>' in (
        first.content
    )
    assert 'class="u-url mention">@<span>linda_reads</span></a>' in first.content
    assert len(linda.fetch_remaining(pages)) == 5
    assert [one.in_reply_to_id for one in omar.status_context(first).descendants] == [first.id] * 4
    assert len(linda.notifications(types=["follow"])) == 0


def test_what_is_private_nobody_else_reads(company: Sandbox) -> None:
    omar, linda, stranger = (member(company, name) for name in ("omar_p", "linda_p", "sam_p"))
    said = omar.status_post("@linda_p between us", visibility="direct")

    assert linda.status(said).visibility == "direct"
    assert [one.last_status.id for one in linda.conversations()] == [said.id]
    assert not linda.conversations_read(linda.conversations()[0]).unread
    for other in (stranger, client_of(company)):
        with pytest.raises(MastodonNotFoundError):
            other.status(said)
    assert list(stranger.conversations()) == []


@pytest.mark.parametrize(
    ("words", "wrong", "why"), [("", {}, "blank"), ("x" * 501, {}, "limit"), ("x", {"in_reply_to_id": 1}, "not found")]
)
def test_what_mastodon_would_refuse_is_refused_in_its_words(
    company: Sandbox, words: str, wrong: dict[str, int], why: str
) -> None:
    name = f"wrong_{why[:3]}"
    company.reset()
    client = member(company, name)

    with pytest.raises(MastodonAPIError, match=why):
        client.status_post(words, **wrong)


def test_a_stranger_learns_nothing(company: Sandbox) -> None:
    place = company.facts["touchpoints"]["social media"]["address"]
    with pytest.raises(MastodonUnauthorizedError):
        Mastodon(access_token="wrong", api_base_url=place).account_verify_credentials()
    assert requests.get(f"{place}/api/v1/notifications", timeout=10).json() == {"error": "The access token is invalid"}


def test_a_public_question_is_answered_without_anybodys_affairs_and_goes_on_in_private(company: Sandbox) -> None:
    linda = company.linda()
    wrote = Wrote(company, linda)

    assert wrote.ask("What will the free phone upgrade cost me?", public=True, after=60) == []
    company.advance(HOUR)
    told = [(one.status.visibility, one.status.content) for one in wrote.client.notifications()]
    assert {whom for whom, _ in told} == {"public", "direct"}
    assert all(linda.code not in words and linda.phone not in words for _, words in told)
    assert wrote.ask("It is for Maya's line.") == [("direct", WHO)]
    assert wrote.ask(f"It is {linda.email}. How much is my offer?") == [("direct", FREE)]
    ordered = wrote.ask("Yes, please go ahead.")

    assert "Your order number is K-1000" in ordered[0][1]
    assert [order["total"] for order in company.records(linda)["orders"]] == ["0.00"]
    assert "Said on social media" in str(company.records(linda)["contacts"])


def test_whoever_has_said_who_they_are_is_known_the_next_time(company: Sandbox) -> None:
    wrote = Wrote(company, company.linda())
    wrote.about_the_offer()
    wrote.last = None

    assert wrote.ask("What was the price of my offer?", public=True) == [("public", IN_PUBLIC), ("direct", FREE)]


def test_the_next_channel_knows_what_was_written(company: Sandbox) -> None:
    linda = company.linda()
    Wrote(company, linda).about_the_offer()

    said = company.call(linda).say("I wrote to you before. How much is my offer?").said

    assert said == FREE
