"""Cells as forms show them: Kreis, indicator, year and values in German, the first of very many."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.query import Snapshot

MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One cell in words; ``by`` is the Datenstand that decided it, 0 for none."""

    region: str
    indicator: str
    year: int
    first: str
    second: str
    by: int = 0


def returning(snap: Snapshot, frame: pd.DataFrame) -> list[Line]:
    """Differences to be undone: what stands there now, and what comes back."""
    columns = ("after", "after_status", "before", "before_status")
    return [_line(snap, row) for row in _rows(frame.assign(by=0), columns)]


def standing(snap: Snapshot, frame: pd.DataFrame) -> list[Line]:
    """Differences that stay, with the Datenstand that decided them: what was to be undone, and what it was before."""
    return [_line(snap, row) for row in _rows(frame, ("before", "before_status", "after", "after_status"))]


def kept(snap: Snapshot, frame: pd.DataFrame) -> list[Line]:
    """Rows of a withdrawal that were left alone: the value to be taken back, and the one that counts now."""
    told = frame.assign(status="", live_status="", by=frame["by_revision"])
    return [_line(snap, row) for row in _rows(told, ("value", "status", "live", "live_status"))]


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[tuple[object, ...]]:
    chosen = frame.head(MOST)
    held = [chosen[name].tolist() for name in ("indicator", "key", "year", *columns, "by")]
    return list(zip(*held, strict=True))


def _line(snap: Snapshot, row: tuple[object, ...]) -> Line:
    code, key, year, first, first_status, second, second_status, by = row
    regions = snap.catalogue.regions
    item = snap.catalogue.indicators.get(str(code))
    region = regions[str(key)].display_name if str(key) in regions else str(key)
    return Line(
        region,
        item.title if item else str(code),
        int(str(year)),
        _shown(snap, str(code), first, str(first_status)),
        _shown(snap, str(code), second, str(second_status)),
        int(str(by)),
    )


def _shown(snap: Snapshot, code: str, amount: object, status: str) -> str:
    item = snap.catalogue.indicators.get(code)
    number = None if amount is None or pd.isna(amount) else float(str(amount))  # type: ignore[call-overload]
    if number is None and not status:
        return text("history.stand.no_row")
    return words.value(number, item, status) if item else str(number)
