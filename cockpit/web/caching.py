"""How long an answer may be kept, and when "not modified" is enough."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request
from flask_compress import Compress

from cockpit.base.clock import today
from cockpit.base.settings import settings
from cockpit.catalogue.legal import FILE as LEGAL
from cockpit.model.revision import Revision
from cockpit.model.selection import TRUE_MAP, Selection
from cockpit.query import Snapshot
from cockpit.web import assets, packed

LIVE = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
FOR_GOOD = "public, max-age=31536000, immutable"
# Caches that serve many ask again after ten minutes: a value blocked meanwhile must not live on there.
FROZEN = "public, max-age=31536000, s-maxage=600, immutable"
NEVER = "no-store"
STATIC = ("/assets/", "/_dash-component-suites/")


def entity_tag(touched: Revision, *, frozen: bool = False, address: str = "") -> str:
    """ETag of an answer: program, texts, address (theme included), newest revision touching it, day of the ages.

    ``address`` is what is asked for where it does not stand in the address of the request itself.
    """
    day = "" if frozen else today().isoformat()
    program = assets.build_mark(settings().assets) + _texts_mark(settings().data)
    parts = (program, address or request.full_path, str(touched.id), day)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]


@cache
def _texts_mark(folder: Path) -> str:
    """Changes with the long texts and the operator's details, as this process has read them at its start."""
    files = sorted((*folder.glob("texts/*.md"), *folder.glob(LEGAL)))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def of_map(revision: Revision, snap: Snapshot, chosen: Selection) -> Revision:
    """What decides the ETag: boundaries touch no indicator, so a true map goes by the Datenstand itself."""
    return snap.revision if chosen.form == TRUE_MAP else revision


def not_modified(tag: str, policy: str = LIVE) -> Response | None:
    """A 304 if the browser holds exactly this state; asked before anything is computed."""
    held = request.if_none_match.as_set(include_weak=True)
    return marked(Response(status=304), tag, policy) if tag in held else None


def marked(response: Response, tag: str, policy: str = LIVE) -> Response:
    """The response with its ETag and how long it may be kept."""
    response.headers["Cache-Control"] = policy
    response.set_etag(tag, weak=True)
    return response


def compress(server: Flask) -> None:
    """Brotli or gzip on every text answer, Dash's own scripts included."""
    server.config.update(
        COMPRESS_ALGORITHM=list(packed.PACKINGS),
        COMPRESS_ALGORITHM_STREAMING=list(packed.PACKINGS),
        COMPRESS_BR_LEVEL=packed.BR_LEVEL,
        COMPRESS_MIMETYPES=sorted(packed.COMPRESSED),
    )
    Compress(server)


def keep_static(server: Flask) -> None:
    """Fingerprinted files never change; everything without a rule of its own is not kept."""

    @server.after_request
    def add(response: Response) -> Response:
        if request.path.startswith(STATIC) and response.status_code == 200:
            fingerprinted = response.cache_control.max_age or assets.FINGERPRINT in request.args
            response.headers["Cache-Control"] = FOR_GOOD if fingerprinted else "no-cache"
        response.headers.setdefault("Cache-Control", NEVER)
        return response
