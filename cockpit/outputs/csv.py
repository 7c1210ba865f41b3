"""CSV for machines: comma, decimal point, UTF-8, one row per stored value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.outputs.format import Format
from cockpit.outputs.json import entry, kreis_record
from cockpit.outputs.table_rows import Cell, columns, harmless, records
from cockpit.query import Snapshot
from cockpit.query.lands import entries, land_view

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

LAND_COLUMNS = ("ags", "kreis", *KREIS_COLUMNS, "ziel_wert", "ziel_jahr", "quelle", "stand")


def indicator_csv(snap: Snapshot, selection: Selection) -> bytes:
    """All rows of the selection."""
    return written(columns(snap, selection), records(snap, selection))


def kreis_csv(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """One row per indicator of the Kreis."""
    found = kreis_record(snap, region, selection)["indikatoren"]
    return written(KREIS_COLUMNS, ([item[name] for name in KREIS_COLUMNS] for item in found))


def land_csv(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """One row per Kreis of the Land and indicator."""
    found = entries(land_view(snap, region, selection, placed=True))
    return written(LAND_COLUMNS, (_land_row(snap, kreis, entry(card)) for kreis, card in found))


def _land_row(snap: Snapshot, kreis: Region, item: Mapping[str, Any]) -> list[Cell | bool]:
    goal = item["ziel"] or {"wert": None, "jahr": None}
    own = [item[name] for name in KREIS_COLUMNS]
    return [kreis.key, kreis.display_name, *own, goal["wert"], goal["jahr"], item["quelle"], snap.revision.id]


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


FORMAT = Format("csv", "text/csv; charset=utf-8", indicator_csv, kreis_csv, land_csv)
