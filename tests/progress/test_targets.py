"""Which target holds for a Kreis, and what it is there."""

from __future__ import annotations

import pytest

from cockpit.model.indicator import Break
from cockpit.progress import applicable, resolve

from .speak import LIPPE, indicator, since, target, verdict

YEARS = since(2008, 100, 98, 96, 95, 94, 93, 92, 91, 90, 89, 88, 87)
EFFICIENCY = {"region": "DG", "decided": False, "relative": -26.5, "base_year": 2008}


def test_the_council_comes_before_the_land_and_the_land_before_the_bund() -> None:
    council, land, bund = target(2030, 80), target(2030, 70, region="05"), target(2030, 60, region="DG")
    assert verdict(YEARS, bund, land, council).target_value == 80
    assert verdict(YEARS, bund, land).target_value == 70
    assert verdict(YEARS, bund).target_value == 60
    assert verdict(YEARS, target(2030, 50, region="05770"), target(2030, 40, region="06")).target_value is None


def test_only_a_decided_target_counts_and_the_national_one_orients() -> None:
    national = target(2030, 60, region="DG", decided=False)
    assert verdict(YEARS, national).decided is False
    found = verdict(YEARS, national, target(2030, 80))
    assert (found.decided, found.target_value) == (True, 80)
    assert verdict(YEARS).decided is None


def test_of_several_years_the_next_one_not_yet_past_counts() -> None:
    steps = [target(year, value) for year, value in ((2015, 95), (2019, 85), (2030, 70), (2045, 0))]
    assert verdict(YEARS, *steps).target_year == 2019  # the latest value is of 2019
    assert verdict(YEARS | {2020: 86}, *steps).target_year == 2030
    assert verdict(YEARS, *steps[:1]).target_year == 2015
    assert applicable(steps, LIPPE, None, decided=True) == steps[0]


def test_a_relative_target_is_reckoned_from_the_own_value_in_the_base_year() -> None:
    found = verdict({2008: 200.0} | since(2015, 9, 8, 7, 6, 5), target(2030, **EFFICIENCY))
    assert (found.target_value, found.target_reason, found.decided) == (147, "", False)


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ({2008: (19_100_000.0, "limited")}, "base_value_limited"),  # Lippe 2008
        ({2008: (None, "suppressed")}, "no_base_value"),
        ({}, "no_base_value"),
        ({2008: (0.0, "")}, "not_positive"),
    ],
)
def test_without_a_sound_base_value_there_is_no_orientation_but_a_reason(base: dict, reason: str) -> None:  # type: ignore[type-arg]
    found = verdict({**base, **since(2015, 9, 8, 7, 6, 5)}, target(2030, **EFFICIENCY))
    assert (found.target_value, found.target_reason, found.paces, found.stable) == (None, reason, (), None)
    assert found.trend.key == "improving"


def test_a_base_value_from_before_a_break_measures_something_else() -> None:
    regrouped = indicator(breaks=(Break(2009, (LIPPE,), "Betriebe umgruppiert"),))
    assert verdict(YEARS, target(2030, **EFFICIENCY), of=regrouped).target_reason == "base_before_break"


def test_a_census_for_all_leaves_the_base_year_usable() -> None:
    census = indicator(breaks=(Break(2011, ("*",), "Zensus 2011"),))
    assert verdict(YEARS, target(2030, **EFFICIENCY), of=census).target_value == 73.5


def test_resolving_reads_one_region() -> None:
    efficiency = target(2030, **EFFICIENCY)
    assert resolve(efficiency, {2008: (0.3, "")}).value == 0.2205
    assert resolve(efficiency, {2008: (float("nan"), "")}).reason == "no_base_value"
    assert resolve(target(2030, 5), {}).value == 5


def test_context_has_no_target() -> None:
    found = verdict(YEARS, target(2030, 80), of=indicator(0))
    assert (found.target_value, found.paces) == (None, ())


def test_an_indicator_of_the_laender_judges_them_against_the_national_path() -> None:
    shares = since(2015, 30, 33, 36, 39, 42, 45)
    found = verdict(shares, target(2030, 80, region="DG", decided=False), of=indicator(1), key="05")
    assert (found.target_value, found.decided) == (80, False)
    assert found.pace().key == "nearly"  # type: ignore[union-attr]
