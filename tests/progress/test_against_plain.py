"""The vectorised rules agree with the plain second computation, on chance and on every shipped series."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cockpit.model.catalogue import matches
from cockpit.model.indicator import Break
from cockpit.model.target import Target
from cockpit.progress import assess

from .comparing import same
from .plain import Cells
from .speak import catalogue, indicator, rows, target

START = Path(__file__).parents[2] / "data" / "start"
FILES = sorted(START.glob("*.csv"))
KEYS = ("05766", "05", "05315", "14729", "DG")

figures = st.one_of(
    st.integers(-3, 6).map(float),  # ties, zeros, negatives
    st.integers(1, 4000).map(lambda tenths: tenths / 10),
    st.floats(0.01, 1e6).map(lambda number: round(number, 2)),
)
statuses = st.sampled_from(["", "", "", "", "provisional", "estimated", "limited", "unreliable"])
cells = st.one_of(
    st.tuples(figures, statuses), st.tuples(st.none(), st.sampled_from(["suppressed", "pending", "missing"]))
)
sparse = st.dictionaries(st.integers(1998, 2024), cells, min_size=1, max_size=27)
steady = st.builds(
    lambda start, first, steps: {
        year: (round(start + sum(steps[: year - first]), 2), "") for year in range(first, first + len(steps))
    },
    st.integers(1, 200),
    st.integers(2000, 2014),
    st.lists(st.sampled_from([-2.0, -1.0, -0.5, 0.0, 0.1, 1.0]), min_size=5, max_size=24),
)
countries = st.dictionaries(st.sampled_from(KEYS), st.one_of(sparse, steady), min_size=1, max_size=4)
breaks = st.lists(
    st.builds(
        Break, st.integers(2000, 2026), st.sampled_from([("*",), ("14*",), ("05766", "05315")]), st.just("Umstellung")
    ),
    max_size=2,
)
targets = st.lists(
    st.one_of(
        st.builds(
            lambda year, value, region, decided: target(year, value, region=region, decided=decided),
            st.integers(2010, 2045),
            figures,
            st.sampled_from(KEYS),
            st.booleans(),
        ),
        st.builds(
            lambda year, relative, base_year: target(
                year, region="DG", decided=False, relative=relative, base_year=base_year
            ),
            st.integers(2020, 2045),
            st.sampled_from([-26.5, -65.0, -100.0, 20.0]),
            st.integers(2000, 2012),
        ),
    ),
    max_size=4,
    unique_by=lambda one: (one.region, one.decided, one.year),
)


@settings(max_examples=400, deadline=None)
@given(country=countries, found=targets, ends=breaks, direction=st.sampled_from([1, -1, 0]))
def test_chance_series_are_judged_as_by_hand(
    country: dict[str, Cells], found: list[Target], ends: list[Break], direction: int
) -> None:
    of = indicator(direction, breaks=tuple(ends))  # type: ignore[arg-type]
    told = assess(of, rows(country), catalogue(of, *found))
    assert set(told) == set(country)
    for key, cells_of_key in country.items():
        years = [end.year for end in ends if matches(end.keys, key)]
        own = [end.year for end in ends if end.keys != ("*",) and matches(end.keys, key)]
        same(told[key], key, cells_of_key, direction, years, own, found)


def shipped(path: Path) -> dict[str, Cells]:
    """Start data as they lie there: ags;jahr;wert;status."""
    series: dict[str, Cells] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            value = float(row["wert"]) if row["wert"] else None
            series.setdefault(row["ags"], {})[int(row["jahr"])] = (value, row.get("status") or "")
    return series


@pytest.mark.skipif(not FILES, reason="data/start is missing")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_shipped_series_is_judged_as_by_hand(path: Path) -> None:
    """Against a made-up fall by a quarter since 2012, with a made-up break in Sachsen, so that all rules have work."""
    of = indicator(-1, breaks=(Break(2017, ("14*",), "Umstellung"),))
    goals = [target(2030, region="DG", decided=False, relative=-25.0, base_year=2012)]
    country = shipped(path)
    told = assess(of, rows(country), catalogue(of, *goals))
    assert set(told) == set(country)
    for key, cells_of_key in country.items():
        broken = [2017] if key.startswith("14") else []
        same(told[key], key, cells_of_key, -1, broken, broken, goals)
