"""Flat CSV of GENESIS and the Regionalstatistik as of 2025: one value per row, its measure and unit in columns."""

from __future__ import annotations

from cockpit.etl.flat import flat_head, flat_rows, region_of, required_head, sectioned
from cockpit.etl.material import Material
from cockpit.etl.table import Table

MEASURE = ("value_variable_label", "value_variable_code")

NEEDED = {"time", "value", "1_variable_attribute_code"}


def likeness(material: Material) -> int:
    """Sure when the header names time, value and the attributes of a first variable."""
    return 8 if set(flat_head(material)) >= NEEDED else 0


def table(material: Material) -> Table:
    """Each measure in each unit and each combination of attributes is a column on offer of its own.

    Rows in per cent may be changes against the year before; they never share a column with the values themselves.
    """
    names = required_head(material, NEEDED)
    body, lines = flat_rows(material, names)
    region = region_of(body, names, "_variable_attribute_code")
    others = [
        names.index(name)
        for name in names
        if name.endswith("_variable_attribute_label") and not name.startswith(f"{region.number}_")
    ]
    measure = next((names.index(name) for name in MEASURE if name in names), None)
    unit = names.index("value_unit") if "value_unit" in names else None
    levels = [place for place in (measure, *others, unit) if place is not None]
    sign = names.index("value_q") if "value_q" in names else None
    return sectioned(
        "ffcsv", body, lines, names, region.position, names.index("time"), names.index("value"), levels, sign
    )
