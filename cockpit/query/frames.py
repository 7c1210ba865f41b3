"""Stored frames as the frozen series, standings and wholes of a View."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.model.series import Aggregate, Point, Series
from cockpit.model.status import WITHOUT_VALUE
from cockpit.model.view import PartShare, Standing, Whole


def point(year: int, value: float, status: str, rank: object) -> Point:
    """One stored row as a Point; NaN becomes no value."""
    # NaN is the one value unlike itself; asking so is ten times as fast as pandas.isna, and this runs per value
    held = None if value != value else float(value)  # noqa: PLR0124
    place = None if rank is None or rank != rank else int(rank)  # type: ignore[call-overload]  # noqa: PLR0124
    return Point(int(year), held, str(status), place)


def series_by_key(frame: pd.DataFrame, regions: Mapping[str, Region]) -> dict[str, Series]:
    """Series of every key in a frame of columns key, year, value, status, rank sorted by key and year."""
    collected: dict[str, list[Point]] = {}
    columns = (frame[name].tolist() for name in ("key", "year", "value", "status", "rank"))
    for key, *rest in zip(*columns, strict=True):
        collected.setdefault(key, []).append(point(*rest))
    return {key: Series(regions[key], tuple(points)) for key, points in collected.items() if key in regions}


def standings(frame: pd.DataFrame, year: int, members: Iterable[Region]) -> tuple[Standing, ...]:
    """All ``members`` in one year; those without a row stand there without a value."""
    columns = (frame[name].tolist() for name in ("key", "value", "status", "rank"))
    held = {key: point(year, *rest) for key, *rest in zip(*columns, strict=True)}
    return tuple(Standing(item, held.get(item.key, Point(year, None))) for item in members)


def aggregates(frame: pd.DataFrame) -> tuple[Aggregate, ...]:
    """Distribution per year from the stored aggregate rows."""
    names = ["year", "n", "minimum", "lower_quartile", "median", "upper_quartile", "maximum"]
    rows = frame[names].itertuples(index=False, name=None)
    return tuple(Aggregate(int(year), int(n), *map(float, rest)) for year, n, *rest in rows)


def whole(indicator: Indicator, region: Region, series: Mapping[str, Series], year: int | None) -> Whole | None:
    """The parts of one region in one year (default: the newest), with the rest up to 100 where it is declared.

    ``series`` maps part indicator id → series. ``None`` when any part lacks a value.
    """
    held = [series.get(part.indicator) for part in indicator.parts]
    latest = [item.latest for item in held if item is not None]
    years = [item.year for item in latest if item is not None]
    if len(years) < len(indicator.parts):
        return None
    wanted = max(years) if year is None else year
    points = [item.at(wanted) for item in held if item is not None]
    if any(item is None or item.value is None or item.status in WITHOUT_VALUE for item in points):
        return None
    shares = [PartShare(part.label, item) for part, item in zip(indicator.parts, points, strict=True) if item]
    if indicator.rest:
        left = 100.0 - sum(share.point.value or 0.0 for share in shares)
        shares.append(PartShare(indicator.rest, Point(wanted, round(max(left, 0.0), 10))))
    return Whole(region, wanted, tuple(shares))
