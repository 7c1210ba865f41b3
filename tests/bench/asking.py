"""Ask a running server one request after the other over a kept connection: CPU of the server, median and size."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tests.bench.peers import cpu_of
from tests.bench.running import Running

TIMES = 60
WARMING = 6
"""As many as make sure that each of our processes has answered before."""


@dataclass(frozen=True)
class Answered:
    """CPU milliseconds of the server per answer, median milliseconds of the client, bytes of the body."""

    cpu: float
    median: float
    bytes: int


def ask(server: Running, path: str, times: int = TIMES) -> Answered:
    """Every answer must be a good one; nothing compressed, nothing taken from a cache of the client."""
    for _ in range(WARMING):
        got(server, path)
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    before, spent, size = cpu_of(server.pid), [], 0
    for _ in range(times):
        started = time.perf_counter()
        size = len(_one(connection, path, {"Accept-Encoding": "identity"})[0])
        spent.append((time.perf_counter() - started) * 1000)
    return Answered((cpu_of(server.pid) - before) * 1000 / times, statistics.median(spent), size)


def got(server: Running, path: str) -> tuple[bytes, Mapping[str, str]]:
    """Body and headers of one answer."""
    return _one(http.client.HTTPConnection("127.0.0.1", server.port), path, {})


def _one(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[bytes, Mapping[str, str]]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
    return body, answer.headers
