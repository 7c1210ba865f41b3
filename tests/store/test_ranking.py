"""Ranks and distributions, computed a second time in plain pandas."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from cockpit.model.catalogue import Catalogue
from cockpit.store import Store

from .example import AT, KREISE, judge, publication, region, rows


def test_ranks_and_distributions_equal_a_plain_second_computation(store: Store) -> None:
    chance = np.random.default_rng(11)
    cells = [
        ("arbeitslose", key, year, float(value))
        for year in range(2015, 2021)
        for key, value in zip([*KREISE, "16056", "DG", "05"], chance.integers(1, 6, 8), strict=True)
        if chance.random() < 0.8
    ]
    store.publish(publication(rows(*cells)), judge=judge, at=AT)
    stored = store.series("arbeitslose")
    current = stored[stored["key"].isin(KREISE)]
    expected = current.groupby("year")["value"].rank(method="min", ascending=False)
    assert current["rank"].tolist() == expected.tolist()
    assert stored.loc[~stored["key"].isin(KREISE), "rank"].isna().all()
    aggregates = store.aggregates("arbeitslose").set_index("year")
    described = current.groupby("year")["value"].describe()
    described.columns = ["n", "mean", "std", "minimum", "lower_quartile", "median", "upper_quartile", "maximum"]
    pd.testing.assert_frame_equal(aggregates, described[aggregates.columns].astype({"n": "int64"}), check_names=False)


def test_the_highest_value_is_first_and_ties_share_the_smallest_rank(store: Store) -> None:
    shown = {"01001": 7.0, "05334": 9.0, "05766": 9.0, "09162": 3.0}
    cells = [("arbeitslose", key, 2020, value) for key, value in shown.items()]
    hidden = ("arbeitslose", "16063", 2020, None, "suppressed")
    store.publish(publication(rows(*cells, hidden)), judge=judge, at=AT)
    ranks = store.map("arbeitslose", 2020).set_index("key")["rank"]
    assert ranks.dropna().to_dict() == {"01001": 3, "05334": 1, "05766": 1, "09162": 4}
    assert np.isnan(ranks["16063"])


def test_a_dissolved_kreis_and_the_bund_have_no_rank(store: Store) -> None:
    cells = [("arbeitslose", key, 2020, 5.0) for key in ("16056", "16063", "DG", "05")]
    store.publish(publication(rows(*cells)), judge=judge, at=AT)
    assert store.map("arbeitslose", 2020).set_index("key")["rank"].dropna().to_dict() == {"16063": 1}


def test_an_indicator_of_the_laender_is_ranked_over_laender(store: Store) -> None:
    cells = [("erneuerbare-strom", key, 2020, value) for key, value in (("05", 17.0), ("09", 50.0), ("DG", 45.0))]
    store.publish(publication(rows(*cells)), judge=judge, at=AT)
    assert store.map("erneuerbare-strom", 2020).set_index("key")["rank"].dropna().to_dict() == {"05": 2, "09": 1}
    assert store.aggregates("erneuerbare-strom").loc[0, ["n", "minimum", "maximum"]].tolist() == [2, 17.0, 50.0]


def test_gemeinden_are_not_ranked_among_the_kreise(store: Store, catalogue: Catalogue) -> None:
    place = region("05766004", "gemeinde", "Barntrup", land="05")
    store.sync(replace(catalogue, regions={**catalogue.regions, place.key: place}), at=AT, by="init", judge=judge)
    cells = [("arbeitslose", key, 2020, value) for key, value in ((place.key, 9.0), ("05766", 7.0), ("05334", 5.0))]
    store.publish(publication(rows(*cells)), judge=judge, at=AT)
    assert store.map("arbeitslose", 2020).set_index("key")["rank"].dropna().to_dict() == {"05766": 1, "05334": 2}
    assert store.aggregates("arbeitslose").loc[0, ["n", "minimum", "maximum"]].tolist() == [2, 5.0, 7.0]
    assert store.verify() == ()
