"""Every address asks for its permission: all rules × roles × methods, callbacks included, and nothing without one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from flask import Flask, Response
from werkzeug.routing import Rule

from cockpit import people
from cockpit.base.clock import now
from cockpit.model.account import CARRIES, ROLES
from cockpit.store import Store
from cockpit.web import access, staff
from cockpit.web.server import create_server

from .conftest import Person, hired

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
CALLBACK = {
    "output": "_page.children",
    "outputs": {"id": "_page", "property": "children"},
    "inputs": [
        {"id": "_address", "property": "pathname", "value": "/verwaltung"},
        {"id": "_address", "property": "search", "value": ""},
    ],
}


def replace_views(server: Flask) -> None:
    """From now on every view only says that it was reached."""
    for endpoint in server.view_functions:
        server.view_functions[endpoint] = lambda **_: Response("reached", headers={"X-Reached": "yes"})


def address(rule: Rule) -> str:
    """An address of a rule with something in each hole."""
    filled = {name: _example(rule, name) for name in rule.arguments if name not in (rule.defaults or {})}
    built = rule.build(filled, append_unknown=False)
    assert built is not None, rule
    return built[1]


def _example(rule: Rule, name: str) -> object:
    for value in (7, "7", "lippe", "csv"):
        try:
            rule._converters[name].to_python(rule._converters[name].to_url(value))
        except Exception:  # noqa: S112 - the next one may fit
            continue
        return value
    raise AssertionError((rule, name))


def own_rule(server: Flask, rule: Rule, method: str) -> bool:
    """Whether this address and method lead to this very endpoint and not to one registered before it."""
    found = server.url_map.bind("localhost").match(address(rule), method=method)
    return bool(found[0] == rule.endpoint)


def test_every_endpoint_declares_its_permission(server: Flask) -> None:
    endpoints = {rule.endpoint for rule in server.url_map.iter_rules()}
    assert len(endpoints) > 30
    assert [name for name in sorted(endpoints) if access.permission(name) is None] == []


def test_no_declaration_is_left_over(server: Flask) -> None:
    endpoints = {rule.endpoint for rule in server.url_map.iter_rules()}
    assert sorted(access.PUBLIC - endpoints) == []
    assert endpoints >= access.PUBLIC_FORMS


def test_a_route_without_a_declaration_is_closed_to_everybody(signed_in: Callable[..., Person]) -> None:
    server = create_server()
    server.add_url_rule("/vergessen", "vergessen", lambda: "unbewacht", methods=["GET", "POST"])
    chef = signed_in("verwaltung", ())
    cookie = chef.client.get_cookie("cockpit")
    assert cookie is not None
    client = server.test_client()
    for secret in ("", cookie.value):
        client.set_cookie("cockpit", secret)
        for method in ("GET", "POST"):
            answer = client.open("/vergessen", method=method)
            assert answer.status_code == 403
            assert "unbewacht" not in answer.text


def test_every_rule_method_and_role_is_let_through_or_not_as_declared(
    server: Flask, someone: Person, signed_in: Callable[..., Person]
) -> None:
    visitors: dict[str, Person] = {"": someone}
    visitors |= {role: signed_in(role, ()) for role in ROLES}
    tokens = {role: visitor.token("/konto" if role else "/anmelden") for role, visitor in visitors.items()}
    replace_views(server)
    asked = 0
    for rule, method, role in product(list(server.url_map.iter_rules()), METHODS, visitors):
        if method not in (rule.methods or ()) or method == "OPTIONS" or not own_rule(server, rule, method):
            continue
        wanted = access.permission(rule.endpoint)
        for_machines = rule.rule.startswith(access.MACHINES)
        opens = wanted in CARRIES[role] and (wanted == "public" or not for_machines)
        headers = {"X-CSRFToken": tokens[role]}
        answer = visitors[role].client.open(address(rule), method=method, headers=headers, **_body(rule))
        assert ("X-Reached" in answer.headers) == opens, (rule, method, role, answer.status)
        if not opens:
            assert _turned_away(answer, for_machines or rule.rule.endswith(".json")), (
                rule,
                method,
                role,
                answer.status,
            )
        asked += 1
    assert asked > 4 * 40


def test_no_form_is_taken_without_the_token_of_its_own_session(server: Flask, signed_in: Callable[..., Person]) -> None:
    chef, anna = signed_in("verwaltung", ()), signed_in("verwaltung", (), "anna")
    foreign = anna.token()
    replace_views(server)
    asked = 0
    for rule in server.url_map.iter_rules():
        if not WRITING & (rule.methods or set()) or rule.endpoint in access.PUBLIC_FORMS:
            continue
        if rule.rule.startswith(access.MACHINES):
            continue
        for headers in ({}, {"X-CSRFToken": foreign}, {"X-CSRFToken": "geraten"}, {"Authorization": "Bearer x"}):
            for method in sorted(WRITING & (rule.methods or set())):
                answer = chef.client.open(address(rule), method=method, headers=headers)
                assert answer.status_code == 400, (rule, headers)
                assert "X-Reached" not in answer.headers
                asked += 1
    assert asked > 4 * 8


@pytest.mark.parametrize("role", ROLES)
def test_a_token_opens_nothing_but_what_it_is_for(server: Flask, staff_store: Store, role: str) -> None:
    secret = people.token(staff_store, hired(staff_store, "anna", role), "Export", 9, ["upload"], now())
    replace_views(server)
    for rule in server.url_map.iter_rules():
        wanted = access.permission(rule.endpoint)
        opens = wanted == "public" or (
            rule.rule.startswith(access.MACHINES) and wanted in people.OPENS["upload"] & CARRIES[role]
        )
        for method in sorted(set(METHODS) & (rule.methods or set()) - {"OPTIONS"}):
            if not own_rule(server, rule, method):
                continue
            headers = {"Authorization": f"Bearer {secret}"}
            answer = server.test_client().open(address(rule), method=method, headers=headers, **_body(rule))
            closed_form = method in WRITING and not rule.rule.startswith(access.MACHINES)
            expected = opens and (not closed_form or rule.endpoint in access.PUBLIC_FORMS)
            assert ("X-Reached" in answer.headers) == expected, (rule, method)


def test_for_programs_cookies_do_not_count(server: Flask, signed_in: Callable[..., Person]) -> None:
    chef = signed_in("verwaltung", ())
    replace_views(server)
    for route in staff.routes().values():
        if route.rule.startswith(access.MACHINES):
            rule = next(rule for rule in server.url_map.iter_rules() if rule.endpoint == route.endpoint)
            answer = chef.client.open(address(rule), method=route.methods[0])
            assert answer.status_code == 401
            assert answer.mimetype == "application/problem+json"
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_callback_of_the_public_pages_shows_no_staff_page(signed_in: Callable[..., Person]) -> None:
    chef = signed_in("verwaltung", ())
    answer = chef.client.post("/_dash-update-component", json=CALLBACK)
    assert answer.status_code == 200
    assert "Diese Seite gibt es nicht" in answer.get_data(as_text=True).encode().decode("unicode_escape", "replace")
    assert "person.verwaltung" not in answer.text


def test_someone_with_a_one_time_password_reaches_only_the_password_form(server: Flask, staff_store: Store) -> None:
    _, once = people.add(staff_store, "neu", "verwaltung", by="Test", at=now())
    person = Person(server.test_client())
    assert person.sign_in("neu", once, "/verwaltung").location == "/konto?weiter=%2Fverwaltung"
    for path in ("/verwaltung", "/verwaltung/protokoll"):
        answer = person.get(path)
        assert (answer.status_code, answer.location) == (303, "/konto")
    assert person.post("/konto/schluessel", bezeichnung="x", tage="30").location == "/konto"
    assert people.tokens_of(staff_store, people.find(staff_store, "neu").account) == ()


def _body(rule: Rule) -> dict[str, Any]:
    return {"json": CALLBACK} if rule.endpoint in access.PUBLIC_FORMS else {}


def _turned_away(answer: object, as_data: bool) -> bool:
    status = getattr(answer, "status_code", 0)
    location = getattr(answer, "location", None) or ""
    return status == 403 or (status == 401 if as_data else status == 303 and location.startswith("/anmelden"))
