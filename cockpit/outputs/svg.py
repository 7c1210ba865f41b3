"""A chart as an SVG picture: the scene of the selection's tab, painted at the asked-for size."""

from __future__ import annotations

from cockpit.base.errors import NotFound, Refused
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.charts import Scene, scene, svg
from cockpit.model.selection import Selection, Theme
from cockpit.model.view import View
from cockpit.outputs.format import Format
from cockpit.query import Snapshot, address, view

KINDS = {"verlauf": "line", "karte": "tilemap", "rangliste": "ranking", "anteile": "shares", "einzeln": "multiples"}
USUAL_WIDTH = 720


def kind(shown: View) -> str:
    """The chart kind a tab shows; shares have one chart for all of them."""
    if shown.indicator.parts:
        return "shares"
    found = "truemap" if shown.geometry and shown.selection.tab == "karte" else KINDS.get(shown.selection.tab)
    if found is None:
        raise NotFound(text("outputs.no_picture", tab=shown.selection.tab), "ansicht", text("outputs.picture_tabs"))
    return found


def indicator_svg(snap: Snapshot, selection: Selection) -> bytes:
    """The chart with title, source and address, or without them where a page carries them; NotFound without one."""
    return picture(snap, selection, selection.theme).encode()


def picture(snap: Snapshot, selection: Selection, theme: Theme) -> str:
    """The same as text, in the colours of ``theme``."""
    drawn = drawn_scene(view(snap, selection))
    width, framed = selection.width or USUAL_WIDTH, selection.framed
    cited = cited_address(snap, selection) if framed else ""
    return svg(drawn, width, theme, framed=framed, height=selection.height, address=cited)


def drawn_scene(shown: View) -> Scene:
    """The scene of the selection's tab; NotFound in German where there is none."""
    if shown.indicator.parts and not shown.chosen:
        raise NotFound(text("outputs.shares_of_one"), "kreise", text("outputs.shares_of_one_remedy"))
    try:
        return scene(kind(shown), shown)
    except Refused as refusal:
        raise NotFound(refusal.what, refusal.where, refusal.remedy) from refusal


def cited_address(snap: Snapshot, selection: Selection) -> str:
    """Where exactly this can be read again: the page frozen at its Datenstand."""
    as_page = selection.but(theme="", width=None, height=None, framed=True, stand=snap.revision.id)
    path = f"/indikator/{selection.indicator}"
    return settings().public_url.rstrip("/") + address(snap, path, as_page)


FORMAT = Format("svg", "image/svg+xml; charset=utf-8", indicator_svg)
