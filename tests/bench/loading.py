"""Requests per second and the slowest percent under load: wrk where it is installed, else a client of our own."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field

from tests.bench.peers import cpu_of
from tests.bench.running import Running

CONNECTIONS = 8
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """Requests per second, 99th percentile in milliseconds, CPU milliseconds of the server per answer."""

    per_second: float
    p99: float
    cpu: float


@dataclass
class _Count:
    spent: list[float] = field(default_factory=list)
    bad: int = 0


def client() -> str:
    """Which client asks."""
    return "wrk" if shutil.which("wrk") else "eigener Client in Python mit Threads"


def load(server: Running, path: str, seconds: int, headers: dict[str, str] | None = None) -> Load:
    """Ask one address over eight kept connections; a single wrong answer ends the measurement."""
    before, started = cpu_of(server.pid), time.monotonic()
    ask = _wrk if shutil.which("wrk") else _threads
    count, p99 = ask(server, path, seconds, headers or {})
    cpu = (cpu_of(server.pid) - before) * 1000 / count
    return Load(count / (time.monotonic() - started), p99, cpu)


def _wrk(server: Running, path: str, seconds: int, headers: dict[str, str]) -> tuple[int, float]:
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "--latency",
        *given,
        server.at(path),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found, slow = re.search(r"(\d+) requests in", said), re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", said)
    if not found or not slow or "Non-2xx" in said or not int(found[1]):
        raise SystemExit(f"{path}: {said}")
    return int(found[1]), float(slow[1]) * UNITS[slow[2]]


def _threads(server: Running, path: str, seconds: int, headers: dict[str, str]) -> tuple[int, float]:
    counts = [_Count() for _ in range(CONNECTIONS)]
    end = time.monotonic() + seconds
    asking = [threading.Thread(target=_ask, args=(server, path, headers, end, count)) for count in counts]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    spent = sorted(one for count in counts for one in count.spent)
    if any(count.bad for count in counts) or not spent:
        raise SystemExit(f"{path}: wrong answers")
    return len(spent), spent[int(0.99 * (len(spent) - 1))]


def _ask(server: Running, path: str, headers: dict[str, str], end: float, count: _Count) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    while time.monotonic() < end:
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        count.spent.append((time.perf_counter() - started) * 1000)
        count.bad += answer.status >= 400
