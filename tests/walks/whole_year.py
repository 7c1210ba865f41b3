"""A whole year of an indicator against the files: every row of the CSV, every rank, and the distribution by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from math import floor, isclose, isnan

from cockpit.query import Snapshot
from tests.walks.asking import Asking, same
from tests.walks.plain import Plain

QUARTERS = {"minimum": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "maximum": 1.0}
ROUNDING = 1e-12


def year_disagreements(client: Asking, plain: Plain, live: Snapshot, name: str, year: int) -> tuple[list[str], int]:
    """Rows, ranks and quarters of one year that are not those of the files, and how many were compared."""
    truth = {key: cell for (key, held), cell in plain.tables[name].items() if held == year}
    exact = "formula" not in plain.declared[name]
    answer = client.get(f"/indikator/{name}.csv?zeit={year}..{year}")
    rows = {row["ags"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    told = [] if rows.keys() == truth.keys() else [f"{name} {year}: other regions {rows.keys() ^ truth.keys()}"]
    for key, (value, status) in truth.items():
        row = rows.get(key, {"wert": "", "status": "absent"})
        if row["status"] != status or not same(float(row["wert"]) if row["wert"] else None, value, exact=exact):
            told.append(f"{name} {year} {key}: {row['wert']} {row['status']!r}, files {value} {status!r}")
    members = _members(live, name)
    values = {key: value for key, (value, _) in truth.items() if value is not None and key in members}
    said = live.store.map(name, year).set_index("key")
    stored = {key: value for key, value in said["value"].items() if key in values}
    told += _other_ranks(name, year, dict(said["rank"]), stored)
    told += _other_quarters(live, name, year, list(values.values()))
    return told, 2 * len(truth) + len(QUARTERS)


def _members(live: Snapshot, name: str) -> frozenset[str]:
    level = live.catalogue.indicators[name].level
    return frozenset(key for key, one in live.catalogue.regions.items() if one.level == level and one.is_current)


def _other_ranks(name: str, year: int, said: Mapping[object, float], values: Mapping[object, float]) -> list[str]:
    """1 is the highest, equal ones share the smallest; nobody else has a rank."""
    told = []
    for key, rank in said.items():
        place = 1 + sum(other > values[key] for other in values.values()) if key in values else None
        if (None if isnan(rank) else int(rank)) != place:
            told.append(f"{name} {year} {key}: rank {rank}, by hand {place}")
    return told


def _other_quarters(live: Snapshot, name: str, year: int, values: list[float]) -> list[str]:
    frame = live.store.aggregates(name)
    row = frame[frame["year"] == year].to_dict("records")
    if not values or not row:
        return [] if not values and not row else [f"{name} {year}: distribution {row}, {len(values)} values"]
    told = [] if row[0]["n"] == len(values) else [f"{name} {year}: n {row[0]['n']}, by hand {len(values)}"]
    for title, share in QUARTERS.items():
        if not isclose(row[0][title], between := quantile(values, share), rel_tol=ROUNDING, abs_tol=1e-12):
            told.append(f"{name} {year}: {title} {row[0][title]}, by hand {between}")
    return told


def quantile(values: list[float], share: float) -> float:
    """Between two values in proportion, as R does by default."""
    rising, place = sorted(values), share * (len(values) - 1)
    low = floor(place)
    high = min(low + 1, len(values) - 1)
    return rising[low] + (rising[high] - rising[low]) * (place - low)
