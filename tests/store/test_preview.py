"""What publishing would do is told before, by doing it and taking nothing of it."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd

from cockpit.model.verdict import Pace, Trend, Verdict
from cockpit.progress import assess
from cockpit.store import Publication, Store

from .example import AT, KREISE, assert_same, everything, judge, publication, published, rows

LIPPE, FLENSBURG = ("05766", 2020), ("01001", 2020)


def by_size(_item: object, frame: pd.DataFrame, _catalogue: object) -> dict[str, Verdict]:
    """A judge that only looks whether the last value is above 100, and above 200."""
    last = frame.dropna(subset="value").groupby("key")["value"].last()
    return {str(key): verdict(value) for key, value in last.items()}


def verdict(value: float) -> Verdict:
    trend = Trend("improving" if value > 100 else "worsening", 0, value, None, 1, None, None, None, None)
    return Verdict(trend, paces=(Pace("destatis", "met" if value > 200 else "away", None, None, None),))


def test_the_preview_tells_what_publishing_then_does(store: Store) -> None:
    published(store, ("arbeitslose", *LIPPE, 10.0), ("arbeitslose", *FLENSBURG, 20.0), ("bevoelkerung", *LIPPE, 1e4))
    fresh = publication(
        rows(("arbeitslose", *LIPPE, 11.0), ("arbeitslose", *FLENSBURG, 20.0), ("arbeitslose", "09162", 2020, 5.0))
    )
    effect = store.preview(fresh, judge=judge, at=AT)
    assert (effect.new, effect.changed, effect.unchanged) == (1, 1, 1)
    revision = store.publish(fresh, judge=judge, at=AT)
    assert (revision.new, revision.changed, revision.unchanged) == (1, 1, 1)
    pd.testing.assert_frame_equal(effect.cells.drop(columns="state"), store.differences(revision.id))
    states = {(row.indicator, row.key): row.state for row in effect.cells.itertuples()}
    assert states == {
        ("arbeitslose", "05766"): "changed",
        ("arbeitslose", "09162"): "new",
        ("arbeitslosendichte", "05766"): "derived",
    }


def test_a_preview_leaves_no_trace(store: Store) -> None:
    published(store, ("arbeitslose", *LIPPE, 10.0))
    before, revision = everything(store, None), store.revision()
    store.preview(publication(rows(("arbeitslose", *LIPPE, 11.0)), file=b"x"), judge=judge, at=AT)
    assert_same(before, everything(store, None))
    assert store.revision() == revision
    assert store.verify() == ()
    assert published(store, ("arbeitslose", *LIPPE, 11.0)) == revision.id + 1


def test_the_preview_of_what_is_there_already_says_that_nothing_changes(store: Store) -> None:
    published(store, ("arbeitslose", *LIPPE, 10.0))
    effect = store.preview(publication(rows(("arbeitslose", *LIPPE, 10.0))), judge=judge, at=AT)
    assert (effect.new, effect.changed, effect.unchanged, len(effect.cells), effect.flips) == (0, 0, 1, 0, ())


def test_only_kreise_whose_direction_or_verdict_differs_flip(store: Store) -> None:
    first = rows(*(("arbeitslose", key, 2020, value) for key, value in zip(KREISE, (50, 50, 50, 150, 50), strict=True)))
    store.publish(publication(first), judge=by_size, at=AT)
    after = [("01001", 60.0), ("05334", 150.0), ("05766", 250.0), ("09162", 250.0), ("DG", 900.0), ("16063", 50.0)]
    fresh = publication(rows(*(("arbeitslose", key, 2020, value) for key, value in after)))
    flips = {flip.key: flip for flip in store.preview(fresh, judge=by_size, at=AT).flips}
    assert set(flips) == {"05334", "05766", "09162"}
    assert flips["05334"].before.trend.key == "worsening"
    assert flips["05334"].after.trend.key == "improving"
    assert [flips["09162"].before.paces[0].key, flips["09162"].after.paces[0].key] == ["away", "met"]


def test_a_kreis_that_is_judged_for_the_first_time_flips_from_nothing(store: Store) -> None:
    fresh = publication(rows(("arbeitslose", *LIPPE, 10.0)))
    (flip,) = store.preview(fresh, judge=judge, at=AT).flips
    assert (flip.indicator, flip.key, flip.before) == ("arbeitslose", "05766", None)


def test_four_hundred_values_on_the_shipped_data_take_less_than_two_seconds(shipped_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "cockpit.sqlite"
    copy.write_bytes(shipped_file.read_bytes())
    store = Store.open(f"sqlite:///{copy}")
    catalogue, covered = store.catalogue(), set(store.coverage()["indicator"])
    inputs = {code: sum(code in item.formula.inputs for item in catalogue.indicators.values() if item.formula)
              for code in covered if catalogue.indicators[code].formula is None}  # fmt: skip
    code = max(sorted(inputs), key=lambda one: inputs[one])
    year = store.years(code)[-1]
    held = store.map(code, year).dropna(subset="value")
    frame = held.assign(indicator=code, year=year, value=np.round(held["value"] * 1.5))
    started = time.process_time()  # what it costs, however busy the machine is
    effect = store.preview(Publication(frame, by="x"), judge=assess, at=AT, base=store.revision().id)
    assert time.process_time() - started < 2.0
    assert effect.changed >= 390
    store.close()
