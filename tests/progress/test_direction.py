"""Direction: Theil–Sen and Mann–Kendall over the last ten years, and who may be called better or worse."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kendalltau, theilslopes

from cockpit.model.indicator import Break
from cockpit.progress.slopes import mann_kendall, theil_sen

from .speak import LIPPE, indicator, since, verdict


def test_five_points_are_enough_and_four_are_not() -> None:
    assert verdict(since(2016, 5, 4, 3, 2, 1)).trend.key == "improving"
    short = verdict(since(2017, 4, 3, 2, 1)).trend
    assert (short.key, short.reason, short.slope, short.n) == ("no_verdict", "too_few", None, 4)


def test_only_the_last_ten_years_count() -> None:
    old_rise = since(2000, *range(100, 110))
    recent = since(2012, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0.5, 0.2)
    found = verdict(old_rise | recent).trend
    assert (found.key, found.first_year, found.first_value, found.last_year) == ("improving", 2012, 9, 2022)


def test_the_year_t_minus_ten_still_belongs_to_the_window() -> None:
    years = {2010: 9.0, 2013: 8.0, 2016: 7.0, 2018: 6.0, 2020: 5.0}
    assert verdict(years).trend.n == 5
    assert verdict({year - (year == 2010): value for year, value in years.items()}).trend.reason == "too_few"


@pytest.mark.parametrize(("last", "key"), [((4, 3), "improving"), ((3, 4), "improving"), ((2, 5), "no_trend")])
def test_a_p_of_up_to_ten_per_cent_is_a_trend(last: tuple[int, int], key: str) -> None:
    """Five points: one pair out of order has p = 0.083, two have 0.233."""
    values = {(4, 3): (9, 8, 7), (3, 4): (9, 8, 7), (2, 5): (9, 3, 4)}[last]
    assert verdict(since(2016, *values, *last)).trend.key == key


def test_a_series_that_never_moves_shows_no_trend() -> None:
    found = verdict(since(2015, *[5.0] * 8)).trend
    assert (found.key, found.slope, found.p, found.movement) == ("no_trend", 0, 1.0, 0)


def test_context_is_told_as_movement_and_never_judged() -> None:
    income = verdict(since(2010, *range(20, 31)), of=indicator(0)).trend
    assert (income.key, income.reason, income.movement, income.slope) == ("no_verdict", "context", 1, 1)
    base = verdict(since(2010, *range(20, 31)), of=indicator(1, kind="base")).trend
    assert (base.key, base.reason, base.movement) == ("no_verdict", "context", 1)


@pytest.mark.parametrize("status", ["suppressed", "unreliable", "pending", "limited", "not_applicable", "missing"])
def test_doubtful_values_stay_out_of_slopes(status: str) -> None:
    years = {**since(2016, 5, 4, 3, 2, 1), 2021: (900.0, status)}
    found = verdict(years).trend
    assert (found.key, found.last_year, found.slope) == ("improving", 2020, -1)


@pytest.mark.parametrize("status", ["provisional", "revised", "estimated", "final"])
def test_provisional_revised_and_estimated_values_take_part(status: str) -> None:
    found = verdict({**since(2016, 5, 4, 3, 2), 2020: (1.0, status)}).trend
    assert (found.n, found.last_year) == (5, 2020)


def test_missing_years_stay_missing() -> None:
    found = verdict({2012: 10.0, 2013: (None, "suppressed"), 2014: 8.0, 2016: 6.0, 2018: 4.0, 2020: 2.0}).trend
    assert (found.n, found.slope) == (5, -1)


def test_the_year_of_a_break_is_the_first_of_the_new_series() -> None:
    of = indicator(breaks=(Break(2016, ("*",), "Umstellung"),))
    found = verdict({2014: 1.0, 2015: 2.0} | since(2016, 9, 8, 7, 6, 5), of=of).trend
    assert (found.key, found.first_year, found.n) == ("improving", 2016, 5)


def test_a_break_holds_only_for_the_regions_it_names() -> None:
    years = since(2014, 9, 8, 7, 6, 5, 4)
    elsewhere = indicator(breaks=(Break(2018, ("14*", "05315"), "Umstellung"),))
    assert verdict(years, of=elsewhere).trend.n == 6
    assert verdict(years, of=elsewhere, key="14729").trend.reason == "break"
    assert verdict(years, of=elsewhere, key="05315").trend.reason == "break"


def test_a_break_after_the_latest_value_changes_nothing() -> None:
    of = indicator(breaks=(Break(2023, (LIPPE,), "Umstellung"),))
    assert verdict(since(2016, 5, 4, 3, 2, 1), of=of).trend.n == 5


def test_a_region_without_a_usable_value_says_so() -> None:
    assert verdict({2020: (None, "suppressed")}).trend.reason == "no_value"
    assert verdict({2020: 3.0}).trend.reason == "one_date"


def test_slopes_intervals_and_p_are_those_of_scipy() -> None:
    chance = np.random.default_rng(7)
    fine, ties = chance.random((300, 11)) * 9, chance.integers(0, 9, (300, 11))
    values = np.where(chance.random((300, 11)) < 0.5, fine, ties)
    values[chance.random(values.shape) < 0.3] = np.nan
    values = values[np.isfinite(values).sum(axis=1) >= 3]
    found, (p, sign) = theil_sen(values), mann_kendall(values)
    for row, line in enumerate(values):
        (years,) = np.nonzero(np.isfinite(line))
        slopes = theilslopes(line[years], years, alpha=0.9)
        tau = kendalltau(years, line[years])
        assert (found.slope[row], found.low[row], found.high[row]) == pytest.approx(
            (slopes.slope, slopes.low_slope, slopes.high_slope), abs=1e-12
        )
        assert p[row] == tau.pvalue or (np.isnan(tau.pvalue) and p[row] == 1)
        assert sign[row] == np.sign(tau.statistic) or np.isnan(tau.statistic)
