"""Mystery Shopper as a pytest plugin: its options, the folder a run leaves, features as tests, tags as marks."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError

from journeys.errors import AuthorError, BrokenPromises, MysteryShopperError
from journeys.evidence.harmless import harmless
from journeys.gherkin.languages.translation import Translator
from journeys.gherkin.reading.feature_files import FeatureFile, is_feature_run
from journeys.gherkin.reading.tags import A_TAG_OF_FEATURES, TAGS, mark_of
from journeys.gherkin.sentences.step_search import StepSearch
from journeys.records.ledger import Ledger
from journeys.running import hooks
from journeys.running.preflight import Preflight
from journeys.running.remarks import Remarks
from journeys.running.repeating import Repeating
from journeys.running.repeating import add_option as add_repeat
from journeys.running.roll_call import RollCall
from journeys.running.run_folder import new_folder
from journeys.running.scenario_run import LEDGER, ScenarioRunner
from journeys.running.seeds import Seeds, add_options
from journeys.running.sharding import Shard, Sharder, read_durations, read_shard
from journeys.running.stopping import Stopping
from journeys.running.tally import Tally, tell_standing
from journeys.running.workers import RUN_FOLDER, Receiver, folder_of_worker, tell_worker
from journeys.tools.browsing import TraceMode

__all__ = ["COMPANY_FILE", "RUN_FOLDER"]

COMPANY_FILE = "company.toml"
"""The company file that a suite of one's own goes by."""


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
    add_options(group)
    add_repeat(group)
    group.addoption(
        "--browser-trace",
        type=TraceMode,
        choices=list(TraceMode),
        default=TraceMode.OFF,
        help="which visits leave a Playwright trace: off, on-breach, on (default: off)",
    )
    group.addoption(
        "--shard",
        type=_shard,
        default=None,
        metavar="N/OF",
        help="walk only the N-th of OF shares; each machine, given another N, agrees with the others unasked",
    )
    group.addoption(
        "--durations-from",
        type=Path,
        default=None,
        metavar="RUN",
        help="balance the shards by what scenarios took in an earlier run: its folder, or a ledger; "
        "the same for all machines (default: as many scenarios for each)",
    )
    group.addoption("--dry", action="store_true", help="contact nobody: tell visit by visit what would be done")
    group.addoption("--no-preflight", action="store_true", help="run features as they are, without checking them first")
    group.addoption("--output", default=None, metavar="DIR", help="where runs are kept (default: reports/out)")


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Declare the hooks that reports follow a run by."""
    pluginmanager.add_hookspecs(hooks)


def pytest_plugin_registered(plugin: object, manager: pytest.PytestPluginManager) -> None:
    """Register what a package names of its own modules as plugins, as ``steps`` does.

    pytest would do so as well, but read what all installed packages offer before each: half a second for ours.
    What cannot be imported is left to it, which tells so.
    """
    if not isinstance(plugin, ModuleType):
        return
    listed: str | Sequence[str] = getattr(plugin, "pytest_plugins", ())
    for name in (listed,) if isinstance(listed, str) else listed:
        if name.startswith(f"{plugin.__name__}.") and not manager.has_plugin(name) and not manager.is_blocked(name):
            pytest.register_assert_rewrite(name)
            with suppress(Exception):
                manager.register(import_module(name), name)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Shop the suite's own company, if none was named."""
    if config.option.company is None:
        own = config.rootpath / COMPANY_FILE
        config.option.company = os.path.relpath(own) if own.exists() else "connected"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Prepare the run's folder and ledger, unless this session runs no features."""
    config.pluginmanager.register(ScenarioRunner(config), "journeys.scenario_runner")
    config.pluginmanager.register(Remarks(), "journeys.remarks")
    config.pluginmanager.register(Seeds(config), "journeys.seeds")
    if config.option.repeat > 1:
        config.pluginmanager.register(Repeating(config.option.repeat), "journeys.repeating")
    config.pluginmanager.register(StepSearch(), "journeys.gherkin.sentences.step_search")
    if not config.option.collectonly and not config.option.no_preflight and is_feature_run(config):
        config.pluginmanager.register(
            Preflight(config)
        )  # before the translator: of those that want to be first, the last is
    config.pluginmanager.register(Translator(), "journeys.translator")
    worker: dict[str, Any] | None = getattr(config, "workerinput", None)
    if worker is not None and (folder := folder_of_worker(config)) is not None:
        _keep(config, folder, f"ledger-{worker['workerid']}.jsonl")
    durations = _durations(config) if worker is None else worker.get("shop_durations", {})
    if config.option.shard is not None:
        config.pluginmanager.register(Sharder(config, config.option.shard, durations))
    if is_feature_run(config):
        config.option.force_short_summary = True  # pytest's summary repeats every message in full where CI is set
    if worker is None and not config.option.collectonly and is_feature_run(config):
        _keep(config, _new_folder(config), "ledger.jsonl")
        config.pluginmanager.register(Receiver(config.stash[RUN_FOLDER]))
        _end_well(config)
        if not any(isinstance(plugin, Tally) for plugin in config.pluginmanager.get_plugins()):
            config.pluginmanager.register(Tally())  # shop run brings its own
    if RUN_FOLDER in config.stash:
        config.pluginmanager.register(RollCall(config, config.stash[RUN_FOLDER], config.stash[LEDGER]))
        config.pluginmanager.register(Stopping())
    for tag in TAGS:
        config.addinivalue_line("markers", f"{tag}: {A_TAG_OF_FEATURES}")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker what it cannot know: its run, and how the suite is split."""
    tell_worker(node.config, node.workerinput)
    node.workerinput["shop_durations"] = _durations(node.config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect feature files as they are."""
    return FeatureFile.from_parent(parent, path=file_path) if file_path.suffix == ".feature" else None


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool:
    """Turn ``@channel:phone`` into ``mark.channel("phone")`` and ``@R1`` into ``mark.R1``, known to strict markers."""
    if mark := mark_of(tag):
        mark(function)
    return True


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show a reader what we raised on purpose as it reads, not the way it came."""
    report = yield
    error = call.excinfo.value if call.excinfo else None
    if isinstance(item.parent, FeatureFile):
        tell_standing(report, item, error)
    if isinstance(error, MysteryShopperError | BrokenPromises | StepDefinitionNotFoundError):
        notes = getattr(error, "__notes__", [])
        name = "" if isinstance(error, BrokenPromises) else f"{type(error).__name__}: "
        report.longrepr = "\n".join([f"{name}{error}", *notes])
    _make_harmless(report)
    return report


def _make_harmless(report: pytest.TestReport) -> None:
    """Let nothing that a company said command the terminal, or break the XML."""
    if report.longrepr is not None and not isinstance(report.longrepr, tuple):
        told = str(report.longrepr)
        if harmless(told) != told:
            report.longrepr = harmless(told)
    report.sections = [(name, harmless(said)) for name, said in report.sections]


def _shard(text: str) -> Shard:
    try:
        return read_shard(text)
    except AuthorError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _durations(config: pytest.Config) -> dict[str, float]:
    if config.option.durations_from is None:
        return {}
    try:
        return read_durations(config.option.durations_from)
    except AuthorError as error:
        message = f"--durations-from: {error}"
        raise pytest.UsageError(message) from error


def _new_folder(config: pytest.Config) -> Path:
    output = Path(config.option.output) if config.option.output else config.rootpath / "reports" / "out"
    try:
        return new_folder(output, Path(config.option.company).stem)
    except OSError as error:
        remedy = "Make it writable, or choose another folder with --output DIR."
        message = f"Runs cannot be kept in {output}: {error.strerror}. {remedy}"
        raise pytest.UsageError(message) from error


def _end_well(config: pytest.Config) -> None:
    """Let a run that is told to end (SIGTERM) end as by Ctrl-C: reported, and what it made undone."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        config.add_cleanup(_end_as_ever)


def _end_as_ever() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _keep(config: pytest.Config, folder: Path, ledger: str) -> None:
    config.stash[RUN_FOLDER] = folder
    config.stash[LEDGER] = Ledger(folder / ledger)
