"""The large store of ``make bench`` in small: published like any other, sound, and kept for the next run."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from cockpit.store import Store
from tests.bench.large_store import large_store, shape
from tests.bench.spread import at, spread

VALUES = 2 * 30 * 402


def test_a_small_one_is_published_sound_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    large, fresh = large_store(VALUES, 2, tmp_path)
    assert (fresh, large.values, large.indicators, large.regions) == (True, VALUES, 2, 402)
    assert f"{VALUES:,} Werte" in capsys.readouterr().out
    with closing(Store.open(f"sqlite:///{large.store}")) as store:
        year = store.map("messreihe-0001", 2020)
        assert len(year) == 402
        assert set(year.loc[year["rank"].isna() & year["value"].notna(), "key"].str.len()) == {8}  # Gemeinden
        assert store.aggregates("messreihe-0001")["n"].between(380, 400).all()
        assert len(store.verdicts("messreihe-0001")) == 402
        assert store.verify() == ()
    again, fresh = large_store(VALUES, 2, tmp_path)
    assert (again, fresh) == (large, False)


def test_the_usual_size_is_twenty_million() -> None:
    indicators, regions = shape(20_000_000, 500)
    assert indicators * regions * 30 == pytest.approx(20_000_000, rel=0.001)


def test_the_slowest_hundredth_counts_from_the_slow_end() -> None:
    assert at(list(range(1, 101)), 0.99) == 99
    assert at(list(range(1, 101)), 0.5) == 50
    assert at([7.0], 0.99) == 7.0
    clock = iter(range(100))
    found = spread(lambda _: None, [(1,), (2,)], lambda: next(clock) / 1000)
    assert found.cpu50 == found.cpu99 == pytest.approx(1)
