"""All indicators of all Kreise of a Land in one table, with the columns of a Kreis."""

from __future__ import annotations

from cockpit.base.texts import text
from cockpit.outputs.sheets.book import Sheet
from cockpit.outputs.sheets.profile import HEADS, card_rows
from cockpit.query.lands import LandView, entries


def land_sheet(shown: LandView) -> Sheet:
    """One row per Kreis and indicator."""
    heads = tuple(text(f"outputs.column.{name}") for name in ("ags", "name", *HEADS))
    rows = [(kreis.key, kreis.display_name, *line) for kreis, card in entries(shown) for line in card_rows(card)]
    empty = ((text("outputs.xlsx.nothing"), *(None for _ in heads[1:])),)
    return Sheet(text("outputs.xlsx.indicators"), heads, rows or empty, filtered=bool(rows))
