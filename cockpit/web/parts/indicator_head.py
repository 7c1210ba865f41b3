"""The top of an indicator page and its tabs, which are links."""

from __future__ import annotations

import re

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.model.indicator import Indicator
from cockpit.model.selection import TABS, Tab
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.head import Crumb, page_head
from cockpit.web.parts.links import LOADED, here, to
from cockpit.web.parts.marks import plate

# A point after a letter ends a sentence; after a figure it belongs to a date such as "31.12.".
SENTENCE_END = re.compile(r"(?<=[^\W\d])\.(?:\s|$)")
LAST_STOP = re.compile(r"(?<!\d)\.$")
BETTER = {1: "pages.better.higher", -1: "pages.better.lower", 0: "pages.better.none"}
LONG: tuple[Tab, ...] = ("karte", "rangliste")
"""Tabs with a row for each of 400 Kreise."""
WITHOUT_COURSE: tuple[Tab, ...] = ("verlauf", "tabelle", "daten")


def indicator_head(request: PageRequest, indicator: Indicator) -> Component:
    """Crumbs with the goal's plate, h1, what is measured and which way is better."""
    steps: list[Crumb] = [(text("pages.indikatoren.title"), to(request, "/indikatoren"))]
    goals = request.snapshot.catalogue.sdgs
    if indicator.sdg and (goal := goals.get(indicator.sdg[0])):
        label = html.Span([plate(goal, small=True), " ", goal.title])
        steps.append((label, to(request, "/indikatoren", sdg=goal.number)))
    return page_head(indicator.title, html.P(_measured(indicator), className="sub"), steps=steps)


def _measured(indicator: Indicator) -> str:
    what = LAST_STOP.sub("", SENTENCE_END.split(indicator.definition)[0]) or indicator.question
    known = indicator.kind in ("indicator", "base")
    return " · ".join([what, *([text(BETTER[indicator.direction])] if known else [])])


def tabs(request: PageRequest, indicator: Indicator) -> Component:
    """Verlauf · Karte · Rangliste · Tabelle · Über diese Daten."""
    shown = WITHOUT_COURSE if indicator.kind == "shares" else TABS
    items = [html.Li(_tab(request, indicator, tab)) for tab in shown]
    return html.Nav(html.Ul(items, className="plain"), className="tabs", **{"aria-label": text("pages.tabs")})


def _tab(request: PageRequest, indicator: Indicator, tab: Tab) -> Component:
    key = "anteile" if indicator.kind == "shares" and tab == "verlauf" else tab
    address = here(request, tab=tab, interactive=False, order="")
    shown = "verlauf" if request.selection.tab == "einzeln" else request.selection.tab
    current = {"aria-current": "page"} if shown == tab else {}
    return html.A(text(f"pages.tab.{key}"), href=address, **current, **(LOADED if tab in LONG else {}))
