"""From path and query to a page: asked by the server's first answer and by the Dash callback alike."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import structlog
from werkzeug.exceptions import HTTPException

from cockpit import query
from cockpit.base.errors import CockpitError
from cockpit.base.texts import has_text, text
from cockpit.query import Snapshot
from cockpit.web import state
from cockpit.web.gone import refuse_blocked_page
from cockpit.web.page import FOLDER, Moved, Page, PageRequest, match
from cockpit.web.parts.error import error_page

KEY_IN_PATH = re.compile(r"^/(?:kreis|land)/(\d{5}|\d{2})(?=[/.]|$)")
LOG = structlog.get_logger("cockpit.web")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be answered, in words for people."""

    status: int
    what: str
    where: str = ""
    remedy: str = ""


def find(path: str, args: Mapping[str, str], folder: str = FOLDER) -> tuple[Page, PageRequest]:
    """The page of an address; raises ``Moved`` for its old addresses and ``CockpitError`` when there is none."""
    request = page_request(path, args, folder)
    module, _ = match(path, folder)
    refuse_blocked_page(request, module.name)
    return module.page(request), request


def page_request(path: str, args: Mapping[str, str], folder: str = FOLDER) -> PageRequest:
    """What the page modules are asked with."""
    _, params = match(path, folder)
    snap = state.snapshot(args)
    settled = settled_path(path, snap)
    if settled != path:
        raise Moved(with_query(settled, args))
    return PageRequest(snap, query.selection(snap, args), params, path, args)


def settled_path(path: str, snap: Snapshot) -> str:
    """The path people should see: slug instead of AGS, no slash at the end."""
    bare = "/" + path.strip("/")
    found = KEY_IN_PATH.match(bare)
    place = query.region(snap, found[1]) if found else None
    slug = "" if place is None else place.name_in_path if bare.startswith("/land/") else place.slug
    return bare[: found.start(1)] + slug + bare[found.end(1) :] if found and slug else bare


def with_query(path: str, args: Mapping[str, str]) -> str:
    """An address on this server, whatever the path contains."""
    return quote(path, safe="/~.-_") + (f"?{urlencode(args, safe='~.,')}" if args else "")


def fault(error: Exception) -> Fault:
    """Any exception as a German sentence; unforeseen ones are logged under a short number that people can quote."""
    if isinstance(error, CockpitError):
        if error.http_status >= 500:
            LOG.error("cannot answer", what=str(error))
        return Fault(error.http_status, error.what, error.where, error.remedy)
    if isinstance(error, HTTPException) and error.code and error.code < 500:
        key = f"web.status_{error.code}" if has_text(f"web.status_{error.code}") else "web.status_400"
        return Fault(error.code, text(key))
    number = secrets.token_hex(4)
    LOG.error("unforeseen error", number=number, exc_info=error)
    return Fault(500, text("web.status_500"), "", text("web.status_500_remedy", number=number))


def fault_page(found: Fault) -> Page:
    """A fault as a page of its own."""
    return Page(
        text("web.fault_title", status=found.status),
        error_page(found.status, found.what, found.where, found.remedy),
        found.status,
    )
