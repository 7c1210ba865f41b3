"""The tile map: one hexagon per Kreis, six classes of equal size with rounded edges."""

from __future__ import annotations

from collections.abc import Mapping

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.scene import ONE_SHADE, Legend, Note, Scene, Tile
from cockpit.charts.ticks import class_edges, shade
from cockpit.charts.words.findings import with_value
from cockpit.model.series import FEWEST_KREISE
from cockpit.model.status import Status
from cockpit.model.view import Standing, View

HIDDEN = frozenset({Status.SUPPRESSED, Status.UNRELIABLE})


def scene(view: View) -> Scene:
    """All Kreise of the year; ``Refused`` for Länder and for a year without values."""
    standings = [one for one in view.kreise if one.region.tile_x is not None and one.region.tile_y is not None]
    if not standings:
        raise Refused(text("charts.no_tiles"), view.indicator.title)
    values = [one.point.value for one in standings if one.point.value is not None]
    if not values:
        raise Refused(text("charts.no_values"), view.indicator.title)
    edges = class_edges(values, view.indicator.decimals) if len(values) >= FEWEST_KREISE else None
    roles = {series.region.key: "compared" for series in view.chosen}
    if view.kreis:
        roles[view.kreis.region.key] = "chosen"
    tiles = tuple(_tile(one, edges, view, roles) for one in sorted(standings, key=lambda one: one.region.key))
    title, subtitle = words.finding_as("tilemap", view), words.subtitle(view, "tilemap")
    legend = _legend(values, edges, tiles, view)
    return Scene(
        kind="tilemap",
        layout="tiles",
        title=title,
        subtitle=subtitle,
        source=words.source_line(view.source, view.revision),
        alt=text("charts.alt.tilemap", title=title, subtitle=subtitle, values=told(view, legend)),
        unit=words.short_unit(view.indicator),
        tiles=tiles,
        legend=legend,
        notes=_notes(view),
    )


def _tile(standing: Standing, edges: tuple[float, ...] | None, view: View, roles: Mapping[str, str]) -> Tile:
    region, point = standing.region, standing.point
    state = "" if point.value is not None else "hidden" if point.status in HIDDEN else "none"
    return Tile(
        key=region.key,
        name=region.display_name,
        x=region.tile_x or 0,
        y=region.tile_y or 0,
        shade=0 if point.value is None else ONE_SHADE if edges is None else shade(point.value, edges),
        text=words.value(point.value, view.indicator, point.status),
        state=state,  # type: ignore[arg-type]
        role=roles.get(region.key, ""),
    )


def _legend(values: list[float], edges: tuple[float, ...] | None, tiles: tuple[Tile, ...], view: View) -> Legend:
    """Classes from lowest to highest; too few values have none, only the sign that there is one."""
    limits = () if edges is None else (min(values), *edges, max(values))
    shown = tuple(words.figure(edge, view.indicator) for edge in limits)
    states = {tile.state for tile in tiles} | ({"value"} if edges is None else set())
    keys = [(state, text(f"charts.tilemap.{state}")) for state in ("value", "none", "hidden") if state in states]
    return Legend(shown, words.long_unit(view.indicator), tuple(keys))


def _notes(view: View) -> tuple[Note, ...]:
    named = [series.region.display_name for series in view.chosen]
    return (Note("outlined", text("charts.tilemap.chosen", name=", ".join(named))),) if named else ()


def told(view: View, legend: Legend | None) -> str:
    """The ends of the order and the classes in words; every value where there are too few for classes."""
    ordered = with_value(view)
    shown = (ordered[0], ordered[-1]) if legend and legend.edges else ordered
    ends = [
        text("charts.alt.one", name=one.region.display_name, year=view.year, value=_shown(one, view)) for one in shown
    ]
    if not legend or not legend.edges:
        return " ".join(ends)
    edges = text("charts.alt.classes", edges=", ".join(legend.edges), unit=legend.unit)
    return " ".join([*ends, edges])


def _shown(standing: Standing, view: View) -> str:
    return words.value(standing.point.value, view.indicator, standing.point.status)
