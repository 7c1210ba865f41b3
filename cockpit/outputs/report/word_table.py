"""Tables in a Word document: a head that repeats on every page, groups, figures to the right, rows that stay whole."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table, _Cell, _Row

from cockpit.charts.svg.colours import palette
from cockpit.outputs.report.signs import legal
from cockpit.outputs.report.structure import Cell, Grid, Group
from cockpit.outputs.report.word_template import Template
from cockpit.outputs.report.word_text import add, fill, room, styled

LOOK = {"firstRow": "1", "firstColumn": "0", "noHBand": "1", "noVBand": "1", "val": "0620"}


def table(template: Template, grid: Grid) -> None:
    """The table below its caption."""
    add(template, grid.caption, "caption").paragraph_format.keep_with_next = True
    count = 1 + sum(len(group.rows) + bool(group.title) for group in grid.groups)
    made = template.document.add_table(count, len(grid.columns))
    made.style = template.table
    made.autofit = False
    _describe(made, grid.caption)
    _widths(made, grid, room(template))
    rows = [list(row.cells) for row in made.rows]
    _head(template, made.rows[0], grid, rows[0])
    place = 1
    for group in grid.groups:
        place = _group(template, grid, group, rows, place)
    for row in made.rows:
        _flag(row, "w:cantSplit")
    add(template, "", "small")


def _describe(made: Table, caption: str) -> None:
    """What a screen reader says about the table, and which row is its head."""
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    for name, value in LOOK.items() if look is not None else ():
        look.set(qn(f"w:{name}"), value)
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), legal(caption))
        properties.append(element)


def _widths(made: Table, grid: Grid, wide: Emu) -> None:
    every = sum(column.share for column in grid.columns)
    for column, declared in zip(made.columns, grid.columns, strict=True):
        width = Emu(int(wide * declared.share / every))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _head(template: Template, row: _Row, grid: Grid, cells: list[_Cell]) -> None:
    _flag(row, "w:tblHeader")
    for cell, column in zip(cells, grid.columns, strict=True):
        _into(template, cell, Cell(column.title), figures=column.figures, bold=True)


def _group(template: Template, grid: Grid, group: Group, rows: list[list[_Cell]], place: int) -> int:
    """Write the heading row of a group and its rows; gives the place of the next row."""
    if group.title:
        joined = rows[place][0].merge(rows[place][-1])
        _into(template, joined, Cell(group.title), bold=True)
        _shade(joined)
        place += 1
    for line in group.rows:
        for cell, column, content in zip(rows[place], grid.columns, line, strict=True):
            _into(template, cell, content, figures=column.figures)
        place += 1
    return place


def _into(template: Template, cell: _Cell, content: Cell, *, figures: bool = False, bold: bool = False) -> None:
    """Bold rows are heads and stay with the row below them."""
    first = cell.paragraphs[0]
    styled(first, template, "cell")
    fill(first, content.text, content.mark)
    for run in first.runs if bold else ():
        run.bold = True
    shown = [first]
    if content.small:
        shown.append(cell.add_paragraph(legal(content.small)))
        styled(shown[-1], template, "small")
    for paragraph in shown:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if figures else None
        paragraph.paragraph_format.keep_with_next = bold or None


def _flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", palette("druck")["wash"].removeprefix("#"))):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
