"""Rows written by the thousand are the rows that were given, however they are bound into statements."""

from __future__ import annotations

import random

import numpy as np
import pytest

from cockpit.store import Store, slices, value_rows
from cockpit.store.cells import CODE, cells
from cockpit.store.names import names

SHAPES = {
    "same regions in every slice": ([400] * 60, False),
    "other regions in some": ([400, 399, 401, 400, 16, 400], True),
    "many small slices": ([3] * 500, False),
    "one slice of many pieces": ([2_345], False),
    "one row": ([1], False),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("plain", [True, False])
def test_what_is_given_is_what_is_read(store: Store, shape: str, *, plain: bool) -> None:
    lengths, shuffled = SHAPES[shape]
    pick, rows = random.Random(shape), []  # noqa: S311 - the same rows every time
    for number, length in enumerate(lengths, 1_000):
        regions = sorted(pick.sample(range(1, 3_000), length)) if shuffled else range(1, length + 1)
        for region in regions:
            value = None if not plain and pick.random() < 0.1 else pick.random() * 10 ** pick.randint(-8, 12)
            status = "" if plain else pick.choice(("", "missing", "suppressed"))
            rows.append((number, region, value, status, None if pick.random() < 0.1 else pick.randint(1, 400)))
    numbers, regions_of, value_of, status_of, rank_of = (np.array(column) for column in zip(*rows, strict=True))
    codes = np.array([CODE[word] for word in status_of], dtype=np.int8)
    given = cells(np.ones_like(numbers), numbers, regions_of, value_of.astype(np.float64), codes)
    places = np.array([place or 0 for place in rank_of])
    with store.database.writing() as writer:
        value_rows.insert(writer, range(1_000, 1_000 + len(lengths)), lengths, given, places)
        found = writer.rows("SELECT slice_id, region_id, value, status, rank FROM value ORDER BY slice_id, region_id")
    assert [tuple(row) for row in found] == rows


def test_values_of_a_region_that_there_is_not_are_never_written(store: Store) -> None:
    known = names(store.database.read)
    for region, ok in ((known.regions["05766"], True), (len(known.keys), False), (999_999, False)):
        one = cells(np.array([1]), np.array([2020]), np.array([region]), np.array([1.0]), np.array([0], dtype=np.int8))
        if ok:
            slices._require_regions(one, known)
        else:
            with pytest.raises(ValueError, match="unknown region"):
                slices._require_regions(one, known)
