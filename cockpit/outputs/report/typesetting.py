"""A report as data for the typesetter: strings and figures only, so that nothing in them can be read as a command."""

from __future__ import annotations

import json
from typing import Any

from cockpit.base.texts import text
from cockpit.charts.svg.colours import palette
from cockpit.charts.svg.write import FONTS
from cockpit.model.indicator import Sdg
from cockpit.outputs.report.signs import printable
from cockpit.outputs.report.structure import Block, Chapter, Grid, Group, Listing, Paragraph, Picture, Report

FAMILY = "Source Sans Pro"


def as_data(report: Report) -> str:
    """The whole report as JSON."""
    made = report.revision.created_at
    linked = report.address.startswith("http")
    return json.dumps(
        {
            **{name: printable(getattr(report, name)) for name in ("title", "subtitle", "subject", "stand", "author")},
            "facts": [printable(line) for line in report.facts],
            "keywords": [printable(word) for word in report.keywords],
            "made": [made.year, made.month, made.day, made.hour, made.minute, made.second],
            "address": printable(report.address),
            "address_label": text("report.address"),
            "linked": linked,
            "qr": report.qr,
            "qr_alt": text("report.qr", address=report.address),
            "footer": printable(footer(report)),
            "page": text("report.page"),
            "of": text("report.of"),
            "colours": palette("druck"),
            "chapters": [_chapter(chapter) for chapter in report.chapters],
        }
    )


def footer(report: Report) -> str:
    """What stands at the foot of every page."""
    return text("report.footer", author=report.author, title=report.title, stand=report.stand)


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "title": printable(chapter.title),
        "level": chapter.level,
        "goal": _goal(chapter.goal),
        "together": chapter.together,
        "blocks": [_block(block) for block in chapter.blocks],
    }


def _goal(goal: Sdg | None) -> dict[str, Any] | None:
    return {"number": goal.number, "colour": goal.colour, "text_colour": goal.text_colour} if goal else None


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": printable(block.text), "role": block.role, "mark": block.mark}
        case Listing():
            return {"kind": "listing", "items": [[printable(name), printable(said)] for name, said in block.items]}
        case Picture():
            drawn = printable(block.svg).replace(FONTS, FAMILY)
            return {
                "kind": "picture",
                "svg": drawn,
                "share": block.share,
                "alt": printable(block.alt),
                "caption": printable(block.caption),
            }
        case Grid():
            return _grid(block)


def _grid(grid: Grid) -> dict[str, Any]:
    columns = [
        {"title": printable(column.title), "share": column.share, "figures": column.figures} for column in grid.columns
    ]
    return {
        "kind": "grid",
        "caption": printable(grid.caption),
        "columns": columns,
        "groups": [_group(group) for group in grid.groups],
    }


def _group(group: Group) -> dict[str, Any]:
    rows = [
        [{"text": printable(cell.text), "small": printable(cell.small), "mark": cell.mark} for cell in row]
        for row in group.rows
    ]
    return {"title": printable(group.title), "goal": _goal(group.goal), "rows": rows}
