"""``shop doctor``: what is wrong, where, and how to mend it; before the first shopper goes anywhere."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import Any

from tests.engine.builders import answering

from .conftest import Shop

ONE_PLACE = """\
name = "Acme"
currency = "USD"
hosts = ["127.0.0.1"]

[touchpoints.website]
channel = "web"
driver = "{driver}"
address = "{address}"
"""


def acme(
    folder: Path,
    address: str,
    driver: str = "journeys.fixtures.kestrel.website:Website",
    more: str = "",
) -> str:
    file = folder / "acme.toml"
    text = ONE_PLACE.format(address=address, driver=driver)
    file.write_text(text + more, encoding="utf-8")
    return str(file)


def checks(out: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The checks, by subject and what was looked at."""
    return {(check["subject"], check["what"]): check for check in json.loads(out)}


def test_the_sandbox_company_is_well(shop: Shop) -> None:
    result = shop("doctor", "--company", "connected")

    assert result.code == 0, result.said
    assert re.search(r"✓ inbox +signs in +\d+\.\d\d s  \d+ messages; tells of new mail \(IDLE\)", result.out)
    assert re.search(r"✓ store +is fit for use", result.out)
    assert re.search(r"✓ back office +is fit for use", result.out)
    assert re.search(r"✓ browser +starts +\d+\.\d\d s  chromium \d+", result.out)
    assert result.out.rstrip().endswith("all is well.")


def test_an_address_where_nobody_answers_is_told_with_what_to_do(shop: Shop, tmp_path: Path) -> None:
    result = shop("doctor", "--company", acme(tmp_path, "http://127.0.0.1:9/"))

    assert result.code == 3
    assert "✗ website is reachable" in result.said
    assert "nobody answers at 127.0.0.1:9: Connection refused → Start it, or correct the address" in result.said
    assert "– website answers 0.00 s not looked at" in result.said
    assert "1 to mend." in result.out


def test_a_host_that_is_too_slow_is_told_once(shop: Shop, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes every call, and never says a word
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        app = ONE_PLACE.format(address=f"http://{host}/api", driver="journeys.fixtures.kestrel.website:Website")
        more = app.partition("\n\n")[2].replace("touchpoints.website", "touchpoints.app")
        result = shop("doctor", "--patience", "0.2", "--company", acme(tmp_path, f"http://{host}/", more=more))

    assert result.code == 3
    assert f"{host} did not answer within 0.2 s → Look what keeps it, or give it longer" in result.said
    assert f"not looked at: {host} is told of at the website" in result.said
    assert " 1 to mend." in result.out


def test_everything_is_looked_at_even_where_a_driver_raises(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "acme_shop.py").write_text(
        "class Shop:\n"
        "    def __init__(self, name, settings, tools): ...\n"
        "    def quote(self, visit): ...\n"
        "    def examine(self): raise KeyError('csrf')\n",
        encoding="utf-8",
    )
    more = '[promises."free phone upgrade"]\nprice = "free"\nsource = "leaflet"\nvalid_through = "30 November 2020"\n'
    more += '[[accounts.people]]\nname = "Linda Perez"\nemail = "qa1@acme.example"\nphone = "+12025550147"\n'
    with answering("hello") as company:
        file = acme(tmp_path, company.address, driver="acme_shop:Shop", more=more)
        result = shop("doctor", "--json", "--company", file)

    found = checks(result.out)
    assert result.code == 3
    assert found["website", "answers"]["ok"]
    assert found["website", "is fit for use"]["found"] == "KeyError: 'csrf'"
    assert found['promise "free phone upgrade"', "still holds"]["found"] == "it ended on 30 November 2020"
    assert found["accounts", "can be borrowed"]["found"] == "1 of 1 are free"
    assert found["browser", "starts"]["ok"]


def test_a_variable_that_is_not_set_is_an_authors_error_with_its_line(shop: Shop, tmp_path: Path) -> None:
    file = acme(tmp_path, "http://127.0.0.1:9/", more='token = "${ACME_TOKEN_NOBODY_SET}"\n')

    result = shop("doctor", "--company", file)

    assert result.code == 2
    assert "acme.toml:9: An environment variable is not set: 'ACME_TOKEN_NOBODY_SET'." in result.said


def test_an_unknown_company_is_refused(shop: Shop) -> None:
    result = shop("doctor", "--company", "conected")

    assert result.code == 2
    assert "Did you mean 'connected'?" in result.said
