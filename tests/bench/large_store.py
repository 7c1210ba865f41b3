"""A store of twenty million made-up values beside the start data, published as any others are, and kept."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from cockpit.base.settings import settings
from cockpit.etl import load_start
from cockpit.model.catalogue import Catalogue
from cockpit.model.region import Region
from cockpit.store import Store
from tests.bench import synthetic
from tests.bench.questions import declarations, publish
from tests.bench.sheet import FOLDER

YEARS = 30
ROWS_AT_ONCE = 1_000_000
MISSING = 0.01
KEY_OF_THE_FIRST = 900
MADE = 1
"""Another number makes the kept stores anew: the values or their kind have changed."""


@dataclass(frozen=True)
class Large:
    """The kept files, how many made-up values they hold, and seconds: the store, the plain table and its indexes."""

    store: Path
    plain: Path
    values: int
    indicators: int
    regions: int
    years: int
    seconds: float
    plain_seconds: float


def large_store(values: int, indicators: int, folder: Path = FOLDER) -> tuple[Large, bool]:
    """The store of about so many values, and whether it was made just now; a half-made one is made anew."""
    place = folder / f"large-{values}-{indicators}-{MADE}"
    told = place / "made.json"
    if told.exists():
        known = json.loads(told.read_text(encoding="utf-8"))
        return Large(**known | {"store": place / "cockpit.sqlite", "plain": place / "plain.sqlite"}), False
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    made = _made(place, values, indicators)
    told.write_text(json.dumps(asdict(made), default=str), encoding="utf-8")
    return made, True


def shape(values: int, indicators: int) -> tuple[int, int]:
    """How many indicators and regions: so many and more than the 400 Kreise, or fewer of both for a small size."""
    indicators = min(indicators, max(values // (YEARS * 400), 1))
    return indicators, max(values // (YEARS * indicators), 400)


def _made(place: Path, values: int, most: int) -> Large:
    indicators, regions = shape(values, most)
    declared = with_gemeinden(declarations(indicators), regions)
    files, count = (place / "cockpit.sqlite", place / "plain.sqlite"), 0
    spent = [0.0, 0.0]
    with closing(synthetic.empty_store(files[0], declared)) as store, closing(sqlite3.connect(files[1])) as plain:
        load_start(store, settings().data, at=synthetic.AT, step=lambda *_: None)
        plain.execute("CREATE TABLE v(indikator TEXT, jahr INTEGER, ags TEXT, wert REAL, status TEXT)")
        for rows in _parts(declared, indicators):
            spent[0] += _seconds(lambda rows=rows: publish(store, rows))  # type: ignore[misc]
            spent[1] += _seconds(lambda rows=rows: _into(plain, rows))  # type: ignore[misc]
            count += len(rows)
            print(f"  {count:,} Werte, {spent[0]:.0f} s", flush=True)
        spent[1] += _seconds(lambda: _indexed(plain))
        _fold(store)
    return Large(*files, count, indicators, regions, YEARS, *spent)


def with_gemeinden(declared: Catalogue, regions: int) -> Catalogue:
    """As many made-up Gemeinden as are missing beside the current Kreise, the same number in every Kreis."""
    kreise = kreise_of(declared)
    more = {}
    for place in range(regions - len(kreise)):
        kreis = kreise[place % len(kreise)]
        key = f"{kreis.key}{KEY_OF_THE_FIRST + place // len(kreise)}"
        more[key] = Region(key, "gemeinde", f"Messort {key}", f"Messort {key}", "", "Gemeinde", kreis.land)
    return replace(declared, regions={**declared.regions, **more})


def kreise_of(declared: Catalogue) -> list[Region]:
    """The current Kreise by key."""
    return [one for _, one in sorted(declared.regions.items()) if one.level == "kreis" and one.is_current]


def _parts(declared: Catalogue, indicators: int) -> Iterator[pd.DataFrame]:
    """Some indicators at a time, so that memory does not grow with the store."""
    keys = [one.key for one in kreise_of(declared)]
    keys += sorted(key for key, one in declared.regions.items() if one.level == "gemeinde")
    many = max(ROWS_AT_ONCE // (len(keys) * YEARS), 1)
    for first in range(0, indicators, many):
        yield _rows(keys, range(first, min(first + many, indicators)))


def _rows(keys: list[str], numbers: range) -> pd.DataFrame:
    """A level, a trend and noise per region, one decimal; one in a hundred missing, the last year provisional."""
    chance, shape_ = np.random.default_rng(numbers.start), (len(numbers), len(keys), YEARS)
    level, slope = chance.uniform(30, 70, shape_[:2]), chance.normal(0, 0.4, shape_[:2])
    values = level[:, :, None] + slope[:, :, None] * np.arange(YEARS) + chance.normal(0, 1, shape_)
    values = np.round(values, 1).ravel()
    span = np.arange(synthetic.LAST - YEARS + 1, synthetic.LAST + 1)
    years = np.tile(span, len(numbers) * len(keys))
    gone = chance.random(values.size) < MISSING
    status = np.where(gone, "missing", np.where(years == synthetic.LAST, "provisional", ""))
    return pd.DataFrame(
        {
            "indicator": np.repeat([f"messreihe-{number:04d}" for number in numbers], len(keys) * YEARS),
            "key": np.tile(np.repeat(keys, YEARS), len(numbers)),
            "year": years,
            "value": np.where(gone, np.nan, values),
            "status": status,
        }
    )


def _into(plain: sqlite3.Connection, rows: pd.DataFrame) -> None:
    columns = (rows[name].tolist() for name in ("indicator", "year", "key", "value", "status"))
    plain.executemany("INSERT INTO v VALUES (?, ?, ?, ?, ?)", zip(*columns, strict=True))
    plain.commit()


def _indexed(plain: sqlite3.Connection) -> None:
    plain.execute("CREATE INDEX by_map ON v(indikator, jahr)")
    plain.execute("CREATE INDEX by_kreis ON v(ags, indikator)")
    plain.execute("ANALYZE")
    plain.commit()


def _fold(store: Store) -> None:
    """The log into the file, so that its size is the whole of it."""
    store.close()
    with closing(sqlite3.connect(str(store.database.url.database))) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _seconds(work: object) -> float:
    started = time.monotonic()
    work()  # type: ignore[operator]
    return time.monotonic() - started
