"""Mutated uploads by the hundred thousand over HTTP: none answered with 500, none slow, none hungry."""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from flask import Flask

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.settings import settings
from cockpit.drafts import worker
from cockpit.store import Store
from cockpit.web import state
from cockpit.web.server import create_server
from tests.conftest import ROOT, _fold_log
from tests.drafts.alone import MOST_KILOBYTES, peak
from tests.etl import mutations
from tests.people.conftest import hired
from tests.soak.asked import Asked
from tests.soak.figures import Figure
from tests.staff import damaged

UPLOADS, BATCH = 100_000, 100
LONGEST_SECONDS = 10
WHOLE = 0.02
"""How often a large real file is sent whole; else it is cut, for the sake of the number of uploads."""
ANSWERS = {201, 202, 400, 422}
UNFORESEEN = "Fehler aufgetreten"
REAL = ROOT.parent / "shared" / "realdata"


@dataclass
class Seen:
    """Answers by status, the slowest in seconds, the hungriest in kilobytes, and what must not be."""

    answers: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    kilobytes: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Seen) -> None:
        self.answers += other.answers
        self.seconds, self.kilobytes = max(self.seconds, other.seconds), max(self.kilobytes, other.kilobytes)
        self.faults += other.faults


def run(asked: Asked) -> list[Figure]:
    """As many processes as cores, each with a server and a store of its own."""
    uploads, folder, seen = asked.count(UPLOADS, 10), asked.folder("fuzz"), Seen()
    sound = asked.store_file(folder)
    store = Store.open(f"sqlite:///{sound}")
    token = people.token(store, hired(store, "programm"), "Soak", 30, ["upload"], now())
    store.close()
    _fold_log(sound)
    batches = [(f"{asked.seed} {first}", min(BATCH, uploads - first)) for first in range(0, uploads, BATCH)]
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(min(os.cpu_count() or 1, len(batches)), mp_context=context) as pool,
        asked.bar(uploads, "fuzz", "uploads") as bar,
    ):
        for done in pool.map(partial(_batch, sound, token), batches):
            seen.add(done)
            bar.update(done.answers.total())
    for fault in seen.faults:
        print(fault, file=sys.stderr)
    told = ", ".join(f"{number:,} × {status}" for status, number in sorted(seen.answers.items()))
    ran = f"{uploads:,} of {UPLOADS:,} uploads ({told}){'' if REAL.is_dir() else ', without the real files'}"
    most = MOST_KILOBYTES / 1024
    return [
        Figure("every upload is answered in words, none with 500", ran, len(seen.faults), 0, "uploads"),
        Figure("none takes longer than 10 s", "the slowest of these", seen.seconds, LONGEST_SECONDS, "s"),
        Figure("none needs more than 1 GB", "the hungriest of these", seen.kilobytes / 1024, most, "MB"),
    ]


def _batch(sound: Path, token: str, batch: tuple[str, int]) -> Seen:
    """Some uploads to an empty list of drafts."""
    (lot, uploads), seen = batch, Seen()
    server, file = _server(sound)
    state.store().close()  # the file of the batch before is gone
    for name in sound.parent.glob(f"{file.name}-*"):
        name.unlink()
    shutil.copy(sound, file)
    chance, client = random.Random(lot), server.test_client()  # noqa: S311 - repeatable
    headers = {"Authorization": f"Bearer {token}"}
    hungriest = [0]

    def work_alone(store: Store, draft_id: str) -> None:
        hungriest.append(peak(store, draft_id))

    worker.start = work_alone  # type: ignore[assignment]
    for number in range(uploads):
        data, name, fields = drawn(chance)
        before = time.monotonic()
        answer = client.post("/api/v1/uploads", data={"file": (io.BytesIO(data), name), **fields}, headers=headers)
        seen.seconds = max(seen.seconds, time.monotonic() - before)
        seen.answers[answer.status_code] += 1
        if answer.status_code not in ANSWERS or UNFORESEEN in answer.text:
            seen.faults.append(f"lot {lot!r} upload {number}: {answer.status_code} for {name!r}, {answer.text[:300]}")
    own = _held_at_most()
    seen.kilobytes = max(own, *hungriest)
    return seen


@cache
def _server(sound: Path) -> tuple[Flask, Path]:
    """The server of this process, and the file it reads."""
    file = sound.with_name(f"{os.getpid()}.sqlite")
    shutil.copy(sound, file)
    os.environ |= {"COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": "2026-11-22"}
    settings.cache_clear()
    return create_server(settings()), file


def drawn(chance: random.Random) -> tuple[bytes, str, dict[str, str]]:
    """Bytes, name and fields of one upload."""
    fields = dict(chance.choice(damaged.FIELDS))
    if chance.random() < 0.2:
        fields["repair"] = chance.choice(("add_dissolved", "accept_factor_ten", "accept_names", "decimal_comma"))
    kind = chance.random()
    if kind < 0.4:
        return damaged.mutated(chance.choice(_originals()), chance), chance.choice(damaged.NAMES), fields
    held = mutations.files() if kind < 0.7 or not _real() else _real()
    name = chance.choice(sorted(held))
    data = held[name]
    if data.startswith(b"PK") and chance.random() < 0.7:
        return mutations.inside(data, chance), name, fields
    if len(data) > 60_000 and chance.random() > WHOLE:
        data = data[: chance.randrange(2_000, 60_000)]
    return mutations.mutated(data, chance), name, fields


@cache
def _originals() -> list[bytes]:
    return damaged.originals()


@cache
def _real() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(REAL.glob("*")) if file.suffix in (".csv", ".xls")}


def _held_at_most() -> int:
    """Kilobytes this process held at most; ``ru_maxrss`` would count who started it as well."""
    told = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2]
    return int(told.split()[0])
