"""A social network over the Mastodon API, by its client Mastodon.py: who has an account, what is written there."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from journeys.company.company_file import TouchpointSettings
from journeys.errors import Compromised, InvalidCompany, MysteryShopperError, NotUnderstood, Unreachable
from journeys.promises.shopper import Shopper
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.rendering import lines_shown

if TYPE_CHECKING:
    from mastodon import Mastodon

__all__ = ["Member", "Network", "Post", "check_client"]

_DIRECT: Final = "direct"
_HIDDEN: Final = "<style>.invisible { display: none }</style>"
"""What the network's own style sheet hides: the scheme of a link, and where it goes on."""
_ADDRESSED: Final = re.compile(r"^(?:\s*@[\w.@-]+)+[\s,:]*")
_LONGEST_NAME: Final = 30
_MENTION: Final = "mention"
_A_PAGE: Final = 40


@dataclass(frozen=True, slots=True)
class Post:
    """Something that was written.

    Attributes:
        number: The network's.
        words: As people see them, without the names that they are addressed to.
        at: When it was written, in the company's time zone.
        public: Whether others can read it than those it names.
    """

    number: str
    words: str
    at: datetime
    public: bool


class Network:
    """The network at one address, where the company has an account."""

    def __init__(
        self, name: str, settings: TouchpointSettings, tools: Toolbox, company: str, tokens: Mapping[str, str]
    ) -> None:
        """Take where it is, what the company is called there, and the tokens of test accounts by who uses them.

        The ``username`` and ``password`` of the settings are an application's, which opens accounts for all others.
        """
        self._name, self._settings, self._tools, self._company = name, settings, tools, company
        self._tokens = dict(tokens)

    def examine(self) -> None:
        """Look the company's account up."""
        with self.asking("looking the company up"):
            self.client().account_lookup(self._company)

    def join(self, shopper: Shopper) -> Member:
        """Sign a shopper in, with an account that is opened first if there is none.

        Raises:
            Unreachable: The network does not answer, or not as one does.
            Compromised: The shopper has no account and none can be opened.
        """
        self._tools.redactor.learn(self._tokens.values())
        with self.asking("looking the company up"):
            company = self.client().account_lookup(self._company)
            token = self._tokens.get(shopper.email) or self._tokens.get(shopper.name)
            client = self.client(token)
            if token is None or (shopper.email in self._tokens and not self._is_good(client)):
                self._open_account(client, shopper)
            return Member(self, client, str(company.id), ZoneInfo(self._tools.company.time_zone))

    def client(self, token: str | None = None) -> Mastodon:
        """Make a client that goes where this run goes, and waits for nothing by itself."""
        client: Mastodon = _library().Mastodon(
            access_token=token,
            api_base_url=self._settings.address.rstrip("/"),
            session=self._tools.http,
            ratelimit_method="throw",
            version_check_mode="none",
        )
        login = self._settings.password
        client.client_id, client.client_secret = self._settings.username, login.get_secret_value() if login else None
        return client

    @contextmanager
    def asking(self, doing: str) -> Iterator[None]:
        """Say whose fault it is if the network does not do as it should; the client hides what was wrong.

        Raises:
            Unreachable: It does not answer, or with an error.
            NotUnderstood: It answers something else than it should.
        """
        library = _library()
        try:
            yield
        except library.MastodonError as error:
            if (own := _own_error(error)) is not None:
                raise own from error
            said = " ".join(map(str, error.args))
            message = f"The {self._name} did not do as it should ({doing}): {said}"
            raise Unreachable(message) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            message = f"The {self._name} answers something that cannot be read ({doing}): {error}"
            raise NotUnderstood(message) from error

    @staticmethod
    def _is_good(client: Mastodon) -> bool:
        try:
            client.account_verify_credentials()
        except _library().MastodonUnauthorizedError:
            return False
        return True

    def _open_account(self, client: Mastodon, shopper: Shopper) -> None:
        if self._settings.username is None or self._settings.password is None:
            message = (
                f"{shopper.name} has no account at the {self._name}, and nobody may open one: name a token in "
                "options.tokens, or username and password of an application that opens accounts"
            )
            raise Compromised(message)
        name = re.sub(r"\W", "_", shopper.email.partition("@")[0], flags=re.ASCII)[-_LONGEST_NAME:]
        token = client.create_account(
            name, secrets.token_urlsafe(12), shopper.email, agreement=True, locale=shopper.language
        )
        self._tools.redactor.learn([str(client.access_token)])
        self._tokens[shopper.email] = str(token or client.access_token)


class Member:
    """A shopper who is signed in."""

    def __init__(self, network: Network, client: Mastodon, company: str, zone: ZoneInfo) -> None:
        """Take the shopper's client, the company's id, and the zone to tell times in; older news are not read."""
        self._network, self._client, self._company, self._zone = network, client, company, zone
        self._seen = {str(one.id) for one in client.notifications(types=[_MENTION], limit=_A_PAGE)}

    def write(self, words: str, *, answering: Post | None = None, public: bool = False) -> Post:
        """Write something, to everybody or to those alone whom it names."""
        with self._network.asking("writing"):
            status = self._client.status_post(
                words,
                in_reply_to_id=answering.number if answering else None,
                visibility="public" if public else _DIRECT,
            )
            return self._read(status)

    def news(self) -> list[Post]:
        """Return what the company has written to the shopper since this was last asked, the oldest first."""
        with self._network.asking("reading the news"):
            found: list[Any] = []
            page: Any = self._client.notifications(types=[_MENTION], limit=_A_PAGE)
            while page:
                new = [one for one in page if str(one.id) not in self._seen]
                found += new
                page = self._client.fetch_next(page) if len(new) == len(page) else None
            self._seen |= {str(one.id) for one in found}
            return [self._read(one.status) for one in reversed(found) if self._is_companys(one.status)]

    def answers_to(self, post: Post) -> list[Post]:
        """Return all that the company has written below a post, whether it names the shopper or not."""
        with self._network.asking("reading the answers"):
            below = self._client.status_context(post.number).descendants
            return [self._read(one) for one in below if self._is_companys(one)]

    def _is_companys(self, status: Any) -> bool:
        return str(status.account.id) == self._company

    def _read(self, status: Any) -> Post:
        shown = "\n".join(filter(None, [status.spoiler_text, *lines_shown(f"{_HIDDEN}{status.content}")]))
        at = status.created_at.astimezone(self._zone)
        return Post(str(status.id), _ADDRESSED.sub("", shown), at, status.visibility != _DIRECT)


def check_client() -> None:
    """See that the client is there, without importing it.

    Raises:
        InvalidCompany: It is not installed.
    """
    if find_spec("mastodon") is None:
        remedy = "Install it: pip install 'mystery-shopper[social]'."
        raise InvalidCompany("Social media need the client Mastodon.py, which is not installed", remedy=remedy)


def _library() -> Any:
    """Import the client, which takes half a second, when somebody writes there."""
    return import_module("mastodon")


def _own_error(error: BaseException) -> MysteryShopperError | None:
    """Find an error of ours that the client caught and told as its own."""
    behind = error.__context__
    while behind is not None and not isinstance(behind, MysteryShopperError):
        behind = behind.__context__
    return behind
