"""Classic CSV of GENESIS and the Regionalstatistik: title rows, header levels, indented names, long footer."""

from __future__ import annotations

from cockpit.etl.decoding import FOOTER
from cockpit.etl.layout import table_of
from cockpit.etl.material import Material
from cockpit.etl.table import Table


def likeness(material: Material) -> int:
    """Sure by the first line, fairly sure by the footer (someone replaced the header by hand)."""
    if material.content.lstrip('\ufeff"').startswith("GENESIS-Tabelle"):
        return 7
    return 5 if f"\n{FOOTER}" in material.content else 0


def table(material: Material) -> Table:
    """The body between header levels and footer; the period is the first column or a header level."""
    return table_of(material, "genesis")
