"""The true map: the Kreise as they lie, in the classes and words of the tile map."""

from __future__ import annotations

from dataclasses import replace

from cockpit.base.errors import Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.charts.kinds import tilemap
from cockpit.charts.scene import Note, Scene
from cockpit.model.view import View

MOST_NAMED = 5


def scene(view: View) -> Scene:
    """The scene of the tile map with boundaries; ``Refused`` without any, and wherever the tile map is."""
    if view.geometry is None:
        raise Refused(text("geometry.none"), view.indicator.title, text("geometry.none_remedy"))
    tiled = tilemap.scene(view)
    held = view.geometry.kreise
    shown = tuple(tile for tile in tiled.tiles if tile.key in held)
    missing = [tile.name for tile in tiled.tiles if tile.key not in held]
    notes = [replace(note, role="framed") for note in tiled.notes]
    if missing:
        more = [text("geometry.note.more", n=len(missing) - MOST_NAMED)] if len(missing) > MOST_NAMED else []
        notes.append(Note("", text("geometry.without", names=enumeration([*missing[:MOST_NAMED], *more]))))
    notes.append(Note("", text("geometry.boundaries", source=view.geometry.source)))
    return replace(
        tiled,
        kind="truemap",
        layout="shapes",
        alt=text("geometry.alt", title=tiled.title, subtitle=tiled.subtitle, values=tilemap.told(view, tiled.legend)),
        tiles=shown,
        notes=tuple(notes),
        geometry=view.geometry,
    )
