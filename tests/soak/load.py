"""Forty mixed requests a second for half an hour: errors, the slowest hundredth, and how much the server grew."""

from __future__ import annotations

import http.client
import queue
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tqdm import tqdm

from cockpit.query import Snapshot, snapshot
from cockpit.store import Store
from tests.bench.upload import _served
from tests.conftest import TODAY
from tests.drafts.calling import offspring
from tests.soak.asked import Asked
from tests.soak.figures import Figure

SECONDS, RATE, CALLERS = 1_800, 40, 64
MOST_MILLISECONDS, MOST_GROWTH = 300.0, 5.0
WARMED, AT_THE_END = 0.2, 0.9
"""Memory is compared between the tenth of the time after the first of these shares and what comes after the second."""
MIX: tuple[tuple[int, str], ...] = (
    (20, "/kreis/{kreis}"),
    (6, "/kreis/{kreis}/sdg/{sdg}"),
    (4, "/kreis/{kreis}/ziele"),
    (16, "/indikator/{name}?kreise={kreis}"),
    (4, "/indikator/{name}?kreise={kreis}&ansicht=tabelle"),
    (3, "/indikator/{name}?kreise={kreis}&ansicht=rangliste"),
    (14, "/indikator/{name}.svg?kreise={kreis}"),
    (4, "/indikator/{name}.svg?kreise={kreis}&stand={stand}"),
    (2, "/indikator/{name}.svg?ansicht=karte"),
    (1, "/indikator/{name}.png?kreise={kreis}&breite=320"),
    (6, "/indikator/{name}.json?kreise={kreis}"),
    (4, "/indikator/{name}.csv"),
    (4, "/kreis/{kreis}.json"),
    (6, "/einbetten/indikator/{name}?kreise={kreis}"),
    (4, "/suche.json?q={kreis}"),
    (1, "/vergleich?kreise={kreis}~{other}"),
    (1, "/hebelprojekte"),
)
"""How often of a hundred requests, and what."""


@dataclass
class Heard:
    """Milliseconds from the moment a request was due, faults, and megabytes of the server by the second."""

    milliseconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    megabytes: list[tuple[float, float]] = field(default_factory=list)


def run(asked: Asked) -> list[Figure]:
    """Requests come when they are due, however long others take, as those of many people do."""
    folder, heard, seconds = asked.folder("load"), Heard(), asked.seconds(SECONDS)
    file = asked.store_file(folder)
    store = Store.open(f"sqlite:///{file}")
    addresses = _addresses(snapshot(store, None, TODAY), asked.lot("load"))
    store.close()
    with _served(asked.environment(file), folder) as (process, base), asked.bar(seconds, "load", "s") as bar:
        _send(base, addresses, seconds, heard, lambda: _megabytes(process.pid), bar)
    for fault in heard.faults[:20]:
        print(fault, file=sys.stderr)
    ran = f"{len(heard.milliseconds):,} requests, {RATE} a second for {seconds:.0f} of {SECONDS:,} s"
    before, after = _around(heard.megabytes, seconds)
    middle, late = statistics.median(heard.milliseconds), _p99(heard.milliseconds)
    return [
        Figure("0 errors", ran, len(heard.faults), 0, "errors"),
        Figure("p99 below 300 ms", f"{ran}, median {middle:.0f} ms", late, MOST_MILLISECONDS, "ms"),
        Figure(
            "memory grows by less than 5 %",
            f"from {before:.0f} to {after:.0f} MB, all processes of the server",
            max(0.0, (after / before - 1) * 100),
            MOST_GROWTH,
            "%",
        ),
    ]


def _addresses(live: Snapshot, lot: random.Random) -> Iterator[str]:
    """Endless; every Kreis and every series with values is as likely as any other."""
    slugs = [one.slug for one in live.kreise]
    names = sorted(name for name, one in live.catalogue.indicators.items() if one.kind == "indicator")
    shares, forms = zip(*MIX, strict=True)
    while True:
        (form,) = lot.choices(forms, weights=shares)
        chosen = {"kreis": lot.choice(slugs), "other": lot.choice(slugs), "name": lot.choice(names)}
        yield form.format(**chosen, sdg=lot.randint(1, 17), stand=live.revision.id)


def _send(
    base: str, addresses: Iterator[str], seconds: float, heard: Heard, weigh: Callable[[], float], bar: tqdm
) -> None:
    waiting: queue.Queue[tuple[float, str] | None] = queue.Queue()
    callers = [threading.Thread(target=_call_on, args=(base, waiting, heard), daemon=True) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    started, every = time.monotonic(), max(1.0, seconds / 200)
    weighed = 0.0
    for number in range(round(seconds * RATE)):
        due = started + number / RATE
        time.sleep(max(0.0, due - time.monotonic()))
        waiting.put((due, next(addresses)))
        if due - started >= weighed:
            heard.megabytes.append((due - started, weigh()))
            weighed += every
            bar.update(due - started - bar.n)
    for _ in callers:
        waiting.put(None)
    for caller in callers:
        caller.join(120)
    heard.megabytes.append((seconds, weigh()))


def _call_on(base: str, waiting: queue.Queue[tuple[float, str] | None], heard: Heard) -> None:
    """One connection, kept as long as the server keeps it."""
    host = urlsplit(base).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    while (item := waiting.get()) is not None:
        due, path = item
        try:
            status = _status(connection, path)
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            heard.faults.append(f"{path}: {error!r}")
            continue
        heard.milliseconds.append((time.monotonic() - due) * 1000)
        if status not in (200, 302, 308):
            heard.faults.append(f"{path}: {status}")


def _status(connection: http.client.HTTPConnection, path: str) -> int:
    """A kept connection may have been closed meanwhile; then it is made anew, once."""
    for attempt in (1, 2):
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            connection.close()
            if attempt == 2:
                raise
        else:
            answer.read()
            return answer.status
    raise AssertionError


def _megabytes(server: int) -> float:
    """What all processes of the server hold, shared pages counted once."""
    total = 0
    for number in (server, *offspring(server)):
        with suppress(OSError):
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _around(weighed: list[tuple[float, float]], seconds: float) -> tuple[float, float]:
    """Megabytes after the caches are filled, and at the end."""
    early = [held for at, held in weighed if WARMED <= at / seconds <= WARMED + 0.1]
    late = [held for at, held in weighed if at / seconds >= AT_THE_END]
    return statistics.mean(early or [weighed[0][1]]), statistics.mean(late)


def _p99(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.99 * len(times)))]
