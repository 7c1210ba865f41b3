"""A chart on a page: finding, measure, picture in three drawings, source – nothing shifts while it loads."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit import charts
from cockpit.charts.scene import Scene
from cockpit.model.view import Card, View
from cockpit.query import address
from cockpit.web.many import html
from cockpit.web.page import PageRequest

SMALL, MIDDLE, WIDE = 360, 720, 1100
PHONE = "screen and (max-width: 719px)"
# The strip stays below the width at which it would carry words: value and column head stand beside it.
SPARK_WIDTH, STRIP_WIDTH = 104, 198


def figure(request: PageRequest, view: View, scene: Scene, *, wide: bool = False) -> Component:
    """The whole chart; its title is the finding. ``wide`` has the full width of the page to itself."""
    return html.Figure(
        [
            html.H2(scene.title),
            html.P(scene.subtitle, className="measure"),
            picture(request, view, scene, wide=wide),
            source(scene),
        ],
        className="fig",
    )


def source(scene: Scene) -> Component:
    """The line every chart carries: Quelle · Lizenz · Datenstand."""
    return html.Figcaption(html.P(scene.source), className="src")


def picture(request: PageRequest, view: View, scene: Scene, *, wide: bool = False) -> Component:
    """One ``<img>`` whose drawing fits the screen; a drawing scaled down would be illegible."""
    big = WIDE if wide else MIDDLE
    shapes = _shapes(scene, big)
    width, height = shapes["wide"]
    sources = [html.Source(media=PHONE, srcSet=_address(request, view, scene, SMALL))]
    if wide:
        sources.append(
            html.Source(media="screen and (max-width: 1019px)", srcSet=_address(request, view, scene, MIDDLE))
        )
    image = html.Img(
        src=_address(request, view, scene, big),
        alt=charts.alt(scene),
        width=width,
        height=height,
        style={f"--ratio-{name}": f"{across} / {down}" for name, (across, down) in shapes.items()},
    )
    return html.Picture([*sources, image])


def _shapes(scene: Scene, big: int) -> dict[str, tuple[int, int]]:
    """``source`` elements cannot say their height here, so the page is told the shape of each drawing."""
    drawn = {width: charts.size(scene, width) for width in {SMALL, min(MIDDLE, big), big}}
    return {"small": drawn[SMALL], "middle": drawn[min(MIDDLE, big)], "wide": drawn[big]}


def _address(request: PageRequest, view: View, scene: Scene, width: int) -> str:
    """The frozen address of one drawing, which may be kept for ever."""
    return address(
        request.snapshot,
        f"/indikator/{view.indicator.id}.svg",
        view.selection,
        tab=TABS[scene.kind],
        width=width,
        framed=False,
        stand=request.snapshot.revision.id,
        interactive=False,
        order="",
        search="",
    )


TABS = {
    "line": "verlauf",
    "multiples": "einzeln",
    "tilemap": "karte",
    "truemap": "karte",
    "ranking": "rangliste",
    "shares": "anteile",
}


def card_image(kind: str, card: Card, width: int = 0) -> Component:
    """A small picture inside the page itself: no request, and it is there in print and offline."""
    scene = charts.card_scene(kind, card)
    asked = width or (STRIP_WIDTH if kind == "strip" else SPARK_WIDTH)
    drawn, wide, height = charts.sized(scene, asked)
    return html.Img(src=charts.text_uri(drawn), alt=charts.alt(scene), width=wide, height=height, className=kind)
