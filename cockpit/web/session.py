"""Flask's session kept on the server: the browser holds a random secret, and only where someone signs in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask, Request, Response, current_app, session
from flask.sessions import SessionInterface, SessionMixin

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.settings import Settings
from cockpit.model.account import Account
from cockpit.people import Visit
from cockpit.web import state

COOKIE, SAFE_COOKIE = "cockpit", "__Host-cockpit"
"""The second name, for https only, makes browsers refuse a cookie that another host or path tries to plant."""


class ServerSession(SessionMixin):
    """What one visit knows; looked up at the first question, so that public pages never do."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.ended = False
        self._visit: Visit | None = None
        self._data: dict[str, Any] | None = None

    @property
    def visit(self) -> Visit | None:
        """The visit of the browser's secret, if it still goes on."""
        self.data()
        return self._visit

    @property
    def asked(self) -> bool:
        """Whether anyone wanted to know."""
        return self._data is not None

    def data(self) -> dict[str, Any]:
        """What is known; empty for a new visit."""
        if self._data is None:
            self._visit = people.resume(state.store(), self.secret, now()) if self.secret else None
            self._data = dict(self._visit.session.data) if self._visit else {}
        return self._data

    def begin(self, account: Account | None) -> None:
        """Start over with a new secret: at sign-in, and when a password changes; nothing known is carried over."""
        self._visit = people.start(state.store(), {}, now(), account, self.secret)
        self._data, self.secret, self.ended = {}, self._visit.secret, False

    def end(self) -> None:
        """End the visit on the server, and take the secret from the browser."""
        if self.secret:
            people.stop(state.store(), self.secret)
        self._visit, self._data, self.ended = None, {}, True

    def __getitem__(self, key: str) -> Any:
        return self.data()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.data()[key] = value

    def __delitem__(self, key: str) -> None:
        del self.data()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data())

    def __len__(self) -> int:
        return len(self.data())


class ServerSessions(SessionInterface):
    """Opens and keeps sessions in the table ``session``."""

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of the browser's secret, not looked up yet."""
        return ServerSession(request.cookies.get(cookie_name(app), ""))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed; a browser gets the secret once, when something is to be remembered."""
        if not isinstance(session, ServerSession) or not (session.asked or session.ended):
            return
        name = cookie_name(app)
        response.vary.add("Cookie")
        if session.ended:
            response.delete_cookie(name, secure=_secure(app), httponly=True, samesite="Lax")
            return
        visit = session.visit
        if visit is None:
            if not session.data():
                return
            visit = people.start(state.store(), session.data(), now())
        else:
            people.keep(state.store(), visit, session.data(), now())
        if visit.secret:
            response.set_cookie(name, visit.secret, secure=_secure(app), httponly=True, samesite="Lax")


def current() -> ServerSession:
    """The session of this request."""
    found = session._get_current_object()  # type: ignore[attr-defined] # Flask's proxy, typed as what it stands for
    if not isinstance(found, ServerSession):
        raise TypeError(type(found).__name__)
    return found


def add_sessions(server: Flask, settings: Settings) -> None:
    """Keep the sessions of ``server`` in the store."""
    server.config["SECURE_COOKIES"] = settings.env == "production"
    server.session_interface = ServerSessions()


def cookie_name(app: Flask | None = None) -> str:
    """The name of the one cookie."""
    return SAFE_COOKIE if _secure(app or current_app) else COOKIE


def _secure(app: Flask) -> bool:
    return bool(app.config["SECURE_COOKIES"])
