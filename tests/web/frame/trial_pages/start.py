"""A page with a heading, state from the query, a form and a picture."""

from __future__ import annotations

from dash import html

from cockpit.web.elements import Input
from cockpit.web.page import Page, PageRequest

PATH = "/"
MENU = ("Übersicht", 1)
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='72' height='30'/%3E"


def page(request: PageRequest) -> Page:
    year = request.selection.year or 2020
    field = Input(id="frage", type="search", name="q", **{"data-search": "/suche"})
    tree = html.Div(
        [
            html.H1(f"Wie entwickelt sich Ihr Kreis? {year} <b>"),
            html.A("2019", href="/?jahr=2019", id="vorjahr"),
            html.Details([html.Summary("Mehr"), html.P("Text")]),
            html.Form([html.Label("Suche", htmlFor="frage"), field], action="/suche", role="search"),
            html.Img(src=PICTURE, alt="Verlauf", width=72, height=30, style={"marginTop": 4}),
            html.Table(html.Tbody(html.Tr([html.Th("Jahr", scope="row"), html.Td(year, colSpan=2)]))),
        ]
    )
    alternates = (("application/json", "/kreis/lippe.json"),)
    return Page(f"Start {year}", tree, description="Wo steht Ihr Kreis?", alternates=alternates)
