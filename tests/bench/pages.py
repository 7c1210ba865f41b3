"""Servers of the indicator page and of the same chart in plain Dash, and a visit that counts what a page costs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No page that is measured reaches anybody outside."""
LINE = {"offline": False, "latency": 60, "downloadThroughput": 750_000, "uploadThroughput": 250_000}
OURS = "/indikator/beschaeftigtenquote?kreise=lippe"
CHART = {
    "cockpit": "() => {const i = document.querySelector('figure img'); return i && i.complete && i.naturalWidth > 0}",
    "plain Dash": "() => document.querySelector('#chart .main-svg .scatterlayer path') !== null",
    "Streamlit": "() => document.querySelector('.stPlotlyChart .main-svg .scatterlayer path') !== null",
}


def _visit(browser: Browser, name: str, address: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", LINE)
    used = {"bytes": 0.0, "requests": 0.0, "foreign": 0.0}
    network.on("Network.loadingFinished", lambda e: used.__setitem__("bytes", used["bytes"] + e["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived",
        lambda e: used.__setitem__("bytes", used["bytes"] + len(e["response"]["payloadData"])),
    )
    page.on("request", lambda asked: _count(used, asked.url))
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
        "foreign hosts": used["foreign"],
    }


def _count(used: dict[str, float], address: str) -> None:
    used["requests"] += 1
    used["foreign"] += not address.startswith(("http://127.0.0.1:", "data:", "blob:"))


@contextmanager
def _servers(folder: Path) -> Iterator[dict[str, str]]:
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}"}
    ours, plain = _free_port(), _free_port()
    subprocess.run([sys.executable, "-m", "cockpit.cli", "init"], env=environment, check=True, **QUIET)
    commands = [
        [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(ours)],
        [sys.executable, "-m", "tests.bench.plain_dash", str(plain)],
    ]
    running = [subprocess.Popen(command, env=environment, **QUIET) for command in commands]
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
