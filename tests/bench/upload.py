"""One million rows through the upload page of a running server, while somebody else reads the page of a Kreis."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import requests

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.settings import settings
from cockpit.catalogue import load
from cockpit.etl import load_start
from cockpit.model.catalogue import Catalogue
from cockpit.store import Store
from tests.bench import synthetic
from tests.bench.ingest import INDICATORS, YEARS, _sqlite_import
from tests.bench.measured import cost
from tests.bench.watching import Watch
from tests.browser.conftest import _free_port, _wait_for

PAGE = "/kreis/lippe"
READS = 60
KEPT_READS = 8
"""For each page made anew, as a kept one takes so little that a hundredth of few reads would be a single one."""
LONGEST = 600
PASSWORD = "nur für diese eine Messung"  # noqa: S105 - of a store that lives for a minute


@dataclass(frozen=True)
class _Times:
    """Milliseconds for the page that the server keeps, and for pages that it makes anew."""

    kept: list[float]
    made: list[float]


def compare() -> None:
    """Print the CPU of upload and publication beside ``sqlite3 .import``, the steps seen, how long readers waited."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        declared = synthetic.catalogue(INDICATORS)
        file = place / "million.csv"
        synthetic.write_csv(synthetic.frame(declared, YEARS), file)
        url = f"sqlite:///{place / 'cockpit.sqlite'}"
        _filled(url, declared)
        base = cost(lambda: _sqlite_import(file, place))
        environment = {**os.environ, "COCKPIT_DATABASE_URL": url, "COCKPIT_TODAY": "2026-11-22"}
        with _served(environment, place) as (process, address):
            _report(process, address, file, base.cpu, place / "cockpit.sqlite.work")


def _filled(url: str, declared: Catalogue) -> None:
    """The shipped store, the series to upload declared beside it, and an account."""
    shipped = load(settings().data)
    series = {name: replace(item, kind="base", direction=0) for name, item in declared.indicators.items()}
    store = Store.open(url)
    store.migrate()
    store.sync(replace(shipped, indicators={**shipped.indicators, **series}), at=synthetic.AT, by="bench")
    load_start(store, settings().data, at=synthetic.AT, step=lambda *_: None)
    account, once = people.add(store, "bench", "verwaltung", by="bench", at=now())
    people.change_password(store, account, once, PASSWORD, "", now())
    store.close()


def _report(process: subprocess.Popen[bytes], address: str, file: Path, base: float, work: Path) -> None:
    visit = requests.Session()
    _post(visit, address + "/anmelden", "/anmelden", {"name": "bench", "kennwort": PASSWORD})
    unread = iter(_pages(address))
    for _ in range(5):
        _timed(address + PAGE)
        _timed(next(unread))
    before = _spent(process.pid)
    idle = _Times([], [])
    for _ in range(READS):
        idle.made.append(_timed(next(unread)))
        idle.kept.extend(_timed(address + PAGE) for _ in range(KEPT_READS))
    per_read = (_spent(process.pid) - before) / READS
    busy = _Times([], [])
    done = threading.Event()

    def read_on() -> None:
        while not done.is_set():
            if page := next(unread, ""):
                busy.made.append(_timed(page))
            busy.kept.extend(_timed(address + PAGE) for _ in range(KEPT_READS))

    reader = threading.Thread(target=read_on)
    before, started = _spent(process.pid), time.monotonic()
    reader.start()
    try:
        with Watch(process.pid, work) as watch:
            steps = _upload(visit, address, file)
    finally:
        done.set()
        reader.join()
    wall, used = time.monotonic() - started, _spent(process.pid) - before
    reading = per_read * len(busy.made)
    print(f"upload to publication: wall {wall:.1f} s; steps seen: {', '.join(steps)}")
    own = used - reading
    print(f"CPU of check, effect and publication {own:.1f} s, of readers {reading:.1f} s; sqlite3 .import {base:.1f} s")
    _by_step(watch)
    for said, before_, meanwhile in (
        (f"{PAGE}, kept as for every reader after the first", idle.kept, busy.kept),
        ("page of another Kreis each time, made anew", idle.made, busy.made),
    ):
        print(f"{said}: idle {_told(before_)}; meanwhile {_told(meanwhile)} in {len(meanwhile)} reads"
              f" (p99 {_p99(meanwhile) / _p99(before_):.1f} x)")  # fmt: skip


def _told(times: list[float]) -> str:
    return f"median {statistics.median(times):.0f} p99 {_p99(times):.0f} ms"


def _by_step(watch: Watch) -> None:
    """What the workers, one for the check and one for the publication, spent and held at each step."""
    for step, spent in watch.cpu.items():
        print(f"  worker at {step:22} cpu {spent:5.2f} s  memory so far {watch.megabytes[step]:5.0f} MB")
    whole, most = sum(watch.cpu.values()), max(watch.megabytes.values())
    print(f"  worker in all {'':19} cpu {whole:5.2f} s  memory at most {most:4.0f} MB")


def _upload(visit: requests.Session, address: str, file: Path) -> list[str]:
    """Upload and publish; every step and every tenth of it that the page told meanwhile."""
    with file.open("rb") as content:
        page = _post(visit, address + "/daten/hochladen", "/daten/hochladen", {"indikator": ""}, {"datei": content})
    draft = page.url.partition("?")[0]
    steps = _follow(visit, draft, "checked")
    effect = visit.get(draft + "?schritt=wirkung", timeout=LONGEST)
    sent = visit.post(draft + "/veroeffentlichen", {"csrf_token": _token(effect.text)}, timeout=LONGEST)
    sent.raise_for_status()
    return steps + _follow(visit, draft, "published")


def _follow(visit: requests.Session, draft: str, wanted: str) -> list[str]:
    seen: list[str] = []
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        told = visit.get(draft + "/stand.json", timeout=60).json()
        share = f" {10 * told['fertig'] // told['von']}/10" if told["von"] else ""
        if told["schritt"] and (step := told["schritt"] + share) not in seen:
            seen.append(step)
        if told["stand"] == wanted:
            return seen
        if told["stand"] not in {"working", "checked"}:
            raise SystemExit(f"upload ended as {told['stand']}")
        time.sleep(0.2)
    raise SystemExit("upload took too long")


def _post(
    visit: requests.Session, form: str, target: str, fields: dict[str, str], files: dict[str, IO[bytes]] | None = None
) -> requests.Response:
    token = _token(visit.get(form, timeout=60).text)
    address = form.rpartition(target)[0] + target
    answer = visit.post(address, {**fields, "csrf_token": token}, files=files, timeout=LONGEST)
    answer.raise_for_status()
    return answer


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    if found is None:
        raise SystemExit("a page without form")
    return found[1]


def _pages(address: str) -> list[str]:
    """The pages of all Kreise but the one that is kept."""
    found = re.findall(r'href="(/kreis/[^"?./]+)"', requests.get(address + "/kreise", timeout=60).text)
    return [address + page for page in dict.fromkeys(found) if page != PAGE]


def _timed(page: str) -> float:
    """Milliseconds for one page, asked without a cache in between."""
    started = time.perf_counter()
    requests.get(page, timeout=60).raise_for_status()
    return (time.perf_counter() - started) * 1000


def _p99(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.99 * len(times)))]


def _spent(parent: int) -> float:
    """CPU seconds of a process and everything below it, processes that have ended included."""
    total, waiting = 0.0, [parent]
    while waiting:
        number = waiting.pop()
        with suppress(OSError):
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(one) for one in fields[11:15]) / os.sysconf("SC_CLK_TCK")
            for tasks in Path(f"/proc/{number}/task").glob("*/children"):
                waiting += [int(one) for one in tasks.read_text().split()]
    return total


@contextmanager
def _served(environment: dict[str, str], place: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port, log = _free_port(), place / "log.txt"
    command = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    compare()
