"""Before and after a year, computed by hand: who counts, what is left out, and when nothing is said."""

from __future__ import annotations

import pytest

from cockpit.model.region import Region
from cockpit.model.series import Point, Series
from cockpit.model.status import Status
from cockpit.progress.before_after import before_after


def series(first: int, *values: float | None, status: dict[int, str] | None = None) -> Series:
    region = Region("05766", "kreis", "Lippe", "Kreis Lippe", "lippe")
    years = enumerate(values, start=first)
    return Series(region, tuple(Point(year, value, (status or {}).get(year, Status.PLAIN)) for year, value in years))


LIPPE = series(2010, 1, 2, 3, 4, 5, 6, 100, 8, 10, 12)  # the start is in 2016


def test_the_year_of_the_start_counts_on_neither_side_and_at_most_five_before() -> None:
    found = before_after(LIPPE, (), 2016, ())
    assert found is not None
    assert (found.before.years, found.before.own) == ((2011, 2012, 2013, 2014, 2015), 4.0)
    assert (found.after.years, found.after.own) == ((2017, 2018, 2019), 10.0)
    assert (found.before.peers, found.n_peers) == (None, 0)


def test_comparable_kreise_count_only_with_a_value_in_every_year_used() -> None:
    peers = [series(2010, *[float(n)] * 10) for n in (1, 2, 3, 4, 50)]
    gap = series(2010, 9, 9, 9, None, 9, 9, 9, 9, 9, 9)
    found = before_after(LIPPE, [*peers, gap], 2016, ())
    assert found is not None
    assert (found.before.peers, found.after.peers, found.n_peers) == (3.0, 3.0, 5)
    few = before_after(LIPPE, [*peers[:4], gap], 2016, ())
    assert few is not None
    assert (few.before.peers, few.n_peers) == (None, 0)


@pytest.mark.parametrize(
    ("start", "breaks"), [(2011, ()), (2018, ()), (2016, (2015,)), (2016, (2016,)), (2016, (2018,))]
)
def test_nothing_is_said_with_fewer_than_two_values_on_a_side_or_across_a_break(
    start: int, breaks: tuple[int, ...]
) -> None:
    assert before_after(LIPPE, (), start, breaks) is None


def test_a_break_shortens_a_side_and_values_that_do_not_count_are_left_out() -> None:
    found = before_after(LIPPE, (), 2016, (2013, 2019))
    assert found is not None
    assert (found.before.years, found.after.years) == ((2013, 2014, 2015), (2017, 2018))
    limited = series(2010, 1, 2, 3, 4, 5, 6, 7, 8, 9, status={2014: Status.UNRELIABLE, 2015: Status.LIMITED})
    without = before_after(limited, (), 2016, ())
    assert without is not None
    assert set(without.before.years) == {p.year for p in limited.points if p.year < 2016 and p.counts}
