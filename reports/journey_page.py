"""The journey page: one file for a reader who was not there, with every visit and its exhibits."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from journeys.evidence.harmless import harmless
from journeys.judging.verdict import Outcome
from journeys.promises.clock import lasting
from journeys.records.run import Run
from journeys.records.triage import Triage

from .changes import changes
from .exhibits import PICTURES_BYTES, Showcase
from .figures import USUAL, figures, what_to_mend
from .grid import locale_of, promise_rows, touchpoint_columns, whole_journeys
from .headline import headline, let_off, notices, standings
from .shares import how_often_kept
from .views import feature_views
from .wording import LET_OFF, MARKS, briefly, plural, readable, walk_title, when

__all__ = ["PAGE", "page", "write_page"]

PAGE = "journeys.html"
"""Its name within the run's folder."""

_TEMPLATES = Path(__file__).parent / "templates"


def page(run: Run, *, pictures_bytes: int = PICTURES_BYTES) -> str:
    """Draw the page of a run.

    Args:
        run: What to draw.
        pictures_bytes: How much the embedded pictures may take.
    """
    locale, rows = locale_of(run), promise_rows(run)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html", "html.j2"), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        briefly=briefly,
        lasting=lasting,
        plural=plural,
        readable=lambda text: readable(text, locale),
        when=lambda moment: when(moment, locale),
        mark=lambda outcome: MARKS[outcome.name],
        those=lambda numbers, names: sorted(numbers[name] for name in names if name in numbers),
        slug=lambda outcome: outcome.name.lower().replace("_", "-"),
    )
    return environment.get_template("journeys.html.j2").render(
        run=run,
        headline=headline(run),
        notices=notices(run),
        usual=USUAL,
        triages=list(Triage),
        stands=run.triage,
        standings=standings(run),
        let_off=let_off(run),
        changed=changes(run),
        broken_let_off=LET_OFF,
        figures=figures(run),
        rows=rows,
        columns=touchpoint_columns(run, rows),
        whole_journeys=whole_journeys(run),
        often_kept=how_often_kept(run),
        numbers={one.started.scenario: number for number, one in enumerate(run.scenarios, start=1)},
        titles=[walk_title(one.started) for one in run.scenarios],
        mends=what_to_mend(run),
        features=feature_views(run, Showcase(run, pictures_bytes)),
        outcomes=list(Outcome),
    )


def write_page(run: Run) -> Path:
    """Write the page into the run's folder, replacing an earlier one whole."""
    target = run.folder / PAGE
    draft = target.with_suffix(".part")
    draft.write_text(harmless(page(run)), encoding="utf-8")
    return draft.replace(target)
