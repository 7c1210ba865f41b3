"""What one embedded chart consists of, resolved once: view, scene, drawings, newer data, and where it is read on."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit import query
from cockpit.charts import Scene
from cockpit.model.revision import Revision
from cockpit.model.selection import Selection, Theme
from cockpit.model.view import View
from cockpit.outputs import formats
from cockpit.outputs.svg import drawn_scene
from cockpit.query import Snapshot
from cockpit.web.embed.drawings import Drawn, drawings
from cockpit.web.newer import newer

PREVIEW = (600, 315)
"""CSS pixels of the picture shown where a page is linked: the shape that networks ask for."""
PICTURE_ONLY: dict[str, object] = {"theme": "", "width": None, "height": None, "framed": True}


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart for pages of others; ``page`` and ``live`` are paths of its page, frozen as asked and live."""

    view: View
    scene: Scene
    theme: Theme
    drawings: tuple[Drawn, ...]
    newer: Revision | None
    page: str
    live: str


def chart(snap: Snapshot, selection: Selection) -> Chart:
    """The chart of a selection (its ``indicator`` set); NotFound in German where the look has no picture."""
    seen = query.view(snap, selection)
    scene = drawn_scene(seen)
    return Chart(
        seen,
        scene,
        selection.theme,
        drawings(scene, selection.theme),
        newer(snap, query.bearing(seen.indicator)),
        page_path(snap, selection),
        embed_path(snap, selection, stand=None),
    )


def page_path(snap: Snapshot, selection: Selection, **changes: object) -> str:
    """The chart's page on this server."""
    return query.address(snap, f"/indikator/{selection.indicator}", selection, **{**PICTURE_ONLY, **changes})


def embed_path(snap: Snapshot, selection: Selection, **changes: object) -> str:
    """The chart alone, for a frame."""
    path = f"/einbetten/indikator/{selection.indicator}"
    kept: dict[str, object] = {**PICTURE_ONLY, "theme": selection.theme, "order": "", "interactive": False}
    return query.address(snap, path, selection, **{**kept, **changes})


def picture_path(snap: Snapshot, selection: Selection, suffix: str, **changes: object) -> str:
    """The chart as a file of that suffix."""
    path = f"/indikator/{selection.indicator}.{suffix}"
    return query.address(snap, path, selection, **{"order": "", "interactive": False, **changes})


def preview(snap: Snapshot, selection: Selection) -> str:
    """The PNG of exactly this view at its Datenstand, for links; "" where there is no such format."""
    wide, high = PREVIEW
    shape: dict[str, object] = {"width": wide, "height": high, "framed": True, "theme": "", "stand": snap.revision.id}
    return picture_path(snap, selection, "png", **shape) if "png" in formats() else ""


def preview_pixels() -> tuple[int, int]:
    """Width and height of the preview as it is sent: a PNG has two device pixels for each of CSS."""
    wide, high = PREVIEW
    return 2 * wide, 2 * high
