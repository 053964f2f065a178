"""Topics: one kind of promise, one room. Each module declares everything that is known of its kind.

A suite of one's own adds a topic as these are added: a module that declares a ``Topic``, named in its company file.
"""

from journeys.judging.topics import Topics
from journeys.topics.agreement import AGREEMENT
from journeys.topics.answering import ANSWERING
from journeys.topics.cancelling import CANCELLING
from journeys.topics.carts import CARTS
from journeys.topics.cases import CASES
from journeys.topics.complaints import COMPLAINTS
from journeys.topics.confirmations import CONFIRMATIONS
from journeys.topics.consent import CONSENT, RESUMING, SERVICE_MESSAGES
from journeys.topics.continuity import CONTINUITY
from journeys.topics.effort import EFFORT
from journeys.topics.identity import IDENTITY
from journeys.topics.lines import LINES
from journeys.topics.messages import MESSAGES
from journeys.topics.notes import NOTES
from journeys.topics.notifications import NOTIFICATIONS
from journeys.topics.offers import OFFERS
from journeys.topics.pickup import PICKUP
from journeys.topics.prices import PRICES
from journeys.topics.public_answers import PUBLIC_ANSWERS
from journeys.topics.purchases import PURCHASES
from journeys.topics.returns import RETURNS
from journeys.topics.service import SERVICE
from journeys.topics.staff import STAFF
from journeys.topics.stock import STOCK
from journeys.topics.transcripts import TRANSCRIPTS

__all__ = ["OURS"]

OURS = Topics(
    (
        MESSAGES,
        OFFERS,
        AGREEMENT,
        CARTS,
        CONFIRMATIONS,
        PRICES,
        PURCHASES,
        STOCK,
        PICKUP,
        RETURNS,
        CANCELLING,
        NOTES,
        CASES,
        NOTIFICATIONS,
        TRANSCRIPTS,
        COMPLAINTS,
        LINES,
        CONSENT,
        RESUMING,
        SERVICE_MESSAGES,
        STAFF,
        IDENTITY,
        PUBLIC_ANSWERS,
        ANSWERING,
        SERVICE,
        CONTINUITY,
        EFFORT,
    )
)
"""The kinds of promise that come with the harness, in the order in which reports sum up what was seen."""
