"""Formula values, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Formula
from cockpit.store import Store

from .example import AT, KREISE, indicator, judge, publication, rows


def publish(store: Store, *cells: tuple) -> None:
    assert store.publish(publication(rows(*cells)), judge=judge, at=AT) is not None


def shown(store: Store, code: str, stand: int | None = None) -> dict[tuple[str, int], tuple[float | None, str]]:
    frame = store.series(code, stand=stand)
    return {(row.key, row.year): (None if np.isnan(row.value) else row.value, row.status) for row in frame.itertuples()}


def test_a_rate_is_factor_times_numerator_by_denominator(store: Store) -> None:
    publish(store, ("arbeitslose", "05766", 2020, 9_123.0), ("bevoelkerung", "05766", 2020, 346_990.0))
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): (9_123.0 * 1000 / 346_990, "")}


def test_without_denominator_there_is_no_value(store: Store) -> None:
    publish(store, ("arbeitslose", "05766", 2020, 9_123.0))
    assert shown(store, "arbeitslosendichte") == {}


def test_a_later_denominator_brings_the_value_and_every_value_that_follows_from_it(store: Store) -> None:
    publish(store, *(("arbeitslose", "05766", year, 100.0) for year in (2018, 2019, 2020)))
    publish(store, ("bevoelkerung", "05766", 2020, 10_000.0))
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): (10.0, "")}
    assert shown(store, "dichte-zu-drei-jahren") == {("05766", 2020): (10.0 / 300.0, "")}
    assert set(store.revision().indicators) == {"bevoelkerung", "arbeitslosendichte", "dichte-zu-drei-jahren"}


def test_the_denominator_may_be_one_year_older_but_not_two(store: Store) -> None:
    years = (2019, 2020, 2021)
    publish(store, *(("arbeitslose", "05766", year, 50.0) for year in years), ("bevoelkerung", "05766", 2019, 10_000.0))
    assert shown(store, "arbeitslosendichte") == {("05766", 2019): (5.0, ""), ("05766", 2020): (5.0, "")}
    assert store.denominator_years("arbeitslosendichte") == {2020: 2019}
    publish(store, ("bevoelkerung", "05766", 2020, 20_000.0))
    assert shown(store, "arbeitslosendichte")[("05766", 2020)] == (2.5, "")
    assert shown(store, "arbeitslosendichte")[("05766", 2021)] == (2.5, "")
    assert store.denominator_years("arbeitslosendichte") == {2021: 2020}
    assert store.denominator_years("arbeitslosendichte", stand=2) == {2020: 2019}


def test_one_early_kreis_does_not_take_the_value_from_all_others(store: Store) -> None:
    publish(store, *(("arbeitslose", key, 2021, 50.0) for key in KREISE))
    publish(store, *(("bevoelkerung", key, 2020, 10_000.0) for key in KREISE))
    publish(store, ("bevoelkerung", "05766", 2021, 12_500.0))
    assert {key for key, _ in shown(store, "arbeitslosendichte")} == set(KREISE)
    publish(store, *(("bevoelkerung", key, 2021, 12_500.0) for key in list(KREISE)[:4]))
    assert {value for value, _ in shown(store, "arbeitslosendichte").values()} == {4.0}
    assert store.denominator_years("arbeitslosendichte") == {}


def test_a_window_sums_consecutive_years_and_needs_all_of_them(store: Store) -> None:
    numbers = {2015: 1.0, 2016: 2.0, 2017: 4.0, 2018: 8.0, 2020: 32.0, 2021: 64.0}
    publish(store, *(("arbeitslose", "05766", year, value) for year, value in numbers.items()))
    assert shown(store, "arbeitslose-drei-jahre") == {("05766", 2017): (7.0, ""), ("05766", 2018): (14.0, "")}
    publish(store, ("arbeitslose", "05766", 2019, 16.0))
    sums = {year: value for (_, year), (value, _) in shown(store, "arbeitslose-drei-jahre").items()}
    assert sums == {2017: 7.0, 2018: 14.0, 2019: 28.0, 2020: 56.0, 2021: 112.0}


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ((50.0, "provisional"), (10_000.0, "revised"), (5.0, "provisional")),
        ((50.0, "final"), (10_000.0, ""), (5.0, "final")),
        ((50.0, "limited"), (10_000.0, "estimated"), (5.0, "limited")),
        ((None, "suppressed"), (10_000.0, ""), (None, "suppressed")),
        ((None, "pending"), (None, "unreliable"), (None, "unreliable")),
        ((50.0, "limited"), (None, "missing"), (None, "missing")),
        ((50.0, ""), (0.0, ""), (None, "not_applicable")),
    ],
)
def test_the_status_of_a_result_is_the_worst_of_its_inputs(
    store: Store, above: tuple, below: tuple, expected: tuple
) -> None:
    publish(store, ("arbeitslose", "05766", 2020, *above), ("bevoelkerung", "05766", 2020, *below))
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): expected}


def test_the_reason_why_there_is_no_numerator_is_kept_without_denominator(store: Store) -> None:
    publish(store, ("arbeitslose", "05766", 2020, None, "suppressed"), ("arbeitslose", "01001", 2020, 4.0))
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): (None, "suppressed")}


def test_a_status_within_the_window_reaches_the_sum(store: Store) -> None:
    publish(
        store, ("arbeitslose", "05766", 2018, 1.0), ("arbeitslose", "05766", 2019, 2.0, "provisional"),
        ("arbeitslose", "05766", 2020, 3.0), ("arbeitslose", "05766", 2021, None, "suppressed"),
    )  # fmt: skip
    assert shown(store, "arbeitslose-drei-jahre") == {
        ("05766", 2020): (6.0, "provisional"),
        ("05766", 2021): (None, "suppressed"),
    }


def test_several_numerators_and_denominators_are_multiplied(store: Store, catalogue: Catalogue) -> None:
    formula = Formula(("arbeitslose", "arbeitslose"), ("bevoelkerung", "bevoelkerung"), 7.0)
    product = indicator("produkt", formula=formula)
    store.sync(replace(catalogue, indicators=dict(catalogue.indicators) | {"produkt": product}), at=AT, by="init")
    publish(store, ("arbeitslose", "05766", 2020, 3.0), ("bevoelkerung", "05766", 2020, 2.0))
    assert shown(store, "produkt") == {("05766", 2020): (7.0 * 3 * 3 / (2 * 2), "")}


def with_factor(catalogue: Catalogue, factor: float) -> Catalogue:
    old = catalogue.indicators["arbeitslosendichte"]
    assert old.formula is not None
    new = replace(old, formula=replace(old.formula, factor=factor))
    return replace(catalogue, indicators=dict(catalogue.indicators) | {new.id: new})


def test_a_changed_formula_is_computed_anew_and_the_old_result_stays_readable(
    store: Store, catalogue: Catalogue
) -> None:
    publish(store, ("arbeitslose", "05766", 2020, 50.0), ("bevoelkerung", "05766", 2020, 10_000.0))
    before = store.revision().id
    store.sync(with_factor(catalogue, 100_000.0), at=AT, by="init", judge=judge)
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): (500.0, "")}
    assert shown(store, "arbeitslosendichte", before) == {("05766", 2020): (5.0, "")}
    assert store.verify() == ()


def test_without_a_judge_the_next_recompute_takes_up_a_changed_formula_once(store: Store, catalogue: Catalogue) -> None:
    publish(store, ("arbeitslose", "05766", 2020, 50.0), ("bevoelkerung", "05766", 2020, 10_000.0))
    store.sync(with_factor(catalogue, 100.0), at=AT, by="init")
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): (5.0, "")}
    revision = store.recompute(judge, at=AT, by="init")
    assert revision is not None
    assert revision.indicators == ("arbeitslosendichte",)
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): (0.5, "")}
    assert store.recompute(judge, at=AT, by="init") is None
    assert store.revision() == revision


def test_the_next_publication_takes_up_a_changed_formula_too(store: Store, catalogue: Catalogue) -> None:
    publish(store, ("arbeitslose", "05766", 2020, 50.0), ("bevoelkerung", "05766", 2020, 10_000.0))
    store.sync(with_factor(catalogue, 100.0), at=AT, by="init")
    publish(store, ("erneuerbare-strom", "05", 2020, 17.0))
    assert shown(store, "arbeitslosendichte") == {("05766", 2020): (0.5, "")}


def test_a_value_that_loses_its_input_vanishes_from_now_on_only(store: Store, catalogue: Catalogue) -> None:
    publish(store, ("arbeitslose", "05766", 2021, 50.0), ("bevoelkerung", "05766", 2020, 10_000.0))
    before = store.revision().id
    old = catalogue.indicators["arbeitslosendichte"]
    strict = replace(old, formula=Formula(("arbeitslose",), ("bevoelkerung",), 1000.0, 0))
    store.sync(replace(catalogue, indicators=dict(catalogue.indicators) | {old.id: strict}), at=AT, by="x", judge=judge)
    assert shown(store, "arbeitslosendichte") == {}
    assert store.years("arbeitslosendichte", before) == (2021,)
    assert store.verdicts("arbeitslosendichte") == {}
