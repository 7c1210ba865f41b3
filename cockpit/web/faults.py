"""Everything that goes wrong becomes a German page, or German JSON where a machine asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, json, jsonify, redirect, request
from werkzeug.exceptions import NotFound as NoSuchAddress
from werkzeug.wrappers import Response as AnyResponse

from cockpit.base.errors import CockpitError, SignInNeeded, TooMany
from cockpit.base.texts import has_text, text
from cockpit.outputs import formats
from cockpit.web import access, answer, staff
from cockpit.web.answer import Fault
from cockpit.web.caching import NEVER
from cockpit.web.frame import document
from cockpit.web.page import Moved, PageRequest

LAST_RESORT = '<!DOCTYPE html><html lang="de"><title>{what}</title><main><h1>{what}</h1><p>{remedy}</p></main></html>'
MACHINE = re.compile(r"^/_|\.[a-z]{2,5}$")
PROBLEM = "application/problem+json"


def handle_faults(server: Flask, app: Dash, folder: str) -> None:
    """Register the handlers on ``server``."""

    def any_fault(error: Exception) -> Response:
        if isinstance(error, (InvalidResourceError, DependencyException)):
            error = NoSuchAddress()
        return respond(app, answer.fault(error), folder)

    said = escape(text("web.moved"))

    def moved(found: Moved) -> AnyResponse:
        response = redirect(found.location, 308)
        response.set_data(f'<!DOCTYPE html><html lang="de"><title>{said}</title><p>{said}</p></html>')
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response

    def sign_in_first(error: SignInNeeded) -> AnyResponse:
        if access.is_for_machines() or request.path.endswith(".json"):
            return any_fault(error)
        response = redirect(access.sign_in_address(), 303)
        response.headers["Cache-Control"] = NEVER
        return response

    def too_many(error: TooMany) -> AnyResponse:
        response = any_fault(error)
        response.headers["Retry-After"] = str(error.wait)
        return response

    handlers: tuple[tuple[type[Exception], Callable[..., AnyResponse]], ...] = (
        (Moved, moved),
        (SignInNeeded, sign_in_first),
        (TooMany, too_many),
        (InvalidResourceError, any_fault),
        (Exception, any_fault),
    )
    for kind, handler in handlers:
        server.register_error_handler(kind, handler)


def respond(app: Dash, found: Fault, folder: str) -> Response:
    """A fault in the form that fits the address: JSON for data, a problem for programs, else a page."""
    if access.is_for_machines():
        response = _as_problem(found)
    else:
        response = _as_json(found) if _for_machines() else _as_page(app, found, folder)
    response.status_code = found.status
    response.headers["Cache-Control"] = NEVER
    return response


def _for_machines() -> bool:
    return (
        access.is_for_machines() or bool(MACHINE.search(request.path)) or request.path.rpartition(".")[2] in formats()
    )


def _as_json(found: Fault) -> Response:
    return jsonify({"fehler": found.what, "wo": found.where, "abhilfe": found.remedy})


def _as_problem(found: Fault) -> Response:
    """Problem details of RFC 9457."""
    detail = " – ".join(part for part in (found.where, found.remedy) if part)
    document = {"type": "about:blank", "title": found.what, "status": found.status, "detail": detail}
    body = json.dumps({**document, "instance": request.path})
    response = Response(body, mimetype=PROBLEM)
    if found.status == SignInNeeded.http_status:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _as_page(app: Dash, found: Fault, folder: str) -> Response:
    try:
        if request.endpoint in staff.routes():  # Dash would look for a public page there and find none
            return _as_staff_page(found)
        page, address = answer.fault_page(found), answer.with_query(request.path, request.args.to_dict())
        body = document(app, page, address, _surroundings(folder), folder)
    except Exception as error:  # an error page must not fail for the reason it reports
        answer.LOG.error("error page failed", reason=repr(error))
        body = LAST_RESORT.format(what=escape(found.what), remedy=escape(found.remedy))
    return Response(body, mimetype="text/html")


def _as_staff_page(found: Fault) -> Response:
    keys = (f"people.fault.title_{found.status}", f"pages.error.title_{found.status}", "pages.error.title")
    heading = text(next(key for key in keys if has_text(key)))
    return staff.render(
        "fault.html", title=text("web.fault_title", status=found.status), fault=found, fault_title=heading
    )


def _surroundings(folder: str) -> PageRequest | None:
    """Header and footer of the start page, or none when there is no store to say what they say."""
    try:
        return answer.page_request("/", {}, folder)
    except (CockpitError, Moved):
        return None
