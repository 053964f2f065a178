"""HTTP within bounds: a requests session that contacts only the company's hosts and remembers what was exchanged."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from journeys.company.restraint import Manners
from journeys.errors import InvalidCompany, MysteryShopperError, Unreachable
from journeys.tools.bounds import BoundedAdapter

__all__ = ["GuardedSession"]

_LONGEST_BODY = 4_000


class _WithinBounds(BoundedAdapter):
    """Refuses hosts that the company file does not name, and answers that never end."""

    def __init__(self, hosts: Collection[str], manners: Manners) -> None:
        super().__init__()
        self._hosts, self._manners = hosts, manners

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        host = urlsplit(request.url or "").hostname
        if host not in self._hosts:
            problem = "A run contacts only the hosts of its company file"
            raise InvalidCompany(problem, value=str(host), valid=self._hosts)
        if self._manners.forbid(request.url or "") and (stopped := self._manners.take_stop()):
            raise stopped
        self._manners.wait_for_turn(request.url or "")
        return super().send(request, *args, **kwargs)


class GuardedSession(requests.Session):
    """A session for drivers; ``take_exchanges`` gives what went to and fro since it was last called.

    Attributes:
        hosts: The only ones it contacts.
    """

    def __init__(self, hosts: Collection[str], manners: Manners | None = None) -> None:
        """Take the only hosts it may contact, and how to behave towards them."""
        super().__init__()
        self.hosts = hosts
        adapter = _WithinBounds(hosts, manners or Manners())
        self.trust_env = False
        self.mount("http://", adapter)
        self.mount("https://", adapter)
        self.hooks["response"].append(self._remember)
        self._exchanges: list[str] = []

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send a request, follow its redirects and read the whole answer.

        Raises:
            Unreachable: It did not answer, broke off, lasted too long, or redirects without end.
            InvalidCompany: The company file does not name the host.
        """
        try:
            return super().send(request, **kwargs)
        except MysteryShopperError:
            raise
        except (requests.RequestException, HTTPError, ValueError) as error:  # a redirect may lead to no address at all
            message = f"{request.method} {request.url} did not answer: {error}"
            raise Unreachable(message) from error

    def take_exchanges(self) -> str:
        """Return the requests and responses so far as text, and forget them."""
        text, self._exchanges = "\n\n".join(self._exchanges), []
        return text

    def _remember(self, response: requests.Response, **_: object) -> None:
        asked = response.request
        sent = asked.body.decode(errors="replace") if isinstance(asked.body, bytes) else asked.body or ""
        self._exchanges.append(
            f"{asked.method} {asked.url}\n{sent[:_LONGEST_BODY]}\n"
            f"→ {response.status_code} {response.reason}  {response.headers.get('Content-Type', '')}\n"
            f"{response.text[:_LONGEST_BODY]}"
        )
