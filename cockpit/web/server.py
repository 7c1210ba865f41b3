"""Puts the server together: pages, data, staff forms, health, access, headers, errors."""

from __future__ import annotations

from collections.abc import Mapping

from dash import Dash
from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from cockpit.base.settings import Settings
from cockpit.base.settings import settings as process_settings
from cockpit.web import answer, caching, state
from cockpit.web.access import guard_access
from cockpit.web.actions_data import add_actions_data
from cockpit.web.downloads import add_downloads
from cockpit.web.embed.routes import add_embeds
from cockpit.web.faults import handle_faults
from cockpit.web.frame import document
from cockpit.web.guard import guard_callback
from cockpit.web.headers import content_policy, protect
from cockpit.web.kept_answers import kept_page
from cockpit.web.kept_callback import keep_callback
from cockpit.web.legal_start import tell_missing_details
from cockpit.web.log import configure_log
from cockpit.web.monitoring.counting import count_answers
from cockpit.web.monitoring.routes import add_metrics
from cockpit.web.page import FOLDER
from cockpit.web.place import base
from cockpit.web.recalled import recall_answers
from cockpit.web.routes import add_routes
from cockpit.web.shell import create_shell, uses_core
from cockpit.web.staff import add_staff
from cockpit.web.targets_data import add_targets_data

MOST_BODY = 16 * 1024


def create_server(settings: Settings | None = None, folder: str = FOLDER) -> Flask:
    """The Flask application; ``folder`` is the package whose modules are the pages."""
    chosen = settings or process_settings()
    configure_log(chosen)
    tell_missing_details(chosen)
    server = Flask("cockpit", static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY
    recall_answers(server, folder)
    if chosen.proxies:  # who asks, and whether over https, is then what the nearest trusted proxies say
        trusting = ProxyFix(server.wsgi_app, x_for=chosen.proxies, x_proto=chosen.proxies)
        server.wsgi_app = trusting  # type: ignore[method-assign] # as Flask's manual shows it
    count_answers(server, folder)
    server.teardown_appcontext(state.let_go)
    caching.compress(server)  # first in, so last to touch an answer
    protect(server, chosen)
    caching.keep_static(server)
    guard_access(server, chosen)
    guard_callback(server)
    add_routes(server, chosen)
    add_metrics(server, chosen)
    add_downloads(server)
    add_actions_data(server)
    add_targets_data(server)
    add_embeds(server)
    add_staff(server, folder)
    _add_first_answer(server, chosen, folder)
    return server


def _add_first_answer(server: Flask, settings: Settings, folder: str) -> None:
    """Every other address is a page; these rules come before Dash's own for the same addresses, so they win."""

    def show(**_parts: str) -> Response:
        return first_answer(app, folder)

    server.add_url_rule("/", "page.start", show)
    server.add_url_rule("/<path:path>", "page", show)
    app = create_shell(server, settings, folder)
    keep_callback(server)
    handle_faults(server, app, folder)


def first_answer(app: Dash, folder: str) -> Response:
    """The page as HTML; not computed again for a browser that holds this very state."""
    args = request.args.to_dict()
    live = state.snapshot({})
    tag = caching.entity_tag(live.revision)  # a frozen page too says when newer data have come
    if unchanged := caching.not_modified(tag):
        return unchanged
    response = kept_page(live, f"{tag} {base()}", lambda: _made(app, folder, args))
    return caching.marked(response, tag) if response.status_code == 200 else response


def _made(app: Dash, folder: str, args: Mapping[str, str]) -> Response:
    page, asked = answer.find(request.path, args, folder)
    explores = uses_core(page.tree)
    body = document(app, page, answer.with_query(request.path, args), asked, folder, explores=explores)
    response = Response(body, status=page.status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = content_policy(explores=explores)
    return response
