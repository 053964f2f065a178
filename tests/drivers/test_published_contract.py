"""Our own drivers, held to the contract that is published for everybody's."""

from __future__ import annotations

from journeys.fixtures.kestrel.agent_desktop import AgentDesktop
from journeys.fixtures.kestrel.chat import Chat
from journeys.fixtures.kestrel.complaints_desk import ComplaintsDesk
from journeys.fixtures.kestrel.customer_api import CustomerApi
from journeys.fixtures.kestrel.store_till import StoreTill
from journeys.fixtures.kestrel.website import Website
from journeys.testing import contract
from journeys.touchpoints.inbox import Inbox
from journeys.touchpoints.twiml import TwimlLine

PHONE = ("Kestrel Phone 6", "130.00 USD")

TestInbox = contract(Inbox, product=PHONE)
TestWebsite = contract(Website, product=PHONE)
TestCustomerApi = contract(CustomerApi, product=PHONE)
TestTwimlLine = contract(TwimlLine, product=PHONE)
TestChat = contract(Chat, product=PHONE)
TestAgentDesktop = contract(AgentDesktop)
TestStoreTill = contract(StoreTill, product=PHONE)
TestComplaintsDesk = contract(ComplaintsDesk)
