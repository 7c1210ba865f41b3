"""The table to fill in: one row per Kreis with key and name, in the form that needs no mapping."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Literal

import xlsxwriter

from cockpit.base.texts import text
from cockpit.etl.known import limit_shown
from cockpit.etl.marking import PLAIN, harmless
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region

FIRST_ROWS = 1_000
"""Rows below the header in which a choice of statuses is offered."""


def template(indicator: Indicator | None, kreise: Sequence[Region], kind: Literal["xlsx", "csv"] = "xlsx") -> bytes:
    """A table with the columns ``ags name [indikator] jahr wert status``, filled as far as it can be, to fill in."""
    head = _head(indicator)
    rows = [_row(head, one) for one in kreise]
    if kind == "csv":
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=";").writerows([head, *rows])
        return file.getvalue().encode("utf-8-sig")
    return _book(indicator, head, rows)


def _head(indicator: Indicator | None) -> list[str]:
    columns = ("key", "name", *(() if indicator else ("indicator",)), "period", "value", "status")
    return [text(f"etl.template.{column}") for column in columns]


def _row(head: list[str], region: Region) -> list[str]:
    row = [region.key, harmless(region.display_name)]
    return row + [""] * (len(head) - len(row))


def _book(indicator: Indicator | None, head: list[str], rows: list[list[str]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, PLAIN) as book:
        bold, as_text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        page = book.add_worksheet(text("etl.template.sheet"))
        page.freeze_panes(1, 0)
        page.set_column(0, 0, 10, as_text)
        page.set_column(1, 1, 34)
        page.set_column(2, len(head) - 1, 16)
        for n, row in enumerate([head, *rows]):
            for place, cell in enumerate(row):
                page.write_string(n, place, cell, as_text if n and not place else None if n else bold)
        words = text("etl.template.statuses").split("|")
        last = len(head) - 1
        page.data_validation(1, last, max(len(rows), FIRST_ROWS), last, {"validate": "list", "source": words})
        notes = book.add_worksheet(text("etl.template.notes"))
        notes.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
        for n, line in enumerate(_notes(indicator)):
            notes.write_string(n, 0, harmless(line))
    return file.getvalue()


def _notes(indicator: Indicator | None) -> list[str]:
    """What to know before filling in."""
    lines = text("etl.template.lines").strip().splitlines()
    if indicator is None:
        return [text("etl.template.several"), *lines]
    unit = text("etl.template.unit", title=indicator.title, unit=indicator.unit, definition=indicator.definition)
    return [unit, *_limits(indicator), *lines]


def _limits(indicator: Indicator) -> list[str]:
    """One line about the possible range; none without limits."""
    ends = {"low": indicator.minimum, "high": indicator.maximum}
    shown = {name: limit_shown(end) for name, end in ends.items() if end is not None}
    return [text("etl.template.limits." + "_".join(shown), **shown)] if shown else []
