"""A chart on a page: finding, measure, picture in three drawings, source – nothing shifts while it loads."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from cockpit import charts
from cockpit.charts.scene import Scene
from cockpit.model.view import Card, View
from cockpit.query import address
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
    width, height = charts.size(scene, big)
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
        style=_ratios(scene, big),
    )
    return html.Picture([*sources, image])


def _ratios(scene: Scene, big: int) -> dict[str, str]:
    """``source`` elements cannot say their height here, so the page is told the shape of each drawing."""
    drawn = {"small": SMALL, "middle": min(MIDDLE, big), "wide": big}
    shapes = {name: charts.size(scene, width) for name, width in drawn.items()}
    return {f"--ratio-{name}": f"{wide} / {high}" for name, (wide, high) in shapes.items()}


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
    wide, height = charts.size(scene, asked)
    uri = charts.data_uri(charts.svg(scene, asked))
    return html.Img(src=uri, alt=charts.alt(scene), width=wide, height=height, className=kind)
