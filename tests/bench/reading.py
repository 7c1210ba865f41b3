"""A map, a series and a whole Kreis profile from the store, against the same from a plain indexed table."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cockpit.store import Publication
from tests.bench import synthetic

SIZES = ((50, 20), (500, 30))
TIMES = 40


def compare() -> None:
    """Print median milliseconds at 400 Kreise x 50 x 20 and x 500 x 30."""
    for indicators, years in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _size(Path(folder), indicators, years)


def _size(place: Path, indicators: int, years: int) -> None:
    declared = synthetic.catalogue(indicators)
    store = synthetic.empty_store(place / "bench.sqlite", declared)
    rows = synthetic.frame(declared, years)
    store.publish(Publication(rows, "bench", "import", "", "", None, "", 0), judge=lambda *_: {}, at=synthetic.AT)
    plain = _plain(place / "plain.sqlite", rows)
    name = next(iter(declared.indicators))
    ways: dict[str, Callable[[], object]] = {
        "map, cockpit": lambda: store.map(name, synthetic.LAST),
        "map, plain table with rank by window": lambda: plain.execute(MAP, (name, synthetic.LAST)).fetchall(),
        "series of one Kreis, cockpit": lambda: store.series(name, ["05766"]),
        "profile of one Kreis with ranks, cockpit": lambda: store.profile("05766"),
        "profile, plain table without ranks": lambda: plain.execute(PROFILE, ("05766",)).fetchall(),
    }
    print(f"400 Kreise x {indicators} x {years} = {len(rows):,} values")
    for title, way in ways.items():
        print(f"  {title:45} {_median(way):8.2f} ms")
    size = (place / "bench.sqlite").stat().st_size / 1e6
    print(f"  {'size on disk':45} {size:8.0f} MB (plain table with its index {_bytes(place):.0f} MB)")
    plain.close()
    store.close()


MAP = "SELECT ags, wert, rank() OVER (ORDER BY wert DESC) FROM v WHERE indikator = ? AND jahr = ?"
PROFILE = "SELECT indikator, jahr, wert FROM v WHERE ags = ? ORDER BY indikator, jahr"


def _plain(path: Path, rows) -> sqlite3.Connection:  # type: ignore[no-untyped-def]
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE v(indikator TEXT, jahr INTEGER, ags TEXT, wert REAL)")
    columns = (rows[name].tolist() for name in ("indicator", "year", "key", "value"))
    connection.executemany("INSERT INTO v VALUES (?, ?, ?, ?)", zip(*columns, strict=True))
    connection.execute("CREATE INDEX by_map ON v(indikator, jahr)")
    connection.execute("CREATE INDEX by_kreis ON v(ags)")
    connection.commit()
    return connection


def _bytes(place: Path) -> float:
    return (place / "plain.sqlite").stat().st_size / 1e6


def _median(way: Callable[[], object]) -> float:
    way()
    spent = []
    for _ in range(TIMES):
        started = time.perf_counter()
        way()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)
