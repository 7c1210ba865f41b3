"""What no official source knows per Kreis: shown as a gap, with an invitation to fill it."""

from __future__ import annotations

from collections.abc import Iterable

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to_indicator

UPLOAD = "/daten/hochladen"
TEMPLATE = "/daten/vorlage"


def invitation(indicator: Indicator, *, named: bool = False) -> Component:
    """The fixed sentence with the way to the upload; ``named`` adds the id they are brought in under."""
    link = html.A(text("pages.gap.upload"), href=f"{UPLOAD}?indikator={indicator.id}", rel="nofollow")
    known_as = [html.Small([text("pages.gap.id"), " ", html.Code(indicator.id)], className="foot line")]
    form = html.A(text("staff.upload.template"), href=f"{TEMPLATE}/{indicator.id}.xlsx", rel="nofollow")
    ways = [link] if indicator.formula else [link, " · ", form]  # computed values are nobody's to fill in
    return html.P([text("pages.gap.none"), " ", *ways, *(known_as if named else [])], className="invite")


def gap_boxes(request: PageRequest, gaps: Iterable[Indicator], kreise: tuple[str, ...] = ()) -> Component:
    """One dashed box per gap: what is asked, that nothing is known, and what can be done."""
    return html.Div([_box(request, gap, kreise) for gap in gaps], className="gaps")


def _box(request: PageRequest, gap: Indicator, kreise: tuple[str, ...]) -> Component:
    title = html.H3(html.A(gap.title, href=to_indicator(request, gap.id, kreise)))
    return html.Div([title, html.P(gap.question, className="foot"), invitation(gap)], className="gap")
