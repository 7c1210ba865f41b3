"""How everything is calculated, shown with the numbers of a real Kreis."""

from __future__ import annotations

from dash import html

from cockpit.base.texts import text
from cockpit.query import view
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.legend import classes_legend
from cockpit.web.parts.markdown import long_text
from cockpit.web.parts.worked import Example, worked_example

PATH = "/methodik"
MENU = (text("pages.method"), 60)
SHOWN_BY = "lippe"
"""The Kreis of the worked example unless the address names another one."""


def page(request: PageRequest) -> Page:
    """The text of the method; the worked example stands where the text asks for it."""
    sections = long_text("methodik")
    parts = [page_head(text("pages.method"), *sections[""])]
    for title, content in sections.items():
        if title:
            parts.append(html.Section([html.H2(title), *content], className="prose"))
        if title == text("pages.worked.after"):
            parts += [worked_example(request, found) for found in examples(request)]
    parts.append(classes_legend())
    return Page(text("pages.method"), html.Div(parts))


def examples(request: PageRequest) -> list[Example]:
    """The first judged series of the Kreis with a clear trend, and the first measured against a target."""
    snapshot = request.snapshot
    own = request.selection.kreise[:1]
    key = own[0] if own else next((item.key for item in snapshot.kreise if item.slug == SHOWN_BY), "")
    found: dict[str, Example] = {}
    for item in snapshot.catalogue.indicators.values():
        if not (key and item.judged and item.level == "kreis" and len(found) < 2):
            continue
        seen = view(snapshot, request.selection.but(indicator=item.id, kreise=(key,)))
        judgement = seen.judgement
        if judgement is None or judgement.verdict is None or judgement.too_old:
            continue
        if "trend" not in found and judgement.direction in ("improving", "worsening"):
            found["trend"] = Example("trend", seen)
        elif "pace" not in found and any(pace.ratio is not None for pace in judgement.verdict.paces):
            found["pace"] = Example("pace", seen)
    return [found[name] for name in ("trend", "pace") if name in found]
