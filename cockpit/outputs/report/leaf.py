"""A report as one HTML page that asks for nothing from anywhere: for reading from disk and in council systems."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.charts.svg import data_uri
from cockpit.charts.svg.colours import palette
from cockpit.outputs.report.signs import legal
from cockpit.outputs.report.structure import Block, Cell, Chapter, Grid, Group, Listing, Paragraph, Picture, Report

STYLES = "bericht.css"
SIGNS = {"improving": "●", "no_trend": "■", "worsening": "×", "no_verdict": "○"}
POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'"
"""Whatever a name contains, a browser that opens the page runs nothing and asks for nothing."""

File = tuple[str, str]


def leaf(report: Report, files: Sequence[File]) -> str:
    """The page; ``files`` are (name inside the archive, what it is), pictures lie at :func:`picture_file`."""
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{_said(report.title)}</title><style>{_styles()}</style>"
    )
    body = [_top(report), *(_chapter(chapter) for chapter in report.chapters), _files(files)]
    return f'<!doctype html>\n<html lang="de"><head>{head}</head><body><main>{"".join(body)}</main></body></html>\n'


def picture_file(picture: Picture) -> str:
    """Where a chart lies inside the archive."""
    return f"bilder/{picture.name}.svg"


def _said(content: str) -> str:
    return escape(legal(content))


def _styles() -> str:
    css = (settings().data / "report" / STYLES).read_text(encoding="utf-8")
    colours = "".join(f"--{name}:{value};" for name, value in palette("druck").items())
    return f":root{{color-scheme:light;{colours}}}{css}"


def _top(report: Report) -> str:
    qr = ""
    if report.qr:
        alt = _said(text("report.qr", address=report.address))
        qr = f'<img class="qr" src="{data_uri(report.qr)}" alt="{alt}">'
    address = _said(report.address)
    link = f'<a href="{address}">{address}</a>' if report.qr else address
    lines = [*(_said(line) for line in report.facts), _said(report.stand), f"{_said(text('report.address'))} {link}"]
    facts = "".join(f"<p>{line}</p>" for line in lines)
    title = f'<h1>{_said(report.title)}</h1><p class="sub">{_said(report.subtitle)}</p>'
    return f'<header>{qr}{title}<div class="facts">{facts}</div></header>'


def _chapter(chapter: Chapter) -> str:
    level = chapter.level + 1
    blocks = "".join(_block(block) for block in chapter.blocks)
    return f"<section><h{level}>{_plate(chapter)}{_said(chapter.title)}</h{level}>{blocks}</section>"


def _plate(part: Chapter | Group) -> str:
    if part.goal is None:
        return ""
    colours = f"background:{escape(part.goal.colour)};color:{escape(part.goal.text_colour)}"
    return f'<span class="plate" style="{colours}" aria-hidden="true">{part.goal.number}</span>'


def _sign(mark: str) -> str:
    return f'<span class="sign sign-{escape(mark)}" aria-hidden="true">{SIGNS[mark]}</span>' if mark else ""


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f'<p class="{block.role}">{_sign(block.mark)}{_said(block.text)}</p>'
        case Listing():
            points = (f"<li><b>{_said(name)}</b> {_said(said)}</li>" for name, said in block.items)
            return f"<ul>{''.join(points)}</ul>"
        case Picture():
            size = f'width="{block.width}" height="{block.height}" style="width:{block.share:.0%}"'
            image = f'<img src="{escape(picture_file(block))}" alt="{_said(block.alt)}" {size}>'
            return f"<figure>{image}<figcaption>{_said(block.caption)}</figcaption></figure>"
        case Grid():
            return _grid(block)


def _grid(grid: Grid) -> str:
    heads = "".join(f'<th scope="col"{_side(column.figures)}>{_said(column.title)}</th>' for column in grid.columns)
    bodies = "".join(_group(grid, group) for group in grid.groups)
    table = f"<table><caption>{_said(grid.caption)}</caption><thead><tr>{heads}</tr></thead>{bodies}</table>"
    return f'<div class="wide" tabindex="0" role="region" aria-label="{_said(grid.caption)}">{table}</div>'


def _side(figures: bool) -> str:
    return ' class="n"' if figures else ""


def _group(grid: Grid, group: Group) -> str:
    head = ""
    if group.title:
        span = len(grid.columns)
        label = f'<th scope="rowgroup" colspan="{span}">{_plate(group)}{_said(group.title)}</th>'
        head = f'<tr class="group">{label}</tr>'
    return f"<tbody>{head}{''.join(_row(grid, row) for row in group.rows)}</tbody>"


def _row(grid: Grid, row: tuple[Cell, ...]) -> str:
    cells = []
    for place, (cell, column) in enumerate(zip(row, grid.columns, strict=True)):
        small = f"<small>{_said(cell.small)}</small>" if cell.small else ""
        content = f"{_sign(cell.mark)}{_said(cell.text)}{small}"
        names = not place and not cell.mark
        cells.append(f'<th scope="row">{content}</th>' if names else f"<td{_side(column.figures)}>{content}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _files(files: Sequence[File]) -> str:
    items = "".join(f'<li><a href="{escape(name)}">{_said(what)}</a></li>' for name, what in files)
    return f"<section><h2>{_said(text('report.files'))}</h2><ul>{items}</ul></section>"
