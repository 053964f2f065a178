"""What each of the drivers that fit any company can be told in the company file."""

from __future__ import annotations

from pydantic import BaseModel

from journeys.touchpoints import letter_labels, openapi_options, twiml_menu_options, twiml_phrases

from .words import attributes, first_line, table

__all__ = ["driver_options"]

_INBOX = {
    "places": 'What letters call the touchpoints, with their names: `{ "our shops" = "store" }`.',
    "subject": "Words of the subject that tell a letter when nothing else does.",
    "poll": "How often a mailbox that tells nothing by itself is asked, such as `50 ms`.",
}
_LONGEST = 90
_HEADS = ("key", "unless told otherwise", "meaning")
_LABELS_TOLD = (
    "Each is a label or a list of labels, as they stand before a value in the company's letters; one between slashes "
    "is a regular expression with a group around the value."
)
_SECTIONS: dict[str, dict[str, type[BaseModel]]] = {
    "A phone line that answers in TwiML": {
        "options": twiml_phrases.Phrases,
        "options.says": twiml_phrases.Says,
        "options.hears": twiml_phrases.Hears,
        "options.limits": twiml_menu_options.Limits,
    },
    "An API with an OpenAPI document": {
        "options": openapi_options.Options,
        "options.sign_in": openapi_options.SignIn,
        "options.values.NAME": openapi_options.Lookup,
        "options.quote, and all that can be asked for": openapi_options.Call,
    },
}


def driver_options() -> str:
    """List the options of the inbox, the phone line and the JSON API."""
    labels = letter_labels._LABELS  # noqa: SLF001 - what it goes by is what is told
    inbox = [(f"`{key}`", ", ".join(f"`{label}`" for label in usual), "") for key, usual in labels.items()]
    inbox += [(f"`{key}`", "", meaning) for key, meaning in _INBOX.items()]
    parts = [f"### The inbox\n\n{_LABELS_TOLD}\n\n{table(_HEADS, inbox)}"]
    for title, sections in _SECTIONS.items():
        parts += [f"### {title}", *(_section(where, section) for where, section in sections.items())]
    return "\n\n".join(parts)


def _section(where: str, section: type[BaseModel]) -> str:
    words = attributes(section)
    rows = []
    for key, field in section.model_fields.items():
        usual = field.default if isinstance(field.default, str) else ""
        shown = f"`{usual}`" if usual and len(usual) <= _LONGEST and "`" not in usual else ""
        shown = shown or ("as agents say it in several languages" if usual else "")
        must = "must be there" if field.is_required() else shown
        rows.append((f"`{key}`", must, field.description or words.get(key, "")))
    return f"`[touchpoints.NAME.{where}]`: {first_line(section, where)}\n\n{table(_HEADS, rows)}"
