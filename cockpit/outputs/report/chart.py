"""One indicator in a report: finding, chart, small table, what is said, source line."""

from __future__ import annotations

from cockpit import charts
from cockpit.base.errors import Refused
from cockpit.base.formats import span
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.selection import Selection
from cockpit.model.view import View
from cockpit.outputs.report.status import who_can_act
from cockpit.outputs.report.structure import (
    FULL_WIDTH,
    Block,
    Cell,
    Chapter,
    Column,
    Grid,
    Group,
    Paragraph,
    Picture,
)
from cockpit.query import Snapshot, view

COURSE_HEIGHT = 230
MOST_YEARS = 7
MOST_ENDS = 3
KINDS = {"verlauf": "line", "karte": "tilemap", "rangliste": "ranking", "anteile": "shares", "einzeln": "multiples"}
PAPER = "druck"
MAPS = ("tiles", "shapes")
TALLEST_ROWS = 410
MAP_WIDTH = 280
"""A map as wide as the paper would fill the page."""


def indicator_chapter(snap: Snapshot, selection: Selection, number: int) -> Chapter:
    """The chapter of one chosen indicator; ``number`` counts the pictures."""
    shown = view(snap, selection)
    goal = shown.sdgs.get(shown.indicator.sdg[0]) if shown.indicator.sdg else None
    blocks = indicator_blocks(shown, number)
    held = [place for place, block in enumerate(blocks, start=1) if isinstance(block, Picture | Grid)]
    return Chapter(shown.indicator.title, blocks, level=2, goal=goal, together=max(held, default=1))


def indicator_blocks(shown: View, number: int, *, high: int = COURSE_HEIGHT) -> tuple[Block, ...]:
    """Everything about the View, in reading order."""
    drawn = picture(shown, number, high)
    source = Paragraph(words.source_line(shown.source, shown.revision), "source")
    return (
        Paragraph(f"{words.finding_as(kind(shown), shown)}.", "finding"),
        *([drawn] if drawn else []),
        *small_tables(shown),
        *said(shown),
        source,
    )


def kind(shown: View) -> str:
    """The kind of chart of the open tab; the course for tabs without a picture."""
    if shown.geometry and shown.selection.tab == "karte":
        return "truemap"
    return "shares" if shown.indicator.parts else KINDS.get(shown.selection.tab, "line")


def picture(shown: View, number: int, high: int = COURSE_HEIGHT) -> Picture | None:
    """The chart in print colours; nothing where there are no values to draw."""
    try:
        scene = charts.scene(kind(shown), shown)
    except Refused:
        return None
    wide = MAP_WIDTH if scene.layout in MAPS else FULL_WIDTH
    height = high if scene.layout == "plane" else None
    if scene.layout == "rows" and charts.size(scene, wide)[1] > TALLEST_ROWS:
        height = TALLEST_ROWS
    drawn = charts.svg(scene, wide, PAPER, height=height)
    width, tall = _size(drawn)
    caption = text("report.figure", n=number, what=scene.subtitle)
    return Picture(shown.indicator.id, number, drawn, charts.alt(scene), caption, width, tall)


def _size(svg: str) -> tuple[int, int]:
    """Read back from what was drawn, so that nothing is laid out twice."""
    _, _, rest = svg.partition('width="')
    width, _, rest = rest.partition('" height="')
    return int(width), int(rest.partition('"')[0])


def small_tables(shown: View) -> list[Block]:
    """The newest values behind the chart, taken from the table of the page, so that both say the same."""
    full = charts.table(shown)
    if not full.rows:
        return []
    if shown.indicator.parts:
        return [_parts(full, shown)] if shown.wholes else []
    return [_ends(full, shown) if shown.selection.tab in {"karte", "rangliste"} else _course(full, shown)]


def _course(full: charts.Table, shown: View) -> Grid:
    """Years as columns, so that a long table becomes a short one; years nobody has a value for are left out.

    A page is wide enough for the last few years only; the caption says so where the chart shows more.
    """
    every = [row for row in full.rows if any(cell != "–" for cell in row[1:])]
    rows = every[-MOST_YEARS:]
    columns = (Column(full.columns[0], 2.6), *(Column(row[0], figures=True) for row in rows))
    lines = [(Cell(name), *(Cell(row[place]) for row in rows)) for place, name in enumerate(full.columns) if place]
    caption = _caption(shown, span(int(rows[0][0]), int(rows[-1][0])) if rows else "")
    if len(rows) < len(every):
        caption = text("report.last_years", caption=caption, n=len(rows), of=len(every), first=every[0][0])
    return Grid(caption, columns, (Group(tuple(lines)),))


def _parts(full: charts.Table, shown: View) -> Grid:
    columns = (Column(full.columns[0], 2.6), *(Column(title, figures=True) for title in full.columns[1:]))
    rows = tuple(tuple(Cell(cell) for cell in row) for row in full.rows)
    return Grid(_caption(shown, str(shown.wholes[0].year)), columns, (Group(rows),))


def _ends(full: charts.Table, shown: View) -> Grid:
    """Of all Kreise of a year the highest, the lowest and the chosen ones; the name comes first."""
    rows, names = full.rows, {series.region.display_name for series in shown.chosen}
    last = len([row for row in rows if row[0] != "–"])
    near = {*range(MOST_ENDS), *range(last - MOST_ENDS, last)}
    kept = [row for place, row in enumerate(rows) if place in near or row[1] in names]
    caption = _caption(shown, str(shown.year))
    if len(kept) < len(rows):
        caption = text("report.excerpt", caption=caption, n=MOST_ENDS)
    rank, name, value = full.columns
    columns = (Column(name, 3), Column(rank, figures=True), Column(value, 1.5, figures=True))
    return Grid(caption, columns, (Group(tuple((Cell(row[1]), Cell(row[0]), Cell(row[2])) for row in kept)),))


def _caption(shown: View, period: str) -> str:
    """Unit and years; the title stands above already."""
    return text("report.values", unit=words.long_unit(shown.indicator), period=period)


def said(shown: View) -> list[Block]:
    """The judgement in words, as the page says it; without a chosen Kreis only what the figures cannot say."""
    indicator, judgement = shown.indicator, shown.judgement
    caveat = text("pages.judged.caveat", said=indicator.caveat) if indicator.caveat else ""
    if judgement is None or shown.kreis is None:
        return [Paragraph(caveat)] if caveat else []
    place = words.placement_sentence(shown.placement, shown.kreis.region) if shown.placement else ""
    why = words.reason(judgement) if judgement.direction == "no_verdict" and indicator.judged else ""
    first = words.direction_word(judgement.direction) if indicator.judged else text("report.context")
    told = [
        words.target_sentence(shown),
        words.orientation_sentence(shown),
        words.stability_sentence(shown),
        place,
        who_can_act(indicator),
        caveat,
    ]
    status = text("report.status", word=f"{first} ({why})" if why else first)
    mark = judgement.direction if indicator.judged else ""
    return [Paragraph(" ".join([status, *(sentence for sentence in told if sentence)]), mark=mark)]
