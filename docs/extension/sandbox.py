"""The sandbox company's faults."""

from __future__ import annotations

from fixtures.sandbox.policy.faults import FAULTS

from .words import Undocumented, table

__all__ = ["faults"]


def faults() -> str:
    """List every fault by row."""
    for fault in FAULTS.values():
        if not fault.sentence:
            raise Undocumented(f"The fault {fault.name}")
    return table(
        ["row", "fault", "what the company does"], [(f.row, f"`{f.name}`", f.sentence) for f in FAULTS.values()]
    )
