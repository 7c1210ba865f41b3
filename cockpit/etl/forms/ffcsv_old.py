"""Flat CSV of GENESIS and the Regionalstatistik until 2025: a column ``CODE__Label__Unit`` for each measure."""

from __future__ import annotations

from dataclasses import replace

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.flat import flat_head, flat_rows, region_of, required_head, sectioned
from cockpit.etl.material import Material
from cockpit.etl.table import Column, Table

QUALITY = "__q"

NEEDED = {"Zeit", "1_Auspraegung_Code"}


def likeness(material: Material) -> int:
    """Sure when the header names time and the attributes of a first variable."""
    return 8 if set(flat_head(material)) >= NEEDED else 0


def table(material: Material) -> Table:
    """Each measure in each combination of attributes is a column on offer of its own."""
    names = required_head(material, NEEDED)
    body, lines = flat_rows(material, names)
    region = region_of(body, names, "_Auspraegung_Code")
    others = [
        names.index(name)
        for name in names
        if name.endswith("_Auspraegung_Label") and not name.startswith(f"{region.number}_")
    ]
    measures = [place for place, name in enumerate(names) if "__" in name and not name.endswith(QUALITY)]
    if not measures:
        raise Refused(text("etl.refused.no_values"), remedy=text("etl.refused.no_values_remedy"))
    base = sectioned("ffcsv_old", body, lines, names, region.position, names.index("Zeit"), measures[0], others, None)
    columns = tuple(_named(one, place, names[place]) for place in measures for one in base.values)
    return replace(base, values=tuple(replace(one, offered=n) for n, one in enumerate(columns, start=1)))


def _named(column: Column, place: int, name: str) -> Column:
    """The column of one measure, with label and unit of its header as levels."""
    _, _, rest = name.partition("__")
    label, _, unit = rest.rpartition("__")
    said = (label or rest, *column.levels, unit if label else "")
    return replace(column, position=place, levels=tuple(one.replace("_", " ") for one in said if one))
