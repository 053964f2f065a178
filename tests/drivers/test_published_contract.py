"""Our own drivers, held to the contract that is published for everybody's."""

from __future__ import annotations

from journeys.testing import contract
from journeys.touchpoints.agent_desktop import AgentDesktop
from journeys.touchpoints.complaints_desk import ComplaintsDesk
from journeys.touchpoints.customer_api import CustomerApi
from journeys.touchpoints.inbox import Inbox
from journeys.touchpoints.store_till import StoreTill
from journeys.touchpoints.twiml import TwimlLine
from journeys.touchpoints.website import Website

PHONE = ("Kestrel Phone 6", "130.00 USD")

TestInbox = contract(Inbox)
TestWebsite = contract(Website, product=PHONE)
TestCustomerApi = contract(CustomerApi, product=PHONE)
TestTwimlLine = contract(TwimlLine, product=PHONE)
TestAgentDesktop = contract(AgentDesktop)
TestStoreTill = contract(StoreTill, product=PHONE)
TestComplaintsDesk = contract(ComplaintsDesk)
