"""Every answer of every address carries the protecting headers, and none but that of signing in sets a cookie."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cockpit.base.settings import Settings
from cockpit.web.headers import FIXED, content_policy
from cockpit.web.server import create_server

FILLED = {"path": "gibt/es/nicht", "name": "lippe", "filename": "cockpit.js", "package_name": "dash",
          "fingerprinted_path": "nichts.js", "suffix": "csv"}  # fmt: skip
FAULTS = ("/kaputt", "/nichts", "/nichts.json", "/?stand=x", "/?stand=99", "/kreis/05766", "/kreis/nirgends",
          "/indikator/nichts.csv", "/assets/nichts.js", "/_dash-component-suites/fremd/x.js", "/umgezogen")  # fmt: skip


def addresses(server: Flask) -> list[tuple[str, str]]:
    asked = []
    for rule in server.url_map.iter_rules():
        path = re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda found: FILLED.get(found[1], "7"), rule.rule)
        asked += [(method, path) for method in sorted(rule.methods or ())]
    return asked


def is_protected(headers: dict[str, str], path: str = "") -> bool:
    """All headers; only what is made for other people's pages may be framed by them."""
    policy, for_others = headers.get("Content-Security-Policy", ""), path.startswith("/einbetten/")
    framed = for_others or "frame-ancestors 'none'" in policy
    wanted = {name: value for name, value in FIXED.items() if not (for_others and name == "X-Frame-Options")}
    return framed and "default-src 'none'" in policy and all(headers.get(name) == wanted[name] for name in wanted)


def test_every_rule_and_method_is_protected_and_none_breaks(server: Flask, client: FlaskClient) -> None:
    asked = [*addresses(server), ("DELETE", "/"), ("POST", "/kreis/lippe"), ("PUT", "/healthz")]
    assert len(asked) > 40
    for method, path in asked:
        answer = client.open(path, method=method)
        assert is_protected(dict(answer.headers), path), (method, path)
        assert answer.status_code < 500, (method, path)
        assert "Set-Cookie" not in answer.headers or path.startswith("/anmelden"), (method, path)
        assert "Cache-Control" in answer.headers


@pytest.mark.parametrize("path", FAULTS)
def test_errors_are_protected_too(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code >= 300
    assert is_protected(dict(answer.headers))


def test_no_inline_script_and_no_eval() -> None:
    for policy in (content_policy(), content_policy(explores=True)):
        rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert rules["script-src"] == "'self'"
        assert rules["default-src"] == "'none'"
        assert "eval" not in policy
        assert "http" not in policy
    assert "'unsafe-inline'" not in content_policy().partition("style-src-attr")[0]


def test_pages_hold_no_script_the_policy_would_block(client: FlaskClient) -> None:
    for path in ("/", "/figur", "/nichts"):
        scripts = re.findall(r"<script([^>]*)>([^<]*)", client.get(path).text)
        assert scripts
        for attributes, inside in scripts:
            assert 'type="application/json"' in attributes or not inside.strip()


def test_encryption_is_asked_for_in_production_only(server: Flask) -> None:
    live = create_server(Settings(env="production", secret_key="k" * 40), "trial_pages").test_client()
    assert "max-age=31536000" in live.get("/healthz").headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in server.test_client().get("/healthz").headers
