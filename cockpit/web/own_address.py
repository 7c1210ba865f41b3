"""Refuses to lead anyone to a foreign host: an address given by a form or query must be a path of this server."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST = 2000
NOT_BACK_TO = ("/anmelden", "/abmelden", "/api/", "/_")


def own_address(given: str, otherwise: str) -> str:
    """``given`` when browsers read it as a path of this server that one may return to, else ``otherwise``."""
    if not given.startswith("/") or given.startswith("//") or len(given) > LONGEST:
        return otherwise
    # Browsers drop tabs and line ends and read a backslash as a slash: "/\t/host" and "/\host" lead away.
    if "\\" in given or any(ord(sign) <= 32 or ord(sign) == 127 for sign in given):
        return otherwise
    parts = urlsplit(given)
    if parts.scheme or parts.netloc or parts.path.startswith(NOT_BACK_TO):
        return otherwise
    return given
