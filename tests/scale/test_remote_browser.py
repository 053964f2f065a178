"""The browser on another machine: a Playwright server in a network of its own, as far away as one machine allows."""

from __future__ import annotations

import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import playwright
import pytest

from journeys.company.company_file import BrowserSettings
from journeys.errors import BrowserMissing
from journeys.records.run import read_run
from journeys.tools.browser import launch_options
from journeys.tools.browsing import Browsing
from journeys.tools.remote_browser import open_browser

ROOT = Path(__file__).parents[2]
DRIVER = Path(playwright.__file__).parent / "driver"
HERE, THERE = "10.203.47.1", "10.203.47.2"
SPACE, NEAR, FAR = "shop-browsers", "shop-near", "shop-far"
CALL = """server => new Promise(done => {
    const call = new RTCPeerConnection({iceServers: [{urls: server}]});
    call.onicegatheringstatechange = () => call.iceGatheringState === "complete" && done("complete");
    call.createDataChannel("x");
    call.createOffer().then(offer => call.setLocalDescription(offer));
})"""
WALK = "features/offers/an_offer_is_used_once.feature"


@dataclass(frozen=True)
class Elsewhere:
    """Another machine, with a browser server."""

    server: str


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """A machine of its own as far as the network goes, with a browser server on it."""
    if not (sys.platform == "linux" and os.geteuid() == 0 and shutil.which("ip")):
        pytest.skip("a network of its own needs Linux, root and ip (apt-get install iproute2)")
    with ExitStack() as stack:
        made = subprocess.run(["ip", "netns", "add", SPACE], capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.skip(f"a network of its own is not allowed here: {made.stderr.strip()}")
        stack.callback(_ip, "netns", "del", SPACE)
        _ip("link", "add", NEAR, "type", "veth", "peer", "name", FAR, "netns", SPACE)
        _ip("addr", "add", f"{HERE}/30", "dev", NEAR)
        _ip("link", "set", NEAR, "up")
        _ip("-n", SPACE, "addr", "add", f"{THERE}/30", "dev", FAR)
        _ip("-n", SPACE, "link", "set", FAR, "up")
        _ip("-n", SPACE, "link", "set", "lo", "up")
        yield Elsewhere(stack.enter_context(_BrowserServer(tmp_path_factory.mktemp("server"))))


class _BrowserServer:
    """Playwright's own server, with the browser of this system."""

    def __init__(self, folder: Path) -> None:
        self._config = folder / "server.json"

    def __enter__(self) -> str:
        options = launch_options()
        browser = {"executablePath": options["executable_path"]} if "executable_path" in options else {}
        settings = {"host": "0.0.0.0", "port": 3000, "wsPath": "/shop", "args": options["args"], **browser}  # noqa: S104
        self._config.write_text(json.dumps(settings), encoding="utf-8")
        command = ["ip", "netns", "exec", SPACE, str(DRIVER / "node"), str(DRIVER / "package" / "cli.js")]
        command += ["launch-server", "--browser", "chromium", "--config", str(self._config)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        assert said.startswith("ws://"), said + self._process.stdout.read()
        return f"ws://{THERE}:3000/shop"

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


class _Door(http.server.BaseHTTPRequestHandler):
    """Remembers who came, and sends those away who ask for it."""

    came: list[tuple[str, str]]
    port: int

    def do_GET(self) -> None:
        self.came.append((self.client_address[0], self.path))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", f"http://{THERE}:{self.port}/leaked")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        outside = f"//127.0.0.1:{self.port}/leaked"
        page = f"<title>In</title><img src='http:{outside}'><script>new WebSocket('ws:{outside}')</script>"
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def door() -> Iterator[type[_Door]]:
    """A web server on all addresses of this machine."""
    kind = type("Door", (_Door,), {"came": [], "port": 0})
    with http.server.ThreadingHTTPServer(("0.0.0.0", 0), kind) as server:  # noqa: S104
        kind.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        yield kind
        server.shutdown()


def reach(browsing: Browsing, address: str) -> str:
    page = browsing.page("Linda")
    try:
        page.goto(address)
    except playwright.sync_api.Error as error:
        return error.message
    page.wait_for_load_state("networkidle")
    return page.title()


def test_a_browser_elsewhere_reaches_the_company_and_nobody_else(elsewhere: Elsewhere, door: type[_Door]) -> None:
    with open_browser(BrowserSettings(server=elsewhere.server), [HERE]) as browser:
        browsing = Browsing(lambda: browser, hosts=[HERE])
        inside = reach(browsing, f"http://{HERE}:{door.port}/")
        by_name = reach(browsing, f"http://localhost:{door.port}/leaked")
        moved = reach(browsing, f"http://{HERE}:{door.port}/moved")

    assert inside == "In"
    assert "ERR_PROXY_CONNECTION_FAILED" in by_name
    assert "ERR_PROXY_CONNECTION_FAILED" in moved
    assert {path for _, path in door.came} - {"/favicon.ico"} == {"/", "/moved"}
    assert {who for who, _ in door.came} == {THERE}, "the browser is not on this machine"


def test_a_browser_here_is_held_to_the_company_in_the_same_way(door: type[_Door]) -> None:
    with open_browser(None, ["127.0.0.2"]) as browser:
        browsing = Browsing(lambda: browser, hosts=["127.0.0.2"])
        inside = reach(browsing, f"http://127.0.0.2:{door.port}/")
        outside = reach(browsing, f"http://127.0.0.1:{door.port}/leaked")

    assert inside == "In"
    assert "net::ERR" in outside
    assert {path for _, path in door.came} - {"/favicon.ico"} == {"/"}


def test_not_even_a_call_over_webrtc_leaves_the_company() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as outside, open_browser(None, ["127.0.0.2"]) as browser:
        outside.bind(("127.0.0.1", 0))
        page = Browsing(lambda: browser, hosts=["127.0.0.2"]).page("Linda")
        gathered = page.evaluate(CALL, f"stun:127.0.0.1:{outside.getsockname()[1]}")
        outside.settimeout(0)
        with pytest.raises(BlockingIOError):
            outside.recv(1)

    assert gathered == "complete"


def test_a_journey_is_walked_with_a_browser_elsewhere(elsewhere: Elsewhere, tmp_path: Path) -> None:
    file = tmp_path / "company.toml"
    command = [sys.executable, "-m", "fixtures.sandbox", "--host", HERE, "--clock", "stopped", "--stop-with-stdin"]
    sandbox = subprocess.Popen(
        [*command, "--company-file", str(file)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert sandbox.stdout is not None
        assert any(line.strip() == "ready" for line in iter(sandbox.stdout.readline, ""))
        with file.open("a", encoding="utf-8") as company:
            company.write(f'\n[browser]\nserver = "{elsewhere.server}"\n')
        walk = [sys.executable, "-m", "journeys", "run", WALK, "-k", "website", "--company", str(file)]
        result = subprocess.run(
            [*walk, "--output", str(tmp_path / "runs")],
            cwd=ROOT,
            env=os.environ | {"JOURNEYS_BROWSER": "/nonexistent/chrome", "PYTEST_ADDOPTS": "--no-report"},
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )
    finally:
        sandbox.terminate()
        sandbox.communicate(timeout=30)

    run = read_run((tmp_path / "runs" / "latest").resolve())
    assert result.returncode == 0, result.stdout + result.stderr
    assert "website" in {visit.touchpoint for scenario in run.scenarios for visit in scenario.visits}


def test_a_browser_server_that_is_away_is_told_without_its_secrets() -> None:
    settings = BrowserSettings(server="ws://127.0.0.1:9/shop?token=tulip")

    with pytest.raises(BrowserMissing) as told, open_browser(settings, ["127.0.0.1"]):
        pass

    assert str(told.value).startswith("The browser server at ws://127.0.0.1:9/shop cannot be used: ")
    assert "run-server" in str(told.value)
    assert "tulip" not in str(told.value)


def test_a_grid_that_is_away_is_told_and_leaves_no_trace_in_the_environment() -> None:
    settings = BrowserSettings(grid="http://127.0.0.1:9/wd/hub?token=tulip")

    with pytest.raises(BrowserMissing) as told, open_browser(settings, ["127.0.0.1"]):
        pass

    assert str(told.value).startswith("The Selenium Grid at http://127.0.0.1:9/wd/hub gave no browser: ")
    assert "tulip" not in str(told.value)
    assert "SELENIUM_REMOTE_URL" not in os.environ


@pytest.mark.parametrize(
    "settings", [{}, {"server": "ws://a.example", "grid": "http://b.example"}, {"server": "http://a.example"}]
)
def test_a_browser_is_in_one_place_and_spoken_to_in_its_way(settings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"name one place|does not begin with ws://"):
        BrowserSettings(**settings)


@pytest.fixture
def grid() -> Iterator[str]:
    """What a grid is to us: something that gives a browser over WebDriver."""
    if not shutil.which("chromedriver"):
        pytest.skip("a grid of one browser needs chromedriver (apt-get install chromium-driver)")
    process = subprocess.Popen(["chromedriver", "--port=0", "--url-base=/wd/hub"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        ready = next(line for line in iter(process.stdout.readline, "") if "started successfully on port" in line)
        port = ready.rstrip(". \n").rpartition(" ")[2]
        yield f"http://127.0.0.1:{port}/wd/hub"
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_browser_of_a_grid_reaches_the_company_and_nobody_else(grid: str, door: type[_Door]) -> None:
    with open_browser(BrowserSettings(grid=grid), ["127.0.0.2"]) as browser:
        browsing = Browsing(lambda: browser, hosts=["127.0.0.2"])
        inside = reach(browsing, f"http://127.0.0.2:{door.port}/")
        outside = reach(browsing, f"http://127.0.0.1:{door.port}/leaked")

    assert inside == "In"
    assert "net::ERR" in outside
    assert {path for _, path in door.came} - {"/favicon.ico"} == {"/"}
