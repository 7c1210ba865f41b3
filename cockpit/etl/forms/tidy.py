"""Tidy tables, our own template: ``ags;jahr;wert`` or ``ags;indikator;jahr;wert;status``, one value per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.columns import worded
from cockpit.etl.material import HEAD_CHARACTERS, Material
from cockpit.etl.rows import rows_below
from cockpit.etl.signs import is_word
from cockpit.etl.table import Column, Table
from cockpit.etl.wishes import position
from cockpit.etl.workbook import Cells

MOST_ABOVE = 20
ROLES = ("key", "indicator", "period", "value", "status")


def likeness(material: Material) -> int:
    """Sure when one of the first rows names a key, a value and little else."""
    if material.choices.header_row or material.choices.key:
        return 0
    *_, names = _head(material)
    roles = _roles(names)
    return 9 if {"key", "value"} <= roles.keys() and len(names) <= len(roles) + 2 else 0


def table(material: Material) -> Table:
    """Every column as text, read in one go; ``Refused`` with the line of the first row that does not fit."""
    sheet, line, names = _head(material)
    is_workbook = material.is_workbook
    roles = _chosen(_roles(names), material, len(names))
    if not {"key", "value"} <= roles.keys():
        raise Refused(text("etl.refused.not_tidy"), remedy=text("etl.refused.not_tidy_remedy"))
    if is_workbook:
        body, lines = _sheet(material.sheets.get(sheet, []), line, names)
    else:
        body, lines = rows_below(material, line, len(names))
    for place in {place for role, place in roles.items() if role != "value"}:
        body[place] = worded(body[place])
    other = [
        name for place, name in enumerate(names) if place not in roles.values() and name and not is_word(name, "name")
    ]
    return Table(
        form="tidy",
        body=body,
        lines=lines,
        key=roles["key"],
        key_header=names[roles["key"]],
        values=(Column(roles["value"], (names[roles["value"]],)),),
        period=roles.get("period"),
        period_header=names[roles["period"]] if "period" in roles else "",
        indicator=roles.get("indicator"),
        sign=roles.get("status"),
        hint="." if is_workbook else "",
        head_line=line,
        head=tuple(names),
        sheet=sheet,
        notes=(text("etl.ignored_columns", names=", ".join(other)),) if other else (),
    )


def _chosen(roles: dict[str, int], material: Material, width: int) -> dict[str, int]:
    """The roles with those columns that were chosen."""
    chosen = material.choices
    wanted = {"period": chosen.period, "indicator": chosen.indicator_column, "status": chosen.status, "key": chosen.key}
    said = {role: place for role, number in wanted.items() if (place := position(number, width)) is not None}
    return {role: place for role, place in roles.items() if place not in said.values()} | said


def _head(material: Material) -> tuple[str, int, list[str]]:
    """Sheet, line and names of the first row that names a key and a value; titles may stand above it."""
    for sheet, rows in _tops(material):
        for line, row in rows:
            names = _named([cell.strip() for cell in row])
            if {"key", "value"} <= _roles(names).keys():
                return sheet, line, names
    return "", 1, []


def _tops(material: Material) -> Iterator[tuple[str, Iterable[tuple[int, list[str]]]]]:
    if material.is_workbook:
        yield from ((name, enumerate(cells[:MOST_ABOVE], start=1)) for name, cells in material.sheets.items())
    else:
        yield "", islice(material.rows(HEAD_CHARACTERS), MOST_ABOVE)


def _named(names: list[str]) -> list[str]:
    """The names without empty ones at the end: spreadsheets save the width of their widest row."""
    while names and not names[-1]:
        names = names[:-1]
    return names


def _roles(names: list[str]) -> dict[str, int]:
    """Role → position; a role named twice makes the file not tidy."""
    places = [(role, place) for place, name in enumerate(names) for role in ROLES if is_word(name, role)]
    roles = dict(places)
    return roles if len(roles) == len(places) else {}


def _sheet(cells: Cells, line: int, names: list[str]) -> tuple[DataFrame, NDArray[np.int64]]:
    kept = [(number, row) for number, row in enumerate(cells[line:], start=line + 1) if any(row[: len(names)])]
    body = DataFrame([row[: len(names)] for _, row in kept], columns=range(len(names)), dtype="str")
    return body.fillna(""), np.array([number for number, _ in kept], dtype=np.int64)
