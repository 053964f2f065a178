"""Every driver keeps the contract: ``python fixtures/open_company.py pytest tests``."""

from drivers.agent_desk import AgentDesk
from drivers.customer_app import CustomerApp
from drivers.help_desk import HelpDesk, MyCases
from drivers.inbox import Inbox
from drivers.website import Website
from journeys.api import Directory, Journey, confirmations, messages, notes, offers, prices
from journeys.testing import contract

JACKET = ("Rain jacket", "59.99 USD")


def code_by_email(journey: Journey, directory: Directory, place: str, ability: type) -> None:
    """Promise Linda a jacket; where she needs an order or a case first, let her have it."""
    journey.meet("Linda")
    if ability is prices.PricesProducts:
        return
    terms = {"offer": "1 × Rain jacket", "price": "47.99 USD", "regular price": "59.99 USD"}
    journey.promised("Linda", "email", list(terms.items()))
    if ability is not messages.TellsOffers:
        journey.visit("Linda", None, messages.LEARN)
    if ability is confirmations.ConfirmsOrders:
        journey.visit("Linda", "website", offers.REDEEM)
    if ability is notes.KeepsNotes and directory.settings(place).username:
        journey.visit("Linda", "help desk", notes.LEAVE, words="My jacket came torn.")


TestWebsite = contract(Website, product=JACKET, scene=code_by_email)
TestCustomerApp = contract(CustomerApp, product=JACKET, scene=code_by_email)
TestInbox = contract(Inbox, scene=code_by_email)
TestHelpDesk = contract(HelpDesk, scene=code_by_email)
TestMyCases = contract(MyCases, scene=code_by_email)
TestAgentDesk = contract(AgentDesk, scene=code_by_email)
