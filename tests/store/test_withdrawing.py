"""Taking a Datenstand back: what still counts of it returns to what it was, everything else is listed and stays."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from cockpit.base.errors import Forbidden, NotFound, Refused
from cockpit.store import Store

from .example import AT, KREISE, assert_same, everything, indicator, judge, published, shown, withdrawn

LIPPE, FLENSBURG, AACHEN = ("05766", 2020), ("01001", 2020), ("05334", 2020)


def unemployed(place: tuple[str, int], value: float | None, status: str = "") -> tuple:
    return ("arbeitslose", *place, value, status)


def test_a_corrected_value_is_the_old_one_again_after_the_correction_is_taken_back(store: Store) -> None:
    published(store, unemployed(LIPPE, 10.0, "provisional"), unemployed(FLENSBURG, 20.0))
    wrong = published(store, unemployed(LIPPE, 99.0))
    done = withdrawn(store, wrong)
    assert shown(store, "arbeitslose") == {LIPPE: 10.0, FLENSBURG: 20.0}
    assert store.map("arbeitslose", 2020).set_index("key")["status"].to_dict() == {"05766": "provisional", "01001": ""}
    assert (done.returned, done.removed, len(done.kept)) == (1, 0, 0)
    assert done.revision == store.revision()
    assert (done.revision.kind, done.revision.note, done.revision.created_by) == (
        "withdrawal", "Tippfehler", "Prüferin",
    )  # fmt: skip
    assert store.withdrawn_by(wrong) == done.revision.id
    assert store.withdrawn_by(done.revision.id) is None
    assert store.verify() == ()


def test_a_value_that_was_new_vanishes_with_its_rank_its_verdict_and_all_computed_from_it(store: Store) -> None:
    published(store, unemployed(FLENSBURG, 20.0), *(("bevoelkerung", key, 2020, 10_000.0) for key in KREISE))
    wrong = published(store, unemployed(LIPPE, 10.0))
    assert set(shown(store, "arbeitslosendichte")) == {LIPPE, FLENSBURG}
    done = withdrawn(store, wrong)
    assert (done.returned, done.removed) == (0, 1)
    assert shown(store, "arbeitslose") == {FLENSBURG: 20.0}
    assert shown(store, "arbeitslosendichte") == {FLENSBURG: 2.0}
    assert set(store.verdicts("arbeitslose")) == {"01001"} == set(store.verdicts("arbeitslosendichte"))
    assert store.aggregates("arbeitslose")["n"].tolist() == [1]
    assert shown(store, "arbeitslosendichte", wrong) == {LIPPE: 1.0, FLENSBURG: 2.0}
    assert store.verify() == ()


def test_a_year_that_becomes_empty_is_gone_and_so_is_every_computed_year(store: Store) -> None:
    published(store, *(("arbeitslose", "05766", year, 10.0) for year in (2018, 2019)), ("bevoelkerung", *LIPPE, 1e4))
    newest = published(store, unemployed(LIPPE, 12.0))
    assert store.years("arbeitslose-drei-jahre") == (2020,)
    withdrawn(store, newest)
    assert store.years("arbeitslose") == (2018, 2019)
    for computed in ("arbeitslose-drei-jahre", "arbeitslosendichte", "dichte-zu-drei-jahren"):
        assert store.series(computed).empty
        assert store.verdicts(computed) == {}
    assert store.years("arbeitslosendichte", newest) == (2020,)
    again = published(store, unemployed(LIPPE, 13.0))
    assert shown(store, "arbeitslose-drei-jahre") == {LIPPE: 33.0}
    assert store.differences(again)["before"].isna().all()
    assert store.verify() == ()


def test_what_others_published_since_in_the_same_year_stays(store: Store) -> None:
    published(store, unemployed(LIPPE, 10.0), unemployed(FLENSBURG, 20.0))
    first = published(store, unemployed(LIPPE, 11.0), unemployed(FLENSBURG, 21.0))
    later = published(store, unemployed(FLENSBURG, 22.0), unemployed(AACHEN, 30.0))
    done = withdrawn(store, first)
    assert shown(store, "arbeitslose") == {LIPPE: 10.0, FLENSBURG: 22.0, AACHEN: 30.0}
    assert (done.returned, done.removed) == (1, 0)
    assert done.kept.to_dict("records") == [
        {"indicator": "arbeitslose", "key": "01001", "year": 2020, "value": 21.0, "live": 22.0, "by_revision": later}
    ]


def test_a_value_that_others_set_to_the_same_number_by_a_detour_is_theirs(store: Store) -> None:
    published(store, unemployed(LIPPE, 10.0))
    mine = published(store, unemployed(LIPPE, 11.0))
    published(store, unemployed(LIPPE, 12.0))
    theirs = published(store, unemployed(LIPPE, 11.0))
    done = withdrawn(store, mine)
    assert done.revision is None
    assert done.kept["by_revision"].tolist() == [theirs]
    assert shown(store, "arbeitslose") == {LIPPE: 11.0}
    assert store.revision().id == theirs
    assert store.withdrawn_by(mine) is None


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
def test_taking_back_three_datenstaende_gives_the_first_state_in_any_order(store: Store, order: tuple) -> None:
    """Whatever stays in between counts for a while, but no withdrawn value ever comes back."""
    published(store, unemployed(LIPPE, 10.0))
    before = shown(store, "arbeitslose")
    made = [
        published(store, unemployed(LIPPE, 11.0), unemployed(AACHEN, 1.0)),
        published(store, unemployed(LIPPE, 12.0), unemployed(FLENSBURG, 2.0)),
        published(store, unemployed(LIPPE, 13.0), unemployed(AACHEN, 3.0), unemployed(FLENSBURG, 4.0)),
    ]
    values, left = {0: 11.0, 1: 12.0, 2: 13.0}, [0, 1, 2]
    for place in order:
        done = withdrawn(store, made[place])
        if done.revision is not None:
            left.remove(place)
        assert shown(store, "arbeitslose")[LIPPE] == (values[max(left)] if left else 10.0)
    for place in sorted(left, reverse=True):
        withdrawn(store, made[place])
    assert shown(store, "arbeitslose") == before
    assert store.verify() == ()


def test_publishing_again_what_was_taken_back_is_a_new_datenstand(store: Store) -> None:
    published(store, unemployed(LIPPE, 10.0))
    withdrawn(store, published(store, unemployed(LIPPE, 11.0)))
    again = published(store, unemployed(LIPPE, 11.0))
    assert shown(store, "arbeitslose") == {LIPPE: 11.0}
    withdrawn(store, again)
    assert shown(store, "arbeitslose") == {LIPPE: 10.0}


def test_a_status_is_taken_back_like_a_number(store: Store) -> None:
    published(store, unemployed(LIPPE, 10.0))
    withdrawn(store, published(store, unemployed(LIPPE, None, "suppressed")))
    assert shown(store, "arbeitslose") == {LIPPE: 10.0}


def test_a_datenstand_is_taken_back_only_once(store: Store) -> None:
    wrong = published(store, unemployed(LIPPE, 10.0))
    by = withdrawn(store, wrong).revision
    with pytest.raises(Refused, match=f"bereits zurückgenommen, mit Datenstand {by.id}"):
        withdrawn(store, wrong)


def test_only_datenstaende_with_values_of_their_own_can_be_taken_back(store: Store) -> None:
    withdrawal = withdrawn(store, published(store, unemployed(LIPPE, 10.0))).revision
    published(store, unemployed(LIPPE, 10.0))
    block = store.block("arbeitslose", "05766", 2020, reason="geheim", by="F", judge=judge, at=AT)
    own = store.declare(indicator("eigen"), None, by="F", judge=judge, at=AT)
    for number, words in {
        1: "keine Werte", withdrawal.id: "selbst eine Zurücknahme", block.id: "Sperrung", own.id: "eines Indikators",
    }.items():  # fmt: skip
        with pytest.raises(Refused, match=words):
            withdrawn(store, number)
    with pytest.raises(NotFound):
        withdrawn(store, 99)
    assert store.revision() == own


def test_an_officer_of_lippe_cannot_take_back_what_also_holds_values_of_flensburg(store: Store) -> None:
    both = published(store, unemployed(LIPPE, 11.0), unemployed(FLENSBURG, 21.0))
    with pytest.raises(Forbidden, match="01001"):
        withdrawn(store, both, allowed=lambda key: key == "05766")
    assert store.revision().id == both
    alone = published(store, unemployed(LIPPE, 12.0))
    assert withdrawn(store, alone, allowed=lambda key: key == "05766").returned == 1


def test_older_datenstaende_stay_as_they_were_after_five_publications_and_a_withdrawal(store: Store) -> None:
    chance = np.random.default_rng(7)
    seen: dict[int, tuple[pd.DataFrame, ...]] = {}
    for step in range(6):
        keys, years = chance.choice([*KREISE, "DG"], 20), chance.integers(2016, 2021, 20)
        codes = chance.choice(["arbeitslose", "bevoelkerung"], 20)
        cells = {(str(code), str(key), int(year)): float(chance.normal(500, 9))
                 for code, key, year in zip(codes, keys, years, strict=True)}  # fmt: skip
        seen[published(store, *((*place, value) for place, value in cells.items()))] = ()
        newest = store.revision().id
        seen[newest] = everything(store, newest)
        if step == 3:
            done = withdrawn(store, newest - 1).revision
            assert done is not None
            seen[done.id] = everything(store, done.id)
    for number, then in seen.items():
        assert_same(then, everything(store, number))
    assert_same(seen[max(seen)], everything(store, None))
    assert store.verify() == ()


def test_what_a_datenstand_changed_is_told_with_computed_values(store: Store) -> None:
    published(store, unemployed(LIPPE, 10.0), unemployed(FLENSBURG, 20.0), ("bevoelkerung", *LIPPE, 10_000.0))
    second = published(store, unemployed(LIPPE, 11.0), unemployed(FLENSBURG, 20.0), unemployed(AACHEN, None, "pending"))
    told = store.differences(second).fillna({"before": -1.0, "after": -1.0})
    told = told[told["indicator"] != "dichte-zu-drei-jahren"]
    assert [tuple(row) for row in told.itertuples(index=False)] == [
        ("arbeitslose", "05334", 2020, -1.0, "", -1.0, "pending"),
        ("arbeitslose", "05766", 2020, 10.0, "", 11.0, ""),
        ("arbeitslosendichte", "05334", 2020, -1.0, "", -1.0, "pending"),
        ("arbeitslosendichte", "05766", 2020, 1.0, "", 1.1, ""),
    ]
    by = withdrawn(store, second).revision
    back = store.differences(by.id)
    assert back[back["key"] == "05766"]["after"].tolist() == [10.0, 1.0]
    assert back[back["key"] == "05334"]["after_status"].tolist() == ["", "", ""]
    with pytest.raises(NotFound):
        store.differences(99)
    assert store.differences(1).empty


def test_a_withdrawal_counts_as_the_last_touch_of_everything_it_changes(store: Store) -> None:
    published(store, ("bevoelkerung", *LIPPE, 10_000.0), ("erneuerbare-strom", "05", 2020, 17.0))
    before = store.revision().id
    by = withdrawn(store, published(store, unemployed(LIPPE, 11.0))).revision
    assert store.last_touch(["arbeitslose"]).id == by.id == store.last_touch(["arbeitslosendichte"]).id
    assert store.last_touch(["erneuerbare-strom"]).id == before
