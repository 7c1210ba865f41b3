"""The table behind a chart: the same numbers, formatted in German."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.base.collation import collated
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.words.findings import rank, with_value
from cockpit.model.series import Point, Series
from cockpit.model.status import Status
from cockpit.model.view import Standing, View


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, the column heads and rows of German text."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(view: View) -> Table:
    """Years × Kreise; for map and ranking all Kreise of the year; for shares parts × Kreise."""
    if view.selection.tab in {"karte", "rangliste"}:
        return _among(view)
    if view.wholes:
        return _parts(view)
    return _course(view)


def _cell(point: Point | None, view: View) -> str:
    if point is None:
        return "–"
    if point.value is None:
        return words.status_word(point.status or Status.MISSING)
    shown, remark = words.figure(point.value, view.indicator), words.status_word(point.status)
    return f"{shown} ({remark})" if remark and point.status != Status.FINAL else shown


def _course(view: View) -> Table:
    columns: list[Series] = [*view.drawn, *view.context]
    medians = {one.year: words.figure(one.median, view.indicator) for one in view.spread}
    years = [year for year in view.years if _inside(year, view)]
    heads = [series.region.display_name for series in columns]
    rows = []
    for year in years:
        row = [str(year), *(_cell(series.at(year), view) for series in columns)]
        rows.append((*row, medians.get(year, "–")) if medians else tuple(row))
    median = (text("charts.table.median"),) if medians else ()
    caption = text(
        "charts.table.course",
        title=view.indicator.title,
        unit=words.long_unit(view.indicator),
        period=words.period(view),
    )
    return Table(caption, (text("charts.table.year"), *heads, *median), tuple(rows))


def _inside(year: int, view: View) -> bool:
    return (view.selection.first_year or year) <= year <= (view.selection.last_year or year)


def _among(view: View) -> Table:
    ordered = with_value(view)
    without = [one for one in view.kreise if one.point.value is None]
    rows = [(str(rank(one, ordered)), *_named(one, view)) for one in ordered]
    rows += [("–", *_named(one, view)) for one in sorted(without, key=lambda one: collated(one.region.display_name))]
    name = "charts.table.land" if view.indicator.level == "land" else "charts.table.name"
    columns = (text("charts.table.rank"), text(name), text("charts.table.value"))
    caption = text(
        "charts.table.among", title=view.indicator.title, unit=words.long_unit(view.indicator), year=view.year
    )
    return Table(caption, columns, tuple(rows))


def _named(standing: Standing, view: View) -> tuple[str, str]:
    return standing.region.display_name, _cell(standing.point, view)


def _parts(view: View) -> Table:
    labels = list(dict.fromkeys(part.label for whole in view.wholes for part in whole.parts))
    rows = []
    for label in labels:
        cells = [next((part.point for part in whole.parts if part.label == label), None) for whole in view.wholes]
        rows.append((label, *(_cell(point, view) for point in cells)))
    heads = tuple(f"{whole.region.display_name} {whole.year}" for whole in view.wholes)
    caption = text(
        "charts.table.among",
        title=view.indicator.title,
        unit=words.long_unit(view.indicator),
        year=view.wholes[0].year,
    )
    return Table(caption, (text("charts.table.part"), *heads), tuple(rows))
