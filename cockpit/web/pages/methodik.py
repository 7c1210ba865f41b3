"""How everything is calculated, shown with the numbers of a real Kreis."""

from __future__ import annotations

from cockpit.base.headings import anchor
from cockpit.base.texts import text
from cockpit.model.verdict import PROFILES, Verdict
from cockpit.model.view import View
from cockpit.query import view
from cockpit.query.judged import verdicts
from cockpit.web.many import html
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
            parts.append(html.Section([html.H2(title), *content], className="prose", id=anchor(title)))
        if title == text("pages.worked.after"):
            parts += [worked_example(request, found) for found in examples(request)]
    parts.append(classes_legend())
    return Page(text("pages.method"), html.Div(parts))


def examples(request: PageRequest) -> list[Example]:
    """A series with a clear trend, and one measured against a target by as many methods as possible."""
    own = request.selection.kreise[:1]
    kreise = request.snapshot.kreise
    key = own[0] if own else next((item.key for item in kreise if item.slug == SHOWN_BY), kreise[0].key)
    pace = _with_pace(request, key)
    complete = pace is not None and _figures(pace.view) == len(PROFILES)
    found = [_with_trend(request, key), pace, None if complete else _of_land(request, key)]
    return [example for example in found if example is not None]


def _with_trend(request: PageRequest, key: str) -> Example | None:
    for item in request.snapshot.catalogue.indicators.values():
        if item.judged and item.core and item.level == "kreis":
            seen = view(request.snapshot, request.selection.but(indicator=item.id, kreise=(key,)))
            if seen.judgement and seen.judgement.direction in ("improving", "worsening"):
                return Example("trend", seen)
    return None


def _with_pace(request: PageRequest, key: str) -> Example | None:
    """The Kreis itself, else the comparable Kreis for which most methods give a figure, nearest first."""
    snapshot = request.snapshot
    near = (key, *snapshot.peers.get(key, ()))
    counts: dict[tuple[str, str], int] = {}
    for name in dict.fromkeys(target.indicator for target in snapshot.catalogue.targets):
        indicator = snapshot.catalogue.indicators.get(name)
        if indicator is not None and indicator.judged and indicator.level == "kreis":
            held = verdicts(snapshot, indicator)
            counts |= {(name, one): _counted(held[one]) for one in near if one in held}
    best = max(counts, key=lambda pair: counts[pair], default=None)
    if best is None or not counts[best]:
        return None
    seen = view(snapshot, request.selection.but(indicator=best[0], kreise=best[1:]))
    return None if seen.judgement is None or seen.judgement.too_old else Example("pace", seen)


def _of_land(request: PageRequest, key: str) -> Example | None:
    """A Land for which every method gives a figure, the own one first: no Kreis has all the values that takes."""
    snapshot, own = request.snapshot, key[:2]
    for name in dict.fromkeys(target.indicator for target in snapshot.catalogue.targets):
        indicator = snapshot.catalogue.indicators.get(name)
        if indicator is None or indicator.level != "land":
            continue
        held = {land: _counted(found) for land, found in verdicts(snapshot, indicator).items() if len(land) == len(own)}
        for land in sorted(held, key=lambda one: (one != own, one)):
            seen = view(snapshot, request.selection.but(indicator=name, kreise=(land,)))
            if held[land] == len(PROFILES) and seen.judgement and not seen.judgement.too_old:
                return Example("land", seen)
    return None


def _figures(seen: View) -> int:
    held = seen.judgement.verdict if seen.judgement else None
    return _counted(held) if held else 0


def _counted(verdict: Verdict) -> int:
    return sum(pace.ratio is not None for pace in verdict.paces)
