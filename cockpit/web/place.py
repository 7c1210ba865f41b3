"""Where this server is reached from outside, for addresses that leave it: snippets, citations, discovery links."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import has_request_context, request

from cockpit.base.settings import settings


def base() -> str:
    """The public address without a slash at the end: as set, else as this request came; "" outside of both."""
    asked = request.url_root if has_request_context() else ""
    return (settings().public_url or asked).rstrip("/")


def absolute(path: str) -> str:
    """A path of this server as it must be written elsewhere."""
    return base() + path


def is_own(address: str) -> bool:
    """Whether an absolute address leads to this server, by its public name or by the one it was asked under."""
    try:
        parts = urlsplit(address)
        asked = {urlsplit(base()).netloc, request.host}
        return parts.scheme in ("http", "https") and parts.netloc in asked
    except ValueError:
        return False
