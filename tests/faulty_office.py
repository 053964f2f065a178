"""A back office that opens the sandbox company anew with a fault, as its own switches do."""

from __future__ import annotations

import os
from typing import Final

from journeys.fixtures.kestrel.back_office import BackOffice

__all__ = ["FAULT", "FaultyOffice"]

FAULT: Final = "SHOPPED_WITH_FAULT"
"""The variable of the environment that names the fault."""


class FaultyOffice(BackOffice):
    """Kestrel's back office, on the day on which somebody broke something."""

    def start_afresh(self) -> None:
        """Empty the company's books and switch the fault on."""
        super().start_afresh()
        assert self._settings.token is not None
        headers = {"Authorization": f"Bearer {self._settings.token.get_secret_value()}"}
        faults = {"faults": [os.environ[FAULT]]}
        self._checked(self._tools.quiet.post(f"{self._root}/control/reset", json=faults, headers=headers))
