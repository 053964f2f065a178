"""Writes a feature: what a shopper was promised, taken to each place by itself, in any language of a phrasebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gherkin.dialect import Dialect

from journeys.company.company_file import Company
from journeys.errors import InvalidPromise, Unable, UnknownName
from journeys.evidence.purposes import Place, Purpose
from journeys.gherkin.checking.sayings import Sayings
from journeys.gherkin.languages.phrasebook import Phrasebook
from journeys.gherkin.reading.formatting import formatted
from journeys.judging.topic import Topic
from journeys.promises.channel import Channel
from journeys.promises.promise_table import NAMES
from journeys.promises.tables import Table
from journeys.promises.terms import Term
from journeys.touchpoints.directory import Directory
from journeys.walking.premises import account_for
from journeys.walking.unknown import refuse_pronoun

__all__ = ["PRICE_LIST", "FeatureWriter", "Wish"]

PRICE_LIST = "price list"
"""Said there, a price is for everybody."""

_ENGLISH = "en"
_FIRST_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_PREPOSITIONS = {Channel.WEB: "on", Channel.MOBILE: "in"}

_CUSTOMER = "{shopper:Shopper} is a customer"
_VISITOR = "{shopper:Shopper} is a visitor"
_PROMISED = "the company promised {shopper:Shopper} by {channel:Channel}:"
_KNOWN = 'the company promised {shopper:Shopper} the "{offer:Words}"'
_LISTED = 'the company lists "{product:Words}" at {price:Money}'
_OPENS = "{shopper:Shopper} opens the email"
_LEARNS = "{shopper:Shopper} learns of the offer from the {place:Touchpoint}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a feature about.

    Attributes:
        title: What the feature is called.
        shopper: Who shops.
        about: Name of the promise, or of the product.
        terms: What was promised, as rows of its table; none for a promise that the company file describes.
        said_by: A channel, or the price list; empty for a promise that the company file describes.
        taken_to: Touchpoints, each visited in a scenario of its own.
    """

    title: str
    shopper: str
    about: str
    terms: tuple[tuple[str, str], ...]
    said_by: str
    taken_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureWriter:
    """Writes features for a company.

    Attributes:
        company: Who is shopped.
        directory: Its touchpoints.
        sayings: The sentences there are.
        book: The language to write in; English if there is none.
    """

    company: Company
    directory: Directory
    sayings: Sayings
    book: Phrasebook | None = None
    _language: str = field(init=False)

    def __post_init__(self) -> None:
        """Settle on a language."""
        object.__setattr__(self, "_language", self.book.language if self.book else _ENGLISH)

    def ways_to_say(self) -> list[str]:
        """List where a promise to one customer, or a price, can have been said, the likeliest first."""
        if self.company.back_office is None:
            return [PRICE_LIST]
        learning = [one.ability for one in self._purposes if one.usually is Place.WHERE_SAID and one.ability]
        places = [name for ability in learning for name in self.directory.all_able(ability)]
        channels = dict.fromkeys(self.company.touchpoints[name].channel.value for name in places)
        return [*channels, PRICE_LIST]

    def shopper(self, name: str) -> str:
        """See that somebody can shop.

        Raises:
            InvalidPromise: It is no first name.
            Unable: No test account can play them.
        """
        if not _FIRST_NAME.fullmatch(name):
            raise InvalidPromise("This is no first name", value=name, remedy="Write one word, such as Linda.")
        refuse_pronoun(name)
        if self.company.back_office or self.company.accounts:
            account_for(self.company, name, ())
        return name

    def name(self, about: str) -> str:
        """See that something can be called that.

        Raises:
            InvalidPromise: Sentences put names between quotation marks, so it can hold none.
        """
        if '"' in about or not about.strip():
            raise InvalidPromise(
                "A name holds no quotation marks, and is not empty", value=about, remedy="Leave them out."
            )
        return about

    def way_to_say(self, said_by: str) -> str:
        """See that something can have been said there.

        Raises:
            UnknownName: There is no such channel, or nothing is announced there.
        """
        if said_by not in self.ways_to_say():
            raise UnknownName("There is no such channel", value=said_by, valid=self.ways_to_say())
        return said_by

    def takes(self, wish: Wish) -> tuple[str, ...]:
        """See that it can be taken to each place of a wish; return the places.

        Raises:
            UnknownName: There is no such touchpoint.
            Unable: One cannot do it.
        """
        for place in wish.taken_to:
            self._at(wish, place)
        return wish.taken_to

    def able(self, wish: Wish) -> list[str]:
        """List the touchpoints that it can be taken to.

        Raises:
            InvalidPromise: A term cannot be read or kept, or there is none that could be checked.
            Unable: A price list cannot say it.
        """
        purposes = [one for group in self._taking(wish) for one in group]
        able = {name for one in purposes if one.ability for name in self.directory.all_able(one.ability)}
        return [name for name in self.directory if name in able]

    def text(self, wish: Wish) -> str:
        """Write a feature.

        Raises:
            InvalidPromise: A term cannot be read or kept, or there is none that could be checked.
            UnknownName: The wish names a touchpoint or a channel that the company has not.
            Unable: A touchpoint cannot do it; the message names those that can.
        """
        words = Dialect.for_name(self._language)
        if words is None:
            raise UnknownName("Gherkin has no such language", value=self._language)
        before, learning = self._said(wish)
        lines = [] if self._language == _ENGLISH else [f"# language: {self._language}"]
        lines += [f"{words.feature_keywords[0]}: {wish.title}", "", f"  {words.background_keywords[0]}:"]
        given, when, then, also = (
            self.book.keyword(kind) if self.book else f"{kind.capitalize()} "
            for kind in ("given", "when", "then", "and")
        )
        lines += _steps(given, also, before)
        for place in wish.taken_to:
            purposes = self._at(wish, place)
            taking = [self._goes(wish, place, purpose) for purpose in purposes]
            lines += ["", f"  {words.scenario_keywords[-1]}: {self._title(taking[0], place)}"]
            lines += _steps(when, also, [*learning, *taking])
            lines += _steps(then, also, self._judged(purposes))
        return formatted("\n".join(lines))

    @property
    def _purposes(self) -> Iterable[Purpose]:
        return self.directory.kinds.purposes.values()

    def _stated(self, wish: Wish) -> list[Term[object]]:
        """List what the promise is about."""
        if wish.about in self.company.promises:
            terms = self.company.promised(wish.about)
        else:
            terms = self.company.table().read(self._rows(wish))
        return list(terms.terms)

    def _rows(self, wish: Wish) -> Table:
        """Give the promise as a table in English."""
        rows = [(NAMES[0], wish.about), *wish.terms]
        return self.book.table(rows) if self.book else rows

    def _taking(self, wish: Wish) -> list[list[Purpose]]:
        """List by topic what a shopper can come for with the promise: what buys something goes first."""
        kinds, stated = self.directory.kinds, self._stated(wish)
        if wish.said_by == PRICE_LIST:
            priced = {str(term) for term in kinds.promised if term.asks}
            if strange := [name for name, _ in self._rows(wish)[1:] if name.strip().casefold() not in priced]:
                raise Unable(f"A price list says what things cost, and nothing about {' or '.join(strange)}.")
            return [[one for one in self._purposes if one.of_public and {*stated} & {*one.records}]]
        personal = [one for one in self._purposes if not one.of_public and not one.receives]
        topics = dict.fromkeys(term.topic for term in stated)
        groups = [[one for one in kinds.named(name).purposes if one in personal] for name in topics]
        return [sorted(group, key=_buys, reverse=True) for group in groups if group]

    def _at(self, wish: Wish, place: str) -> list[Purpose]:
        """List what the shopper comes to a place for, one purpose a topic."""
        self.directory.settings(place)
        groups, found = self._taking(wish), []
        for group in groups:
            able = (one for one in group if one.ability and place in self.directory.all_able(one.ability))
            found += [one for one in [next(able, None)] if one is not None]
        if not found and groups and (ability := groups[0][0].ability):
            self.directory.check(place, ability)
        if not found:
            raise Unable(f"Nobody can go to the {place} for what was promised.")
        return found

    def _judged(self, purposes: Sequence[Purpose]) -> list[str]:
        """Say what must hold of some visits."""
        kinds = self.directory.kinds
        topics = list(dict.fromkeys(kinds.named(one.topic) for one in purposes))
        asked: list[Sequence[Topic]] = [kinds.honouring] if any(one.honours for one in topics) else []
        asked += [[one] for one in topics if not one.honours]
        return [self._say(self.sayings.judging(*each).name) for each in asked]

    def _said(self, wish: Wish) -> tuple[list[str], list[str]]:
        """Give the steps that say who shops and what was promised, and those by which the shopper learns of it."""
        enrolled = self.company.back_office or self.company.accounts
        who = self._say(_CUSTOMER if enrolled else _VISITOR, Shopper=wish.shopper)
        if wish.about in self.company.promises:
            return [who, self._say(_KNOWN, Shopper=wish.shopper, Words=wish.about)], []
        if wish.said_by == PRICE_LIST:
            self._taking(wish)
            return [who, self._say(_LISTED, Words=wish.about, Money=wish.terms[0][1])], []
        if wish.said_by not in set(Channel):
            raise UnknownName("There is no such channel", value=wish.said_by, valid=self.ways_to_say())
        channel = Channel(wish.said_by)
        place = self.directory.announcing(channel)
        promised = self._say(_PROMISED, Shopper=wish.shopper, Channel=channel.value)
        named = NAMES[0] if any(term.asks for term in self._stated(wish)) else NAMES[-1]
        learns = _OPENS if channel is Channel.EMAIL else _LEARNS
        table = self._table([(named, wish.about), *wish.terms])
        return [who, "\n".join([promised, *table])], [self._say(learns, Shopper=wish.shopper, Touchpoint=place)]

    def _goes(self, wish: Wish, place: str, purpose: Purpose) -> str:
        where = _PREPOSITIONS.get(self.directory.settings(place).channel, "at")
        pattern = self.sayings.going(purpose).name
        return self._say(pattern, Shopper=wish.shopper, Words=wish.about, Where=where, Touchpoint=place)

    def _say(self, pattern: str, **told: str) -> str:
        """Fill in a sentence's blanks, by their kinds, in the book's language if there is one."""
        kinds = dict(re.findall(r"\{(\w+):(\w+)\}", pattern))
        book = self.book
        if book is None:
            return re.sub(r"\{(\w+):\w+\}", lambda blank: told[kinds[blank[1]]], pattern)
        if pattern not in book.sentences:
            raise UnknownName(f"The phrasebook of {book.language!r} lacks this sentence", value=pattern)
        return re.sub(
            r"\{(\w+)\}",
            lambda blank: book.spoken(kinds[blank[1]], told[kinds[blank[1]]]),
            book.sentences[pattern][0],
        )

    def _title(self, taking: str, place: str) -> str:
        """Name a scenario: in languages that move the verb behind Gherkin's *when*, by the place alone."""
        name = self.book.spoken("Touchpoint", place) if self.book else taking
        return name[:1].upper() + name[1:]

    def _table(self, rows: list[tuple[str, str]]) -> list[str]:
        told = [(self.book.term(term) if self.book else term, value) for term, value in rows]
        return [f"      | {_cell(term)} | {_cell(value)} |" for term, value in told]


def _buys(purpose: Purpose) -> bool:
    return any(term.creates for term in purpose.records)


def _steps(first: str, then: str, steps: Iterable[str]) -> list[str]:
    return [f"    {then if number else first}{step}" for number, step in enumerate(steps)]


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")
