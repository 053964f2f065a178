"""Social media as customers use it: they ask a company in public, and go on in private messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from journeys.company.company_file import TouchpointSettings
from journeys.company.toml_file import read_section
from journeys.evidence.observations import Stance
from journeys.promises.money import written
from journeys.reading.stances import stance
from journeys.tools.toolbox import Toolbox
from journeys.topics import offers
from journeys.topics.complaints import HearsComplaints
from journeys.topics.offers import PutsThrough
from journeys.topics.prices import PricesProducts
from journeys.topics.public_answers import PUBLIC_READ, SAID_IN_PUBLIC, TOLD_IN_PUBLIC
from journeys.topics.purchases import SellsProducts
from journeys.touchpoints.conversation import Conversation
from journeys.touchpoints.personal_data import personal_in
from journeys.touchpoints.social_network import Member, Network, Post, check_client
from journeys.touchpoints.talk import NobodyAnswers, Talk
from journeys.touchpoints.twiml_phrases import Hears, Phrases, Template, Writes
from journeys.touchpoints.visit import OpenVisit
from journeys.touchpoints.written_talk import WrittenTalk

__all__ = ["SocialMedia"]


class _Says(Writes):
    mention: Template = "You promised me {offer} by {channel}. What will it cost me?"


class _Options(BaseModel):
    """What a company's account is like.

    Attributes:
        account: What it is called on the network, such as ``kestrel`` or ``kestrel@social.example``.
        tokens: Tokens of test accounts by the shoppers who use them; others have one opened.
        says: What a shopper writes; ``mention`` is for everybody to read.
        hears: How the company's people write, as on a phone line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    account: str
    tokens: dict[str, str] = {}
    says: _Says = _Says()
    hears: Hears = Hears()


class SocialMedia(Conversation):
    """Mentions the company in public, reads what everybody can read, and talks with it in private.

    What is no question about an offer is written privately at once. ``patience`` is how long each answer is waited for.
    """

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the server's address, what the company is called there, and who may write."""
        options = read_section(settings.options, _Options, "options")
        super().__init__(name, settings, tools, Phrases(says=options.says, hears=options.hears))
        self._account = options.account
        self._network = Network(name, settings, tools, options.account, options.tokens)

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Check the options before anything runs; what is about no account, or too long, is not written there."""
        check_client()
        read_section(settings.options, _Options, "options")
        return (PutsThrough, HearsComplaints, PricesProducts, SellsProducts)

    def examine(self) -> str | None:
        """Look the company's account up."""
        self._network.examine()
        return None

    def begin(self, visit: OpenVisit) -> _PrivateTalk:
        """Sign in; ask in public, where it is about an offer, and wait for an answer there or in private."""
        talk = _PrivateTalk(visit, self._network.join(visit.visitor), self._account, self._settings.patience)
        if visit.purpose in {offers.ASK, offers.REDEEM}:
            talk.ask_everybody(self._say(visit, "mention"))
        return talk

    @contextmanager
    def _talking(self, visit: OpenVisit) -> Iterator[Talk]:
        """Talk, and read in the end what everybody could read of it, whatever was said."""
        with super()._talking(visit) as talk:
            assert isinstance(talk, _PrivateTalk)  # noqa: S101 - this is what it begins
            try:
                yield talk
            finally:
                self._read_public(visit, talk.everybody_reads())

    def _read_public(self, visit: OpenVisit, posts: Sequence[Post]) -> None:
        """Write down what everybody could read: what is personal, a refusal, a price beside the one told in private."""
        private = visit.has(offers.PRICE)
        codes = {code for kind, code in visit.codes_seen if kind == offers.CODE}
        if promised := visit.promise.get(offers.CODE):
            codes.add(promised)
        read = dict.fromkeys(post.words for post in posts)
        if read:
            visit.saw(PUBLIC_READ, str(len(read)), f"{len(read)} public answers")
        for words in read:
            found = list(personal_in(words, visit.shopper, codes))
            self._tools.redactor.learn([told for _, told in found])
            for kind in dict.fromkeys(kind for kind, _ in found):
                visit.saw(TOLD_IN_PUBLIC, kind, f"its public answer tells the {kind}")
            shown = self._tools.redactor.clean(words)
            if (refused := stance(words)) is not Stance.NOT_UNDERSTOOD:
                visit.saw(SAID_IN_PUBLIC, refused, f"in public: {shown}")
            for heard in self._reader.prices(words):
                if heard.price is not None and private:
                    visit.also(offers.PRICE, written(heard.price), f"in public: {shown}")


class _PrivateTalk(WrittenTalk):
    """A private conversation, one message each at a time."""

    def __init__(self, visit: OpenVisit, member: Member, account: str, patience: timedelta) -> None:
        """Begin with nothing said."""
        super().__init__(visit, patience)
        self._member, self._account = member, account
        self._mention: Post | None = None
        self._answering: Post | None = None
        self._public: list[Post] = []

    def ask_everybody(self, words: str) -> None:
        """Mention the company in public, and wait for an answer, there or in private; without any nobody goes on."""
        self._mention = self._write(words, public=True)
        posts = self._wait(self._mention, private=False)
        self.opening = [post.words for post in posts if not post.public]
        self.said = [*self.opening]

    def say(self, words: str) -> list[str]:
        """Write to the company alone; return what it answers there."""
        self._see_answered()
        posts = [post for post in self._wait(self._write(words), private=True) if not post.public]
        self.last_turn = [post.words for post in posts]
        self.said += self.last_turn
        if not posts:
            raise NobodyAnswers
        return self.last_turn

    def everybody_reads(self) -> list[Post]:
        """Return what the company has written for everybody to read."""
        below = self._member.answers_to(self._mention) if self._mention else []
        return list({post.number: post for post in (*self._public, *below) if post.public}.values())

    def _write(self, words: str, *, public: bool = False) -> Post:
        post = self._member.write(f"@{self._account} {words}", answering=self._answering, public=public)
        self._answering = self._answering or post
        self._take(self._visit.visitor.name, words, post)
        return post

    def _wait(self, asked: Post, *, private: bool) -> list[Post]:
        """Wait for an answer, which must be a private one or may be any; return all that came."""
        found: list[Post] = []

        def look() -> list[Post]:
            found.extend(self._member.news())
            return [post for post in found if not (private and post.public)]

        self._answers(look, asked.at)
        for post in found:
            self._take("company", post.words, post)
            if post.public:
                self._public.append(post)
            else:
                self._answering = post
        return found

    def _take(self, who: str, words: str, post: Post) -> None:
        self._note(who, f"(in public) {words}" if post.public else words, post.at)
