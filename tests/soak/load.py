"""Forty mixed requests a second for half an hour, a publication amid: errors, the slowest hundredth, and growth."""

from __future__ import annotations

import http.client
import json
import os
import queue
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tqdm import tqdm

from cockpit.query import Snapshot, snapshot
from cockpit.store import Store
from cockpit.web.shell import ADDRESS, LIVE
from tests.bench.upload import _served
from tests.conftest import ROOT, TODAY
from tests.drafts.calling import offspring
from tests.soak.asked import Asked
from tests.soak.figures import Figure

SECONDS, RATE, CALLERS = 1_800, 40, 64
MOST_MILLISECONDS, MOST_GROWTH = 300.0, 5.0
STARTED = 5.0
"""Seconds for what a new process makes ready behind the first visitors; from then on it is as on any morning."""
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
    (10, "@/kreis/{kreis}"),
    (8, "@/indikator/{name}?kreise={kreis}"),
)
"""How often, and what; after @ the question that a browser asks of Dash once that page stands there."""
DASH = "/_dash-update-component"
PUBLISHED, AFTERWARDS = 0.6, 60.0
"""At this share of the time a new Datenstand makes everything kept worthless; so many seconds are looked at then."""
NEW = ("verkehrstote", "ags;jahr;wert;status\n05766;2025;3;\n")


@dataclass
class Heard:
    """When requests were due and how long they took from then on, faults, megabytes of the server by the second."""

    taken: list[tuple[float, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    megabytes: list[tuple[float, float]] = field(default_factory=list)
    started: float = 0.0
    worked: float = 0.0
    """Seconds of processor that all processes of the server took together."""

    def between(self, first: float, last: float) -> list[float]:
        """Milliseconds of the requests due in that span of seconds."""
        return [one * 1000 for due, one in self.taken if first <= due - self.started <= last] or [0.0]


def run(asked: Asked) -> list[Figure]:
    """Requests come when they are due, however long others take, as those of many people do."""
    folder, heard, seconds = asked.folder("load"), Heard(), asked.seconds(SECONDS)
    file = asked.store_file(folder)
    store = Store.open(f"sqlite:///{file}")
    addresses = _addresses(snapshot(store, None, TODAY), asked.lot("load"))
    store.close()
    at, environment = seconds * PUBLISHED, asked.environment(file)
    with _served(environment, folder) as (process, base), asked.bar(seconds, "load", "s") as bar:
        time.sleep(STARTED)
        publication = threading.Timer(at, _publish, (environment, folder, heard))
        publication.start()
        before = _processor_seconds(process.pid)
        _send(base, addresses, seconds, heard, lambda: _megabytes(process.pid), bar)
        heard.worked = _processor_seconds(process.pid) - before
        publication.join()
    for fault in heard.faults[:20]:
        print(fault, file=sys.stderr)
    ran = f"{len(heard.taken):,} requests, {RATE} a second for {seconds:.0f} of {SECONDS:,} s"
    started, before, after = heard.megabytes[0][1], *_around(heard.megabytes, seconds)
    each = heard.worked / len(heard.taken) * 1000
    busy = (
        f"the server took {heard.worked / seconds:.0%} of a processor, {each:.0f} ms an answer, of {os.cpu_count()}"
        " that it shares with the callers of this run"
    )
    whole, first, anew = (heard.between(*span) for span in ((0, seconds), (0, AFTERWARDS), (at, at + AFTERWARDS)))
    middle, late = statistics.median(whole), _p99(whole)
    return [
        Figure("0 errors", ran, len(heard.faults), 0, "errors"),
        Figure("p99 below 300 ms", f"{ran}, median {middle:.0f} ms", late, MOST_MILLISECONDS, "ms", cause=busy),
        Figure(
            "p99 with nothing kept yet",
            f"first {len(first):,} of these",
            _p99(first),
            MOST_MILLISECONDS,
            "ms",
            cause=busy,
        ),
        Figure("p99 after a publication", f"{len(anew):,} of these", _p99(anew), MOST_MILLISECONDS, "ms", cause=busy),
        Figure(
            "memory grows by less than 5 %",
            f"from {before:.0f} to {after:.0f} MB, all processes of the server",
            max(0.0, (after / before - 1) * 100),
            MOST_GROWTH,
            "%",
            cause=f"{started:.0f} MB at the start; a new Datenstand and the one before it are both asked for by then",
        ),
    ]


def _publish(environment: dict[str, str], folder: Path, heard: Heard) -> None:
    """From the command line, as the officer of a Kreis might meanwhile."""
    file = folder / "neu.csv"
    file.write_text(NEW[1], encoding="utf-8")
    command = [sys.executable, "-m", "cockpit.cli", "import", str(file), "--indicator", NEW[0]]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        heard.faults.append(f"publication: {done.stderr}")


def _addresses(live: Snapshot, lot: random.Random) -> Iterator[str]:
    """Endless; every Kreis and every series with values is as likely as any other."""
    slugs = [one.slug for one in live.kreise]
    series = {name: one for name, one in live.catalogue.indicators.items() if one.kind == "indicator"}
    names, mapped = sorted(series), sorted(name for name, one in series.items() if one.level == "kreis")
    shares, forms = zip(*MIX, strict=True)
    while True:
        (form,) = lot.choices(forms, weights=shares)
        known = mapped if "ansicht=karte" in form else names  # what ends at the Länder has no map of Kreise
        chosen = {"kreis": lot.choice(slugs), "other": lot.choice(slugs), "name": lot.choice(known)}
        yield form.format(**chosen, sdg=lot.randint(1, 17), stand=live.revision.id)


def _send(
    base: str, addresses: Iterator[str], seconds: float, heard: Heard, weigh: Callable[[], float], bar: tqdm
) -> None:
    waiting: queue.Queue[tuple[float, str] | None] = queue.Queue()
    callers = [threading.Thread(target=_call_on, args=(base, waiting, heard), daemon=True) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    started, every = time.monotonic(), max(1.0, seconds / 200)
    heard.started = started
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
        heard.taken.append((due, time.monotonic() - due))
        if status not in (200, 302, 308):
            heard.faults.append(f"{path}: {status}")


def _status(connection: http.client.HTTPConnection, path: str) -> int:
    """A kept connection may have been closed meanwhile; then it is made anew, once."""
    for attempt in (1, 2):
        try:
            _ask(connection, path)
            answer = connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            connection.close()
            if attempt == 2:
                raise
        else:
            answer.read()
            return answer.status
    raise AssertionError


def _ask(connection: http.client.HTTPConnection, path: str) -> None:
    headers = {"Accept-Encoding": "gzip"}
    if not path.startswith("@"):
        connection.request("GET", path, headers=headers)
        return
    place, _, query = path.removeprefix("@").partition("?")
    values = {"pathname": unquote(place), "search": f"?{query}" if query else ""}
    body = {
        "output": f"{LIVE}.children",
        "outputs": {"id": LIVE, "property": "children"},
        "inputs": [{"id": ADDRESS, "property": name, "value": value} for name, value in values.items()],
        "changedPropIds": [f"{ADDRESS}.pathname"],
    }
    connection.request("POST", DASH, json.dumps(body), headers | {"Content-Type": "application/json"})


def _megabytes(server: int) -> float:
    """What all processes of the server hold, shared pages counted once."""
    total = 0
    for number in (server, *offspring(server)):
        with suppress(OSError):
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _processor_seconds(server: int) -> float:
    ticks = 0
    for number in (server, *offspring(server)):
        with suppress(OSError):
            after_name = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _around(weighed: list[tuple[float, float]], seconds: float) -> tuple[float, float]:
    """Megabytes after the caches are filled, and at the end."""
    early = [held for at, held in weighed if WARMED <= at / seconds <= WARMED + 0.1]
    late = [held for at, held in weighed if at / seconds >= AT_THE_END]
    return statistics.mean(early or [weighed[0][1]]), statistics.mean(late)


def _p99(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.99 * len(times)))]
