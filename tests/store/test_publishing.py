"""What publishing does to values, and what it leaves alone."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest

from cockpit.base.errors import NotFound, StoreFault
from cockpit.store import Store

from .example import AT, KREISE, judge, publication, rows


def published(store: Store, *cells: tuple, **more: object) -> int | None:
    revision = store.publish(publication(rows(*cells), **more), judge=judge, at=AT)
    return revision.id if revision else None


def values(store: Store, indicator: str, stand: int | None = None) -> dict[tuple[str, int], float]:
    frame = store.series(indicator, stand=stand)
    return {(key, year): value for key, year, value in zip(frame["key"], frame["year"], frame["value"], strict=True)}


def test_a_published_value_is_read_back_to_the_bit(store: Store) -> None:
    odd = 0.1 + 0.2
    published(store, ("arbeitslose", "05766", 2020, odd), ("arbeitslose", "01001", 2020, 1e-310))
    assert values(store, "arbeitslose") == {("01001", 2020): 1e-310, ("05766", 2020): odd}


def test_every_kind_of_row_is_read_back_to_the_bit(store: Store) -> None:
    """Very large and very small numbers, each sign of official statistics, with a value and without, side by side."""
    numbers = [1 / 3, -1e-310, 1e300, 5e-324, -2.5, 1e23, 123456789.123456789, 0.0]
    signs = ["", "limited", "provisional", "revised", "estimated"]
    gone = ["missing", "suppressed", "pending", "unreliable", "not_applicable"]
    cells = [("arbeitslose", "01001", 2000 + n, number, signs[n % 5]) for n, number in enumerate(numbers)]
    cells += [("arbeitslose", "05766", 2000 + n, None, sign) for n, sign in enumerate(gone)]
    published(store, *cells)
    frame = store.series("arbeitslose")
    held = frame.loc[frame["key"] == "01001"]
    assert [number.hex() for number in held["value"].tolist()] == [number.hex() for number in numbers]
    assert held["status"].tolist() == [signs[n % 5] for n in range(len(numbers))]
    assert held["rank"].tolist() == [1.0] * len(numbers)
    empty = frame.loc[frame["key"] == "05766"]
    assert empty["status"].tolist() == gone
    assert empty[["value", "rank"]].isna().all(axis=None)
    assert store.verify() == ()


def test_cells_that_are_not_in_the_file_keep_their_value(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2020, 10.0), ("arbeitslose", "01001", 2020, 20.0))
    published(store, ("arbeitslose", "05766", 2020, 11.0), ("arbeitslose", "05766", 2021, 12.0))
    assert values(store, "arbeitslose") == {("01001", 2020): 20.0, ("05766", 2020): 11.0, ("05766", 2021): 12.0}


def test_the_revision_counts_new_changed_and_equal_values(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2020, 10.0), ("arbeitslose", "01001", 2020, 20.0))
    cells = (
        ("arbeitslose", "05766", 2020, 10.0),
        ("arbeitslose", "01001", 2020, 21.0),
        ("arbeitslose", "09162", 2020, 5.0),
    )
    revision = store.publish(publication(rows(*cells), note="Korrektur", refused=2), judge=judge, at=AT)
    assert revision is not None
    assert (revision.new, revision.changed, revision.unchanged, revision.refused) == (1, 1, 1, 2)
    assert store.revision() == revision == store.revisions(1)[0]
    assert (revision.created_at, revision.created_by, revision.note) == (AT, "Prüferin", "Korrektur")
    assert revision.indicators == ("arbeitslose",)


def test_publishing_the_same_values_again_makes_no_datenstand(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2020, 10.0), ("arbeitslose", "01001", 2020, None, "suppressed"))
    before = store.revision()
    assert (
        published(store, ("arbeitslose", "05766", 2020, 10.0), ("arbeitslose", "01001", 2020, None, "suppressed"))
        is None
    )
    assert store.revision() == before


def test_a_changed_status_alone_is_a_change(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2020, 10.0, "provisional"))
    assert published(store, ("arbeitslose", "05766", 2020, 10.0, "final")) is not None
    assert store.map("arbeitslose", 2020)["status"].tolist() == ["final"]


def test_a_value_may_be_replaced_by_the_reason_why_there_is_none(store: Store) -> None:
    first = published(store, ("arbeitslose", "05766", 2020, 10.0))
    published(store, ("arbeitslose", "05766", 2020, None, "suppressed"))
    now = store.series("arbeitslose").iloc[0]
    assert np.isnan(now["value"])
    assert now["status"] == "suppressed"
    assert np.isnan(now["rank"])
    assert values(store, "arbeitslose", first) == {("05766", 2020): 10.0}
    assert store.years("arbeitslose") == ()


def test_no_value_and_no_reason_counts_as_missing(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2020, None))
    assert store.series("arbeitslose")["status"].tolist() == ["missing"]


def test_every_older_datenstand_stays_readable_to_the_bit(store: Store) -> None:
    chance = np.random.default_rng(3)
    seen: dict[int, tuple[pd.DataFrame, ...]] = {}
    for _ in range(8):
        cells = {
            (
                str(chance.choice(["arbeitslose", "bevoelkerung"])),
                str(chance.choice([*KREISE, "DG", "05"])),
                int(year),
            ): value
            for year, value in zip(chance.integers(2015, 2021, 25), chance.normal(500, 100, 25), strict=True)
        }
        number = published(store, *((*place, float(value)) for place, value in cells.items()))
        assert number is not None
        seen[number] = state(store, number)
    for number, then in seen.items():
        for old, again in zip(then, state(store, number), strict=True):
            pd.testing.assert_frame_equal(old, again, check_exact=True)
    for old, live in zip(seen[max(seen)], state(store, None), strict=True):
        pd.testing.assert_frame_equal(old, live, check_exact=True)


def state(store: Store, stand: int | None) -> tuple[pd.DataFrame, ...]:
    series = [store.series(code, stand=stand) for code in store.catalogue().indicators]
    return (*series, store.profile("05766", stand), store.map("arbeitslose", 2017, stand), store.coverage(stand))


def test_profile_map_and_series_tell_the_same(store: Store) -> None:
    cells = [
        ("arbeitslose", key, year, float(place * year)) for place, key in enumerate(KREISE) for year in (2019, 2020)
    ]
    published(store, *cells)
    profile = store.profile("09162")
    mine = profile[profile["indicator"] == "arbeitslose"]
    series = store.series("arbeitslose", ["09162"])
    assert mine[["year", "value", "rank"]].to_numpy().tolist() == series[["year", "value", "rank"]].to_numpy().tolist()
    on_map = store.map("arbeitslose", 2020).set_index("key")
    assert on_map.loc["09162", "value"] == series.set_index("year").loc[2020, "value"]
    assert on_map.index.tolist() == sorted(KREISE)
    assert store.series("arbeitslose", ["09162", "01001"])["key"].unique().tolist() == ["01001", "09162"]
    assert store.series("arbeitslose", []).empty


def test_the_original_file_is_kept(store: Store) -> None:
    original = "ags;jahr;wert\n05766;2020;10\n".encode("cp1252")
    digest = hashlib.sha256(original).hexdigest()
    published(store, ("arbeitslose", "05766", 2020, 10.0), file=original, file_sha256=digest)
    assert store.file(digest) == original
    assert store.revision().file_sha256 == digest
    with pytest.raises(NotFound, match="nicht aufbewahrt"):
        store.file("0" * 64)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([("gibtsnicht", "05766", 2020, 1.0)], "gibtsnicht"),
        ([("arbeitslose", "99999", 2020, 1.0)], "99999"),
        ([("arbeitslose", "05766", 2020, 1.0)] * 2, "Doppelte Zeile: arbeitslose, 05766, 2020"),
        ([("arbeitslose", "05766", 2020, float("inf"))], "keine endliche Zahl"),
        ([("arbeitslose", "05766", 2020, 1.0, "ungefaehr")], "ungefaehr"),
        ([("arbeitslose", "05766", 0, 1.0)], "Kein gültiges Jahr"),
        ([("arbeitslosendichte", "05766", 2020, 1.0)], "berechnet"),
    ],
)  # fmt: skip
def test_rows_that_no_checked_file_can_contain_are_refused_and_change_nothing(
    store: Store, cells: list[tuple], problem: str
) -> None:
    before = store.revision()
    with pytest.raises(StoreFault, match=problem):
        published(store, *cells)
    assert store.revision() == before


def test_a_judge_that_fails_leaves_the_old_state(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2020, 10.0))

    def broken(*_: object) -> dict:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.publish(publication(rows(("arbeitslose", "05766", 2020, 11.0))), judge=broken, at=AT)
    assert values(store, "arbeitslose") == {("05766", 2020): 10.0}
    assert store.verify() == ()


def test_verdicts_are_those_of_the_live_rows(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2018, 10.0), ("arbeitslose", "05766", 2020, 14.0))
    published(store, ("arbeitslose", "05766", 2022, 30.0), ("arbeitslose", "01001", 2022, 5.0))
    verdicts = store.verdicts("arbeitslose")
    assert verdicts["05766"].trend.slope == (30.0 - 10.0) / 4
    assert verdicts["01001"].trend.slope is None
    assert store.profile_verdicts("05766")["arbeitslose"] == verdicts["05766"]


def test_the_last_touch_names_the_datenstand_that_changed_an_indicator(store: Store) -> None:
    synced = store.revision().id
    first = published(store, ("arbeitslose", "05766", 2020, 10.0))
    second = published(store, ("erneuerbare-strom", "05", 2020, 17.0))
    assert store.last_touch(["arbeitslose"]).id == first
    assert store.last_touch(["arbeitslose", "erneuerbare-strom"]).id == second
    assert store.last_touch(["arbeitslose", "erneuerbare-strom"], first).id == first
    assert store.last_touch(["bevoelkerung"]).id == synced


def test_unknown_things_are_not_found(store: Store) -> None:
    for question in (
        lambda: store.series("gibtsnicht"),
        lambda: store.profile("99999"),
        lambda: store.series("arbeitslose", ["99999"]),
        lambda: store.revision(99),
        lambda: store.revision(-1),
    ):
        with pytest.raises(NotFound):
            question()


def test_coverage_counts_current_kreise_in_the_last_year(store: Store) -> None:
    published(
        store,
        ("arbeitslose", "05766", 2015, 1.0), ("arbeitslose", "16056", 2015, 1.0), ("arbeitslose", "05766", 2019, 1.0),
        ("arbeitslose", "01001", 2019, 1.0), ("arbeitslose", "16056", 2019, 1.0), ("arbeitslose", "DG", 2019, 9.0),
        ("arbeitslose", "09162", 2019, None, "suppressed"), ("arbeitslose", "09162", 2020, None, "pending"),
    )  # fmt: skip
    row = store.coverage().set_index("indicator").loc["arbeitslose"]
    assert row.to_dict() == {"first_year": 2015, "last_year": 2019, "n_years": 2, "n_kreise": 2, "revision": 2}
