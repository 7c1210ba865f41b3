"""The two worked examples of the method, to four digits."""

from __future__ import annotations

import pytest

from .speak import indicator, keys, quotes, since, target, verdict

FALLING = since(2015, 100, 99, 97, 96, 94, 85, 91, 90, 95)
STRAIGHT = since(2015, *(10 - 0.3125 * step for step in range(9)))


def test_a_wavering_fall_from_100_to_95_with_target_80_in_2030() -> None:
    found = verdict(FALLING, target(2030, 80))
    assert quotes(found) == {
        "destatis": 0.0933,
        "robust": 0.7,
        "eurostat": 0.1387,
        "opensdg": 0.4328,
        "sdsn": pytest.approx(0.4688, abs=0.00006),
    }
    assert set(keys(found).values()) == {"too_slow"}
    assert found.stable is True


def test_its_theil_sen_slope_leads_to_84_and_a_half_in_2030() -> None:
    found = verdict(FALLING, target(2030, 80))
    assert found.trend.slope == -1.5
    line = found.projection("robust")
    assert line is not None
    assert (line.year, line.value) == (2030, 84.5)
    assert line.arrival == 2033
    assert line.low is not None
    assert line.high is not None
    assert line.low < line.value < line.high


def test_a_straight_line_to_zero_leaves_growth_rates_undefined() -> None:
    found = verdict(STRAIGHT, target(2030, 0))
    assert quotes(found) == {
        "destatis": 0.2917,
        "robust": 0.2917,
        "eurostat": None,
        "opensdg": None,
        "sdsn": pytest.approx(0.4688, abs=0.00006),
    }
    assert [pace.reason for pace in found.paces if pace.key == "no_verdict"] == ["not_positive", "not_positive"]


def test_the_years_of_each_pace_are_named() -> None:
    spans = {pace.method: (pace.first_year, pace.last_year) for pace in verdict(FALLING, target(2030, 80)).paces}
    assert spans == {
        "destatis": (2018, 2023),
        "robust": (2015, 2023),
        "eurostat": (2018, 2023),
        "opensdg": (2015, 2023),
        "sdsn": (2015, 2023),
    }


def test_the_same_fall_is_a_worsening_where_more_is_better() -> None:
    assert verdict(FALLING).trend.key == "improving"
    assert verdict(FALLING, of=indicator(1)).trend.key == "worsening"
