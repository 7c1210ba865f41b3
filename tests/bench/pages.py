"""Bytes, requests and time to heading and first chart of the indicator page, against the same chart in plain Dash."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
LINE = {"offline": False, "latency": 60, "downloadThroughput": 750_000, "uploadThroughput": 250_000}
ROUNDS = 5
OURS = "/indikator/beschaeftigtenquote?kreise=lippe"
CHART = {
    "cockpit": "() => {const i = document.querySelector('figure img'); return i && i.complete && i.naturalWidth > 0}",
    "plain Dash": "() => document.querySelector('#chart .main-svg .scatterlayer path') !== null",
}


def compare() -> None:
    """Print medians over alternating rounds on a throttled line (6 Mbit/s, 60 ms)."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("chromium is missing: nothing measured")
        return
    with tempfile.TemporaryDirectory() as folder, _servers(Path(folder)) as addresses, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        found: dict[str, list[dict[str, float]]] = {name: [] for name in addresses}
        for _ in range(ROUNDS):
            for name, address in addresses.items():
                found[name].append(_visit(browser, name, address))
        browser.close()
    medians = {
        name: {key: statistics.median(r[key] for r in rounds) for key in rounds[0]} for name, rounds in found.items()
    }
    for name, row in medians.items():
        print(f"{name:12} " + "  ".join(f"{key} {value:8.1f}" for key, value in row.items()))
    ratios = {key: medians["cockpit"][key] / medians["plain Dash"][key] for key in medians["cockpit"]}
    print(f"{'ratio':12} " + "  ".join(f"{key} {value:8.2f}" for key, value in ratios.items()))


def _visit(browser: Browser, name: str, address: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", LINE)
    used = {"bytes": 0.0, "requests": 0.0}
    network.on("Network.loadingFinished", lambda e: used.__setitem__("bytes", used["bytes"] + e["encodedDataLength"]))
    page.on("request", lambda _: used.__setitem__("requests", used["requests"] + 1))
    started = time.monotonic()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("h1")
    heading = time.monotonic() - started
    page.wait_for_function(CHART[name])
    chart = time.monotonic() - started
    page.wait_for_load_state("networkidle")
    context.close()
    return {
        "heading ms": heading * 1000,
        "chart ms": chart * 1000,
        "KB": used["bytes"] / 1024,
        "requests": used["requests"],
    }


@contextmanager
def _servers(folder: Path) -> Iterator[dict[str, str]]:
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}"}
    ours, plain = _free_port(), _free_port()
    subprocess.run([sys.executable, "-m", "cockpit.cli", "init"], env=environment, check=True)
    commands = [
        [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(ours)],
        [sys.executable, "-m", "tests.bench.plain_dash", str(plain)],
    ]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) for command in commands]
    try:
        addresses = {"cockpit": f"http://127.0.0.1:{ours}{OURS}", "plain Dash": f"http://127.0.0.1:{plain}/"}
        for address in addresses.values():
            _wait(address)
        yield addresses
    finally:
        for process in running:
            process.terminate()
            process.wait()


def _wait(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except OSError:
            time.sleep(0.25)
    raise SystemExit(f"no answer from {address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
