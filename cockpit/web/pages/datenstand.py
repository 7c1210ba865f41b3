"""One Datenstand: where it came from, what it changed, and whether it was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from cockpit.base.errors import NotFound
from cockpit.base.formats import day, enumeration
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.query import Changes, changes, is_withdrawable
from cockpit.web.many import html
from cockpit.web.page import Page, PageRequest
from cockpit.web.parts.changes_table import changes_table
from cockpit.web.parts.head import page_head
from cockpit.web.parts.history_table import amount, kind_word, what
from cockpit.web.parts.links import to, to_indicator
from cockpit.web.parts.paging import paging

PATH = "/daten/stand/<name>"
MENU = None
MOST_NAMED = 3
MOST_LISTED = 12
MOST_DIGITS = 9

Fact = tuple[str, Component | str | Sequence[Component | str]]


def page(request: PageRequest) -> Page:
    """Facts, state and differences of one Datenstand."""
    revision = _revision(request, request.params["name"])
    found = changes(request.snapshot, revision.id, request.selection.page or 1)
    title = text("history.stand.title", n=revision.id)
    steps = [(text("history.heading"), to(request, "/daten")), (title, "")]
    sub = " · ".join([kind_word(revision), day(revision.created_at), what(request, revision)])
    head = page_head(title, html.P(sub, className="sub"), steps=steps)
    by = request.snapshot.store.withdrawn_by(revision.id)
    parts = [head, _facts(request, revision, found, by), _deeds(revision, by), _changes(request, found)]
    return Page(title, html.Div(parts), description=sub)


def _revision(request: PageRequest, name: str) -> Revision:
    if not (name.isascii() and name.isdigit() and len(name) <= MOST_DIGITS):
        raise NotFound(text("history.stand.unknown", n=name[:40]), request.path, text("history.stand.unknown_remedy"))
    return request.snapshot.store.revision(int(name))


def _facts(request: PageRequest, revision: Revision, found: Changes, withdrawn: int | None) -> Component:
    moment = text("history.stand.moment", day=day(revision.created_at), time=f"{revision.created_at:%H:%M}")
    facts: list[Fact] = [
        ("who", office(revision, found.regions)),
        ("when", html.Time(moment, dateTime=revision.created_at.isoformat())),
        ("kind", kind_word(revision)),
        ("file", revision.file_name),
        ("sha256", html.Code(revision.file_sha256, className="sum") if revision.file_sha256 else ""),
        ("note", revision.note),
        ("amount", amount(revision)),
        ("indicators", _indicators(request, revision)),
        ("state", _state(request, withdrawn)),
    ]
    parts = [
        part
        for name, content in facts
        if content
        for part in (html.Dt(text(f"history.stand.{name}")), html.Dd(content))
    ]
    return html.Section(html.Dl(parts, className="facts-list"))


def office(revision: Revision, regions: Sequence[Region]) -> str:
    """Who it was, without a person's name: this page is the same for everybody, names stand in the audit log."""
    if revision.created_by in (text("cli.by"), text("cli.by_start")):
        return revision.created_by
    if not 0 < len(regions) <= MOST_NAMED:
        return text("history.stand.office")
    return text("history.stand.office_of", names=enumeration(item.display_name for item in regions))


def _indicators(request: PageRequest, revision: Revision) -> Component | str:
    known = request.snapshot.catalogue.indicators
    touched = [known[name] for name in revision.indicators if name in known]
    if len(touched) > MOST_LISTED:
        return text("history.stand.indicators_all", n=len(touched))
    links = [html.Li(html.A(item.title, href=to_indicator(request, item.id))) for item in touched]
    return html.Ul(links, className="plain") if links else ""


def _state(request: PageRequest, withdrawn: int | None) -> Component | str:
    if withdrawn is None:
        return text("history.stand.in_force")
    by = request.snapshot.store.revision(withdrawn)
    link = html.A(text("history.stand.withdrawn", n=withdrawn), href=to(request, f"/daten/stand/{withdrawn}"))
    return html.Span([link, f" ({day(by.created_at)})", f": {by.note}" if by.note else ""])


def _deeds(revision: Revision, withdrawn: int | None) -> Component:
    here = f"/daten/stand/{revision.id}"
    links = [html.A(text("history.stand.see"), href=f"/?stand={revision.id}", className="btn")]
    staff = []
    if withdrawn is None and is_withdrawable(revision):
        staff.append(html.A(text("history.stand.withdraw"), href=f"{here}/zuruecknehmen", className="btn"))
    if revision.file_sha256:
        staff.append(html.A(text("history.stand.original"), href=f"{here}/datei", className="btn"))
    remark = [html.P(text("history.stand.sign_in"), className="note")] if staff else []
    return html.Section([html.P([*links, *staff], className="btns"), *remark], className="no-print")


def _changes(request: PageRequest, found: Changes) -> Component:
    title = text("history.stand.changes")
    if not found.total:
        return html.Section([html.H2(title), html.P(text("history.stand.changes_none"))])
    words = {"backward": text("history.page_back"), "forward": text("history.page_on")}
    turning = paging(request, found.page, found.pages, of=title, **words)
    return html.Section([html.H2(title), changes_table(request, found.shown), *turning])
