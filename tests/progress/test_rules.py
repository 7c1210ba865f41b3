"""The order of the rules and the cuts of every profile."""

from __future__ import annotations

import pytest

from cockpit.model.indicator import Break

from .speak import LIPPE, indicator, keys, quotes, target, verdict


def line(pace: float, *, first: int = 2015, last: int = 2020, at: float = 100.0) -> dict[int, float]:
    """A straight series that ends in ``last`` at ``at`` and moved by ``pace`` a year."""
    return {year: at + pace * (year - last) for year in range(first, last + 1)}


@pytest.mark.parametrize(
    ("pace", "key"),
    [
        (-0.951, "on_track"),
        (-0.95, "on_track"),
        (-0.949, "nearly"),
        (-0.80, "nearly"),
        (-0.799, "too_slow"),
        (-0.05, "too_slow"),
        (-0.049, "unchanged"),
        (0.0, "unchanged"),
        (0.049, "unchanged"),
        (0.05, "away"),
        (3.0, "away"),
    ],
)
def test_from_now_profiles_cut_at_95_80_and_5_per_cent_of_the_needed_pace(pace: float, key: str) -> None:
    found = verdict(line(pace), target(2030, 90))  # needed: −1 a year
    assert keys(found)["destatis"] == key
    assert keys(found)["robust"] == key


@pytest.mark.parametrize(
    ("done", "key"),
    [
        (10.0, "on_track"),
        (9.99, "nearly"),
        (5.0, "nearly"),
        (4.99, "too_slow"),
        (0.5, "too_slow"),
        (0.49, "unchanged"),
        (0.0, "unchanged"),
        (-0.49, "unchanged"),
        (-0.5, "away"),
    ],
)
def test_sdsn_is_on_track_only_on_the_full_line_and_nearly_from_half_of_it(done: float, key: str) -> None:
    years = {2015: 100.0, 2020: 100.0 - done}  # the line needs 2 a year, 10 by 2020
    assert keys(verdict(years, target(2030, 70)))["sdsn"] == key


@pytest.mark.parametrize("profile", ["eurostat", "opensdg"])
@pytest.mark.parametrize(
    ("share", "key"),
    [
        (0.9501, "on_track"),
        (0.9499, "nearly"),
        (0.6001, "nearly"),
        (0.5999, "too_slow"),
        (0.0501, "too_slow"),
        (0.0499, "unchanged"),
        (-0.0499, "unchanged"),
        (-0.0501, "away"),
    ],
)
def test_growth_profiles_cut_at_95_and_60_per_cent_of_the_needed_rate(profile: str, share: float, key: str) -> None:
    needed = 0.5 ** (1 / 15) - 1
    years = {2015: 100.0, 2020: 100.0 * (1 + share * needed) ** 5}
    assert keys(verdict(years, target(2030, 50)))[profile] == key


def test_a_straight_line_to_the_target_is_on_track_in_spite_of_binary_fractions() -> None:
    found = verdict({year: 3.3 - 0.1 * (year - 2015) for year in range(2015, 2024)}, target(2030, 1.8))
    linear = {name: key for name, key in keys(found).items() if name in ("destatis", "robust", "sdsn")}
    assert set(linear.values()) == {"on_track"}


def test_a_value_equal_to_the_target_has_reached_it() -> None:
    found = verdict(line(-1.0), target(2030, 100))
    assert set(keys(found).values()) == {"met"}
    assert set(quotes(found).values()) == {None}
    assert found.projections == ()


def test_a_single_value_is_enough_to_say_that_a_target_is_reached_or_missed() -> None:
    assert set(keys(verdict({2020: 5.0}, target(2030, 10))).values()) == {"met"}
    assert set(keys(verdict({2020: 15.0}, target(2020, 10))).values()) == {"missed"}


def test_a_reached_target_says_when_its_distance_shrinks() -> None:
    rising = verdict(line(1.0, at=80), target(2030, 100))
    assert {pace.shrinking for pace in rising.paces} == {True}
    falling = verdict(line(-1.0, at=80), target(2030, 100))
    assert {pace.shrinking for pace in falling.paces} == {False}


def test_an_open_target_never_speaks_of_a_shrinking_distance() -> None:
    assert {pace.shrinking for pace in verdict(line(1.0), target(2030, 90)).paces} == {False}


def test_a_target_whose_year_has_come_is_missed_in_that_very_year() -> None:
    assert set(keys(verdict(line(-1.0), target(2020, 99))).values()) == {"missed"}
    assert "missed" not in keys(verdict(line(-1.0), target(2021, 99))).values()


def test_two_wrong_signs_never_read_as_on_track() -> None:
    """The base lay below the ceiling, the latest value lies above it and rises: both paces have the wrong sign."""
    years = {year: 80.0 + 5 * (year - 2015) for year in range(2015, 2021)}
    found = verdict(years, target(2030, 100))
    assert {name: keys(found)[name] for name in ("eurostat", "opensdg", "sdsn")} == {
        "eurostat": "away",
        "opensdg": "away",
        "sdsn": "away",
    }
    assert {quotes(found)[name] for name in ("eurostat", "opensdg", "sdsn")} == {None}


def test_a_base_exactly_on_the_target_counts_as_beyond_it() -> None:
    assert keys(verdict({2015: 90.0, 2020: 100.0}, target(2030, 90)))["sdsn"] == "away"


def test_more_can_be_better_with_the_same_rules() -> None:
    rising = {year: 50.0 + year - 2015 for year in range(2015, 2021)}
    assert set(keys(verdict(rising, target(2025, 60), of=indicator(1))).values()) == {"on_track"}
    assert set(keys(verdict(rising, target(2025, 60), of=indicator(-1))).values()) == {"met"}


def test_destatis_needs_six_points_within_ten_years_and_robust_five() -> None:
    five = verdict(line(-1.0, first=2016), target(2030, 90))
    assert (keys(five)["destatis"], keys(five)["robust"]) == ("no_verdict", "on_track")
    assert [pace.reason for pace in five.paces][:2] == ["too_few", ""]
    wide = {2008: 9.0, 2010: 8.0, 2012: 7.0, 2014: 6.0, 2016: 5.0, 2018: 4.0}
    assert keys(verdict(wide, target(2030, 1)))["destatis"] != "no_verdict"
    too_wide = {2007: 9.5, **{year: value for year, value in wide.items() if year > 2008}}
    assert keys(verdict(too_wide, target(2030, 1)))["destatis"] == "no_verdict"


def test_destatis_looks_at_the_last_six_points_only() -> None:
    late = {2010: 500.0, 2011: 400.0, **line(-1.0)}
    assert verdict(late, target(2030, 90)).paces[0].observed == -1.0


def test_eurostat_judges_five_and_fifteen_years_apart() -> None:
    years = {2005: 200.0, 2015: 100.0, 2020: 103.0}
    pace = verdict(years, target(2030, 50)).pace("eurostat")
    assert pace is not None
    assert (pace.key, pace.long_key) == ("away", "nearly")
    assert pace.long_ratio == pytest.approx(((103 / 200) ** (1 / 15) - 1) / (0.25 ** (1 / 25) - 1))


def test_eurostat_wants_a_value_exactly_at_its_base_year() -> None:
    pace = verdict({2014: 90.0, 2016: 80.0, 2020: 70.0}, target(2030, 50)).pace("eurostat")
    assert pace is not None
    assert (pace.key, pace.reason, pace.long_key) == ("no_verdict", "no_base_value", "no_verdict")


def test_a_zero_is_never_replaced_by_a_small_constant() -> None:
    for years, goal in (({2015: 0.0, 2020: 3.0}, 9.0), ({2015: 3.0, 2020: 0.0}, 9.0)):
        found = verdict(years, target(2030, goal), of=indicator(1))
        assert found.pace("opensdg").reason == "not_positive"  # type: ignore[union-attr]


def test_opensdg_and_sdsn_start_in_2015_or_the_first_later_year() -> None:
    found = verdict({2014: 1.0, 2017: 100.0, 2020: 97.0}, target(2030, 87))
    assert {found.pace(name).first_year for name in ("opensdg", "sdsn")} == {2017}  # type: ignore[union-attr]
    assert keys(found)["sdsn"] == "on_track"
    before = verdict({2010: 100.0, 2014: 90.0}, target(2030, 50))
    assert before.pace("sdsn").reason == "no_base_value"  # type: ignore[union-attr]


def test_methods_that_disagree_make_the_verdict_unstable() -> None:
    fast_start = {2015: 100.0, 2016: 70.0, 2017: 70.0, 2018: 70.0, 2019: 70.0, 2020: 70.0, 2021: 70.0}
    found = verdict(fast_start, target(2030, 60))
    assert keys(found)["sdsn"] == "on_track"
    assert keys(found)["destatis"] == "unchanged"
    assert found.stable is False


def test_one_opinion_alone_is_neither_stable_nor_unstable() -> None:
    only_sdsn = verdict({2015: 10.0, 2017: 8.0}, target(2030, 0))
    assert [name for name, key in keys(only_sdsn).items() if key != "no_verdict"] == ["sdsn"]
    assert only_sdsn.stable is None


def test_after_a_break_everything_starts_anew() -> None:
    of = indicator(breaks=(Break(2018, (LIPPE,), "Umstellung"),))
    found = verdict(line(-1.0, first=2010), target(2030, 90), of=of)
    assert found.trend.reason == "break"
    assert found.trend.n == 3
    assert {pace.method: pace.reason for pace in found.paces} == {
        "destatis": "break",
        "robust": "break",
        "eurostat": "break",
        "opensdg": "",
        "sdsn": "",
    }
    assert found.pace("sdsn").first_year == 2018  # type: ignore[union-attr]


def test_no_pace_carries_its_own_projection_elsewhere() -> None:
    """Verdict and projection use the same pace: on the line exactly when the quote is one."""
    found = verdict(line(-1.0), target(2030, 90))
    for method in ("destatis", "robust", "sdsn"):
        projection = found.projection(method)
        assert projection is not None
        assert (projection.value, projection.arrival) == (90, 2030)
    growth = {2015: 100.0, 2020: 100 * 0.5 ** (1 / 3)}
    projection = verdict(growth, target(2030, 50)).projection("opensdg")
    assert projection is not None
    assert (projection.value, projection.arrival) == (pytest.approx(50), 2030)


def test_a_pace_away_from_the_target_never_arrives() -> None:
    found = verdict(line(1.0), target(2030, 90))
    assert {line.arrival for _, line in found.projections} == {None}


def test_an_arrival_beyond_a_hundred_years_is_none() -> None:
    years = {2015: 100.0, 2020: 99.5}  # −0.1 a year
    assert verdict(years, target(2030, 89.5)).projection("sdsn").arrival == 2120  # type: ignore[union-attr]
    assert verdict(years, target(2030, 89.4)).projection("sdsn").arrival is None  # type: ignore[union-attr]


def test_small_positive_values_have_growth_rates() -> None:
    found = verdict({2015: 0.4, 2020: 0.3}, target(2030, 0.2))
    assert quotes(found)["opensdg"] == quotes(verdict({2015: 4.0, 2020: 3.0}, target(2030, 2)))["opensdg"]
    assert keys(found)["opensdg"] == "on_track"
