"""Each figure of the store at four sizes, and the exponent with which it grows: 0 is constant, 1 in proportion."""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np

from cockpit.store import Publication, Store
from tests.bench import synthetic
from tests.bench.options import options
from tests.bench.questions import KREIS, NAME, declarations, milliseconds, publish
from tests.bench.sheet import Line, Promise, Sheet, whole

YEARS = 20
PER_INDICATOR = 400 * YEARS
STEP, SIZES = 4, 4
PUBLISHED, MEMORY, SIZE = "Veröffentlichen s", "Spitze MB", "Datei MB"
CONSTANT, LINEAR = 0.15, 1.1
KREIS_WIDE = frozenset({"Profil ms", "Stand aller Indikatoren ms"})
WHOLE = frozenset({PUBLISHED, MEMORY, SIZE, "Prüfsummen s"})
"""These have to do with every value; the profile with every indicator; everything else with what is asked for."""


def compare() -> list[Sheet]:
    """One line per size and one with the exponents, by regression over the logarithms."""
    counts, found = [], []
    for power in range(SIZES - 1, -1, -1):
        indicators = max(options().largest // STEP**power // PER_INDICATOR, 1)
        counts.append(indicators * PER_INDICATOR)
        with tempfile.TemporaryDirectory() as folder:
            found.append(_measured(Path(folder), indicators))
    exponents = {name: exponent(counts, [row[name] for row in found]) for name in found[0]}
    last = {name: exponent(counts[-2:], [row[name] for row in found[-2:]]) for name in found[0]}
    lines = [Line(f"{whole(count)} Werte", row) for count, row in zip(counts, found, strict=True)]
    promises = [Promise(_sentence(name), value, most=_most(name)) for name, value in exponents.items()]
    title = "Wachstum des Speichers, CPU je Antwort (400 Kreise, 20 Jahre, immer mehr Indikatoren)"
    return [Sheet(title, [*lines, Line("Exponent", exponents), Line("Exponent des letzten Schritts", last)], promises)]


def exponent(counts: list[int], figures: list[float]) -> float:
    """The slope of log(figure) over log(count)."""
    return float(np.polyfit(np.log(counts), np.log(figures), 1)[0])


def _measured(place: Path, indicators: int) -> dict[str, float]:
    file = place / "bench.sqlite"
    declared = declarations(indicators)
    names = {name: item for name, item in declared.indicators.items() if name.startswith("messreihe-")}
    rows = synthetic.frame(replace(declared, indicators=names), YEARS)
    with closing(synthetic.empty_store(file, declared)) as store:
        spent, memory = _forked(lambda: publish(store, rows))
        asked = {
            "Karte ms": lambda: store.map(NAME, synthetic.LAST),
            "Zeitreihe ms": lambda: store.series(NAME, [KREIS]),
            "Verteilung ms": lambda: store.aggregates(NAME),
            "Urteile ms": lambda: store.verdicts(NAME),
            "Profil ms": lambda: store.profile(KREIS),
            "Stand aller Indikatoren ms": store.coverage,
        }
        found = {PUBLISHED: spent, MEMORY: memory, SIZE: file.stat().st_size / 1e6} | _least(asked)
        found["Ein Jahr berichtigen ms"] = _revised(store, rows)
        found["Prüfsummen s"] = milliseconds(store.verify, 1) / 1000
    return found


def _forked(work: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds and peak memory in MB, that of the loaded program included."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(f"failed: {error!r}", flush=True)
            os._exit(1)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit("a measured process failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _least(asked: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The smallest of several turns."""
    turns = [{name: milliseconds(way) for name, way in asked.items()} for _ in range(options().rounds)]
    return {name: min(turn[name] for turn in turns) for name in asked}


def _revised(store: Store, rows: object) -> float:
    """CPU of publishing 400 other values of one indicator and year, the smallest of three."""
    frame = rows[(rows["indicator"] == NAME) & (rows["year"] == synthetic.LAST)]  # type: ignore[index]
    spent = math.inf
    for turn in range(1, 4):
        started = time.process_time()
        changed = frame.assign(value=frame["value"] + turn / 10)
        publication = Publication(changed, "bench", "import", "", "", None, "", 0)
        store.publish(publication, judge=lambda *_: {}, at=synthetic.AT)
        spent = min(spent, (time.process_time() - started) * 1000)
    return spent


def _most(name: str) -> float:
    return LINEAR if name in WHOLE | KREIS_WIDE else CONSTANT


def _sentence(name: str) -> str:
    return f"{name.rpartition(' ')[0]}: Exponent höchstens {'1,1' if _most(name) == LINEAR else '0,15'}"
