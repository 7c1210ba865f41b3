"""Actions of a Kreis: the form in which one is entered, changed or removed."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from cockpit import query
from cockpit.base.clock import now, today
from cockpit.base.errors import CockpitError, Forbidden, NotFound, Refused
from cockpit.base.texts import text
from cockpit.catalogue.action_words import Fault
from cockpit.catalogue.actions import check
from cockpit.model.action import Action
from cockpit.model.region import Region
from cockpit.people.measures import removed_action, saved_actions
from cockpit.query import Snapshot
from cockpit.query.actions import kreis
from cockpit.web import staff, state
from cockpit.web.parts.action_marks import actions_path
from cockpit.web.staff import Route, _actions
from cockpit.web.staff._fresh import fresh

LONGEST_REASON = 500
MOST_BYTES = 256 * 1024
FIRST_FORM = MultiDict({"stand": "geplant"})


def new(name: str) -> ResponseReturnValue:
    """The empty form."""
    return _page(*place_of(name), FIRST_FORM.copy(), None)


def create(name: str) -> ResponseReturnValue:
    """Check and save a new action."""
    return _taken(*place_of(name), request.form, None)


def edit(name: str, action: str) -> ResponseReturnValue:
    """The form filled with what is in force."""
    snap, place = place_of(name)
    old = _held(snap, place, action)
    return _page(snap, place, _actions.filled(old), old)


def change(name: str, action: str) -> ResponseReturnValue:
    """Check and save a new version, unless someone else has saved one meanwhile."""
    snap, place = place_of(name)
    old = _held(snap, place, action)
    if request.form.get("fassung", "") != _version(old):
        stale = Refused(text("actions.form.stale"), "", text("actions.form.stale_remedy"))
        return _page(snap, place, request.form, old, fault=stale)
    return _taken(snap, place, request.form, old)


def remove(name: str, action: str) -> ResponseReturnValue:
    """Take an action back; without a reason the form again."""
    snap, place = place_of(name)
    old = _held(snap, place, action)
    reason = " ".join(request.form.get("grund", "").split())[:LONGEST_REASON]
    if not reason:
        missing = Refused(text("actions.form.no_reason"), "", text("actions.form.no_reason_remedy"))
        return _page(snap, place, _actions.filled(old), old, fault=missing)
    account, at = staff.signed_in(), now()
    entry = removed_action(account.name, old, reason, at)
    state.store().remove_action(old.id, reason=reason, by=account.name, at=at, entry=entry)
    return fresh(redirect(actions_path(place), 303))


def _taken(snap: Snapshot, place: Region, form: MultiDict[str, str], old: Action | None) -> ResponseReturnValue:
    account, at = staff.signed_in(), now()
    checked = check(_actions.words_of(form, place.key, old), snap.catalogue, account.may_write)
    made, faults = checked.action, list(checked.faults)
    if made is not None and old is None and made.id in snap.catalogue.actions:
        remedy = text("actions.form.same_remedy")
        faults.append(Fault("titel", made.title, text("actions.form.same"), remedy))
    if made is None or faults:
        return _page(snap, place, form, old, faults=tuple(faults))
    entry = saved_actions(account.name, [made], snap.catalogue.actions, at)
    try:
        state.store().save_actions([made], by=account.name, at=at, entry=entry)
    except Refused as error:
        return _page(snap, place, form, old, fault=error)
    return fresh(redirect(f"{actions_path(place)}#{made.id}", 303))


def _page(
    snap: Snapshot,
    place: Region,
    form: MultiDict[str, str],
    old: Action | None,
    *,
    faults: tuple[Fault, ...] = (),
    fault: CockpitError | None = None,
) -> ResponseReturnValue:
    title = text("actions.form.edit", title=old.title) if old else text("actions.form.new", name=place.display_name)
    wrong = _actions.by_field(faults)
    store = state.store()
    history = store.action_history(old.id) if old else ()
    return staff.render(
        "action_form.html",
        title=title,
        status=fault.http_status if fault else 422 if faults else 200,
        fault=fault,
        form=form,
        old=old,
        place=place,
        back=actions_path(place),
        wrong=wrong,
        labels={name: text(f"actions.field.{name}") for name in wrong},
        versions=[(one, store.revision(one.since)) for one in history],
        longest=LONGEST_REASON,
        **_actions.choices(snap),
    )


def place_of(name: str) -> tuple[Snapshot, Region]:
    """The live state and the Kreis, if this account may write for it."""
    snap = query.snapshot(state.store(), None, today())
    place = kreis(snap, name)
    if not staff.signed_in().may_write(place.key):
        remedy = text("actions.form.foreign_remedy")
        raise Forbidden(text("actions.form.foreign", name=place.display_name), request.path, remedy)
    return snap, place


def _held(snap: Snapshot, place: Region, action: str) -> Action:
    """The action of this address; one of another Kreis is unknown here."""
    found = snap.catalogue.actions.get(action)
    if found is None or found.region != place.key:
        raise NotFound(text("actions.store.unknown", name=action), request.path, text("actions.form.unknown_remedy"))
    return found


def _version(action: Action) -> str:
    return str(state.store().action_history(action.id)[0].number)


ONE, ALL = "/kreis/<name>/massnahmen/<action>", "/kreis/<name>/massnahmen"
ROUTES = (
    Route(f"{ALL}/neu", "massnahmen.neu", new, "define"),
    Route(f"{ALL}/neu", "massnahmen.neu.tun", create, "define", ("POST",), MOST_BYTES),
    Route(f"{ONE}/bearbeiten", "massnahmen.bearbeiten", edit, "define"),
    Route(f"{ONE}/bearbeiten", "massnahmen.bearbeiten.tun", change, "define", ("POST",), MOST_BYTES),
    Route(f"{ONE}/entfernen", "massnahmen.entfernen", remove, "define", ("POST",)),
)
