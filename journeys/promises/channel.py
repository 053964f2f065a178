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


class Side(StrEnum):
    """What the customer sees, or what the employee's screen shows (service-blueprint terms)."""

    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
