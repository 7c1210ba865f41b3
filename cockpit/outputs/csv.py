"""CSV for machines: comma, decimal point, UTF-8, one row per stored value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.outputs.format import Format
from cockpit.outputs.json import kreis_record
from cockpit.outputs.table_rows import Cell, columns, harmless, records
from cockpit.query import Snapshot

KREIS_COLUMNS = (
    "id",
    "titel",
    "einheit",
    "jahr",
    "wert",
    "status",
    "richtung_urteil",
    "tempo_quote",
    "urteil",
    "grund",
    "methode",
    "stabil",
    "band",
)


def indicator_csv(snap: Snapshot, selection: Selection) -> bytes:
    """All rows of the selection."""
    return written(columns(snap, selection), records(snap, selection))


def kreis_csv(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """One row per indicator of the Kreis."""
    found = kreis_record(snap, region, selection)["indikatoren"]
    return written(KREIS_COLUMNS, ([item[name] for name in KREIS_COLUMNS] for item in found))


def written(header: Sequence[str], rows: Iterable[Sequence[Cell | bool]]) -> bytes:
    """A table as bytes, harmless to spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _cell(value: Cell | bool) -> str:
    """Numbers with repr, so that they come back bit for bit; text that a spreadsheet would run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return repr(value)
    return harmless(value) if isinstance(value, str) else str(value)


FORMAT = Format("csv", "text/csv; charset=utf-8", indicator_csv, kreis_csv)
