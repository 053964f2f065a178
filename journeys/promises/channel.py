"""Means of contact between a customer and a company."""

from enum import StrEnum

__all__ = ["Channel", "Side"]


class Channel(StrEnum):
    """A means of contact; a touchpoint is one place within it."""

    EMAIL = "email"
    SMS = "sms"
    WEB = "web"
    MOBILE = "mobile"
    PHONE = "phone"
    CHAT = "chat"
    SOCIAL = "social"
    STORE = "store"
    POST = "post"

    @classmethod
    def knows(cls, called: str) -> bool:
        """Tell whether a channel is called so."""
        return called in {*cls, *_CALLED}

    @classmethod
    def _missing_(cls, value: object) -> "Channel | None":
        """Know what people call a channel: by text, in the app, on the website."""
        return cls(_CALLED[value]) if isinstance(value, str) and value in _CALLED else None

    @property
    def keeps_what_was_sent(self) -> bool:
        """Whether what is read there says what was said when it was sent; elsewhere one is told what is said now."""
        return self in {Channel.EMAIL, Channel.SMS, Channel.POST}


_CALLED = {"text": "sms", "texts": "sms", "website": "web", "app": "mobile"}


class Side(StrEnum):
    """What the customer sees, or what the employee's screen shows (service-blueprint terms)."""

    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
