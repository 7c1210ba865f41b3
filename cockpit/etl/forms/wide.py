"""Any other table with one row per Kreis: years or indicators as columns, titles above, footnotes below."""

from __future__ import annotations

from cockpit.etl.layout import table_of
from cockpit.etl.material import Material
from cockpit.etl.table import Table


def likeness(_material: Material) -> int:
    """Taken when no other form wants the file."""
    return 1


def table(material: Material) -> Table:
    """The table around the column of keys."""
    return table_of(material, "wide")
