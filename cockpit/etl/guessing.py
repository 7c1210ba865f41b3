"""Every guess about a file with its reason, and what else may be chosen: the material of the mapping step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cockpit.base.formats import enumeration, span
from cockpit.base.texts import has_text, text
from cockpit.etl.decoding import DELIMITERS, ENCODINGS
from cockpit.etl.material import Material
from cockpit.etl.naming import columns_by_id, columns_by_title, mapping
from cockpit.etl.recognise import known_forms
from cockpit.etl.report import Guess, Report
from cockpit.etl.table import Table
from cockpit.etl.telling import mark_in, written
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Choices

MOST_OFFERED = 60


def opened(report: Report, material: Material) -> Report:
    """The report with encoding and delimiter, or the sheets, and why they were taken."""
    guesses = tuple(_of_material(material, material.choices))
    return replace(report, encoding=material.encoding, delimiter=material.delimiter, guesses=guesses)


def guesses_of(
    report: Report, table: Table, material: Material, wishes: Choices, catalogue: Catalogue | None
) -> Report:
    """The report with a guess for every column, the year and the indicator."""
    found = (*_of_table(report, table, material, wishes), *_of_values(report, table, wishes, catalogue))
    sheet = tuple(replace(one, value=table.sheet) if one.field == "sheet" else one for one in report.guesses)
    return replace(report, guesses=(*sheet, *found))


def _why(field: str, how: str, *, chosen: bool, **values: object) -> str:
    """The reason of a guess: chosen by somebody, or how it was recognised."""
    if chosen:
        return text("etl.why.chosen")
    key = f"etl.why.{field}.{how}"
    return text(key, **values) if has_text(key) else text("etl.why.other")


def _of_material(material: Material, wishes: Choices) -> Iterator[Guess]:
    if material.is_workbook:
        sheet = wishes.sheet or material.names[0]
        why = _why("sheet", "most" if len(material.names) > 1 else "only", chosen=wishes.sheet is not None)
        yield Guess("sheet", sheet, why, material.names)
        return
    marked = material.encoding in ("utf-8-sig", "utf-16")
    how = "mark" if marked else "fits" if material.encoding == "utf-8" else "letters"
    why = _why("encoding", how, chosen=wishes.encoding is not None)
    yield Guess("encoding", material.encoding, why, ENCODINGS)
    why = _why("delimiter", "most", chosen=wishes.delimiter is not None)
    yield Guess("delimiter", material.delimiter, why, DELIMITERS)


def _of_table(report: Report, table: Table, material: Material, wishes: Choices) -> Iterator[Guess]:
    why = _why("form", table.form, chosen=wishes.form is not None)
    yield Guess("form", table.form, why, tuple(known_forms()))
    mark = written(wishes.decimal or mark_in(table), material)
    if not material.is_workbook or mark:
        how = "evident" if mark else "whole"
        yield Guess("decimal", mark, _why("decimal", how, chosen=wishes.decimal is not None), (",", "."))
    why = _why("header_row", "above", chosen=wishes.header_row is not None)
    yield Guess("header_row", str(table.head_line), why)
    columns = tuple(table.headed(place) for place in range(min(len(table.head), MOST_OFFERED)))
    why = _why("key", "name" if table.by_name else "header", chosen=wishes.key is not None, header=table.key_header)
    yield Guess("key", table.headed(table.key), why, columns)
    yield Guess("period", table.headed(table.period), _period(report, table, wishes), ("", *columns))
    for field, place, chosen in (
        ("indicator_column", table.indicator, wishes.indicator_column),
        ("status", table.sign, wishes.status),
    ):
        why = _why(field, "none" if place is None else "header", chosen=chosen is not None)
        yield Guess(field, table.headed(place), why, ("", *columns))


def _period(report: Report, table: Table, wishes: Choices) -> str:
    """Where the years stand."""
    years = enumeration([span(min(report.periods), max(report.periods))]) if report.periods else ""
    how = "column" if table.period is not None else "head" if report.periods else "none"
    return _why("period", how, chosen=wishes.period is not None, years=years)


def _of_values(report: Report, table: Table, wishes: Choices, catalogue: Catalogue | None) -> Iterator[Guess]:
    """The value column, the year, the indicator, and which columns look like which indicators."""
    offers = report.columns[:MOST_OFFERED]
    only = offers[0] if len(report.columns) == 1 else ""
    column = wishes.column or only
    yield Guess("column", column, _why("column", "only" if only else "many", chosen=bool(wishes.column)), offers)
    years = tuple(str(year) for year in report.periods)
    year = "" if wishes.year is None else str(wishes.year)
    yield Guess("year", year, _why("year", "given" if years else "none", chosen=bool(year)), years)
    if catalogue is None:
        return
    ids = tuple(key for key, one in catalogue.indicators.items() if not one.formula)
    indicator = wishes.indicator or ""
    how = "column" if table.indicator is not None else "none"
    yield Guess("indicator", indicator, _why("indicator", how, chosen=bool(indicator)), ids)
    said = mapping(wishes)
    proposed = said or columns_by_id(table, catalogue.indicators) or columns_by_title(table, catalogue.indicators)
    for number, meant in proposed.items():
        yield Guess("columns", f"{number}={meant}", _why("columns", "alike", chosen=bool(said)), ids)
