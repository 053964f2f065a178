"""Makes one run of several: ledgers, exhibits and results of the machines that shared a suite."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeys.errors import AuthorError
from journeys.records.ledger import Ledger
from journeys.records.record import MergedFrom, RunStarted
from journeys.records.run import LEDGERS, Run, read_run
from journeys.running.run_folder import new_folder

__all__ = ["Merged", "gaps_of", "merge"]

_WHAT_REPORTS_READ = ("exhibits", "allure-results")
_WRITTEN_ANEW = {"environment.properties", "categories.json"}
"""Settings of Allure's, which the reports write for the whole."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The run that came of it.

    Attributes:
        folder: Where it is.
        remarks: What a reader should know: other seeds, other versions.
        gaps: What is missing from the whole.
    """

    folder: Path
    remarks: tuple[str, ...]
    gaps: tuple[str, ...]


def merge(folders: Sequence[Path], output: Path) -> Merged:
    """Merge runs into a new one below ``output``; the runs stay as they are.

    Raises:
        AuthorError: They are no parts of one run: nothing was made.
        InvalidLedger: One cannot be read.
        OSError: The new one cannot be written.
    """
    runs = [read_run(folder) for folder in folders]
    _check_one_company(runs)
    _check_no_scenario_twice(runs)
    target = new_folder(output, "merged")
    try:
        for number, run in enumerate(runs, start=1):
            _copy(run.folder, target, number)
        Ledger(target / "ledger-merged.jsonl").append(MergedFrom(runs=tuple(run.folder.name for run in runs)))
    except BaseException:
        shutil.rmtree(target)
        raise
    gaps = [gap for run in runs for gap in _gaps_within(run)]
    return Merged(target, tuple(_remarks(runs)), (*gaps, *filter(None, [read_run(target).shard_gap])))


def _check_one_company(runs: Sequence[Run]) -> None:
    seen = _by_value(runs, _who)
    if len(seen) > 1:
        told = "; ".join(f"{_names(having)}: {who}" for who, having in seen.items())
        remedy = "Merge runs of one company, with the same profile, faults and touchpoints."
        raise AuthorError(f"These runs did not shop the same company ({told}).", remedy=remedy)


def _check_no_scenario_twice(runs: Sequence[Run]) -> None:
    where: dict[str, list[Run]] = {}
    for run in runs:
        for one in run.scenarios:
            where.setdefault(one.started.scenario, []).append(run)
    twice = {scenario: having for scenario, having in where.items() if len(having) > 1}
    if twice:
        scenario, having = next(iter(twice.items()))
        remedy = "Leave out all of these runs but one: two accounts of one scenario cannot both be its result."
        raise AuthorError(
            f"{len(twice)} scenario(s) are in more than one run, such as {scenario} (in {_names(having)}).",
            remedy=remedy,
        )


def _remarks(runs: Sequence[Run]) -> Iterator[str]:
    seeds = _by_value(runs, lambda start: f"{start.shopper_seed}")
    if len(seeds) > 1:
        told = "; ".join(f"{_names(having)}: {seed}" for seed, having in seeds.items())
        yield f"The shoppers' seeds differ ({told}); give all machines one --shopper-seed."
    versions = _by_value(runs, lambda start: start.version)
    if len(versions) > 1:
        told = "; ".join(f"{_names(having)}: {one}" for one, having in versions.items())
        yield f"The versions of Mystery Shopper differ ({told})."


def gaps_of(run: Run) -> list[str]:
    """Name what is missing from a run: scenarios that it was to walk and that came to no end, shares of its suite."""
    return [*_gaps_within(run), *filter(None, [run.shard_gap])]


def _gaps_within(run: Run) -> list[str]:
    if not run.missing:
        return ["This run was killed before its end."] if run.cut_short else []
    why = "it was killed" if run.cut_short else "nobody knows why"
    count = len(run.missing)
    heads = [f"{count} of {len(run.expected) or count} scenario(s) of {run.folder} came to no end ({why}):"]
    return [*heads, *(f"  {name}" for name in run.missing)]


def _copy(source: Path, target: Path, number: int) -> None:
    for ledger in sorted(source.glob(LEDGERS)):
        shutil.copyfile(ledger, target / ledger.name.replace("ledger", f"ledger-{number}", 1))
    for folder in _WHAT_REPORTS_READ:
        for file in sorted((source / folder).rglob("*")):
            place = target / file.relative_to(source)
            if file.is_dir() or (place.exists() and place.name in _WRITTEN_ANEW):
                continue
            if place.exists() and place.read_bytes() != file.read_bytes():
                raise AuthorError("Two of these runs hold different files of one name", value=str(place.name))
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


def _by_value(runs: Sequence[Run], value: Callable[[RunStarted], str]) -> dict[str, list[Run]]:
    """Group runs by what each of their workers says; one that had nothing to do says nothing."""
    found: dict[str, list[Run]] = {}
    for run in runs:
        for said in {value(start): None for start in run.starts}:
            found.setdefault(said, []).append(run)
    return found


def _who(start: RunStarted) -> str:
    profile = f", {start.profile}" if start.profile else ""
    faults = f", with {', '.join(start.faults)}" if start.faults else ""
    places = ", ".join(name for name, _, _ in start.touchpoints)
    return f"{start.company}{profile}{faults} ({start.currency}, {start.locale}; {places})"


def _names(runs: Sequence[Run]) -> str:
    return ", ".join(str(run.folder) for run in runs)
