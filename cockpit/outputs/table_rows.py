"""The plain rows of a selection with unit, source and Datenstand: what CSV and JSON have in common."""

from __future__ import annotations

from collections.abc import Iterator

from cockpit.model.selection import Selection
from cockpit.query import Snapshot, rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("ags", "name", "jahr", "wert", "status", "einheit", "quelle", "stand")

Cell = str | int | float | None


def harmless(content: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{content}" if content.startswith(FORMULA_STARTS) else content


def columns(snap: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Names of the columns; shares carry the part in a last one."""
    return (*COLUMNS, "teil") if snap.indicator(selection.indicator).parts else COLUMNS


def records(snap: Snapshot, selection: Selection) -> Iterator[tuple[Cell, ...]]:
    """One tuple per stored row, in the order of ``columns``; ``wert`` unrounded, ``None`` where there is none."""
    indicator = snap.indicator(selection.indicator)
    source = snap.catalogue.sources[indicator.source].attribution
    frame = rows(snap, selection)
    held = [frame[name].tolist() for name in frame.columns]
    for ags, name, year, value, status, *part in zip(*held, strict=True):
        number = None if value != value else value  # noqa: PLR0124 - NaN is the one value unlike itself
        yield (ags, name, int(year), number, str(status), indicator.unit, source, snap.revision.id, *part)
