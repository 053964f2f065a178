"""How somebody works a page: with a mouse, or with nothing but a keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Locator

from journeys.errors import NotUnderstood
from journeys.tools.pace import rest
from journeys.touchpoints.using_pages import fill

__all__ = ["Hands"]

_MOST_STOPS: Final = 150
"""So often somebody presses Tab who looks for something on a page."""
_HAS_FOCUS: Final = "(one) => one === document.activeElement"


@dataclass(frozen=True, slots=True)
class Hands:
    """Presses buttons and fills in fields.

    Attributes:
        keyboard: By the keyboard alone: whatever Tab does not lead to cannot be used.
    """

    keyboard: bool = False

    def press(self, control: Locator) -> None:
        """Press a button or link.

        Raises:
            NotUnderstood: The keyboard does not get there.
        """
        rest(control.page)
        if self.keyboard:
            self._reach(control)
            control.page.keyboard.press("Enter")
        else:
            control.click()

    def fill(self, field: Locator, words: str) -> None:
        """Fill in a field.

        Raises:
            NotUnderstood: The keyboard does not get there, or it does not keep what is typed.
        """
        if self.keyboard:
            self._reach(field)
            field.page.keyboard.insert_text(words)
        else:
            fill(field, words)

    @staticmethod
    def _reach(control: Locator) -> None:
        """Press Tab until a control has the focus, after it is there."""
        control.wait_for()
        for _ in range(_MOST_STOPS):
            if control.evaluate(_HAS_FOCUS):
                return
            control.page.keyboard.press("Tab")
        message = f"The keyboard alone does not lead to {control}: Tab was pressed {_MOST_STOPS} times"
        raise NotUnderstood(message)
