"""Every driver keeps the contract: ``python fixtures/open_company.py pytest tests``."""

from drivers.agent_desk import AgentDesk
from drivers.customer_app import CustomerApp
from drivers.help_desk import HelpDesk, MyCases
from drivers.inbox import Inbox
from drivers.website import Website
from journeys.testing import contract
from journeys.topics import messages, notes, offers
from journeys.topics.confirmations import ConfirmsOrders
from journeys.topics.messages import TellsOffers
from journeys.topics.notes import KeepsNotes
from journeys.topics.prices import PricesProducts
from journeys.touchpoints.directory import Directory
from journeys.walking.journey import Journey

JACKET = ("Rain jacket", "59.99 USD")


def code_by_email(journey: Journey, directory: Directory, place: str, ability: type) -> None:
    """Promise Linda a jacket; where she needs an order or a case first, let her have it."""
    journey.meet("Linda")
    if ability is PricesProducts:
        return
    terms = {"offer": "1 × Rain jacket", "price": "47.99 USD", "regular price": "59.99 USD"}
    journey.promised("Linda", "email", list(terms.items()))
    if ability is not TellsOffers:
        journey.visit("Linda", None, messages.LEARN)
    if ability is ConfirmsOrders:
        journey.visit("Linda", "website", offers.REDEEM)
    if ability is KeepsNotes and directory.settings(place).username:
        journey.visit("Linda", "help desk", notes.LEAVE, words="My jacket came torn.")


TestWebsite = contract(Website, product=JACKET, scene=code_by_email)
TestCustomerApp = contract(CustomerApp, product=JACKET, scene=code_by_email)
TestInbox = contract(Inbox, scene=code_by_email)
TestHelpDesk = contract(HelpDesk, scene=code_by_email)
TestMyCases = contract(MyCases, scene=code_by_email)
TestAgentDesk = contract(AgentDesk, scene=code_by_email)
