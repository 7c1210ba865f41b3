"""The staff side: server-rendered forms behind sign-in; every module here brings its ROUTES and is found by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from flask import Flask, Response, g
from flask.typing import ResponseReturnValue

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.account import Account, Permission
from cockpit.web import state
from cockpit.web.caching import NEVER
from cockpit.web.staff import _page

FORM_BYTES = 64 * 1024
FEW_KREISE = 3


@dataclass(frozen=True, slots=True)
class Route:
    """One staff address: Flask's rule and endpoint, the view, who may ask, and the largest body in bytes."""

    rule: str
    endpoint: str
    view: Callable[..., ResponseReturnValue]
    may: Permission
    methods: tuple[str, ...] = ("GET",)
    most_bytes: int = FORM_BYTES


@cache
def routes() -> Mapping[str, Route]:
    """All staff routes by endpoint; a new module with ROUTES is enough, an endpoint given twice is an error."""
    found: dict[str, Route] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        for route in importlib.import_module(f"{__name__}.{module.name}").ROUTES:
            if route.endpoint in found:
                raise ValueError(route.endpoint)
            found[route.endpoint] = route
    return found


def add_staff(server: Flask, folder: str) -> None:
    """Register every staff route; ``folder`` is the package of public pages whose menu the frame shows."""
    server.config["PAGES"] = folder
    for route in routes().values():
        server.add_url_rule(route.rule, route.endpoint, route.view, methods=route.methods)


def account() -> Account | None:
    """Who has signed in, or ``None``."""
    found: Account | None = g.get("account")
    return found


def signed_in() -> Account:
    """Who has signed in; only for views whose permission is not ``public``."""
    found = account()
    if found is None:
        raise RuntimeError("a view that asks for an account must not be public")
    return found


def become(changed: Account) -> None:
    """The account of this request as it is from now on."""
    g.account = changed


def kreise(account: Account) -> tuple[str, ...]:
    """Names of the Kreise an account may write for; empty for all."""
    regions = state.store().catalogue().regions
    return tuple(regions[key].display_name if key in regions else key for key in account.kreise)


def audit(action: str, subject: str, before: str = "", after: str = "") -> None:
    """Record for the current account what it did."""
    who = signed_in().name
    people.record(state.store(), who=who, action=action, subject=subject, before=before, after=after, at=now())


def render(
    template: str, *, title: str, status: int = 200, scripts: tuple[str, ...] = (), **values: object
) -> Response:
    """A Jinja template of ``cockpit/web/templates`` (extending ``base.html``) inside the frame of the public pages.

    ``scripts`` names files of ``assets/`` this page needs. Templates know ``account``, ``csrf_token()`` and ``values``.
    """
    who = account()
    shown = _kreise_in_brief(who) if who else ""
    body = _page.filled(template, title=title, scripts=scripts, account=who, kreise_shown=shown, **values)
    response = Response(body, status=status, mimetype="text/html")
    response.headers["Cache-Control"] = NEVER
    return response


def _kreise_in_brief(who: Account) -> str:
    if not who.kreise:
        return text("people.all_kreise")
    few = len(who.kreise) <= FEW_KREISE
    return enumeration(kreise(who)) if few else text("people.many_kreise", n=len(who.kreise))
