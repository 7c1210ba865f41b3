"""Guards a form that people without account send, without a cookie: a signed, dated token, and only from own pages."""

from __future__ import annotations

import secrets

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from cockpit.web.place import is_own

FIELD = "csrf_token"
LONGEST = 24 * 3600
"""Seconds a form may lie open."""
OWN_SITES = frozenset({"", "same-origin", "none"})


def token() -> str:
    """What a form of this server carries; it names nobody and is kept nowhere."""
    return _signer().dumps(secrets.token_hex(8))


def is_sound() -> bool:
    """Whether the form of this request was made here lately, and the browser says it was sent from an own page.

    Browsers name the page a form stood on (``Origin``, ``Sec-Fetch-Site``); no page of others can change that. The
    token keeps away programs that never asked for the form.
    """
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "") not in OWN_SITES or (origin is not None and not is_own(origin)):
        return False
    try:
        _signer().loads(request.form.get(FIELD, ""), max_age=LONGEST)
    except BadData:
        return False
    return True


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="open form")
