"""The original file of a Datenstand, for people who have signed in."""

from __future__ import annotations

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.web import state
from cockpit.web.staff import Route

SEALED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def original(number: int) -> ResponseReturnValue:
    """The bytes as they were handed in, never shown by the browser; Gone when they are withheld."""
    store = state.store()
    revision = store.revision(number)
    if not revision.file_sha256:
        raise NotFound(text("history.file.none", n=number), f"/daten/stand/{number}")
    response = send_file(
        BytesIO(store.file(revision.file_sha256)),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=revision.file_name or text("history.file.name", n=number),
    )
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Cache-Control"] = "no-store"
    return response


ROUTES = (Route("/daten/stand/<int:number>/datei", "daten.stand.datei", original, "signed_in"),)
