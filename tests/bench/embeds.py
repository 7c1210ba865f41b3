"""Milliseconds for a line chart, a map, a PNG from disk, and an embed beside a static file behind the shipped nginx."""

from __future__ import annotations

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from cockpit.base.settings import settings
from cockpit.outputs.svg import indicator_svg
from cockpit.query import selection, snapshot
from cockpit.store import Store
from tests.bench.pages import _free_port, _wait
from tests.operations.front import HOST, Front, front, missing

ROUNDS = 40
CALLERS = 16
SECONDS = 3
LOADS = 3
LIMITS = {"SVG line chart": 20.0, "SVG map": 40.0, "PNG from disk": 10.0}
ASKED = {"SVG line chart": {"kreise": "lippe"}, "SVG map": {"kreise": "lippe", "ansicht": "karte"}}
EMBED = "/einbetten/indikator/beschaeftigtenquote?kreise=lippe"


def compare() -> None:
    """Print medians; the static file is the very same document, so that only the road differs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}"}
        subprocess.run(
            [sys.executable, "-m", "cockpit.cli", "init"], env=environment, check=True, stderr=subprocess.DEVNULL
        )
        found = _painting(folder / "bench.sqlite", environment) | _over_http(folder, environment)
    for label, milliseconds in found.items():
        limit = f"  limit {LIMITS[label]:.0f} ms" if label in LIMITS else ""
        print(f"{label:46} {milliseconds:8.2f} ms{limit}")


def _painting(file: Path, environment: dict[str, str]) -> dict[str, float]:
    store = Store.open(f"sqlite:///{file}")
    snap = snapshot(store, None, date.today())
    found = {}
    for label, args in ASKED.items():
        chosen = selection(snap, args, indicator="beschaeftigtenquote")
        found[label] = _median(lambda chosen=chosen: indicator_svg(snap, chosen))  # type: ignore[misc]
    stand = snap.revision.id
    store.close()
    return found | _from_disk(stand, environment)


def _from_disk(stand: int, environment: dict[str, str]) -> dict[str, float]:
    """Inside the process: what a request costs without the network."""
    os.environ |= {"COCKPIT_DATABASE_URL": environment["COCKPIT_DATABASE_URL"]}
    settings.cache_clear()
    from cockpit.web.server import create_server  # noqa: PLC0415 - reads the settings when loaded

    client = create_server(settings()).test_client()
    address = f"/indikator/beschaeftigtenquote.png?kreise=lippe&stand={stand}"
    if client.get(f"{address}&thema=druck").status_code != http.HTTPStatus.OK:
        raise SystemExit(address)
    first = _median(lambda: client.get(address), 1)
    return {"PNG painted": first, "PNG from disk": _median(lambda: client.get(address))}


def _over_http(folder: Path, environment: dict[str, str]) -> dict[str, float]:
    with _running([sys.executable, "-m", "cockpit.cli", "serve", "--port", "{port}"], "/healthz", environment) as port:
        found = {"embed, gunicorn": _asked(port, EMBED)}
    if missing():
        print(f"{missing()} is missing: no static file to compare with")
        return found
    with front(folder, environment["COCKPIT_DATABASE_URL"]) as site:
        answer, body = site.get(EMBED)
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"{EMBED}: {answer.status}")
        (folder / "fest" / "fest.html").write_bytes(body)
        _load(site)
    return found


def _load(site: Front) -> None:
    """Answers a second for the same document from the cache and from a file, both over TLS by the same nginx."""
    if shutil.which("wrk") is None:
        print("wrk is missing: answers a second cannot be counted")
        return
    places = {"static file": (site.static, "/fest.html"), "embed behind nginx": (site.port, EMBED)}
    rounds = {label: [_per_second(*place) for _ in range(LOADS)] for label, place in places.items()}
    best = {label: max(speeds) for label, speeds in rounds.items()}
    for label, speed in best.items():
        print(f"{label:46} {speed:8.0f} answers/s")
    ratio = best["embed behind nginx"] / best["static file"]
    print(f"{'embed behind nginx : static file':46} {ratio:8.2f} x  promise 0.8")


def _per_second(port: int, path: str) -> float:
    command = ["wrk", "-t1", f"-c{CALLERS}", f"-d{SECONDS}s", "-H", f"Host: {HOST}", f"https://127.0.0.1:{port}{path}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout:
        raise SystemExit(done.stdout)
    return float(done.stdout.partition("Requests/sec:")[2].split()[0])


@contextmanager
def _running(command: list[str], probe: str, environment: dict[str, str], port: int = 0) -> Iterator[int]:
    port = port or _free_port()
    process = subprocess.Popen([part.format(port=port) for part in command], env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}{probe}")
        yield port
    finally:
        process.terminate()
        process.wait()


def _asked(port: int, path: str) -> float:
    """Median over one kept connection, after the first answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask() -> None:
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path}: {answer.status}")

    ask()
    return _median(ask)


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    if rounds > 1:
        work()
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    compare()
