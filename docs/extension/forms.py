"""The forms that values have."""

from __future__ import annotations

from journeys.promises.form import Reading
from journeys.promises.forms import FORMS

from .words import table

__all__ = ["forms"]


def forms() -> str:
    """List every form, with a value as people write it and as it is written down."""
    rows = []
    for name, form in FORMS.items():
        kept = form.write(form.read(form.example, Reading(term=name, currency="USD")))
        rows.append((f"`{name}`", form.name, f"`{form.example}`", f"`{kept}`"))
    return table(["form", "what it is", "written by people", "kept, and told by drivers"], rows)
