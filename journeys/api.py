"""What a suite may import: everything here is public, stays, and is told in the changelog if it changes.

::

    from journeys.api import COUNT, Finding, Journey, OpenVisit, Sentence, Standing, Topic, Visit, offers

Everything else in ``journeys`` is the harness's own and may change in any version. For tests of drivers there is
``journeys.testing`` besides.
"""

from __future__ import annotations

from journeys.company.company_file import BackOfficeSettings, Company, TouchpointSettings, read_company
from journeys.errors import (
    AuthorError,
    BrokenPromise,
    BrokenPromises,
    Compromised,
    InvalidCompany,
    InvalidPromise,
    InvalidTopic,
    MysteryShopperError,
    NeverArrived,
    NothingToJudge,
    NotLetIn,
    Stopped,
    Unable,
    UnknownName,
    Unreachable,
)
from journeys.evidence.observations import Exhibit, ExhibitKind, Observation, Stance, Utterance, Visit
from journeys.evidence.purposes import Before, Place, Purpose
from journeys.gherkin.sentences.sentence import Sentence
from journeys.judging.rule import EVERY, JourneyRule, Rule
from journeys.judging.standing import Due, Standing
from journeys.judging.topic import Topic
from journeys.judging.topics import Topics
from journeys.judging.verdict import Breach, Finding, Outcome, Standard, Standards, Verdict
from journeys.promises.channel import Channel, Side
from journeys.promises.clock import lasting, read_duration, read_moment
from journeys.promises.counts import read_count
from journeys.promises.form import Form, Reading, one_of
from journeys.promises.forms import (
    BEGINNING,
    COUNT,
    DURATION,
    END,
    LINK,
    MENTION,
    MONEY,
    NAME,
    PLACES,
    ROUNDING,
    SURCHARGES,
    TIMES,
    WITHIN,
    WORDS,
    YES_OR_NO,
)
from journeys.promises.money import Money, heard, read_money, shown, written
from journeys.promises.preferences import read_language, read_means
from journeys.promises.promise import Promise, PromiseTerms
from journeys.promises.promise_table import TermTable
from journeys.promises.shopper import Address, Fact, Line, Shopper, invent
from journeys.promises.tables import Table, read_by
from journeys.promises.terms import HONOURED_AT, LINE, TIMES_USABLE, VALID_FROM, VALID_THROUGH, Term
from journeys.reading.answers import Reader
from journeys.reading.asking import alternative, places_named, sends_elsewhere
from journeys.reading.stances import stance
from journeys.records.record import Created
from journeys.records.run import Run, read_run
from journeys.tools.browsing import Browsing
from journeys.tools.toolbox import Toolbox
from journeys.topics import (
    OURS,
    answering,
    cancelling,
    carts,
    cases,
    complaints,
    confirmations,
    consent,
    continuity,
    effort,
    lines,
    messages,
    notes,
    notifications,
    offers,
    pickup,
    prices,
    public_answers,
    purchases,
    returns,
    service,
    staff,
    stock,
    transcripts,
)
from journeys.touchpoints.directory import BackOffice, CleansUp, Directory
from journeys.touchpoints.exhibits import Exhibits
from journeys.touchpoints.inbox import Inbox, keep_message
from journeys.touchpoints.pages import alert, amount, expect_part, figure, follow, open_page, price_shown
from journeys.touchpoints.pickup_words import note_handing_over, note_moment, note_pickup_messages, note_readiness
from journeys.touchpoints.preference_words import note_preference, note_wish, note_wish_answered
from journeys.touchpoints.return_words import note_undoing, way_told
from journeys.touchpoints.stock_words import note_stock
from journeys.touchpoints.using_pages import choose, fill, press, settled
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.word_of_it import Message, note_word
from journeys.walking.journey import Journey

__all__ = [
    "BEGINNING",
    "COUNT",
    "DURATION",
    "END",
    "EVERY",
    "HONOURED_AT",
    "LINE",
    "LINK",
    "MENTION",
    "MONEY",
    "NAME",
    "OURS",
    "PLACES",
    "ROUNDING",
    "SURCHARGES",
    "TIMES",
    "TIMES_USABLE",
    "VALID_FROM",
    "VALID_THROUGH",
    "WITHIN",
    "WORDS",
    "YES_OR_NO",
    "Address",
    "AuthorError",
    "BackOffice",
    "BackOfficeSettings",
    "Before",
    "Breach",
    "BrokenPromise",
    "BrokenPromises",
    "Browsing",
    "Channel",
    "CleansUp",
    "Company",
    "Compromised",
    "Created",
    "Directory",
    "Due",
    "Exhibit",
    "ExhibitKind",
    "Exhibits",
    "Fact",
    "Finding",
    "Form",
    "Inbox",
    "InvalidCompany",
    "InvalidPromise",
    "InvalidTopic",
    "Journey",
    "JourneyRule",
    "Line",
    "Message",
    "Money",
    "MysteryShopperError",
    "NeverArrived",
    "NotLetIn",
    "NothingToJudge",
    "Observation",
    "OpenVisit",
    "Outcome",
    "Place",
    "Promise",
    "PromiseTerms",
    "Purpose",
    "Reader",
    "Reading",
    "Rule",
    "Run",
    "Sentence",
    "Shopper",
    "Side",
    "Stance",
    "Standard",
    "Standards",
    "Standing",
    "Stopped",
    "Table",
    "Term",
    "TermTable",
    "Toolbox",
    "Topic",
    "Topics",
    "TouchpointSettings",
    "Unable",
    "UnknownName",
    "Unreachable",
    "Utterance",
    "Verdict",
    "Visit",
    "alert",
    "alternative",
    "amount",
    "answering",
    "cancelling",
    "carts",
    "cases",
    "choose",
    "complaints",
    "confirmations",
    "consent",
    "continuity",
    "effort",
    "expect_part",
    "figure",
    "fill",
    "follow",
    "heard",
    "invent",
    "keep_message",
    "lasting",
    "lines",
    "messages",
    "note_handing_over",
    "note_moment",
    "note_pickup_messages",
    "note_preference",
    "note_readiness",
    "note_stock",
    "note_undoing",
    "note_wish",
    "note_wish_answered",
    "note_word",
    "notes",
    "notifications",
    "offers",
    "one_of",
    "open_page",
    "pickup",
    "places_named",
    "press",
    "price_shown",
    "prices",
    "public_answers",
    "purchases",
    "read_by",
    "read_company",
    "read_count",
    "read_duration",
    "read_language",
    "read_means",
    "read_moment",
    "read_money",
    "read_run",
    "returns",
    "sends_elsewhere",
    "service",
    "settled",
    "shown",
    "staff",
    "stance",
    "stock",
    "transcripts",
    "way_told",
    "written",
]
