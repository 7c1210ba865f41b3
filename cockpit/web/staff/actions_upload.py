"""Several actions at once: a CSV file checked and taken over, all rows or none, and the template for it."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from cockpit.base.clock import now
from cockpit.base.errors import BadRequest, CockpitError, Refused
from cockpit.base.texts import text
from cockpit.etl.actions import ActionsReport, actions_template, read_actions
from cockpit.model.region import Region
from cockpit.people.measures import saved_actions
from cockpit.web import staff, state
from cockpit.web.caching import NEVER
from cockpit.web.parts.action_marks import actions_path
from cockpit.web.staff import Route
from cockpit.web.staff._fresh import fresh
from cockpit.web.staff.actions import place_of

MEGABYTES = 2
MOST_BYTES = MEGABYTES * 1_000_000 + 64 * 1024
MOST_SHOWN = 200


def show(name: str) -> ResponseReturnValue:
    """The form."""
    return _page(place_of(name)[1])


def take(name: str) -> ResponseReturnValue:
    """Check the file, and save it when that is asked for and nothing is wrong."""
    snap, place = place_of(name)
    account, at = staff.signed_in(), now()
    try:
        file = request.files.get("datei")
        if file is None or not file.filename:
            raise BadRequest(text("staff.upload.no_file"), "", text("staff.upload.no_file_remedy"))
        found = read_actions(file.read(), file.filename, snap.catalogue, account.may_write, place.key)
        if found.sound and found.actions and request.form.get("aktion") == "uebernehmen":
            entry = saved_actions(account.name, found.actions, snap.catalogue.actions, at)
            note = text("actions.file.note", name=file.filename[:120], n=len(found.actions))
            made = state.store().save_actions(found.actions, by=account.name, at=at, note=note, entry=entry)
            found = replace(found, revision=made.id)
    except RequestEntityTooLarge:
        return _page(place, fault=BadRequest(text("staff.upload.large", most=MEGABYTES)), status=413)
    except (BadRequest, Refused) as fault:
        return _page(place, fault=fault, status=fault.http_status)
    return fresh(_page(place, found, status=200 if found.sound else 422))


def template() -> ResponseReturnValue:
    """The columns, and a row for each Kreis in the account's care."""
    account = staff.signed_in()
    response = Response(actions_template(account.kreise), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="vorlage-massnahmen.csv"'
    response.headers["Cache-Control"] = NEVER
    return response


def _page(
    place: Region, found: ActionsReport | None = None, *, fault: CockpitError | None = None, status: int = 200
) -> Response:
    outcome = ""
    if found is not None and found.sound:
        outcome = "saved" if found.revision else "dry" if found.actions else "nothing"
    counts = {name: getattr(found, name) for name in ("new", "changed", "unchanged", "refused")} if found else {}
    return staff.render(
        "actions_upload.html",
        title=text("actions.upload.title", name=place.display_name),
        status=status,
        fault=fault,
        place=place,
        back=actions_path(place),
        found=found,
        findings=found.findings[:MOST_SHOWN] if found else (),
        outcome=text(f"actions.upload.{outcome}", stand=found.revision, **counts) if found and outcome else "",
        counts=counts,
        limit=MEGABYTES,
    )


UPLOAD = "/kreis/<name>/massnahmen/hochladen"
ROUTES = (
    Route(UPLOAD, "massnahmen.hochladen", show, "define"),
    Route(UPLOAD, "massnahmen.hochladen.tun", take, "define", ("POST",), MOST_BYTES),
    Route("/daten/vorlage/massnahmen.csv", "massnahmen.vorlage", template, "define"),
)
