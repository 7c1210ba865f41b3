"""Whether there are values of the year an address asks for."""

from __future__ import annotations

from collections.abc import Iterable

from cockpit.base.errors import NotFound
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.indicator import Indicator


def require_year(indicator: Indicator, year: int, held: Iterable[int]) -> int:
    """The ``year`` itself if it is among ``held``; NotFound in German, naming those that are, otherwise."""
    known = sorted(set(held))
    if year in known:
        return year
    remedy = text("query.see_years", years=enumeration(map(str, known))) if known else ""
    raise NotFound(text("query.no_year", year=year, title=indicator.title), "jahr", remedy)
