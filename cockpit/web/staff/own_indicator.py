"""Own indicators: the list, and the form in which one is declared or changed, with a preview before it is saved."""

from __future__ import annotations

import re

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from cockpit import people, query
from cockpit.base.clock import now, today
from cockpit.base.errors import CockpitError, Forbidden, NotFound
from cockpit.base.texts import text
from cockpit.catalogue import own
from cockpit.catalogue.faults import Fault
from cockpit.catalogue.own import Declaration, Declared
from cockpit.model.account import Account
from cockpit.model.indicator import Indicator
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.query.definitions import versions
from cockpit.query.spelling import UMLAUTS
from cockpit.web import staff, state
from cockpit.web.staff import Route, _definition, _definition_page
from cockpit.web.staff._fresh import fresh

LONGEST_ID = 60
FIRST_FORM = MultiDict(
    {"kind": "indicator", "decimals": "1", "rhythm": "1", "level": "kreis", "level_judged": "ja",
     "source": "eigene-angaben", "fuer": "kreise"}
)  # fmt: skip


def listed() -> ResponseReturnValue:
    """Every own indicator with its Kreise, versions and values."""
    snap, account = _snapshot(), staff.signed_in()
    held = query.coverage(snap)
    found = [item for item in snap.catalogue.indicators.values() if item.own]
    rows = [_definition_page.row(snap, item, held.get(item.id), _may_change(account, item)) for item in found]
    return staff.render("own_indicators.html", title=text("history.own.list"), rows=rows)


def new() -> ResponseReturnValue:
    """The form with usual values; an account of few Kreise declares for all of its own first."""
    account, form = staff.signed_in(), FIRST_FORM.copy()
    form.setlist("kreise", list(account.kreise))
    if not account.kreise:
        form["fuer"] = "alle"
    return _page(form, None)


def create() -> ResponseReturnValue:
    """Check, then preview or save a new indicator."""
    return _taken(request.form, None)


def edit(name: str) -> ResponseReturnValue:
    """The form filled with what is in force."""
    item, snap = _own(name), _snapshot()
    brought = snap.catalogue.sources[item.source] if item.source == own.source_id(item.id) else None
    return _page(_definition.written(item, brought), item)


def change(name: str) -> ResponseReturnValue:
    """Check, then preview or save a new version."""
    return _taken(request.form, _own(name))


def _taken(form: MultiDict[str, str], old: Indicator | None) -> ResponseReturnValue:
    snap, account = _snapshot(), staff.signed_in()
    given = Declaration(
        name=old.id if old else _name(form),
        topic=form.get("topic", ""),
        document=_document(form, account, old),
        kreise=_kreise(form, account),
        source=_definition.source_document(form),
    )
    made = own.declare(given, snap.catalogue, is_new=old is None)
    faults = (*made.faults, *_further(snap, made.indicator, given.kreise, form, old))
    if faults or made.indicator is None:
        return _page(form, old, faults=faults)
    if form.get("aktion") != "speichern":
        return _page(form, old, made=made)
    return _save(made, form, old)


def _save(made: Declared, form: MultiDict[str, str], old: Indicator | None) -> ResponseReturnValue:
    indicator = made.indicator
    if indicator is None:
        raise NotFound(text("history.own.unknown", name=form.get("id", "")))
    account, at, before = staff.signed_in(), now(), old.title if old else ""
    entry = people.entry(
        who=account.name, action="define", subject=indicator.id, before=before, after=indicator.title, at=at
    )
    try:
        state.store().declare(indicator, made.source, by=account.name, judge=assess, at=at, entry=entry)
    except Forbidden:
        raise
    except CockpitError as error:
        return _page(form, old, fault=error)
    return fresh(redirect(f"/indikator/{indicator.id}?ansicht=daten", 303))


def _page(
    form: MultiDict[str, str],
    old: Indicator | None,
    *,
    faults: tuple[Fault, ...] = (),
    made: Declared | None = None,
    fault: CockpitError | None = None,
) -> ResponseReturnValue:
    snap, account = _snapshot(), staff.signed_in()
    title = text("history.own.edit", title=old.title) if old else text("history.own.new")
    wrong = _definition_page.by_field(faults)
    return staff.render(
        "indicator_form.html",
        title=title,
        heading=title,
        status=fault.http_status if fault else 422 if faults else 200,
        fault=fault,
        form=form,
        old=old,
        wrong=wrong,
        labels={name: _definition_page.label(name) for name in wrong},
        preview=_definition_page.preview(snap, made) if made else [],
        versions=_definition_page.told(versions(snap, old.id)) if old else [],
        **_definition_page.choices(snap, account, old),
    )


def _document(form: MultiDict[str, str], account: Account, old: Indicator | None) -> dict[str, object]:
    """The content of the form; what the start page shows to all is not for an account of few Kreise to choose."""
    found = _definition.document(form)
    return found | ({"core": bool(old and old.core)} if account.kreise else {})


def _name(form: MultiDict[str, str]) -> str:
    """The id as typed, else made of the short title."""
    typed = form.get("id", "").strip()
    if typed:
        return typed[:LONGEST_ID]
    plain = form.get("short_title", "").lower().translate(UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")


def _kreise(form: MultiDict[str, str], account: Account) -> tuple[str, ...]:
    """For whom it is meant; "alle" only for accounts of all Kreise, else Forbidden."""
    chosen = tuple(dict.fromkeys(form.getlist("kreise")))
    if form.get("fuer") == "alle":
        if account.kreise:
            raise Forbidden(text("history.own.not_all"), request.path)
        return ()
    foreign = [key for key in chosen if not account.may_write(key)]
    if foreign:
        raise Forbidden(text("history.own.foreign", n=len(foreign)), request.path)
    return chosen


def _further(
    snap: Snapshot, made: Indicator | None, kreise: tuple[str, ...], form: MultiDict[str, str], old: Indicator | None
) -> list[Fault]:
    """What only the browser can get wrong: nobody chosen, or a formula over values that were brought in."""
    found = []
    if form.get("fuer") != "alle" and not kreise:
        found.append(Fault("", "kreise", text("history.own.nobody"), ""))
    computed = made is not None and (made.formula or made.parts)
    if old and computed and not (old.formula or old.parts) and snap.store.years(old.id):
        found.append(Fault("", "kind", text("history.own.has_values"), text("history.own.has_values_remedy")))
    return found


def _own(name: str) -> Indicator:
    found = _snapshot().catalogue.indicators.get(name)
    if found is None or not found.own:
        raise NotFound(text("history.own.unknown", name=name), request.path, text("history.own.unknown_remedy"))
    if not _may_change(staff.signed_in(), found):
        raise Forbidden(text("history.own.not_yours"), request.path)
    return found


def _may_change(account: Account, item: Indicator) -> bool:
    """An indicator of all Kreise belongs to accounts of all, one of few to whoever cares for each of them."""
    return not account.kreise or (bool(item.kreise) and set(item.kreise) <= set(account.kreise))


def _snapshot() -> Snapshot:
    return query.snapshot(state.store(), None, today())


FORM = "/daten/indikator/<name>/bearbeiten"
ROUTES = (
    Route("/verwaltung/indikatoren", "verwaltung.indikatoren", listed, "define"),
    Route("/daten/indikator/neu", "daten.indikator.neu", new, "define"),
    Route("/daten/indikator/neu", "daten.indikator.neu.tun", create, "define", ("POST",)),
    Route(FORM, "daten.indikator.bearbeiten", edit, "define"),
    Route(FORM, "daten.indikator.bearbeiten.tun", change, "define", ("POST",)),
)
