"""The directory: touchpoints by name, and what each of them can do."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import Any, cast

import pytest

from journeys import topics
from journeys.company.company_file import Company, described
from journeys.errors import InvalidCompany, Unable, UnknownName
from journeys.promises.channel import Channel, Side
from journeys.tools.toolbox import Toolbox
from journeys.topics import OURS
from journeys.topics.complaints import HearsComplaints
from journeys.topics.messages import TellsOffers
from journeys.topics.offers import QuotesPrices, Redeems
from journeys.touchpoints.directory import Directory

NO_TOOLS = cast("Toolbox", None)
"""Drivers take the tools when they are made and use them when they visit; here nobody visits."""


def kestrel(**drivers: str) -> Company:
    """A company whose touchpoints have these drivers."""
    places: dict[str, Any] = {
        "inbox": ("email", "frontstage", "journeys.touchpoints.inbox:Inbox"),
        "call centre": ("phone", "frontstage", "journeys.touchpoints.twiml:TwimlLine"),
        "agent desktop": ("phone", "backstage", "journeys.fixtures.kestrel.agent_desktop:AgentDesktop"),
        "store": ("store", "frontstage", "journeys.fixtures.kestrel.store_till:StoreTill"),
    }
    return described(
        {
            "name": "Kestrel Mobile",
            "currency": "USD",
            "hosts": ["127.0.0.1"],
            "touchpoints": {
                name: {
                    "channel": channel,
                    "side": side,
                    "driver": drivers.get(name, driver),
                    "address": "http://127.0.0.1:9/",
                }
                for name, (channel, side, driver) in places.items()
            },
        }
    )


def test_touchpoints_are_listed_in_the_order_of_the_company_file() -> None:
    directory = Directory(kestrel(), NO_TOOLS)

    assert list(directory) == ["inbox", "call centre", "agent desktop", "store"]
    assert directory.channels()["store"] is Channel.STORE


def test_an_unknown_touchpoint_is_shown_with_the_nearest_and_all_valid_ones() -> None:
    with pytest.raises(UnknownName) as refused:
        Directory(kestrel(), NO_TOOLS).able("call center", QuotesPrices)

    assert str(refused.value) == (
        "Kestrel Mobile has no such touchpoint: 'call center'. Did you mean 'call centre'? "
        "Valid: inbox, call centre, agent desktop, store."
    )


def test_a_touchpoint_that_cannot_names_those_that_can() -> None:
    with pytest.raises(Unable) as refused:
        Directory(kestrel(), NO_TOOLS).able("inbox", Redeems)

    assert str(refused.value) == "The inbox cannot redeem an offer. These can: call centre, store."


def test_what_nobody_can_do_is_told_so() -> None:
    directory = Directory(kestrel(**{"call centre": "journeys.touchpoints.inbox:Inbox"}), NO_TOOLS)

    with pytest.raises(Unable, match=r"The store cannot hear a complaint\. No touchpoint of this company can\."):
        directory.able("store", HearsComplaints)


def test_a_driver_is_made_once_and_kept() -> None:
    directory = Directory(kestrel(), NO_TOOLS)
    tools = cast("Any", type("Tools", (), {"company": kestrel()})())
    directory._tools = tools

    assert directory.able("store", Redeems) is directory.able("store", QuotesPrices)


@pytest.mark.parametrize(
    ("driver", "complaint"),
    [
        ("journeys.touchpoints.inboks:Inbox", "touchpoints.inbox: the driver cannot be imported (No module named"),
        ("journeys.touchpoints.inbox:Inboks", "touchpoints.inbox: the driver cannot be imported (module"),
        ("journeys.touchpoints.inbox:keep_message", "touchpoints.inbox: the driver is not a class"),
    ],
)
def test_a_wrong_driver_is_found_before_anything_runs(driver: str, complaint: str) -> None:
    with pytest.raises(InvalidCompany) as refused:
        Directory(kestrel(inbox=driver), NO_TOOLS)

    assert complaint in str(refused.value)
    assert repr(driver) in str(refused.value)


def test_an_offer_is_announced_where_its_channel_is() -> None:
    directory = Directory(kestrel(), NO_TOOLS)

    assert directory.announcing(Channel.EMAIL) == "inbox"
    with pytest.raises(UnknownName, match=r"announces no offers by: 'post'\."):
        directory.announcing(Channel.POST)


def test_the_able_can_be_asked_for_by_side() -> None:
    directory = Directory(kestrel(), NO_TOOLS)

    assert directory.all_able(TellsOffers) == ["inbox", "call centre", "store"]
    assert directory.all_able(TellsOffers, Side.BACKSTAGE) == []


def test_every_ability_has_words_that_name_it() -> None:
    modules = [import_module(topic.name) for topic in walk_packages(topics.__path__, f"{topics.__name__}.")]
    protocols = {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and getattr(kind, "_is_protocol", False) and kind.__module__ == module.__name__
    }

    assert set(OURS.abilities) == protocols
    words = [ability.words for ability in OURS.abilities.values()]
    assert all(words)
    assert len(set(words)) == len(words)
