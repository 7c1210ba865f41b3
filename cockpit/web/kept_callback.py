"""What Dash's one callback answers, kept like pages: the browser asks it for each page it has just shown as HTML."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Response, request

from cockpit.base.errors import CockpitError
from cockpit.web import caching, state
from cockpit.web.kept_answers import SEARCHED, for_everybody, kept_answer
from cockpit.web.shell import arguments
from cockpit.web.state import CALLBACK


def keep_callback(server: Flask) -> None:
    """Put it around Dash's own view; the guard has seen to the form of what is sent."""
    dash_view = server.view_functions[CALLBACK]

    def show(**parts: Any) -> Response:
        def make() -> Response:
            return server.make_response(cast(Response, dash_view(**parts)))

        path, search = (item["value"] or "" for item in request.get_json()["inputs"])
        if request.method != "POST" or not path or not for_everybody() or SEARCHED in arguments(search):
            return make()
        try:
            live = state.snapshot({})
        except CockpitError:  # no store: the page says so
            return make()
        return kept_answer(live, make, caching.entity_tag(live.revision, address=f"{path}?{search}"))

    server.view_functions[CALLBACK] = show
