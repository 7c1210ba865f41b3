"""The ranking: bars from zero for both ends, the chosen Kreise and their neighbours."""

from __future__ import annotations

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.scene import Note, Row, Scene, Segment
from cockpit.charts.words.findings import rank, with_value
from cockpit.model.view import Standing, View

SHOW_ALL = 24
ENDS = 5
NEIGHBOURS = 3
AROUND_COMPARED = 1


def scene(view: View) -> Scene:
    """Highest first; of 400 Kreise only the ends, the chosen ones and their neighbours, with all ranks."""
    ordered = with_value(view)
    if not ordered:
        raise Refused(text("charts.no_values"), view.indicator.title)
    title, subtitle = words.finding_as("ranking", view), words.subtitle(view, "ranking")
    rows = _rows(ordered, view)
    return Scene(
        kind="ranking",
        layout="rows",
        title=title,
        subtitle=subtitle,
        source=words.source_line(view.source, view.revision),
        alt=text("charts.alt.ranking", title=title, subtitle=subtitle, values=_told(rows)),
        unit=words.short_unit(view.indicator),
        rows=rows,
        notes=_notes(view, len(ordered)),
    )


def _shown(ordered: list[Standing], view: View) -> list[int]:
    count = len(ordered)
    if count <= SHOW_ALL:
        return list(range(count))
    ends = ENDS if view.chosen else 2 * ENDS
    places = {*range(ends), *range(count - ends, count)}
    where = {one.region.key: index for index, one in enumerate(ordered)}
    for number, series in enumerate(view.chosen):
        if series.region.key in where:
            centre, reach = where[series.region.key], AROUND_COMPARED if number else NEIGHBOURS
            places |= {*range(centre - reach, centre + reach + 1)}
    inside = {place for place in places if 0 <= place < count}
    # a gap of one row takes as much room as the row itself
    inside |= {place + 1 for place in inside if place + 2 in inside}
    return sorted(inside)


def _rows(ordered: list[Standing], view: View) -> tuple[Row, ...]:
    rows, last = [], -1
    for place in _shown(ordered, view):
        rows.append(_row(ordered[place], ordered, view, place - last - 1))
        last = place
    return tuple(rows)


def _row(standing: Standing, ordered: list[Standing], view: View, skipped: int) -> Row:
    amount, key = standing.point.value or 0.0, standing.region.key
    shown = words.value(amount, view.indicator, standing.point.status)
    role, unit = _role(key, view), words.short_unit(view.indicator)
    return Row(
        role=role,
        name=standing.region.display_name,
        segments=(Segment(role, "", amount, words.figure(amount, view.indicator)),),
        text=shown if unit in {"%", ""} else shown.replace(f"{words.NBSP}{unit}", ""),
        rank=rank(standing, ordered),
        skipped=_left_out(skipped),
    )


def _role(key: str, view: View) -> str:
    keys = [series.region.key for series in view.chosen]
    if key not in keys:
        return "bar"
    place = keys.index(key)
    return f"compared-{place}" if place else "chosen"


def _left_out(count: int) -> str:
    if not count:
        return ""
    return text("charts.ranking.skipped_one") if count == 1 else text("charts.ranking.skipped", count=count)


def _notes(view: View, known: int) -> tuple[Note, ...]:
    told = [text("charts.ranking.order")]
    without = len(view.kreise) - known
    if without:
        told.append(text("charts.ranking.without", count=without))
    return tuple(Note("", line) for line in told)


def _told(rows: tuple[Row, ...]) -> str:
    named = [rows[0], *(row for row in rows[1:-1] if row.role != "bar"), *rows[1:][-1:]]
    return "; ".join(f"{row.rank}. {row.name} {row.text}" for row in named) + "."
