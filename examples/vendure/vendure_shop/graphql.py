"""Vendure's two APIs, spoken to as their documentation says: GraphQL, with a token that signing in gives."""

from __future__ import annotations

from typing import Any

import requests

from journeys.api import Unreachable

__all__ = ["GraphQL", "mutation"]


def mutation(variables: str, call: str, fields: str) -> str:
    """Write a mutation that answers with these fields, or with why it could not be done."""
    head = f"({variables})" if variables else ""
    return f"mutation {head} {{ {call} {{ {fields} ... on ErrorResult {{ errorCode message }} }} }}"


_LOGIN = mutation(
    "$username: String!, $password: String!",
    "login(username: $username, password: $password)",
    "... on CurrentUser { id }",
)


class GraphQL:
    """One of the APIs; everybody who signs in has a token of their own."""

    def __init__(self, http: requests.Session, address: str) -> None:
        """Take the session to use and the API's address."""
        self._http, self._address = http, address

    def sign_in(self, username: str, password: str) -> str:
        """Return a token.

        Raises:
            Unreachable: The credentials are not accepted, so nothing can be seen here.
        """
        answer = self._post(_LOGIN, None, {"username": username, "password": password})
        try:
            return answer.headers["vendure-auth-token"]
        except KeyError:
            message = f"{username} cannot sign in at {self._address}: {answer.text[:200]}"
            raise Unreachable(message) from None

    def ask(self, query: str, token: str | None = None, **variables: object) -> Any:
        """Return what a query's one field answers.

        Raises:
            Unreachable: The API does not understand or cannot do it, which is no answer to a customer.
        """
        content = self._post(query, token, variables).json()
        if "errors" in content:
            message = f"{self._address} answered {content['errors'][0]['message']!r} to {query}"
            raise Unreachable(message)
        (answer,) = content["data"].values()
        return answer

    def _post(self, query: str, token: str | None, variables: dict[str, Any]) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._http.post(self._address, json={"query": query, "variables": variables}, headers=headers)
        if answer.status_code >= requests.codes.server_error:
            message = f"{self._address} answered {answer.status_code}: {answer.text[:200]}"
            raise Unreachable(message)
        return answer
