"""What a council has decided: every target with its decision, where the Kreis stands, and whether its pace will do."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.model.view import Profile
from cockpit.query import profile
from cockpit.query.actions import kreis
from cockpit.query.targets import Held, Step, council_steps, held_targets
from cockpit.web.many import html
from cockpit.web.page import Moved, Page, PageRequest
from cockpit.web.parts.head import page_head
from cockpit.web.parts.links import here, to, to_kreis
from cockpit.web.parts.target_card import target_card
from cockpit.web.parts.target_history import target_history
from cockpit.web.parts.target_marks import by_kind, targets_path

PATH = "/kreis/<name>/ziele"
MENU = None


def page(request: PageRequest) -> Page:
    """All decided targets that hold for a Kreis; other spellings lead to the canonical address."""
    found = kreis(request.snapshot, request.params["name"])
    if request.params["name"] != (found.slug or found.key):
        raise Moved(to(request, targets_path(found)))
    whole = profile(request.snapshot, found, request.selection.method)
    held = held_targets(request.snapshot, found, request.selection.method, whole.cards)
    steps = council_steps(request.snapshot, found)
    formats = (("application/json", ".json"), ("text/csv", ".csv"))
    shown = [_head(request, whole), *_own(request, found, held), *_binding(request, held), *_rule(held)]
    shown += [*_history(request, found, steps), *([_data(request, found)] if held or steps else [])]
    return Page(
        title=text("ziele.page.title", name=found.display_name),
        tree=html.Div([*shown, *(_invited(request, found) if _has_own(held) else [])]),
        description=words.targets_line(whole) if held else by_kind("page.empty", found),
        alternates=tuple((kind, to(request, targets_path(found) + suffix)) for kind, suffix in formats),
    )


def _head(request: PageRequest, whole: Profile) -> Component:
    """The sums are those of the Kreis page: indicators with values, each by the target that counts."""
    found = whole.region
    steps = [
        (text("pages.kreise.title"), to(request, "/kreise")),
        (found.display_name, to_kreis(request, found)),
        (text("ziele.page.crumb"), ""),
    ]
    told = [words.targets_line(whole)] if whole.headline.targets else []
    lead = " ".join([by_kind("page.lead", found), *told])
    return page_head(text("ziele.page.title", name=found.display_name), html.P(lead, className="lead"), steps=steps)


def _has_own(held: Sequence[Held]) -> bool:
    return any(one.is_own for one in held)


def _own(request: PageRequest, found: Region, held: Sequence[Held]) -> list[Component]:
    own = [one for one in held if one.is_own]
    if not own:
        said = [by_kind("page.empty", found), *([] if held else [text("ziele.page.only")])]
        told = [html.P(sentence, className="narrow") for sentence in said]
        return [html.Section([*told, *_invited(request, found)])]
    edits = request.selection.stand is None
    title = html.H2(by_kind("page.own", found))
    return [html.Section([title, _cards(request, own, targets_path(found) if edits else "")])]


def _binding(request: PageRequest, held: Sequence[Held]) -> list[Component]:
    above = [one for one in held if not one.is_own]
    return [html.Section([html.H2(text("ziele.page.binding")), _cards(request, above, "")])] if above else []


def _cards(request: PageRequest, shown: Sequence[Held], place: str) -> Component:
    """One picture per indicator, at the target that counts: the ring in it is that one's."""
    boxes = [
        target_card(request, one, drawn=one.counts, edit=f"{place}/{one.target.id}/bearbeiten" if place else "")
        for one in shown
    ]
    return html.Div(boxes, className="targets")


def _rule(held: Sequence[Held]) -> list[Component]:
    """How to read the paces, and what does not count."""
    if not held:
        return []
    link = html.A(text("pages.method"), href="/methodik")
    said = [text("ziele.page.rule"), " ", text("ziele.page.only"), " ", link]
    return [html.Section(html.P(said, className="note narrow"))]


def _history(request: PageRequest, found: Region, steps: Sequence[Step]) -> list[Component]:
    if not steps:
        return []
    return [html.Section([html.H2(text("ziele.page.history")), target_history(request, found, steps)])]


def _data(request: PageRequest, found: Region) -> Component:
    links = [
        html.A(text("pages.data_csv"), href=to(request, targets_path(found) + ".csv")),
        html.A(text("pages.data_json"), href=to(request, targets_path(found) + ".json")),
        html.A(text("pages.frozen_link"), href=here(request, stand=request.snapshot.revision.id)),
    ]
    return html.Section([html.H2(text("pages.data")), html.P(links, className="links")], className="no-print")


def _invited(request: PageRequest, found: Region) -> list[Component]:
    """Who may enter targets, and where; a frozen page is only read."""
    who = html.P(text("ziele.page.who", name=found.display_name), className="narrow note")
    if request.selection.stand is not None:
        return [who]
    link = html.A(text("ziele.page.new"), href=f"{targets_path(found)}/neu", rel="nofollow")
    return [html.Div([who, html.P(link, className="links no-print")])]
