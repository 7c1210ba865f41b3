"""Counts and times every answer by the pattern of its address: no path, no query, nobody's name.

The numbers of all processes of one server add up where ``PROMETHEUS_MULTIPROC_DIR`` names a folder; `cockpit serve` and
the shipped gunicorn settings make one that lives as long as the server.
"""

from __future__ import annotations

import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram

from cockpit.base.errors import NotFound
from cockpit.web.page import FOLDER, address_map, match

ELSEWHERE = "other"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
PAGES = frozenset({"page", "page.start", "/", "/<path:path>"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0)

OWN = CollectorRegistry()
"""The figures of this process alone."""
ANSWERS = Counter("cockpit_requests", "Answers by address pattern, method and class.",
                  ("route", "method", "status"), registry=OWN)  # fmt: skip
SECONDS = Histogram("cockpit_request_seconds", "From request to answer, by address pattern.",
                    ("route",), buckets=BUCKETS, registry=OWN)  # fmt: skip


def count_answers(server: Flask, folder: str = FOLDER) -> None:
    """Count from now on; first in, so that what others refuse counts too."""

    @server.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @server.after_request
    def count(response: Response) -> Response:
        counted(pattern(folder), request.method, response.status_code, time.perf_counter() - g.began)
        return response


def counted(route: str, method: str, status: int, seconds: float) -> None:
    """One more answer of that kind, and how long it took."""
    ANSWERS.labels(route, method if method in METHODS else ELSEWHERE, f"{status // 100}xx").inc()
    SECONDS.labels(route).observe(seconds)


def pattern(folder: str = FOLDER) -> str:
    """The rule that the address of this request fits; there are only so many, whatever people ask for."""
    if request.url_rule is None:
        return ELSEWHERE
    if request.endpoint not in PAGES:
        return request.url_rule.rule
    try:
        match(request.path, folder)
    except NotFound:
        return ELSEWHERE
    rule, _ = address_map(folder).bind("").match(request.path, method="GET", return_rule=True)
    return rule.rule
