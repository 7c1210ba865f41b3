"""A recognised table with the role of each column, and how value columns become long rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.etl.asking import Asks
from cockpit.etl.columns import Words, repeated, worded
from cockpit.etl.unit_words import SEPARATOR, same_unit, unit_in
from cockpit.etl.workbook import Written
from cockpit.model.indicator import Indicator

WORDS = ("raw_key", "indicator", "period", "column", "sign")


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: 0-based position, header levels without the period, and the period from the header.

    Where one column holds several quantities one below the other, ``section`` names the rows meant and ``offered``
    is the number under which they are on offer. ``indicator`` is set where the column was mapped to one.
    """

    position: int
    levels: tuple[str, ...]
    period: str = ""
    section: str = ""
    offered: int = 0
    indicator: str = ""

    @property
    def number(self) -> int:
        """The 1-based number under which the column may be chosen."""
        return self.offered or self.position + 1

    @property
    def label(self) -> str:
        """The header levels joined."""
        return SEPARATOR.join(self.levels) or text("etl.values")


@dataclass(frozen=True, slots=True)
class Table:
    """The clean body as text columns named 0, 1, 2 …, the line of each row, and what the columns are.

    ``hint`` is the decimal mark the rest of the file speaks for (empty when it does not). ``section`` is the column
    of the body that tells several quantities of one column apart; ``by_name`` says that the key column holds names.
    ``head_line`` is the line of the header, ``head`` what it says per column, ``titles`` what stands above it.
    ``written`` is what cells of a workbook hold that are read as something else.
    """

    form: str
    body: DataFrame
    lines: NDArray[np.int64]
    key: int
    key_header: str
    values: tuple[Column, ...]
    period: int | None = None
    period_header: str = ""
    indicator: int | None = None
    sign: int | None = None
    hint: str = ""
    notes: tuple[str, ...] = field(default=())
    section: int | None = None
    by_name: bool = False
    head_line: int = 1
    head: tuple[str, ...] = ()
    titles: str = ""
    sheet: str = ""
    is_workbook: bool = False
    written: Written = field(default_factory=dict)

    @property
    def groups(self) -> dict[str, tuple[Column, ...]]:
        """Value columns by label; one group has the same quantity in several years."""
        found: dict[str, tuple[Column, ...]] = {}
        for column in self.values:
            found[column.label] = (*found.get(column.label, ()), column)
        return found

    @property
    def offers(self) -> tuple[str, ...]:
        """What may be chosen, with the 1-based number of its first column."""
        return tuple(f"{columns[0].number}: {label}" for label, columns in self.groups.items())

    @property
    def periods(self) -> tuple[str, ...]:
        """Every period the table names, as written."""
        if self.period is not None:
            return tuple(pd.unique(self.body[self.period]))
        return tuple(dict.fromkeys(column.period for column in self.values if column.period))

    def headed(self, position: int | None) -> str:
        """A column as it is offered: its 1-based number and what its header says; empty without one."""
        if position is None:
            return ""
        return f"{position + 1}: {self.head[position] if position < len(self.head) else ''}".rstrip(": ")


def choose(table: Table, wanted: str | None, indicator: Indicator | None) -> tuple[Column, ...]:
    """The value columns meant: by number or header, else the only one, else the one titled like the indicator."""
    groups = table.groups
    if wanted:
        return _by_number(table, wanted) if wanted.strip().isdecimal() else groups[_by_header(table, wanted.strip())]
    if len(groups) == 1:
        return table.values
    if indicator:
        titles = {indicator.id.lower(), indicator.title.lower(), indicator.short_title.lower()}
        named = [label for label in groups if label.lower() in titles] or _in_unit(groups, indicator.unit)
        if len(named) == 1:
            return groups[named[0]]
    raise Asks("column", text("etl.asks.column"), remedy=text("etl.asks.column_remedy", offers=_list(table.offers)))


def _in_unit(groups: Iterable[str], unit: str) -> list[str]:
    """Of columns that differ in their unit only (numbers and their change) the one in ``unit``."""
    parts = [label.rpartition(SEPARATOR) for label in groups]
    if len({measure for measure, _, _ in parts}) > 1 or not parts[0][0]:
        return []
    return [label for label in groups if (found := unit_in(label)) and same_unit(found, unit)]


def _by_number(table: Table, wanted: str) -> tuple[Column, ...]:
    for columns in table.groups.values():
        if int(wanted) in {column.number for column in columns}:
            return columns
    raise Asks(
        "column",
        text("etl.asks.no_column", wanted=wanted),
        remedy=text("etl.asks.column_remedy", offers=_list(table.offers)),
    )


def _by_header(table: Table, wanted: str) -> str:
    """The label meant: whole label, label without its unit, a level or at last a part that only one label has."""
    lower = _plain(wanted)
    labels = {label: _plain(label) for label in table.groups}
    tiers = (
        [label for label, plain in labels.items() if plain == lower],
        [label for label, plain in labels.items() if plain.rpartition(SEPARATOR)[0] == lower],
        [label for label, plain in labels.items() if lower in plain.split(SEPARATOR)],
        [label for label, plain in labels.items() if lower in plain],
    )
    found = next((tier for tier in tiers if tier), [])
    if len(found) == 1:
        return found[0]
    offers = [offer for offer in table.offers if offer.partition(": ")[2] in found] or table.offers
    problem = "etl.asks.ambiguous_column" if found else "etl.asks.no_column"
    raise Asks("column", text(problem, wanted=wanted), remedy=text("etl.asks.column_remedy", offers=_list(offers)))


def _plain(label: str) -> str:
    """A label in lower case, blanks and the blanks around the separator made even."""
    return SEPARATOR.join(" ".join(level.lower().split()) for level in label.split("/"))


def _list(offers: Iterable[str]) -> str:
    return enumeration((f"„{offer}“" for offer in offers), "oder" if offers else "")


def lengthen(table: Table, columns: tuple[Column, ...]) -> DataFrame:
    """One row per cell: ``line raw_key indicator period column cell sign`` as text but the line, and its ``place``.

    All but the cells are categories.
    """
    parts = [_rows(table, column) for column in columns]
    if len(parts) == 1:
        return parts[0]
    frame = pd.concat(parts, ignore_index=True)
    return frame.assign(**{name: worded(frame[name]) for name in WORDS})


def _rows(table: Table, column: Column) -> DataFrame:
    body, lines = table.body, table.lines
    if table.section is not None:
        meant = (body[table.section] == column.section).to_numpy()
        body, lines = body[meant], lines[meant]

    def taken(position: int | None, otherwise: str = "") -> Words:
        return repeated(otherwise, len(body)) if position is None else worded(body[position])

    return DataFrame(
        {
            "line": lines,
            "raw_key": taken(table.key),
            "indicator": repeated(column.indicator, len(body)) if column.indicator else taken(table.indicator),
            "period": taken(table.period, column.period),
            "column": repeated(column.label, len(body)),
            "cell": body[column.position].array,
            "sign": taken(table.sign),
            "place": column.position + 1,
        },
        copy=False,
    )
