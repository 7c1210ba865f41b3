"""What is pasted into another page: a picture, a figure without any request, a frame, a frame that fits itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from cockpit import charts
from cockpit.base.texts import text
from cockpit.model.selection import Selection
from cockpit.outputs.html import PHONE, SMALL, WIDE, static_html
from cockpit.outputs.svg import picture
from cockpit.query import Snapshot
from cockpit.web.embed.chart import Chart, embed_path, page_path, picture_path
from cockpit.web.embed.height import shape
from cockpit.web.place import absolute

SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


@dataclass(frozen=True, slots=True)
class Snippet:
    """One way to embed: its name, when it suits, what to paste."""

    name: str
    title: str
    suits: str
    code: str


def snippets(snap: Snapshot, chosen: Selection, chart: Chart) -> tuple[Snippet, ...]:
    """The four ways, for the live or frozen state that ``chosen`` names."""
    made = {
        "image": image(snap, chosen, chart),
        "static": static_html(snap, chosen, absolute(page_path(snap, chosen, stand=snap.revision.id))),
        "frame": frame(snap, chosen, chart),
        "fitting": fitting_frame(snap, chosen, chart),
    }
    return tuple(
        Snippet(name, text(f"embed.snippet.{name}"), text(f"embed.snippet.{name}_suits"), code)
        for name, code in made.items()
    )


def image(snap: Snapshot, chosen: Selection, chart: Chart) -> str:
    """A picture with its alternative text, a smaller drawing for phones, and the way to the page."""
    small, wide = (chosen.but(width=width, height=None, framed=True) for width in (SMALL, WIDE))
    narrow, usual = (absolute(picture_path(snap, one, "svg")) for one in (small, wide))
    return (
        f'<a href="{escape(absolute(page_path(snap, chosen)))}"><picture>'
        f'<source media="(max-width:{PHONE}px)" srcset="{escape(narrow)}" {_size(snap, small)}>\n'
        f'<img src="{escape(usual)}" alt="{escape(charts.alt(chart.scene))}" {_size(snap, wide)} '
        'style="max-width:100%;height:auto"></picture></a>'
    )


def _size(snap: Snapshot, chosen: Selection) -> str:
    found = SIZE.search(picture(snap, chosen, chosen.theme))
    return found[0] if found else ""


def frame(snap: Snapshot, chosen: Selection, chart: Chart) -> str:
    """A frame of one ratio; where style attributes are forbidden its plain height still fits every width."""
    needed = shape(chart)
    wide, high = needed.ratio
    style = f"border:0;height:auto;min-height:{needed.least}px;max-height:{needed.most}px;aspect-ratio:{wide}/{high}"
    return (
        f'<iframe src="{escape(absolute(embed_path(snap, chosen)))}" title="{escape(chart.scene.title)}" '
        f'width="100%" height="{needed.most}" style="{style}" loading="lazy"></iframe>'
    )


def fitting_frame(snap: Snapshot, chosen: Selection, chart: Chart) -> str:
    """The same frame with the script that gives it the height of its content.

    The script is loaded and not written into the snippet: a strict policy then needs one entry for this host, the
    same as for the frame, and neither ``unsafe-inline`` nor a hash that changes; all charts of a page share it, and
    a page that allows no foreign script can keep a copy of it.
    """
    script = f'<script src="{escape(absolute("/einbetten/hoehe.js"))}" async></script>'
    return f"{frame(snap, chosen, chart)}\n{script}"


def fixed_frame(snap: Snapshot, chosen: Selection, chart: Chart, width: int, high: int) -> str:
    """A frame of exactly that size, as oEmbed wants it."""
    return (
        f'<iframe src="{escape(absolute(embed_path(snap, chosen)))}" title="{escape(chart.scene.title)}" '
        f'width="{width}" height="{high}" style="border:0;max-width:100%" loading="lazy"></iframe>'
    )
