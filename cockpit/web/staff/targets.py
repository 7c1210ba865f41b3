"""Targets of a council: the form, a preview of what a target would change, and one step to save it or take it back."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from cockpit import query
from cockpit.base.clock import now, today
from cockpit.base.errors import CockpitError, Forbidden, NotFound, Refused
from cockpit.base.texts import text
from cockpit.catalogue.action_words import Fault
from cockpit.catalogue.council import check
from cockpit.model.region import Region
from cockpit.model.target import Target
from cockpit.people.council_targets import removed_target, saved_target
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.query.actions import kreis
from cockpit.query.what_if import what_if
from cockpit.store import council_targets
from cockpit.store.council_targets import Deed
from cockpit.web import staff, state
from cockpit.web.parts.target_marks import targets_path
from cockpit.web.staff import Route, _targets
from cockpit.web.staff._fresh import fresh
from cockpit.web.staff._target_effect import effect

LONGEST_REASON = 500


def new(name: str) -> ResponseReturnValue:
    """The form, with an indicator chosen if the address names one."""
    snap, place = place_of(name)
    form = _targets.first_form(place)
    form["indikator"] = request.args.get("indikator", "")
    return _page(snap, place, form, None)


def create(name: str) -> ResponseReturnValue:
    """Check, preview, save a new target."""
    return _taken(*place_of(name), request.form, None)


def edit(name: str, ziel: str) -> ResponseReturnValue:
    """The form filled with what is in force."""
    snap, place = place_of(name)
    old = _held(snap, place, ziel)
    return _page(snap, place, _targets.filled(old), old)


def change(name: str, ziel: str) -> ResponseReturnValue:
    """Check, preview, save a new version, unless someone else has saved one meanwhile."""
    snap, place = place_of(name)
    return _taken(snap, place, request.form, _held(snap, place, ziel))


def remove(name: str, ziel: str) -> ResponseReturnValue:
    """Preview, then take a target back; without a reason the form again."""
    snap, place = place_of(name)
    old = _held(snap, place, ziel)
    reason = " ".join(request.form.get("grund", "").split())[:LONGEST_REASON]
    if stale := _stale(old):
        return _page(snap, place, _targets.filled(old), old, fault=stale)
    if not reason or request.form.get("aktion") == "aendern":
        missing = Refused(text("ziele.form.no_reason"), "", text("ziele.form.no_reason_remedy"))
        return _page(snap, place, _targets.filled(old), old, fault=None if reason else missing)
    seen = _targets.mark(snap, None, old, reason)
    if request.form.get("aktion") != "zuruecknehmen" or request.form.get("gesehen") != seen:
        return _preview(snap, place, request.form, old, None, seen)
    account, at = staff.signed_in(), now()
    deed = Deed(account.name, at, assess, removed_target(account.name, old, reason, at))
    council_targets.remove(state.store().database, old.id, reason, _fassung(), deed)
    return fresh(redirect(targets_path(place), 303))


def _taken(snap: Snapshot, place: Region, form: MultiDict[str, str], old: Target | None) -> ResponseReturnValue:
    if form.get("aktion") == "aendern":
        return _page(snap, place, form, old)
    if old is not None and (stale := _stale(old)):
        return _page(snap, place, form, old, fault=stale)
    checked = check(_targets.words_of(form), snap.catalogue, place, today(), old)
    if checked.target is None:
        return _page(snap, place, form, old, faults=checked.faults)
    seen = _targets.mark(snap, checked.target, old)
    if form.get("aktion") != "speichern" or form.get("gesehen") != seen:
        return _preview(snap, place, form, old, checked.target, seen)
    account, at = staff.signed_in(), now()
    deed = Deed(account.name, at, assess, saved_target(account.name, checked.target, old, at))
    try:
        council_targets.save(state.store().database, checked.target, _fassung() if old else 0, deed)
    except Refused as error:
        return _page(snap, place, form, old, fault=error)
    return fresh(redirect(f"{targets_path(place)}#{checked.target.id}", 303))


def _preview(
    snap: Snapshot, place: Region, form: MultiDict[str, str], old: Target | None, made: Target | None, seen: str
) -> ResponseReturnValue:
    """What would change; ``made`` is None when ``old`` is to be taken back."""
    subject = made or old
    if subject is None:
        raise NotFound(text("ziele.store.unknown", name=""), request.path)
    others = [one for one in snap.catalogue.targets if one.id != subject.id]
    found = what_if(snap, place, subject.indicator, [*others, *([made] if made else [])])
    item = snap.catalogue.indicators[subject.indicator]
    title = text("ziele.form.preview" if made else "ziele.form.back", title=item.title)
    changed = form.get("gesehen", "") not in ("", seen)
    unseen = Refused(text("ziele.form.unseen"), "", text("ziele.form.unseen_remedy")) if changed else None
    return staff.render(
        "target_effect.html",
        title=title,
        heading=title,
        fault=unseen,
        status=unseen.http_status if unseen else 200,
        place=place,
        back=targets_path(place),
        effect=effect(found, place, back=made is None),
        wanted=_targets.line(subject, item),
        form=_targets.words_of(form) if made else {},
        reason=" ".join(form.get("grund", "").split())[:LONGEST_REASON],
        old=old,
        made=made,
        seen=seen,
        fassung=_fassung(),
    )


def _page(
    snap: Snapshot,
    place: Region,
    form: MultiDict[str, str],
    old: Target | None,
    *,
    faults: tuple[Fault, ...] = (),
    fault: CockpitError | None = None,
) -> ResponseReturnValue:
    item = snap.catalogue.indicators.get(old.indicator) if old else None
    title = text("ziele.form.edit", title=item.title) if item else text("ziele.form.new", name=place.display_name)
    wrong = _targets.by_field(faults)
    return staff.render(
        "target_form.html",
        title=title,
        heading=title,
        status=fault.http_status if fault else 422 if faults else 200,
        fault=fault,
        form=form,
        reason=request.form.get("grund", ""),
        old=old,
        item=item,
        place=place,
        back=targets_path(place),
        wrong=wrong,
        labels=_targets.labels(wrong),
        versions=_targets.told(snap, old) if old else [],
        longest=LONGEST_REASON,
        **_targets.choices(snap, place),
    )


def place_of(name: str) -> tuple[Snapshot, Region]:
    """The live state and the Kreis, if this account may write for it."""
    snap = query.snapshot(state.store(), None, today())
    place = kreis(snap, name)
    if not staff.signed_in().may_write(place.key):
        remedy = text("ziele.form.foreign_remedy")
        raise Forbidden(text("ziele.form.foreign", name=place.display_name), request.path, remedy)
    return snap, place


def _held(snap: Snapshot, place: Region, target: str) -> Target:
    """The target of this address; one that ships, or of another Kreis, is unknown here."""
    found = next((one for one in snap.catalogue.targets if one.id == target and one.own), None)
    if found is None or found.region != place.key or found.indicator not in snap.catalogue.indicators:
        raise NotFound(text("ziele.store.unknown", name=target), request.path, text("ziele.form.unknown_remedy"))
    return found


def _fassung() -> int:
    """The version that was looked at; 0 for none and for what is no number."""
    given = request.form.get("fassung", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def _stale(old: Target) -> Refused | None:
    if _fassung() == council_targets.version(state.store().database, old.id):
        return None
    return Refused(text("ziele.form.stale"), "", text("ziele.form.stale_remedy"))


ONE, ALL = "/kreis/<name>/ziele/<ziel>", "/kreis/<name>/ziele"
ROUTES = (
    Route(f"{ALL}/neu", "ziele.neu", new, "define"),
    Route(f"{ALL}/neu", "ziele.neu.tun", create, "define", ("POST",)),
    Route(f"{ONE}/bearbeiten", "ziele.bearbeiten", edit, "define"),
    Route(f"{ONE}/bearbeiten", "ziele.bearbeiten.tun", change, "define", ("POST",)),
    Route(f"{ONE}/zuruecknehmen", "ziele.zuruecknehmen", remove, "define", ("POST",)),
)
