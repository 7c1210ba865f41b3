"""The map as links, one per Kreis, with its legend: a grid of hexagons, or the Kreise as they lie."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.charts.scene import Legend, Scene, Tile
from cockpit.web.attributes import escaped
from cockpit.web.finished import Links
from cockpit.web.many import html, made
from cockpit.web.parts.outlines import Address, drawn_map

SHORT = 5
"""Characters of a class edge that fit beside the next one on a desk."""


def tile_map(scene: Scene, address: Address, *, label: str, empty: str = "") -> Component:
    """A map of links with one tab stop; the chosen tile (or the first) takes the focus.

    ``empty`` says what the tiles without colour are, where they do not just lack a value.
    """
    tiles = sorted(scene.tiles, key=lambda tile: (tile.y, tile.x))
    entry = next((tile.key for tile in tiles if _is_chosen(tile)), tiles[0].key if tiles else "")
    named = {"data-tiles": "true", "aria-label": label}
    if scene.geometry:
        grid = html.Nav(drawn_map(scene.geometry, tiles, address, entry), className="true", **named)
    else:
        links = [_tile(tile, address(tile.key), first=tile.key == entry) for tile in tiles]
        grid = made(Links, html="".join(links), className="tiles", **named)
    return html.Div([html.Div(grid, className="map"), *_legend(scene, empty)])


def _tile(tile: Tile, address: str, *, first: bool) -> str:
    """An ``<a>`` without content, its attributes by name like those of any element."""
    name = escaped(f"{tile.name}: {tile.text}")
    current, chosen = (' aria-current="true"', " chosen") if _is_chosen(tile) else ("", "")
    return (
        f'<a{current} aria-label="{name}" class="scale-{tile.shade}{chosen}" data-x="{tile.x}" data-y="{tile.y}"'
        f' href="{escaped(address)}" tabindex="{0 if first else -1}" title="{name}"></a>'
    )


def _is_chosen(tile: Tile) -> bool:
    return tile.role == "chosen"


def _legend(scene: Scene, said: str) -> list[Component]:
    ramp = [_ramp(scene.legend) if scene.legend.edges else _few(scene)] if scene.legend else []
    empty = [tile for tile in scene.tiles if not tile.shade]
    if not empty:
        return ramp
    missing = html.P(
        [html.Span(className="ramp-none", **{"aria-hidden": "true"}), said or text("pages.tiles.none", n=len(empty))],
        className="foot",
    )
    return [*ramp, missing]


def _few(scene: Scene) -> Component:
    """Too few values for classes: who has one, and which."""
    named = enumeration(f"{tile.name} {tile.text}" for tile in scene.tiles if tile.shade)
    return html.P(text("pages.tiles.few", named=named), className="foot")


def _ramp(legend: Legend) -> Component:
    """Each class with its lower edge; the last one also says where it ends."""
    lows = legend.edges[:-1]
    steps = [html.Li([html.Span(low)], className=f"scale-{shade}") for shade, low in enumerate(lows, start=1)]
    if steps:
        steps[-1].children.append(html.Span(legend.edges[-1], className="end"))
    shape = "plain ramp long" if max(map(len, legend.edges)) > SHORT else "plain ramp"
    return html.Ol(steps, className=shape, **{"aria-label": text("pages.tiles.legend", unit=legend.unit)})
