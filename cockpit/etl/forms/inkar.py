"""INKAR tables, CSV or Excel: Kennziffer, Raumeinheit, Aggregat, then indicators with the year in a second row."""

from __future__ import annotations

from cockpit.etl.layout import table_of
from cockpit.etl.material import Material
from cockpit.etl.table import Table

NAMES = {"kennziffer", "raumeinheit"}


def likeness(material: Material) -> int:
    """Sure when both INKAR names stand in one of the first rows."""
    return 7 if any({cell.lower() for cell in row} >= NAMES for row in material.head()) else 0


def table(material: Material) -> Table:
    """Each indicator a group of columns, its years in the second header row."""
    return table_of(material, "inkar")
