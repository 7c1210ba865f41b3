"""A real server over the start data, and Chromium that notes what a page asks for and what goes wrong."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
"""The rules that a change of colours alone can break: for the other scheme of a page that all rules have seen."""
TODAY = "2026-11-22"
SHIFTS = """window.shift = 0; window.moved = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
    window.shift += entry.value;
    for (const { node, previousRect, currentRect } of entry.sources) {
      const name = node && (node.outerHTML || node.textContent || "").slice(0, 120);
      window.moved.push([Math.round(entry.startTime), name, previousRect.toJSON(), currentRect.toJSON()]);
    }
  }
}).observe({ type: "layout-shift", buffered: true });"""
LONGEST_START = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Seen:
    """What a browser page asked for and complained about."""

    host: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    bytes: int = 0

    @property
    def foreign(self) -> list[str]:
        """Requests to any other host."""
        return [url for url in self.requests if urlsplit(url).scheme != "data" and urlsplit(url).netloc != self.host]


@pytest.fixture(scope="session")
def environment(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process whose store holds the start data."""
    store = shutil.copy(shipped_file, tmp_path_factory.mktemp("browser") / "cockpit.sqlite")
    return {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{store}", "COCKPIT_TODAY": TODAY}


@pytest.fixture(scope="session")
def address(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the real server listens, for example ``http://127.0.0.1:40123``."""
    with serving(environment, tmp_path_factory.mktemp("server")) as listens:
        yield listens


@contextmanager
def serving(environment: dict[str, str], folder: Path) -> Iterator[str]:
    """A server process with that environment, ready to answer; its log lies in ``folder``."""
    port, log = _free_port(), folder / "log.txt"
    with log.open("wb") as out:
        run = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(run, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser page of 1280 × 900 pixels that adds up its layout shifts in ``window.shift``."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    opened = context.new_page()
    opened.add_init_script(SHIFTS)
    yield opened
    context.close()


@pytest.fixture
def seen(page: Page, address: str) -> Seen:
    """Records requests, compressed bytes, console errors and exceptions of ``page`` from now on."""
    record = Seen(urlsplit(address).netloc)
    page.on("request", lambda request: record.requests.append(request.url))
    page.on("requestfinished", lambda request: _count(record, request.sizes()["responseBodySize"]))
    page.on("console", lambda said: record.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: record.errors.append(str(error)))
    return record


@pytest.fixture
def live(page: Page, address: str) -> Callable[[str], Page]:
    """Opens a path and waits until Dash has taken the page over."""

    def open_live(path: str) -> Page:
        page.goto(address + path)
        page.wait_for_selector("html[data-live]", state="attached")
        return page

    return open_live


@pytest.fixture
def violations() -> Callable[..., list[str]]:
    """Runs axe (WCAG 2.2 A and AA, or the rules given) and names what it finds with the place."""

    def run(page: Page, rules: dict[str, list[str]] = RULES) -> list[str]:
        found = Axe().run(page, options=rules).response["violations"]
        return [f"{item['id']}: {node['target']}" for item in found for node in item["nodes"]]

    return run


def _count(record: Seen, size: int) -> None:
    record.bytes += max(size, 0)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"server did not start: {log.read_text()[-2000:]}")
