"""Files of open data: pages of others may read them, and whoever saves one finds a telling name."""

from __future__ import annotations

from flask import Response

from cockpit.base.texts import text
from cockpit.query import Snapshot


def open_file(content: bytes, mimetype: str, name: tuple[str, str], snap: Snapshot, *, saved: bool = False) -> Response:
    """``name`` is title and suffix, between them stands the Datenstand; ``saved`` for forms that no browser shows."""
    title, suffix = name
    response = Response(content, mimetype=mimetype)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    file = f"{title}-{text('embed.file_stand', n=snap.revision.id)}.{suffix}"
    response.headers["Content-Disposition"] = f'{"attachment" if saved else "inline"}; filename="{file}"'
    return response
