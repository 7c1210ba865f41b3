"""Compute the values of a formula indicator from the cells of its inputs, for all regions of a year at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from cockpit.model.indicator import Formula
from cockpit.model.status import WITHOUT_VALUE
from cockpit.store.cells import ABSENT, CODE, Cells, Codes, Flags, Floats, cells, joined, nothing

_LAST_WITHOUT_VALUE = max(CODE[status] for status in WITHOUT_VALUE)
_NOT_APPLICABLE = CODE["not_applicable"]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One series as matrices, year by region number; ``status`` is ABSENT where there is no row."""

    first: int
    value: Floats
    status: Codes

    @property
    def years(self) -> range:
        """The years the grid spans."""
        return range(self.first, self.first + len(self.value))


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """Cells of the result and, per year, the year of the denominator."""

    cells: Cells
    denominator_years: Mapping[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Term:
    """One input of one year, summed over the window: value, worst status, whether every row is there."""

    value: Floats
    worst: Codes
    complete: Flags


def grid(series: Cells, regions: int) -> Grid:
    """The cells of one indicator as a grid for region numbers below ``regions``."""
    first, last = (int(series.period.min()), int(series.period.max())) if len(series) else (0, -1)
    shape = (last - first + 1, regions)
    value, status = np.full(shape, np.nan), np.full(shape, ABSENT, dtype=np.int8)
    place = (series.period - first, series.region)
    value[place], status[place] = series.value, series.status
    return Grid(first, value, status)


def affected(formula: Formula, touched: Mapping[str, Iterable[int]]) -> set[int]:
    """Years whose result may change when these years of the inputs change."""
    years: set[int] = set()
    for inputs, age in ((formula.numerator, 0), (formula.denominator, formula.denominator_max_age)):
        for year in (year for code in inputs for year in touched.get(code, ())):
            years.update(range(year, year + formula.window + age))
    return years


def compute(
    formula: Formula, grids: Mapping[str, Grid], years: Iterable[int], indicator: int, chosen: Flags | None = None
) -> Computed:
    """Cells of ``indicator`` in ``years``, only for regions that are ``chosen`` (None: for all).

    The denominator of a year is the newest one within its permitted age that is held for at least half of the regions
    of the best-held year, so that one early Kreis does not take the value from all others.
    """
    parts: list[Cells] = []
    denominators: dict[int, int] = {}
    for year in sorted(set(years)):
        above = [_only(_term(grids[code], year, formula.window), chosen) for code in formula.numerator]
        held = _denominator_year(formula, grids, year, above)
        if held is not None:
            denominators[year] = held
        below = [_term(grids[code], year if held is None else held, formula.window) for code in formula.denominator]
        parts.append(_row(formula.factor, above, below, indicator, year))
    return Computed(joined(parts) if parts else nothing(), denominators)


def meant(kreise: Sequence[str], keys: npt.NDArray[np.bytes_]) -> Flags | None:
    """Which region numbers an indicator for these Kreise has values for; None when it is for all."""
    return np.isin(keys, np.array([key.encode() for key in kreise], dtype=keys.dtype)) if kreise else None


def input_years(formula: Formula, year: int, denominator_year: int | None) -> dict[str, set[int]]:
    """Which years of which input one result was computed from."""
    found: dict[str, set[int]] = {}
    for inputs, last in ((formula.numerator, year), (formula.denominator, denominator_year)):
        if last is not None:
            for code in inputs:
                found.setdefault(code, set()).update(range(last - formula.window + 1, last + 1))
    return found


def _term(series: Grid, last: int, window: int) -> _Term:
    rows = [year - series.first for year in range(last - window + 1, last + 1)]
    width = series.value.shape[1]
    if rows[0] < 0 or rows[-1] >= len(series.value):
        return _Term(np.full(width, np.nan), np.full(width, ABSENT, dtype=np.int8), np.zeros(width, dtype=bool))
    value = reduce(np.add, (series.value[row] for row in rows))
    status = series.status[rows]
    return _Term(value, status.min(axis=0), status.max(axis=0) < ABSENT)


def _only(term: _Term, chosen: Flags | None) -> _Term:
    """As if the other regions had no rows."""
    if chosen is None:
        return term
    worst = np.where(chosen, term.worst, np.int8(ABSENT))
    return _Term(np.where(chosen, term.value, np.nan), worst, term.complete & chosen)


def _denominator_year(formula: Formula, grids: Mapping[str, Grid], year: int, above: Sequence[_Term]) -> int | None:
    if not formula.denominator:
        return None
    rows = _all_complete(above)
    held = {
        older: int(
            (rows & _all_complete([_term(grids[code], older, formula.window) for code in formula.denominator])).sum()
        )
        for older in range(year, year - formula.denominator_max_age - 1, -1)
    }
    most = max(held.values())
    return next((older for older, count in held.items() if most and 2 * count >= most), None)


def _all_complete(terms: Sequence[_Term]) -> Flags:
    return reduce(np.logical_and, (term.complete for term in terms))


def _row(factor: float, above: Sequence[_Term], below: Sequence[_Term], indicator: int, year: int) -> Cells:
    """One year of the result: a row where all numerators have one and value or reason follow."""
    value = reduce(np.multiply, (term.value for term in above)) * factor
    worst = reduce(np.minimum, (term.worst for term in (*above, *below)))
    complete = _all_complete((*above, *below))
    if below:
        divisor = reduce(np.multiply, (term.value for term in below))
        nil = complete & (divisor == 0)
        value = value / np.where(divisor == 0, np.nan, divisor)
        worst = np.where(nil, np.minimum(worst, _NOT_APPLICABLE), worst)
    known = worst <= _LAST_WITHOUT_VALUE
    region = np.flatnonzero(_all_complete(above) & (complete | known))
    value = np.where(complete, value, np.nan)[region]
    like = np.ones_like(region)
    return cells(like * indicator, like * year, region, value, worst[region].astype(np.int8))
