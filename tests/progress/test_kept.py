"""Who kept a pace: every sentence of the rule, and a plain second computation on every shipped series."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cockpit.model.indicator import Break
from cockpit.progress.kept import Kept, kept

from .plain import Cells, exact, series_of
from .speak import rows
from .test_against_plain import FILES, shipped

HERE = "05766"


def kreis(*values: float | None, since: int = 2015) -> Cells:
    return {since + place: (value, "") for place, value in enumerate(values)}


def one(cells: Cells, needed: float, *, relative: bool = False, breaks: tuple[Break, ...] = ()) -> Kept | str | None:
    return kept(rows({HERE: cells}), breaks, needed, relative=relative).get(HERE, "untested")


def plainly(cells: Cells, needed: float, relative: bool, breaks: list[int]) -> tuple[int, int] | str | None:
    """The rule a second time, in loops and exact fractions: first and last year of the longest span."""
    series = series_of(cells, breaks)
    points = series.last_ten_years() if series else {}
    tested = False
    wanted, sign = abs(exact(needed)), 1 if needed > 0 else -1
    for first in sorted(points):  # the earliest one opens the longest span
        held = {year: value for year, value in points.items() if year >= first}
        if series.t - first < 3 or len(held) < 4:
            continue
        tested = True
        if relative and held[first] <= 0:
            continue
        unit = held[first] if relative else Fraction(1)
        mean = (series.yt - held[first]) / (series.t - first) / unit
        steps = [(held[b] - held[a]) / (b - a) / unit for a, b in pairwise(sorted(held))]
        fast = [step for step in steps if sign * step >= wanted]
        if sign * mean >= wanted and len(fast) >= len(steps) / 2:
            return (first, series.t)
    return None if tested else "untested"


def test_a_steady_fall_keeps_its_own_pace_over_the_longest_span():
    assert one(kreis(100, 98, 96, 94, 92), -2.0) == Kept(2015, 100.0, 2019, 92.0, -2.0)
    assert one(kreis(100, 98, 96, 94, 92), -2.01) is None
    assert one(kreis(100, 98, 96, 94, 92), 2.0) is None


def test_three_years_are_enough_and_two_are_not():
    assert one(kreis(50, 52, 54, 56), 2.0).years == 3
    assert one(kreis(50, 50, 50, 52, 54), 2.0) is None
    assert one(kreis(50, 52, 54), 2.0) == "untested"


def test_a_stop_long_ago_does_not_count_when_the_pace_was_kept_since():
    assert one(kreis(60, 60, 60, 58, 56, 54, 52), -2.0) == Kept(2017, 60.0, 2021, 52.0, -2.0)


def test_one_jump_is_no_pace():
    assert one(kreis(100, 100, 100, 100, 60), -5.0) is None
    assert one(kreis(100, 60, 60, 60, 60), -5.0) is None


def test_a_step_over_a_gap_counts_by_its_change_per_year():
    assert one(kreis(100, None, 96, None, 92, None, 88), -2.0).years == 6
    assert one(kreis(100, None, 97, None, 94, None, 88), -2.0) is None


def test_a_pace_given_up_meanwhile_is_not_kept():
    assert one(kreis(100, 90, 80, 80, 80, 80, 80), -5.0) is None


def test_a_break_ends_the_span():
    cells = kreis(100, 98, 96, 94, 92, 90)
    assert one(cells, -2.0, breaks=(Break(2017, ("*",), "Umstellung"),)) == Kept(2017, 96.0, 2020, 90.0, -2.0)


def test_reductions_in_per_cent_are_measured_against_the_own_start():
    assert one(kreis(10, 9.5, 9, 8.5), -0.05, relative=True).years == 3
    assert one(kreis(100, 99.5, 99, 98.5), -0.05, relative=True) is None


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
@pytest.mark.parametrize(("needed", "relative"), [(-0.3, False), (0.7, False), (-0.0195, True)])
def test_both_computations_agree_on_every_shipped_series(file, needed, relative):
    cells = shipped(file)
    found = kept(rows(cells), (Break(2018, ("05*",), "Umstellung"),), needed, relative=relative)
    for key, own in cells.items():
        breaks = [2018] if key.startswith("05") else []
        assert told(found.get(key, "untested")) == plainly(own, needed, relative, breaks), key


figures = st.one_of(st.integers(-3, 6).map(float), st.integers(1, 4000).map(lambda tenths: tenths / 10))
cells = st.tuples(figures, st.sampled_from(["", "", "", "provisional", "limited"]))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.integers(2005, 2024), cells, min_size=1, max_size=20),
    st.integers(-40, 40).filter(bool).map(lambda tenths: tenths / 10),
    st.booleans(),
    st.lists(st.integers(2006, 2024), max_size=1),
)
def test_both_computations_agree_on_chance(own, needed, relative, years):
    breaks = tuple(Break(year, ("*",), "Umstellung") for year in years)
    assert told(one(own, needed, relative=relative, breaks=breaks)) == plainly(own, needed, relative, years)


def told(found: Kept | str | None) -> tuple[int, int] | str | None:
    return (found.first_year, found.last_year) if isinstance(found, Kept) else found
