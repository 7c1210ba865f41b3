"""The true map as a drawing of links, and the choice between tiles and true map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts.outlines import FINE, Grid, Outlines, box, middle, outlines, path
from cockpit.charts.scene import Scene, Tile
from cockpit.model.geometry import Geometry
from cockpit.model.selection import FORMS
from cockpit.web.elements import Drawing, Outline
from cockpit.web.many import html, made
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import here

Address = Callable[[str], str]
"""From the key of a Kreis to where its tile leads."""
EDGE = 12
"""Steps around the map, so that no line is cut off."""
TINY, RING = 75, 48
"""Steps: a chosen Kreis smaller than this gets a ring around it."""


def drawn_map(geometry: Geometry, tiles: Sequence[Tile], address: Address, entry: str) -> Component:
    """Every Kreis a link; ``entry`` is the key that the Tab key comes to, arrow keys go on as among tiles."""
    drawn = outlines(geometry, FINE)
    links = [_link(tile, drawn.rings[tile.key], address(tile.key), first=tile.key == entry) for tile in tiles]
    empty = [ring for tile in tiles if not tile.shade for ring in drawn.rings[tile.key]]
    lines = [
        Outline(d=path(drawn.land, closed=False), className="land"),
        Outline(d=path(drawn.outer, closed=False), className="outer"),
        *([Outline(d=path(empty, closed=True), className="empty")] if empty else []),
    ]
    chosen = [line for tile in tiles if tile.role for line in _marked(tile, drawn)]
    seen = f"{-EDGE} {-EDGE} {drawn.width + 2 * EDGE} {drawn.height + 2 * EDGE}"
    return Drawing([*links, *lines, *chosen], viewBox=seen)


def _link(tile: Tile, rings: Sequence[Grid], address: str, *, first: bool) -> Component:
    place = {"data-x": str(tile.x), "data-y": str(tile.y), "aria-label": f"{tile.name}: {tile.text}"}
    if tile.role == "chosen":
        place["aria-current"] = "true"
    shade, line = f"scale-{tile.shade}", path(rings, closed=True)
    return made(Outline, d=line, href=address, className=shade, tabIndex=0 if first else -1, **place)


def _marked(tile: Tile, drawn: Outlines) -> Iterator[Component]:
    """The outline of a chosen Kreis: a light line below a dark one."""
    rings = drawn.rings[tile.key]
    left, top, right, bottom = box(rings)
    around = path(rings, closed=True)
    if max(right - left, bottom - top) < TINY:
        x, y = (round(n) for n in middle(rings))
        around = f"M{x - RING} {y}a{RING} {RING} 0 1 0 {2 * RING} 0a{RING} {RING} 0 1 0 {-2 * RING} 0z"
    yield Outline(d=around, className="halo")
    yield Outline(d=around, className=f"around {tile.role}")


def form_choice(request: PageRequest) -> list[Component]:
    """Links to both forms of a map, where the Datenstand holds boundaries."""
    if request.snapshot.catalogue.geometry is None:
        return []
    links = [
        html.A(
            text(f"geometry.{form}"),
            href=_as(request, form),
            **({"aria-current": "true"} if form == request.selection.form else {}),
        )
        for form in FORMS
    ]
    return [html.Nav(links, className="jump map-form", **{"aria-label": text("geometry.form")})]


def _as(request: PageRequest, form: str) -> str:
    """This page with the map in that form; the start page keeps its indicator."""
    address, shown = here(request, form=form, interactive=False), request.args.get("indikator", "")
    return f"{address}{'&' if '?' in address else '?'}indikator={quote(shown)}" if shown else address


def true_notes(scene: Scene) -> list[Component]:
    """Whose boundaries they are, and what the map cannot show well."""
    if scene.geometry is None:
        return []
    said = [note.text for note in scene.notes if not note.role]
    return [html.P(line, className="note") for line in (*said, text("geometry.small"))]
