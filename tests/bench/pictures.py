"""A chart as SVG, PNG and workbook, computed anew and asked for over the server, in milliseconds."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cockpit.outputs import formats
from cockpit.query import Snapshot, selection, snapshot
from cockpit.store import Store

TODAY = date(2026, 11, 22)
TIMES = 25
LOOKS = {
    "line chart": ("beschaeftigtenquote", {"kreise": "lippe~bielefeld"}, 20),
    "line chart with formula": ("industrie-energieverbrauch-je-einwohner", {"kreise": "lippe"}, 20),
    "line chart, 1200 x 630": ("beschaeftigtenquote", {"kreise": "lippe", "breite": "600", "hoehe": "315"}, 20),
    "map": ("beschaeftigtenquote", {"kreise": "lippe", "ansicht": "karte"}, 40),
    "ranking": ("beschaeftigtenquote", {"kreise": "lippe", "ansicht": "rangliste"}, 40),
    "shares": ("heizung-energietraeger", {"kreise": "lippe~bielefeld"}, 40),
}
"""Indicator, arguments, and how many milliseconds the SVG may take."""


def compare() -> None:
    """Print medians of the start data; PNG from cache is the second request of a frozen address."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cockpit.sqlite"
        settings = {"COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": TODAY.isoformat()}
        os.environ |= settings
        subprocess.run([sys.executable, "-m", "cockpit.cli", "init"], check=True, stderr=subprocess.DEVNULL)
        store = Store.open(settings["COCKPIT_DATABASE_URL"])
        snap = snapshot(store, None, TODAY)
        for title, (name, args, promised) in LOOKS.items():
            _one(snap, title, name, args, promised)
        _served(snap.revision.id)
        store.close()


def _one(snap: Snapshot, title: str, name: str, args: dict[str, str], promised: int) -> None:
    chosen = selection(snap, args, indicator=name)
    spent = {suffix: median(_way(snap, suffix, chosen), time.process_time) for suffix in ("svg", "png", "xlsx")}
    told = "   ".join(f"{suffix} {milliseconds:6.1f} ms cpu" for suffix, milliseconds in spent.items())
    print(f"{title:28} {told}   (svg promised {promised} ms: {'held' if spent['svg'] <= promised else 'MISSED'})")


def _way(snap: Snapshot, suffix: str, chosen: object) -> Callable[[], object]:
    write = formats()[suffix].indicator
    assert write is not None
    return lambda: write(snap, chosen)  # type: ignore[arg-type]


def _served(stand: int) -> None:
    from cockpit.base.settings import settings  # noqa: PLC0415 - reads the environment set above
    from cockpit.web.server import create_server  # noqa: PLC0415

    settings.cache_clear()
    client = create_server(settings()).test_client()
    for suffix, promised in (("svg", 10), ("png", 10)):
        path = f"/indikator/beschaeftigtenquote.{suffix}?kreise=lippe&stand={stand}"
        spent = median(lambda path=path: client.get(path))
        tag = client.get(path).headers["ETag"]
        unchanged = median(lambda path=path, tag=tag: client.get(path, headers={"If-None-Match": tag}))
        word = "held" if spent <= promised else "MISSED"
        told = f"{spent:6.1f} ms from cache (promised {promised} ms: {word}), {unchanged:.1f} ms as 304"
        print(f"{'frozen ' + suffix + ' over the server':28} {told}")


def median(way: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds, the first time left out; the CPU's clock where nothing is waited for."""
    way()
    spent = []
    for _ in range(TIMES):
        started = clock()
        way()
        spent.append((clock() - started) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    compare()
