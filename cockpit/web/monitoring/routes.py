"""The address /metrics: there for callers on the same machine, named networks or a token; for all others it is not."""

from __future__ import annotations

import os
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.exceptions import NotFound

from cockpit.base.settings import Settings
from cockpit.web import state
from cockpit.web.monitoring.counting import OWN
from cockpit.web.monitoring.figures import StoreFigures

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
PASSED_ON = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")
"""What came through a proxy comes from outside, whatever address the proxy has."""


def add_metrics(server: Flask, settings: Settings) -> None:
    """Register it on ``server``."""

    def metrics() -> Response:
        if not (_has_token(settings.metrics_token) or _is_near(settings)):
            raise NotFound
        return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_PLAIN_0_0_4)

    server.add_url_rule("/metrics", "metrics", metrics)


def _registry() -> CollectorRegistry:
    """The figures of all processes of this server, and those of the store."""
    found = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(found)  # type: ignore[no-untyped-call] # as its manual shows it
    else:
        found.register(OWN)
    found.register(StoreFigures(state.store()))
    return found


def _has_token(token: str) -> bool:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return bool(token) and kind.casefold() == "bearer" and compare_digest(given.strip().encode(), token.encode())


def _is_near(settings: Settings) -> bool:
    """Whether the caller itself, not a proxy for somebody, is on this machine or in a named network."""
    before = request.environ.get("werkzeug.proxy_fix.orig") or {}
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        address = ip_address(before.get("REMOTE_ADDR") or request.remote_addr or "")
    except ValueError:
        return False
    plain = (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
    return plain.is_loopback or any(plain in network for network in settings.metrics_networks)
