"""A chart as HTML that needs nothing from anywhere: pictures inside, the table, the source, the way back."""

from __future__ import annotations

import re
from html import escape

from cockpit import charts
from cockpit.base.texts import text
from cockpit.charts import Scene, Table
from cockpit.charts.svg import drawing
from cockpit.model.selection import Selection
from cockpit.outputs.svg import drawn_scene
from cockpit.query import Snapshot, view

SMALL, WIDE = 360, 720
PHONE = 599
"""The widest window in pixels that gets the small drawing."""
NAMES = re.compile(r"><title>[^<]*</title></(path|circle|rect)>")


def static_html(snap: Snapshot, selection: Selection, page: str) -> str:
    """A figure to paste into another page; ``page`` is the absolute address it links to.

    It loads nothing and runs nothing. NotFound in German where the look has no picture.
    """
    shown = view(snap, selection)
    scene = drawn_scene(shown)
    link = f'<a href="{escape(page)}">{escape(text("embed.back"))}</a>'
    return "\n".join(
        (
            f'<figure lang="de">{_picture(scene, selection, page)}',
            f"<details><summary>{escape(text('embed.table'))}</summary>{table_html(charts.table(shown))}</details>",
            f"<figcaption>{escape(scene.source)} · {link}</figcaption></figure>",
        )
    )


def _picture(scene: Scene, selection: Selection, page: str) -> str:
    small, wide = (_uri(scene, selection, page, width) for width in (SMALL, WIDE))
    high = {width: drawing(scene, width, framed=True, address=page).height for width in (SMALL, WIDE)}
    return (
        f'<picture><source media="(max-width:{PHONE}px)" srcset="{small}" width="{SMALL}" height="{high[SMALL]}">'
        f'<img src="{wide}" alt="{escape(charts.alt(scene))}" width="{WIDE}" height="{high[WIDE]}" '
        'style="max-width:100%;height:auto"></picture>'
    )


def _uri(scene: Scene, selection: Selection, page: str, width: int) -> str:
    """A drawing as part of the page; inside ``<img>`` nobody can point at a part, so their names are left out."""
    drawn = charts.svg(scene, width, selection.theme, framed=True, address=page)
    return charts.data_uri(NAMES.sub("/>", drawn))


def table_html(table: Table, style: str = "") -> str:
    """A bare table of the class ``style``: the first column heads the rows."""
    marked = f' class="{style}"' if style else ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    return (
        f"<table{marked}><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
