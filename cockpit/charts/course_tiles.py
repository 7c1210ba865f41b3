"""The tile map of decided targets: one hexagon per Kreis, coloured by the share of them that is met or on course."""

from __future__ import annotations

from collections.abc import Mapping

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.charts.scene import Legend, Scene, Tile
from cockpit.model.region import Region
from cockpit.query import Snapshot
from cockpit.query.on_course import Course

NONE, FEW, MANY, ALL = 1, 2, 3, 4
"""Shades: no target on course, fewer than half, half or more, all."""
STEPS = {NONE: "none", FEW: "few", MANY: "many", ALL: "all"}


def course_tiles(snap: Snapshot, counted: Mapping[str, Course]) -> Scene:
    """All current Kreise; those without a decided target have no colour."""
    tiles = tuple(_tile(item, counted.get(item.key)) for item in snap.kreise if item.tile_x is not None)
    title, subtitle = text("course.title"), text("course.measure")
    told = " ".join(f"{tile.name}: {tile.text}." for tile in tiles if tile.shade)
    return Scene(
        kind="tilemap",
        layout="tiles",
        title=title,
        subtitle=subtitle,
        source=text("course.source", stand=snap.revision.id, day=day(snap.revision.created_at)),
        alt=f"{title}. {told}",
        tiles=tiles,
        legend=Legend((*(text(f"course.step_{name}") for name in STEPS.values()), ""), text("course.title")),
    )


def _tile(region: Region, course: Course | None) -> Tile:
    place = (region.key, region.display_name, region.tile_x or 0, region.tile_y or 0)
    if course is None:
        return Tile(*place, shade=0, text=text("course.undecided"), state="none")
    return Tile(*place, shade=_shade(course), text=said(course))


def said(course: Course) -> str:
    """1 von 2 beschlossenen Zielen auf Kurs oder erreicht, 1 ohne Aussage."""
    told = text("course.said_one" if course.of == 1 else "course.said", good=course.good, of=course.of)
    return f"{told}, {text('course.silent', n=course.silent)}" if course.silent else told


def _shade(course: Course) -> int:
    if course.good in (0, course.of):
        return ALL if course.good else NONE
    return MANY if 2 * course.good >= course.of else FEW
