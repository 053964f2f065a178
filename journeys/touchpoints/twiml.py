"""A phone line as a caller hears it: the harness is the telephone carrier, the company answers in TwiML."""

from __future__ import annotations

from collections.abc import Collection

from journeys.company.company_file import TouchpointSettings
from journeys.tools.toolbox import Toolbox
from journeys.touchpoints.conversation import Conversation
from journeys.touchpoints.phone_call import PhoneCall
from journeys.touchpoints.twiml_phrases import read_phrases
from journeys.touchpoints.visit import OpenVisit

__all__ = ["TwimlLine"]


class TwimlLine(Conversation):
    """Calls the company and talks with its agents, turn by turn, in the words that the touchpoint's options give."""

    def __init__(self, name: str, settings: TouchpointSettings, tools: Toolbox) -> None:
        """Take the voice webhook's address, the carrier's signing token and the caller's patience (company time)."""
        super().__init__(name, settings, tools, read_phrases(settings.options))

    @classmethod
    def lacks(cls, settings: TouchpointSettings) -> Collection[type]:
        """Check the options before anything runs; whatever a caller may ask for can be asked for here."""
        read_phrases(settings.options)
        return ()

    def begin(self, visit: OpenVisit) -> PhoneCall:
        """Call the line from the shopper's own number."""
        settings = self._settings
        token = settings.token.get_secret_value() if settings.token else ""
        return PhoneCall(visit, self._tools.http, settings.address, token, settings.patience, self._phrases)
