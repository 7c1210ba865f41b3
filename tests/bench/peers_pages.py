"""Our indicator page in the browser beside the same chart in a plain Dash page and in Streamlit."""

from __future__ import annotations

import csv
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from cockpit.query import selection, snapshot, view
from cockpit.store import Store
from tests.bench import peers
from tests.bench.options import options
from tests.bench.pages import ALONE, FLAGS, _free_port, _servers, _visit, _wait
from tests.bench.plain_dash import INDICATOR
from tests.bench.sheet import Line, Promise, Sheet, unmeasured

TITLE = "Dasselbe Diagramm im Browser, gedrosselte Leitung (6 Mbit/s, 60 ms)"
OURS, DASH, STREAMLIT = "cockpit", "plain Dash", "Streamlit"
NAMES = {OURS: "Kommunales Cockpit", DASH: "schlichte Dash-Seite", STREAMLIT: STREAMLIT}
COLUMNS = {"heading ms": "Überschrift ms", "chart ms": "Diagramm ms", "KB": "KB", "requests": "Anfragen",
           "foreign hosts": "fremde Hosts"}  # fmt: skip
NOTES = {OURS: "mit Navigation, Tabelle, Erklärungen", DASH: "nur Überschrift und Diagramm", STREAMLIT: "ebenso"}


def compare() -> list[Sheet]:
    """Medians over alternating rounds, each visit with an empty cache."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return [Sheet(TITLE, [unmeasured("Chromium", "nicht installiert")])]
    missing: list[Line] = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        addresses = dict(stack.enter_context(_servers(Path(folder))))
        try:
            addresses[STREAMLIT] = stack.enter_context(_streamlit(Path(folder)))
        except peers.CannotMeasure as reason:
            missing.append(unmeasured(STREAMLIT, str(reason)))
        play = stack.enter_context(sync_playwright())
        browser = play.chromium.launch(executable_path=chromium, args=[*FLAGS, ALONE])
        rounds = [
            {name: _visit(browser, name, address) for name, address in addresses.items()}
            for _ in range(2 * options().rounds + 1)
        ]
        browser.close()
    medians = {
        name: {key: statistics.median(one[name][key] for one in rounds) for key in COLUMNS} for name in addresses
    }
    return [_sheet(medians, missing)]


def _sheet(medians: dict[str, dict[str, float]], missing: list[Line]) -> Sheet:
    lines = [
        Line(NAMES[name], {COLUMNS[key]: value for key, value in row.items()}, _note(name))
        for name, row in medians.items()
    ]
    promises = [
        Promise(f"{COLUMNS[key]}: höchstens 1,0 × {NAMES[peer]}", medians[OURS][key] / medians[peer][key], most=1.0)
        for peer in (DASH, STREAMLIT)
        if peer in medians
        for key in ("chart ms", "KB")
    ]
    promises.append(Promise("erster Blick: höchstens 400 KB", medians[OURS]["KB"], most=400))
    return Sheet(TITLE, [*lines, *missing], promises)


def _note(name: str) -> str:
    said = {DASH: "dash", STREAMLIT: "streamlit"}.get(name, "")
    return f"{NOTES[name]} {peers.versions().get(said, '')}".rstrip()


@contextmanager
def _streamlit(folder: Path) -> Iterator[str]:
    """Streamlit on this machine only, without usage statistics, with the values of our page."""
    peers.version("streamlit")
    values, title = _values(folder)
    port = _free_port()
    process = subprocess.Popen(
        [
            peers.command("streamlit"), "run", str(peers.SCRIPTS / "streamlit_page.py"),
            "--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true",
            "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false", "--", str(values), title,
        ], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _values(folder: Path) -> tuple[Path, str]:
    """The series of our page as a file, and its title."""
    store = Store.open(f"sqlite:///{folder / 'bench.sqlite'}")
    snap = snapshot(store, None, date.today())
    shown = view(snap, selection(snap, {"kreise": "lippe"}, indicator=INDICATOR))
    file = folder / "series.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["region", "year", "value"])
        for series in (*shown.peers, *shown.chosen):
            rows.writerows([series.region.display_name, point.year, point.value] for point in series.points)
    store.close()
    return file, shown.indicator.title
