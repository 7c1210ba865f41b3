"""Step 1 of an upload: choose a file, see the own drafts, fetch a template to fill in."""

from __future__ import annotations

from typing import Literal

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from cockpit import drafts, etl
from cockpit.base.clock import now, today
from cockpit.base.errors import BadRequest, CockpitError, NotFound, Refused
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.drafts import worker
from cockpit.model.draft import Choices
from cockpit.web import state
from cockpit.web.caching import NEVER
from cockpit.web.drafts.listing import listed
from cockpit.web.drafts.mapping_form import indicators
from cockpit.web.staff import Route, render, signed_in

MEGABYTE = 1_000_000
AROUND_THE_FILE = 64 * 1024
MIMES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
GENERAL = "allgemein"


def show() -> ResponseReturnValue:
    """The form, with the indicator asked for already chosen; own drafts whose process died are taken up again."""
    worker.warm()
    for draft in drafts.mine(state.store(), signed_in()):
        worker.revive(state.store(), draft)
    return _page()


def take() -> ResponseReturnValue:
    """Keep the file as a draft, give its check a moment, and lead to what has to be done next."""
    try:
        file = request.files.get("datei")
        if file is None or not file.filename:
            raise BadRequest(text("staff.upload.no_file"), "", text("staff.upload.no_file_remedy"))
        chosen = Choices(indicator=request.form.get("indikator") or None)
        draft = drafts.create(state.store(), signed_in(), file.stream, file.filename, chosen, at=now())
    except RequestEntityTooLarge:
        return _page(BadRequest(text("staff.upload.large", most=settings().upload_limit), "", ""), 413)
    except BadRequest as fault:
        return _page(fault, fault.http_status)
    worker.wait(state.store(), draft, worker.start(state.store(), draft.id))
    return redirect(f"/daten/pruefung/{draft.id}", 303)


def template(name: str, suffix: Literal["xlsx", "csv"]) -> ResponseReturnValue:
    """A table to fill in for one indicator, or the general one."""
    catalogue = state.store().catalogue()
    if name != GENERAL and (name not in catalogue.indicators or catalogue.indicators[name].formula):
        raise NotFound(text("staff.upload.no_template"), name, text("staff.upload.no_template_remedy"))
    account = signed_in()
    kreise = [
        region
        for region in catalogue.regions.values()
        if region.level == "kreis" and region.exists_on(today()) and account.may_write(region.key)
    ]
    indicator = None if name == GENERAL else catalogue.indicators[name]
    body = etl.template(indicator, sorted(kreise, key=lambda one: one.key), suffix)
    response = Response(body, mimetype=MIMES[suffix])
    response.headers["Content-Disposition"] = f'attachment; filename="vorlage-{name}.{suffix}"'
    response.headers["Cache-Control"] = NEVER
    return response


def _page(fault: CockpitError | None = None, status: int = 200) -> Response:
    catalogue = state.store().catalogue()
    asked = request.args.get("indikator", "")
    known = catalogue.indicators.get(asked)
    if known and known.formula:
        fault = fault or Refused(text("staff.upload.formula", title=known.title))
    offered = indicators(catalogue)
    return render(
        "upload.html",
        title=text("staff.upload.title"),
        status=status,
        scripts=("upload.js",),
        fault=fault,
        drafts=listed(drafts.mine(state.store(), signed_in()), catalogue),
        indicators=offered,
        chosen=next((one for one in offered if one.value == asked), None),
        limit=settings().upload_limit,
        most_bytes=settings().upload_limit * MEGABYTE,
    )


MOST_BYTES = settings().upload_limit * MEGABYTE + AROUND_THE_FILE

ROUTES = (
    Route("/daten/hochladen", "hochladen", show, "upload"),
    Route("/daten/hochladen", "hochladen.datei", take, "upload", ("POST",), MOST_BYTES),
    Route("/daten/vorlage/<name>.<any(xlsx, csv):suffix>", "vorlage", template, "upload"),
)
