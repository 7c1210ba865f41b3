"""Holding a verdict of the product against the plain second computation, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from cockpit.model.target import Target
from cockpit.model.verdict import Pace, Projection, Trend, Verdict

from . import plain


def same(
    told: Verdict,
    key: str,
    cells: plain.Cells,
    direction: int,
    breaks: list[int],
    own_breaks: list[int],
    targets: Sequence[Target],
) -> None:
    """Assert that the verdict says what plain arithmetic says."""
    series = plain.series_of(cells, breaks)
    same_trend(told.trend, plain.trend(series, direction))
    plainly = [(one.region, one.decided, (one.year, one.value, one.relative, one.base_year)) for one in targets]
    chosen = plain.choose(plainly, key, series.t) if series and direction else None
    if chosen is None or series is None:
        assert (told.target_year, told.decided, told.paces, told.projections) == (None, None, (), ())
        return
    decided, goal = chosen
    number, reason = plain.number_of(goal, cells, max((year for year in own_breaks if year <= series.t), default=0))
    assert (told.decided, told.target_year, told.target_reason) == (decided, goal[0], reason)
    if number is None:
        assert (told.target_value, told.paces, told.projections, told.stable) == (None, (), (), None)
        return
    assert told.target_value == float(number)
    same_paces(told, series, direction, goal[0], number)


def same_trend(told: Trend, true: dict[str, object]) -> None:
    assert (told.key, told.movement, told.n, told.reason) == tuple(
        true[name] for name in ("key", "movement", "n", "reason")
    )
    assert (told.first_year, told.first_value) == true.get("first", (None, None))
    assert (told.last_year, told.last_value) == true.get("last", (None, None))
    assert told.p == true.get("p"), "p is scipy's to the last bit"
    assert told.slope == near(true.get("slope"))


def same_paces(told: Verdict, series: plain.Series, direction: int, year: int, number: Fraction) -> None:
    assert [pace.method for pace in told.paces] == ["destatis", "robust", "eurostat", "opensdg", "sdsn"]
    opinions = []
    for pace in told.paces:
        true = plain.judge(pace.method, series, direction, year, number)
        same_pace(pace, true)
        assert pace.shrinking == (pace.key == "met" and told.trend.key == "worsening")
        if true["key"] in plain.OPEN_KEYS and isinstance(true["measure"], plain.Measure):
            same_projection(told.projection(pace.method), plain.project(series, true["measure"], year, number))
        else:
            assert told.projection(pace.method) is None
        opinions += [true["key"] in ("met", "on_track")] if true["key"] != "no_verdict" else []
    long = plain.judge("eurostat long", series, direction, year, number)
    assert (told.paces[2].long_key, told.paces[2].long_ratio) == (long["key"], near(long.get("ratio")))
    assert told.stable == (None if len(opinions) < 2 else all(opinions) or not any(opinions))


def same_pace(pace: Pace, true: dict[str, object]) -> None:
    assert (pace.method, pace.key, pace.reason) == (pace.method, true["key"], true.get("reason", ""))
    measure = true.get("measure")
    assert pace.ratio == near(true.get("ratio"))
    assert pace.observed == near(measure.observed if isinstance(measure, plain.Measure) else None)
    assert pace.required == near(measure.required if isinstance(measure, plain.Measure) and "ratio" in true else None)
    assert pace.first_year == (measure.since if isinstance(measure, plain.Measure) else None)


def same_projection(told: Projection | None, true: dict[str, object]) -> None:
    assert told is not None
    assert (told.year, told.arrival) == (true["year"], true["arrival"])
    assert told.value == near(true["value"])
    assert [told.low, told.high] == [near(end) for end in true["band"]]  # type: ignore[attr-defined]


def near(true: object) -> object:
    """A number up to floating point, or None itself."""
    return None if true is None else pytest.approx(float(true), rel=1e-9, abs=1e-9)  # type: ignore[arg-type]
