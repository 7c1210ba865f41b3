"""A profile of numbers alone says the same newest values as the whole course, live and at any Datenstand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cockpit.store import Store

from .example import AT, KREISE, judge, publication, rows


def tail(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """Of each indicator the newest row with a value and every later one; the last one where none has a value."""
    found: list[tuple[object, ...]] = []
    for _, part in frame.fillna(-1.0).groupby("indicator"):
        held = np.flatnonzero(part["value"] >= 0)
        first = held[-1] if len(held) else len(part) - 1
        found += part.iloc[first:].itertuples(index=False, name=None)
    return found


@pytest.fixture
def gaps(store: Store) -> Store:
    """Years of three series in which some regions have no row, others a row without value, over four Datenstände."""
    chance = np.random.default_rng(5)
    for _ in range(4):
        cells = [
            (code, key, year, float(chance.integers(1, 99)) if chance.random() < 0.6 else None, "")
            for code in ("arbeitslose", "bevoelkerung")
            for key in [*KREISE, "16056"]
            for year in range(2015, 2025)
            if chance.random() < 0.3
        ]
        store.publish(publication(rows(*cells)), judge=judge, at=AT)
    return store


def test_the_newest_rows_are_those_of_the_course(gaps: Store) -> None:
    compared = 0
    for stand in (None, *(revision.id for revision in gaps.revisions())):
        for key in [*KREISE, "16056", "DG"]:
            course, newest = gaps.profile(key, stand), gaps.profile(key, stand, newest=True)
            assert tail(newest) == tail(course), (key, stand)
            compared += len(newest)
    assert compared > 100


def test_a_region_without_values_has_none(store: Store) -> None:
    assert store.profile("05766", newest=True).empty


def test_some_years_of_a_series_are_those_rows_of_the_whole(gaps: Store) -> None:
    whole = gaps.series("arbeitslose")
    within = gaps.series("arbeitslose", years=(2017, 2019))
    expected = whole[whole["year"].between(2017, 2019)].reset_index(drop=True)
    assert len(expected) > 5
    pd.testing.assert_frame_equal(within, expected)


def test_many_years_at_once_are_those_of_the_maps(gaps: Store) -> None:
    wanted = [(code, year) for code in ("bevoelkerung", "arbeitslose") for year in (2024, 2016, 1999, 2020)]
    keys = ["16063", "05766", "01001"]
    for stand in (None, gaps.revisions()[1].id):
        table = gaps.values(wanted, keys, stand)
        for row, (code, year) in zip(table, wanted, strict=True):
            held = gaps.map(code, year, stand).set_index("key")["value"].reindex(keys)
            np.testing.assert_array_equal(row, held.to_numpy())
    assert np.isfinite(table).sum() > 5
    assert gaps.values([], keys).shape == (0, 3)
