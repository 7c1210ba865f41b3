"""Who may ask what: every endpoint declares its permission, and what declares none is refused to everybody."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request
from flask_wtf.csrf import CSRFError, CSRFProtect  # type: ignore[import-untyped] # ships no types
from werkzeug.wrappers import Response

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.errors import BadRequest, Forbidden, SignInNeeded
from cockpit.base.settings import Settings
from cockpit.base.texts import text
from cockpit.model.account import Account, Permission
from cockpit.outputs import formats
from cockpit.web import answer, open_form, session, staff, state

PUBLIC = frozenset(
    {
        "page.start",
        "page",
        "healthz",
        "readyz",
        "metrics",  # answers only callers it knows, by address or token
        "suche.json",
        "hebelprojekte.json",
        "vergleich.json",
        "vergleich.csv",
        "vergleich.xlsx",
        "massnahmen.json",
        "massnahmen.csv",
        "ziele.json",
        "ziele.csv",
        "robots",
        "favicon",
        "einbetten.indikator",
        "einbetten.hoehe",
        "oembed",
        "_dash_assets.static",
        "/",
        "/<path:path>",
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "/_dash-layout",
        "/_dash-dependencies",
        "/_dash-update-component",
        "/_reload-hash",
        "/_favicon.ico",
    }
)
"""Endpoints of the public side that are no staff routes; Dash names its own after their rules."""
PUBLIC_FORMS = frozenset({"/_dash-update-component"})
"""Public endpoints that answer POST; they change nothing, so that no forged call can do harm."""
OPEN_FORMS = frozenset({"rueckmeldung.senden"})
"""Forms people send without signing in: they need no session, and so no cookie, to be known as own ones."""
MACHINES = "/api/"
TOKEN_SCOPE = "upload"  # noqa: S105 - the name of a purpose
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PASSWORD = frozenset({"konto", "konto.kennwort", "abmelden", "anmelden"})
"""What an account with a one-time password may reach before it has chosen its own."""


def permission(endpoint: str) -> Permission | None:
    """What an endpoint asks of those who call it; ``None`` when nobody has said so."""
    route = staff.routes().get(endpoint)
    if route:
        return route.may
    kind, _, suffix = endpoint.partition(".")
    is_download = kind in {"kreis", "land", "indikator"} and suffix in formats()
    return "public" if endpoint in PUBLIC or is_download else None


def guard_access(server: Flask, settings: Settings) -> None:
    """Check every request before anything else looks at it."""
    server.config.update(
        SECRET_KEY=settings.secret_key or _development_key(settings),
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as its session
    )
    session.add_sessions(server, settings)
    csrf = CSRFProtect(server)

    @server.before_request
    def check() -> Response | None:
        if request.endpoint is None:
            return None  # no such address or method: the answer says so
        wanted = permission(request.endpoint)
        route = staff.routes().get(request.endpoint)
        forged = route is None and request.method not in SAFE_METHODS and request.endpoint not in PUBLIC_FORMS
        if wanted is None or forged:
            raise Forbidden(text("people.access.undeclared"), request.path)
        if route is None:
            return None
        request.max_content_length = route.most_bytes
        g.account = _by_token() if is_for_machines() else _by_session()
        turned_away = _admitted(g.account, wanted)
        if turned_away is None and request.method not in SAFE_METHODS and not is_for_machines():
            _require_own_form(csrf)
        return turned_away


def is_for_machines() -> bool:
    """Whether a program asks: there only tokens count, and no cookie is looked at."""
    return request.path.startswith(MACHINES)


def _admitted(account: Account | None, wanted: Permission) -> Response | None:
    if wanted == "public":
        return None
    if account is None:
        raise SignInNeeded(text("people.access.sign_in"), remedy=text("people.access.sign_in_remedy"))
    if account.must_change and not is_for_machines() and request.endpoint not in OWN_PASSWORD:
        return redirect("/konto", 303)
    opened = not is_for_machines() or wanted in people.OPENS[TOKEN_SCOPE]
    if not (opened and account.may(wanted)):
        raise Forbidden(text("people.access.role"), request.path, text("people.access.role_remedy"))
    return None


def _by_token() -> Account | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not secret.strip():
        return None
    return people.by_token(state.store(), secret.strip(), TOKEN_SCOPE, now())


def _by_session() -> Account | None:
    visit = session.current().visit
    return visit.account if visit else None


def _require_own_form(csrf: CSRFProtect) -> None:
    try:
        csrf.protect()
    except CSRFError as error:
        if request.endpoint in OPEN_FORMS and open_form.is_sound():
            return
        raise BadRequest(text("people.access.form"), remedy=text("people.access.form_remedy")) from error


def sign_in_address() -> str:
    """Where to sign in, and from there back to the page asked for, or to the page of the form that was sent."""
    asked = request.full_path.rstrip("?") if request.method in SAFE_METHODS else _form_page()
    return answer.with_query("/anmelden", {"weiter": asked} if asked else {})


def _form_page() -> str:
    """Path and query of the page a form stood on, "" when it was none of ours."""
    sent = urlsplit(request.referrer or "")
    return f"{sent.path}?{sent.query}".rstrip("?") if sent.netloc == request.host else ""


def _development_key(settings: Settings) -> str:
    """Signs form tokens where no key is set; what makes them unforgeable is the random part in the session."""
    return sha256(f"cockpit {settings.database_url}".encode()).hexdigest()
