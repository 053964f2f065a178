"""Mystery Shopper as a pytest plugin: its options, the folder a run leaves, features as tests, tags as marks."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError

from journeys import hooks
from journeys.browsing import TraceMode
from journeys.errors import BrokenPromises, MysteryShopperError, whose_fault
from journeys.feature_files import FeatureFile, is_feature_run, mark_name
from journeys.ledger import Ledger
from journeys.scenario_run import FAULT, LEDGER, ScenarioRunner

__all__ = ["COMPANY_FILE", "RUN_FOLDER"]

RUN_FOLDER: pytest.StashKey[Path] = pytest.StashKey()
"""Where the session keeps the folder of its run; absent when no features are run."""

COMPANY_FILE = "company.toml"
"""The company file that a suite of one's own goes by."""

_SEEDS = 10_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that choose who is shopped and what is kept."""
    group = parser.getgroup("mystery shopper")
    group.addoption(
        "--company",
        default=None,
        metavar="NAME-or-FILE",
        help="the sandbox company's profile (connected, siloed) or a company file "
        f"(default: {COMPANY_FILE} where pytest's rootdir has one, else connected)",
    )
    group.addoption(
        "--fault",
        action="append",
        default=[],
        metavar="NAME",
        help="a fault of the sandbox company to switch on; may be given several times (shop sandbox --list-faults)",
    )
    group.addoption(
        "--shopper-seed",
        type=int,
        default=None,
        metavar="N",
        help="the same seed gives the same shoppers (default: another at each run)",
    )
    group.addoption(
        "--browser-trace",
        type=TraceMode,
        choices=list(TraceMode),
        default=TraceMode.OFF,
        help="which visits leave a Playwright trace: off, on-breach, on (default: off)",
    )
    group.addoption("--output", default=None, metavar="DIR", help="where runs are kept (default: reports/out)")


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Declare the hooks that reports follow a run by."""
    pluginmanager.add_hookspecs(hooks)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Prepare the run's folder and ledger, unless this session runs no features."""
    config.pluginmanager.register(ScenarioRunner(config), "journeys.scenario_runner")
    if config.option.company is None:
        own = config.rootpath / COMPANY_FILE
        config.option.company = os.path.relpath(own) if own.exists() else "connected"
    worker: dict[str, Any] | None = getattr(config, "workerinput", None)
    if worker is not None and "shop_run_folder" in worker:
        config.option.shopper_seed = worker["shopper_seed"]
        folder = Path(worker["shop_run_folder"])
        _keep(config, folder, f"ledger-{worker['workerid']}.jsonl")
        return
    if config.option.shopper_seed is None:
        config.option.shopper_seed = random.randrange(_SEEDS)  # noqa: S311 - it names shoppers, it guards nothing
    if worker is None and not config.option.collectonly and is_feature_run(config):
        _keep(config, _new_folder(config), "ledger.jsonl")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker which run it belongs to."""
    if RUN_FOLDER in node.config.stash:
        node.workerinput["shop_run_folder"] = str(node.config.stash[RUN_FOLDER])
        node.workerinput["shopper_seed"] = node.config.option.shopper_seed


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect feature files as they are."""
    return FeatureFile.from_parent(parent, path=file_path) if file_path.suffix == ".feature" else None


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool:
    """Turn ``@channel:phone`` into ``mark.channel("phone")`` and ``@R1`` into ``mark.R1``, known to strict markers."""
    argument = tag.partition(":")[2]
    mark = getattr(pytest.mark, mark_name(tag))
    (mark(argument) if argument else mark)(function)
    return True


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show a reader what we raised on purpose as it reads, not the way it came."""
    report = yield
    error = call.excinfo.value if call.excinfo else None
    if error is not None:
        report.user_properties.append((FAULT, whose_fault(error)))
    if isinstance(error, MysteryShopperError | BrokenPromises | StepDefinitionNotFoundError):
        notes = getattr(error, "__notes__", [])
        name = "" if isinstance(error, BrokenPromises) else f"{type(error).__name__}: "
        report.longrepr = "\n".join([f"{name}{error}", *notes])
    return report


def _new_folder(config: pytest.Config) -> Path:
    output = Path(config.option.output) if config.option.output else config.rootpath / "reports" / "out"
    started = datetime.now(UTC)
    company = Path(config.option.company).stem
    name = f"{started:%Y-%m-%d-%H%M%S}-{company}"
    try:
        output.mkdir(parents=True, exist_ok=True)
        folder = next(path for path in _names(output / name) if _made(path))
        _point_latest_to(folder)
    except OSError as error:
        remedy = "Make it writable, or choose another folder with --output DIR."
        message = f"Runs cannot be kept in {output}: {error.strerror}. {remedy}"
        raise pytest.UsageError(message) from error
    return folder


def _made(folder: Path) -> bool:
    """Make a folder; tell whether it is new, so that two runs that start in one second do not share one."""
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True


def _names(first: Path) -> Generator[Path]:
    yield first
    for number in range(2, 1000):
        yield first.with_name(f"{first.name}-{number}")


def _point_latest_to(folder: Path) -> None:
    link, fresh = folder.parent / "latest", folder.parent / f".latest-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.name)
    fresh.replace(link)


def _keep(config: pytest.Config, folder: Path, ledger: str) -> None:
    config.stash[RUN_FOLDER] = folder
    config.stash[LEDGER] = Ledger(folder / ledger)
