"""Pages frozen at a Datenstand that showed a value blocked since: they answer "gone"."""

from __future__ import annotations

from collections.abc import Callable

from cockpit import query
from cockpit.base.errors import Gone
from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.model.revision import Block
from cockpit.query.slides import slides
from cockpit.query.targets import judged_against
from cockpit.web.page import PageRequest
from cockpit.web.pages.start import FIRST_SHOWN


def refuse_blocked_page(request: PageRequest, name: str) -> None:
    """Raise ``Gone`` when the page ``name`` showed a blocked value; pages not named here show none of single Kreise."""
    if request.selection.stand is None or name not in SHOWN:
        return
    found = SHOWN[name](request)
    if found is not None:
        raise Gone(text("embed.blocked", day=day(found.at)), request.path, text("embed.blocked_remedy"))


def _indicator(request: PageRequest) -> Block | None:
    shown = request.selection.but(indicator=request.params["name"])
    return query.blocked(request.snapshot, shown, "page")


def _kreis(request: PageRequest) -> Block | None:
    return query.blocked(request.snapshot, query.region(request.snapshot, request.params["name"]))


def _land(request: PageRequest) -> Block | None:
    return query.blocked(request.snapshot, query.land(request.snapshot, request.params["name"]))


def _start(request: PageRequest) -> Block | None:
    wanted = request.selection.indicator or FIRST_SHOWN
    if wanted not in request.snapshot.catalogue.indicators:
        return None
    return query.blocked(request.snapshot, request.selection.but(indicator=wanted, kreise=(), tab="karte"))


def _projects(request: PageRequest) -> Block | None:
    """Values of linked indicators, shown once a Kreis is chosen."""
    name = request.params.get("name")
    known = request.snapshot.catalogue.indicators
    linked = {
        link.indicator
        for programme in request.snapshot.catalogue.programmes.values()
        for project in programme.projects
        if name in (None, project.id)
        for link in project.links
        if link.indicator in known
    }
    return query.blocked_among(request.snapshot, sorted(linked), request.selection.kreise[:1])


def _actions(request: PageRequest) -> Block | None:
    """Values of the indicators that an action of the Kreis names."""
    found = query.region(request.snapshot, request.params["name"])
    known = request.snapshot.catalogue.indicators
    actions = [one for one in request.snapshot.catalogue.actions.values() if one.region == found.key]
    linked = {code for one in actions for code in one.indicators if code in known}
    return query.blocked_among(request.snapshot, sorted(linked), [found.key])


def _targets(request: PageRequest) -> Block | None:
    """Courses of the indicators with a decided target, comparable Kreise in the pictures included."""
    snap, place = request.snapshot, query.region(request.snapshot, request.params["name"])
    drawn = (
        query.blocked(snap, request.selection.but(indicator=name, kreise=(place.key,), tab="verlauf"))
        for name in judged_against(snap, place)
    )
    return next((found for found in drawn if found is not None), None)


def _kept(request: PageRequest) -> Block | None:
    """First and newest values of comparable Kreise, as the course shows them."""
    return query.blocked(request.snapshot, request.selection.but(indicator=request.params["name"], tab="verlauf"))


def _compared(request: PageRequest) -> Block | None:
    _, rows = query.comparison(request.snapshot, request.selection)
    return _several(request, [row.indicator.id for row in rows])


def _presented(request: PageRequest) -> Block | None:
    _, shown = slides(request.snapshot, request.selection)
    return _several(request, [indicator.id for indicator in shown])


def _several(request: PageRequest, indicators: list[str]) -> Block | None:
    """Values of each Kreis, and in the pictures those of the comparable ones of the first."""
    snap, chosen = request.snapshot, request.selection
    if not chosen.kreise:
        return None
    own = [query.blocked(snap, query.region(snap, key)) for key in chosen.kreise]
    drawn = (query.blocked(snap, chosen.but(indicator=name, indicators=(), tab="verlauf")) for name in indicators)
    return next((found for found in (*own, *drawn) if found is not None), None)


SHOWN: dict[str, Callable[[PageRequest], Block | None]] = {
    "indikator": _indicator,
    "geschafft": _kept,
    "kreis": _kreis,
    "land": _land,
    "massnahmen": _actions,
    "sdg": _kreis,
    "start": _start,
    "vergleich": _compared,
    "vortrag": _presented,
    "hebelprojekt": _projects,
    "hebelprojekte": _projects,
    "ziele": _targets,
}
