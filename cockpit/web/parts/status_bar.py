"""How many indicators improve, stand still, worsen or cannot be judged: a bar whose parts add up."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.model.view import Headline
from cockpit.web.many import html
from cockpit.web.parts.marks import symbol

ORDER = ("improving", "no_trend", "worsening", "no_verdict")


def status_bar(headline: Headline) -> Component:
    """The bar with its counts and the legend that says the same in words."""
    counts = [(key, int(getattr(headline, key))) for key in ORDER]
    shown = [(key, count) for key, count in counts if count]
    bar = html.Div([_segment(key, count) for key, count in shown], className="stack", **{"aria-hidden": "true"})
    items = [html.Li([symbol(key), _legend(key, count)]) for key, count in counts]
    return html.Div([bar, html.Ul(items, className="plain legend")])


def _segment(key: str, count: int) -> Component:
    return html.Span(html.B(number(count)), className=f"seg-{key}", style={"flexGrow": count})


def _legend(key: str, count: int) -> str:
    return text(f"pages.kreis.legend_{key}{'_one' if count == 1 else ''}", n=number(count))
