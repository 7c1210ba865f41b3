"""A page with a part of the path, and one that has moved."""

from __future__ import annotations

from dash import dcc, html

from cockpit import query
from cockpit.web.page import Moved, Page, PageRequest

PATH = ("/kreis/<slug>", "/figur", "/umgezogen")
MENU = None


def page(request: PageRequest) -> Page:
    if request.path == "/umgezogen":
        raise Moved("/")
    if request.path == "/figur":
        return Page("Figur", html.Div([html.H1("Figur"), dcc.Graph(id="figur")]))
    region = query.region(request.snapshot, request.params["slug"])
    return Page(region.display_name, html.Div(html.H1(region.display_name)))
