"""A further touchpoint in a suite that is there: where its driver goes, and what the company file says of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from journeys.company.company_file import Company, described
from journeys.errors import InvalidCompany

__all__ = ["checked", "folder_of", "package_of", "section"]


def package_of(company: Company) -> str:
    """Name the package, with a dot, that the suite's other drivers are in."""
    packages = [one.driver.partition(":")[0].rpartition(".")[0] for one in company.touchpoints.values()]
    own = [name for name in packages if name and not name.startswith("journeys.")]
    return f"{own[0]}." if own else ""


def folder_of(company: Company) -> Path:
    """Find the folder that the suite's packages are in: where one is already, else the company file's."""
    here = company.folder or Path()
    top = package_of(company).partition(".")[0]
    return next((folder for folder in (here / "journeys", here) if top and (folder / top).is_dir()), here)


def section(touchpoint: str, channel: str, driver: str, address: str, username: str | None) -> str:
    """Write the section of a company file about a touchpoint; a password is taken from the environment."""
    facts = {"channel": channel, "driver": driver, "address": address}
    if username:
        secret = re.sub(r"\W+", "_", touchpoint).upper()
        facts |= {"username": username, "password": f"${{{secret}_PASSWORD}}"}
    lines = [f'[touchpoints."{touchpoint}"]', *(f'{key} = "{value}"' for key, value in facts.items())]
    return "\n" + "\n".join(lines) + "\n"


def checked(text: str, file: Path) -> None:
    """See that a company file can be used as it will be; its secrets need not be there yet.

    Raises:
        InvalidCompany: It cannot.
    """
    try:
        described(tomllib.loads(text), file.parent)
    except ValidationError as error:
        told = "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
        raise InvalidCompany(f"{file} could not be used with it: {told}") from error
