"""Refuses malformed calls of Dash's callback before Dash trips over them."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from cockpit.web.shell import ADDRESS, LIVE
from cockpit.web.state import CALLBACK

OUTPUT = f"{LIVE}.children"
LONGEST = 4000


def guard_callback(server: Flask) -> None:
    """Let only the one callback through, with an address as its two inputs."""

    @server.before_request
    def check() -> None:
        if request.path == CALLBACK and request.method == "POST" and not _is_call(request.get_json(silent=True)):
            raise BadRequest


def _is_call(body: Any) -> bool:
    if not isinstance(body, dict) or body.get("output") != OUTPUT:
        return False
    target = {"id": LIVE, "property": "children"}
    return body.get("outputs") == target and _are_inputs(body.get("inputs")) and not body.get("state")


def _are_inputs(inputs: Any) -> bool:
    if not isinstance(inputs, list) or not all(isinstance(item, dict) for item in inputs):
        return False
    named = [(item.get("id"), item.get("property")) for item in inputs]
    values = [item.get("value") for item in inputs]
    return named == [(ADDRESS, "pathname"), (ADDRESS, "search")] and all(
        value is None or (isinstance(value, str) and len(value) <= LONGEST) for value in values
    )
