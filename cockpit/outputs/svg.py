"""A chart as an SVG picture: the scene of the selection's tab, painted at the asked-for width."""

from __future__ import annotations

from cockpit.base.errors import NotFound, Refused
from cockpit.base.texts import text
from cockpit.charts import scene, svg
from cockpit.model.selection import Selection
from cockpit.model.view import View
from cockpit.outputs.format import Format
from cockpit.query import Snapshot, view

KINDS = {"verlauf": "line", "karte": "tilemap", "rangliste": "ranking", "anteile": "shares"}
USUAL_WIDTH = 720


def kind(shown: View) -> str:
    """The chart kind a tab shows; shares have one chart for all of them."""
    if shown.indicator.parts:
        return "shares"
    found = KINDS.get(shown.selection.tab)
    if found is None:
        raise NotFound(text("outputs.no_picture", tab=shown.selection.tab), "ansicht", text("outputs.picture_tabs"))
    return found


def indicator_svg(snap: Snapshot, selection: Selection) -> bytes:
    """The chart, framed with title and source when it stands alone (no width asked for); NotFound without one."""
    shown = view(snap, selection)
    if shown.indicator.parts and not shown.chosen:
        raise NotFound(text("outputs.shares_of_one"), "kreise", text("outputs.shares_of_one_remedy"))
    try:
        drawn = scene(kind(shown), shown)
    except Refused as refusal:
        raise NotFound(refusal.what, refusal.where, refusal.remedy) from refusal
    width = selection.width or USUAL_WIDTH
    return svg(drawn, width, selection.theme, framed=selection.width is None).encode()


FORMAT = Format("svg", "image/svg+xml; charset=utf-8", indicator_svg)
