"""Where the values of a page come from, each source once."""

from __future__ import annotations

from collections.abc import Iterable

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Source
from cockpit.web.many import html


def sources_section(sources: Iterable[Source]) -> Component:
    """The lines, folded away; licence and table as each source asks for."""
    lines = dict.fromkeys(
        words.source_line(source, None).removeprefix(text("pages.kreis.source_word")) for source in sources
    )
    items = html.Ul([html.Li(line) for line in lines if line], className="note sources")
    return html.Section(html.Details([html.Summary(text("pages.kreis.sources")), items], className="more"))
