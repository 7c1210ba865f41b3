"""The sequence of Datenstände as a table: when, what kind, what, how much, and whether it was taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from cockpit.base.formats import day, number
from cockpit.base.texts import has_text, text
from cockpit.model.revision import Revision
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to

COLUMNS = ("stand", "when", "kind", "what", "amount")
COUNTS = ("new", "changed", "unchanged", "refused")
OF_DECLARATIONS = frozenset({"catalogue", "definition"})
WITHOUT_INDICATORS = frozenset({"catalogue", "geometry"})


def history_table(request: PageRequest, revisions: Sequence[Revision], withdrawn: Mapping[int, int]) -> Component:
    """Newest first; ``withdrawn`` maps a Datenstand to the one that took it back."""
    head = html.Thead(html.Tr([html.Th(text(f"history.column_{name}"), scope="col") for name in COLUMNS]))
    rows = [_row(request, item, withdrawn.get(item.id)) for item in revisions]
    caption = html.Caption(text("history.stands_caption"), className="vh")
    return html.Table([caption, head, html.Tbody(rows)], className="stacked stands")


def _row(request: PageRequest, revision: Revision, withdrawn: int | None) -> Component:
    link = html.A(text("history.stand.title", n=revision.id), href=to(request, f"/daten/stand/{revision.id}"))
    when = html.Time(day(revision.created_at), dateTime=revision.created_at.date().isoformat())
    note = [html.Small(revision.note, className="foot line")] if revision.note else []
    cells = {
        "when": when,
        "kind": html.Div([kind_word(revision), *_taken_back(request, withdrawn)]),
        "what": html.Div([what(request, revision), *note]),
        "amount": html.Div(amount(revision)),
    }
    tds = [html.Td(content, **{"data-label": text(f"history.column_{name}")}) for name, content in cells.items()]
    return html.Tr([html.Th(link, scope="row"), *tds])


def _taken_back(request: PageRequest, withdrawn: int | None) -> list[Component]:
    if withdrawn is None:
        return []
    by = text("history.was_withdrawn", stand=withdrawn)
    return [html.Small(html.A(by, href=to(request, f"/daten/stand/{withdrawn}")), className="foot line")]


def kind_word(revision: Revision) -> str:
    """What kind of Datenstand it is; what came by page, interface or command line is a Veröffentlichung."""
    key = f"history.kind.{revision.kind}"
    return text(key if has_text(key) else "history.kind.import")


def what(request: PageRequest, revision: Revision) -> str:
    """The indicators touched, in few words."""
    if revision.kind in WITHOUT_INDICATORS:
        return text(f"history.what_{revision.kind}")
    known = request.snapshot.catalogue.indicators
    titles = [known[name].title for name in revision.indicators if name in known and not known[name].formula]
    titles = titles or [known[name].title for name in revision.indicators if name in known]
    if not titles:
        return text("history.what_nothing")
    return titles[0] if len(titles) == 1 else text("history.what_more", title=titles[0], n=len(titles) - 1)


def amount(revision: Revision) -> str:
    """How many values were new, changed, unchanged, refused; those that are none are left out."""
    counts = {name: int(getattr(revision, name)) for name in COUNTS}
    said = [text(f"history.amount_{name}", n=number(count)) for name, count in counts.items() if count]
    return ", ".join(said) or text("history.amount_none")
