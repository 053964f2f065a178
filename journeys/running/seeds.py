"""Who is invented in a run: the seed that names its shoppers, and what logins end in where it was used before."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import pytest

from journeys.errors import AuthorError

__all__ = ["Seeds", "add_options", "keeps_its_data"]

_SEEDS = 10**12
"""Two runs of a million have the same seed once in two chances; those of ten years of nights, never."""
_SUFFIX_BYTES = 4
_SUFFIX = re.compile(r"[0-9a-z]{0,20}")


def add_options(group: pytest.OptionGroup) -> None:
    """Add the options that choose who is invented."""
    group.addoption(
        "--shopper-seed",
        type=int,
        default=None,
        metavar="N",
        help="the same seed gives the same shoppers (default: another at each run)",
    )
    group.addoption(
        "--login-suffix",
        default=None,
        metavar="TEXT",
        help="what logins and addresses of invented shoppers end in (default: nothing; with --shopper-seed, at a "
        "company that keeps its customers, something else in each run)",
    )


class Seeds:
    """The plugin that chooses both, tells workers, and says so where logins get a suffix unasked."""

    def __init__(self, config: pytest.Config) -> None:
        """Choose, or take what the controller has chosen."""
        option, worker = config.option, getattr(config, "workerinput", None)
        self._unasked = False
        if worker is not None and "shopper_seed" in worker:
            option.shopper_seed, option.login_suffix = worker["shopper_seed"], worker["login_suffix"]
            return
        if option.login_suffix is None:
            self._unasked = option.shopper_seed is not None and keeps_its_data(config)
            option.login_suffix = secrets.token_hex(_SUFFIX_BYTES) if self._unasked else ""
        elif not _SUFFIX.fullmatch(option.login_suffix):
            problem = "--login-suffix takes up to 20 small letters and figures, which any login may have"
            raise pytest.UsageError(str(AuthorError(problem, value=option.login_suffix)))
        if option.shopper_seed is None:
            option.shopper_seed = secrets.randbelow(_SEEDS)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: pytest.Session) -> None:
        """Tell an xdist worker."""
        option = node.config.option
        chosen = {"shopper_seed": option.shopper_seed, "login_suffix": option.login_suffix}
        node.workerinput.update(chosen)  # type: ignore[attr-defined]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Say that logins have a suffix, and why."""
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if self._unasked and reporter is not None and session.items and not session.config.option.dry:
            suffix = session.config.option.login_suffix
            reporter.write_line(
                f"The company keeps its customers and may know those of this seed: logins end in -{suffix} this time "
                f"(the very same again: --login-suffix {suffix}; none: --login-suffix '')."
            )


def keeps_its_data(config: pytest.Config) -> bool:
    """Tell whether the company outlives the run, so that customers of an earlier one may be there."""
    return Path(config.option.company).is_file()
