"""The rules of progress a second time, one region at a time, in plain loops and exact fractions.

Written from the method's text alone. It shares no code with the product, so that both can only agree by being right.
Values are ``{year: (number or None, status)}``; a target is ``(year, value, relative, base_year)``.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from statistics import NormalDist, median

from scipy.stats import kendalltau

OUT = {"suppressed", "pending", "unreliable", "not_applicable", "missing", "limited"}
Points = dict[int, Fraction]
Cells = dict[int, tuple[float | None, str]]
OPEN_KEYS = {"on_track", "nearly", "too_slow", "unchanged", "away"}


def exact(number: float) -> Fraction:
    return Fraction(repr(float(number)))


@dataclass
class Series:
    all: Points
    since: int

    @property
    def points(self) -> Points:
        return {year: value for year, value in self.all.items() if year >= self.since}

    @property
    def t(self) -> int:
        return max(self.all)

    @property
    def yt(self) -> Fraction:
        return self.all[self.t]

    def last_ten_years(self) -> Points:
        return {year: value for year, value in self.points.items() if year >= self.t - 10}

    def shortage(self, needed: int) -> str:
        if len(self.last_ten_years()) >= needed:
            return ""
        if sum(1 for year in self.all if year >= self.t - 10) >= needed:
            return "break"
        return "one_date" if len(self.all) == 1 else "too_few"


def series_of(cells: Cells, breaks: list[int]) -> Series | None:
    counted = {}
    for year in sorted(cells):
        number, status = cells[year]
        if number is not None and math.isfinite(number) and status not in OUT:
            counted[year] = exact(number)
    if not counted:
        return None
    return Series(counted, max((year for year in breaks if year <= max(counted)), default=0))


def pair_slopes(points: Points) -> list[Fraction]:
    return sorted((points[b] - points[a]) / (b - a) for a, b in combinations(sorted(points), 2))


def slope_interval(points: Points) -> tuple[Fraction, Fraction]:
    ordered, n = pair_slopes(points), len(points)
    spread = n * (n - 1) * (2 * n + 5)
    for value in set(points.values()):
        c = list(points.values()).count(value)
        spread -= c * (c - 1) * (2 * c + 5)
    reach = NormalDist().inv_cdf(0.95) * math.sqrt(spread / 18)
    lower = max(round((len(ordered) - reach) / 2) - 1, 0)
    upper = min(round((len(ordered) + reach) / 2), len(ordered) - 1)
    return ordered[lower], ordered[upper]


def mann_kendall(points: Points) -> tuple[float, int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = kendalltau(list(points), [float(value) for value in points.values()])
    if math.isnan(result.pvalue):
        return 1.0, 0
    return float(result.pvalue), 1 if result.statistic > 0 else -1 if result.statistic < 0 else 0


def trend(series: Series | None, direction: int) -> dict[str, object]:
    if series is None:
        return {"key": "no_verdict", "movement": 0, "n": 0, "reason": "no_value" if direction else "context"}
    points = series.last_ten_years()
    said: dict[str, object] = {
        "key": "no_verdict",
        "movement": 0,
        "n": len(points),
        "first": (min(points), float(points[min(points)])),
        "last": (series.t, float(series.yt)),
        "reason": series.shortage(5),
    }
    if len(points) >= 5:
        p, sign = mann_kendall(points)
        move = sign if p <= 0.1 else 0
        key = "improving" if move * direction > 0 else "worsening" if move * direction < 0 else "no_trend"
        said |= {"slope": float(median(pair_slopes(points))), "p": p, "movement": move, "key": key}
    if direction == 0:
        said |= {"key": "no_verdict", "reason": "context"}
    return said


@dataclass
class Measure:
    observed: float | Fraction
    required: float | Fraction
    since: int
    growth: bool = False


def needed_from_now(series: Series, year: int, value: Fraction) -> Fraction:
    return (value - series.yt) / (year - series.t)


def destatis(series: Series, year: int, value: Fraction) -> Measure | str:
    if series.shortage(6):
        return series.shortage(6)
    a = sorted(series.points)[-6]
    return Measure((series.yt - series.points[a]) / (series.t - a), needed_from_now(series, year, value), a)


def robust(series: Series, year: int, value: Fraction) -> Measure | str:
    if series.shortage(5):
        return series.shortage(5)
    points = series.last_ten_years()
    return Measure(Fraction(median(pair_slopes(points))), needed_from_now(series, year, value), min(points))


def growth(series: Series, base_year: int | None, year: int, value: Fraction) -> Measure | str:
    if base_year is None or base_year not in series.points:
        return "break" if base_year in series.all else "no_base_value"
    base = series.points[base_year]
    if min(base, series.yt, value) <= 0:
        return "not_positive"
    seen = float(series.yt / base) ** (1 / (series.t - base_year)) - 1
    needed = float(value / base) ** (1 / (year - base_year)) - 1
    return Measure(seen, needed, base_year, growth=True)


def since_2015(series: Series) -> int | str:
    years = [year for year in series.points if 2015 <= year < series.t]
    if years:
        return min(years)
    return "break" if any(2015 <= year < series.since for year in series.all) else "no_base_value"


def opensdg(series: Series, year: int, value: Fraction) -> Measure | str:
    base_year = since_2015(series)
    return base_year if isinstance(base_year, str) else growth(series, base_year, year, value)


def sdsn(series: Series, year: int, value: Fraction) -> Measure | str:
    base_year = since_2015(series)
    if isinstance(base_year, str):
        return base_year
    base = series.points[base_year]
    seen = (series.yt - base) / (series.t - base_year)
    required = (value - base) / (year - base_year)
    return Measure(seen, required, base_year)


def base_of(profile: str, series: Series) -> Fraction | None:
    wanted = {"eurostat": series.t - 5, "eurostat long": series.t - 15}.get(profile)
    if profile in ("opensdg", "sdsn"):
        found = since_2015(series)
        wanted = found if isinstance(found, int) else None
    return series.points.get(wanted) if wanted is not None else None


PROFILES = {
    "destatis": (destatis, 0.95, 0.80),
    "robust": (robust, 0.95, 0.80),
    "eurostat": (lambda s, year, value: growth(s, s.t - 5, year, value), 0.95, 0.60),
    "eurostat long": (lambda s, year, value: growth(s, s.t - 15, year, value), 0.95, 0.60),
    "opensdg": (opensdg, 0.95, 0.60),
    "sdsn": (sdsn, 1.0, 0.5),
}


def judge(profile: str, series: Series, better: int, year: int, value: Fraction) -> dict[str, object]:
    method, on_track, nearly = PROFILES[profile]
    if better * (series.yt - value) >= 0:
        return {"key": "met"}
    if year <= series.t:
        return {"key": "missed"}
    base = base_of(profile, series)
    measure = method(series, year, value)
    if base is not None and better * (base - value) >= 0:
        return {"key": "away", "measure": measure}
    if isinstance(measure, str):
        return {"key": "no_verdict", "reason": measure}
    ratio = measure.observed / measure.required
    if abs(ratio) < Fraction(5, 100):
        key = "unchanged"
    elif ratio < 0:
        key = "away"
    elif ratio >= exact(on_track):
        key = "on_track"
    elif ratio >= exact(nearly):
        key = "nearly"
    else:
        key = "too_slow"
    return {"key": key, "measure": measure, "ratio": float(ratio)}


def project(series: Series, measure: Measure, year: int, value: Fraction) -> dict[str, object]:
    ahead = year - series.t
    pace = measure.observed
    end = float(series.yt) * (1 + pace) ** ahead if measure.growth else float(series.yt + pace * ahead)
    spanned = {when: number for when, number in series.points.items() if when >= measure.since}
    band = (None, None)
    if len(spanned) >= 5:
        low, high = slope_interval(spanned)
        band = (float(series.yt + low * ahead), float(series.yt + high * ahead))
    return {"year": year, "value": end, "band": band, "arrival": arrival(series, measure, value)}


def arrival(series: Series, measure: Measure, value: Fraction) -> int | None:
    towards = (value - series.yt) * (1 if measure.observed > 0 else -1 if measure.observed < 0 else 0)
    if towards <= 0:
        return None
    if measure.growth:
        years = math.log(float(value / series.yt)) / math.log(1 + measure.observed)
    else:
        years = (value - series.yt) / measure.observed
    return series.t + math.ceil(years) if years <= 100 else None


def number_of(
    target: tuple[int, float | None, float | None, int | None], cells: Cells, since: int
) -> tuple[Fraction | None, str]:
    _, value, relative, base_year = target
    if relative is None:
        return exact(value), ""
    base, status = cells.get(base_year, (None, ""))
    if base is None:
        return None, "no_base_value"
    if status in OUT:
        return None, "base_value_limited"
    if since > base_year:
        return None, "base_before_break"
    if base <= 0:
        return None, "not_positive"
    return exact(float(exact(base) * (100 + exact(relative)) / 100)), ""


def choose(
    targets: list[tuple[str, bool, tuple[int, float | None, float | None, int | None]]], key: str, t: int
) -> tuple[bool, tuple[int, float | None, float | None, int | None]] | None:
    for decided in (True, False):
        for region in (key, key[:2], "DG"):
            mine = sorted(
                (what for where, is_decided, what in targets if where == region and is_decided == decided),
                key=lambda what: what[0],
            )
            if mine:
                coming = [what for what in mine if what[0] >= t]
                return decided, (coming or mine[-1:])[0]
    return None
