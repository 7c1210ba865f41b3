"""The same chart in a plain Dash page with full plotly.js: what our indicator page is measured against."""

from __future__ import annotations

import sys

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from cockpit.base import clock
from cockpit.base.settings import settings
from cockpit.query import selection, snapshot, view
from cockpit.store import Store

INDICATOR = "beschaeftigtenquote"


def application() -> Dash:
    """One page: heading and a line chart with the comparable Kreise, filled by a callback."""
    store = Store.open(settings().database_url)
    app = Dash(__name__, serve_locally=True, compress=True)
    app.layout = html.Div([dcc.Location(id="url"), html.Div(id="page")])

    @app.callback(Output("page", "children"), Input("url", "pathname"))
    def page(_: str) -> list[object]:
        snap = snapshot(store, None, clock.today())
        shown = view(snap, selection(snap, {"kreise": "lippe"}, indicator=INDICATOR))
        figure = go.Figure()
        for series in (*shown.peers, *shown.chosen):
            years = [point.year for point in series.points]
            figure.add_scatter(x=years, y=[point.value for point in series.points], name=series.region.display_name)
        return [html.H1(shown.indicator.title), dcc.Graph(figure=figure, id="chart")]

    return app


if __name__ == "__main__":
    application().run(port=int(sys.argv[1]), debug=False)
