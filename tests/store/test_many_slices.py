"""Many slices are ranked, summed up and sealed at once: each comes out as it would alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from cockpit.store.cells import STATUSES, Cells, cells
from cockpit.store.checksum import SLICES_AT_ONCE, checksum, checksums
from cockpit.store.ranking import AGGREGATES, QUANTILES, SLOTS_AT_ONCE, aggregates, ranks

SLOTS = 2 * SLOTS_AT_ONCE + 3


@pytest.fixture
def many() -> Cells:
    """Years of very different length, with ties and gaps."""
    chance = np.random.default_rng(3)
    sizes = chance.integers(1, 40, SLOTS)
    period = np.repeat(np.arange(1900, 1900 + SLOTS), sizes)
    region = np.concatenate([chance.permutation(40)[:size] for size in sizes])
    value = np.where(chance.random(len(period)) < 0.1, np.nan, chance.integers(0, 12, len(period)) / 4)
    status = chance.integers(0, len(STATUSES), len(period)).astype(np.int8)
    return cells(np.ones_like(period), period, region, value, status)


def test_ranks_and_distributions_are_those_of_pandas(many: Cells) -> None:
    counted = ~np.isnan(many.value)
    frame = pd.DataFrame({"slot": many.slot[counted], "value": many.value[counted]})
    groups = frame.groupby("slot")["value"]
    assert ranks(many, counted)[counted].tolist() == groups.rank(method="min", ascending=False).tolist()
    assert not ranks(many, counted)[~counted].any()
    expected = pd.DataFrame({"n": groups.size()} | {name: groups.quantile(share) for name, share in QUANTILES.items()})
    shuffled = frame.sample(frac=1, random_state=1)
    found = aggregates(shuffled["slot"].to_numpy(), shuffled["value"].to_numpy())
    pd.testing.assert_frame_equal(found, expected[list(AGGREGATES)], check_exact=True, check_names=False)


def test_nothing_that_counts_has_no_rank_and_no_distribution(many: Cells) -> None:
    assert not ranks(many, np.zeros(len(many), dtype=bool)).any()
    assert aggregates(np.empty(0, np.int64), np.empty(0)).empty


def test_a_slice_has_the_same_checksum_among_many(many: Cells) -> None:
    assert SLICES_AT_ONCE < SLOTS
    chance = np.random.default_rng(4)
    keys = chance.permutation(np.array([f"{number:05d}".encode() for number in range(1001, 1041)], dtype="S12"))
    rank = chance.integers(0, 400, len(many))
    bounds = [0, *(np.flatnonzero(np.diff(many.slot)) + 1).tolist(), len(many)]
    alone = [
        checksum(keys[many.region[first:last]], many.value[first:last], many.status[first:last], rank[first:last])
        for first, last in pairwise(bounds)
    ]
    assert list(checksums(keys, many.region, many.value, many.status, rank, bounds)) == alone
    assert len(set(alone)) > SLOTS // 2
