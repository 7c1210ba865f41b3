"""A disk that is full, or fails, at the n-th write of an upload: old data served, nothing half, told, and retried."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from cockpit import drafts, people
from cockpit.base.clock import now
from cockpit.base.errors import StoreFault
from cockpit.drafts import worker
from cockpit.store import Store
from tests.conftest import _fold_log
from tests.people.conftest import hired
from tests.soak.asked import Asked
from tests.soak.figures import Figure
from tests.soak.serving import serving
from tests.store.looking import wrong

PAGE = 4096
SPARE = 64 << 20
OLD = "/indikator/arbeitslose.csv?kreise=lippe"
FIRST, AGAIN = "9000", "9001"
UNCLEAR = "Fehler aufgetreten"


class Ended:
    """What a worker process looks like afterwards, however it ended."""

    def is_alive(self) -> bool:
        return False


@dataclass(frozen=True)
class Ground:
    """A server over the file, and the sound bytes of that file."""

    file: Path
    server: Flask
    token: str
    sound: bytes


Limit = Callable[[Path, int], None]


def run(asked: Asked) -> list[Figure]:
    """At every n-th page: first a disk without space, then a file that must not grow."""
    folder = asked.folder("disk")
    found = []
    with _small_disk(folder) as why:
        if why:
            found.append(Figure("a full disk at every n-th page harms nothing", "", why=why))
        else:
            found += _every_page(asked, folder, "full disk", _no_space)
    return found + _every_page(asked, asked.folder("disk-limit"), "file at its limit", _no_growth)


@contextmanager
def _small_disk(folder: Path) -> Iterator[str]:
    """A disk in memory at ``folder``; yields why there is none."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={SPARE}", "cockpit-soak", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        yield "no right to mount a disk in memory (as root, or under `unshare -rm`)"
        return
    try:
        yield ""
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _no_space(folder: Path, pages: int) -> None:
    """Fill the disk but for some pages."""
    free = os.statvfs(folder)
    with (folder / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, max((free.f_bavail - pages) * free.f_bsize, 1))


def _no_growth(_: Path, pages: int) -> None:
    """No file of this process may grow beyond so many pages."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (pages * PAGE, pages * PAGE))


def _every_page(asked: Asked, folder: Path, title: str, limit: Limit) -> list[Figure]:
    faults: list[str] = []
    with _ground(asked, folder) as ground:
        everything = _attempt(ground, lambda *_: None, 0)
        if (everything["upload"], everything["publish"]) != (201, 200):
            raise SystemExit(f"the upload fails without any fault of the disk: {everything}")
        pages = (folder / "cockpit.sqlite-wal").stat().st_size // PAGE + 2
        chosen = sorted(asked.lot(title).sample(range(pages), min(asked.count(pages, 2), pages)))
        failed = 0
        with asked.bar(len(chosen), f"disk, {title}", "pages") as bar:
            for number in chosen:
                told, seen = _one(ground, limit, number)
                failed += told["publish"] != 200
                faults += [f"{title}, page {number}: {one}" for one in seen]
                bar.update()
    for fault in faults:
        print(fault, file=sys.stderr)
    ran = f"{len(chosen):,} of {pages:,} pages, {failed:,} attempts failed"
    return [Figure(f"{title} at every n-th page: old data, no draft, told, retried", ran, len(faults), 0, "faults")]


@contextmanager
def _ground(asked: Asked, folder: Path) -> Iterator[Ground]:
    """The server is made once and used by a new process for every attempt; the work on drafts is done there too."""
    file, start = asked.store_file(folder), worker.start
    store = Store.open(f"sqlite:///{file}")
    token = people.token(store, hired(store, "programm"), "Soak", 30, ["upload"], now())
    store.close()
    _fold_log(file)
    worker.start = _work_here  # type: ignore[assignment]
    try:
        with serving(f"sqlite:///{file}") as server:
            yield Ground(file, server, token, file.read_bytes())
    finally:
        worker.start = start


def _work_here(store: Store, draft_id: str) -> Ended:
    """As in a worker, whose faults end nothing but itself."""
    with suppress(StoreFault):
        drafts.work(store, draft_id)
    return Ended()


def _one(ground: Ground, limit: Limit, pages: int) -> tuple[dict[str, Any], list[str]]:
    """Upload and publish with that limit; what came of it, and what is wrong with that."""
    told = _attempt(ground, limit, pages)
    (ground.file.parent / "ballast").unlink(missing_ok=True)
    seen = [*wrong(ground.file), *_unfair(told, ground.file)]
    again = _attempt(ground, lambda *_: None, 0, AGAIN)
    if (again["upload"], again["publish"]) != (201, 200):
        seen.append(f"the retry fails: {again}")
    return told, seen


def _unfair(told: dict[str, Any], file: Path) -> Iterator[str]:
    under_way = told["publish"] in (200, 202)
    if told["before"] != told["after"] and not under_way:
        yield f"the old data are no longer served: {told}"
    for step in ("upload", "publish"):
        if told[step] not in (0, 200, 201, 202) and (UNCLEAR in told["said"] or "Datenträger" not in told["said"]):
            yield f"{step} answers {told[step]} with {told['said']!r}"
    with closing(sqlite3.connect(file)) as connection:
        held = connection.execute("SELECT count(*) FROM draft").fetchone()[0]
        published = connection.execute("SELECT count(*) FROM revision WHERE file_name = 'werte.csv'").fetchone()[0]
    if held and not told["draft"]:
        yield "a draft nobody was told of is visible"
    if (told["publish"] == 200 and not published) or (published and not under_way):
        yield f"publishing answers {told['publish']}, {published} Datenstand is there"


def _attempt(ground: Ground, limit: Limit, pages: int, value: str = FIRST) -> dict[str, Any]:
    """In a process of its own: read, set the limit, upload, publish, read again."""
    if value == FIRST:
        for suffix in ("-wal", "-shm"):
            Path(f"{ground.file}{suffix}").unlink(missing_ok=True)
        ground.file.write_bytes(ground.sound)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            told = _upload(ground, limit, pages, value)
        except BaseException as error:
            told = {"upload": 0, "publish": 0, "said": repr(error), "before": 0, "after": 1, "draft": ""}
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = json.loads(pipe.read())
    os.waitpid(child, 0)
    return dict(told)


def _upload(ground: Ground, limit: Limit, pages: int, value: str) -> dict[str, Any]:
    client, headers = ground.server.test_client(), {"Authorization": f"Bearer {ground.token}"}
    before = client.get(OLD).text
    limit(ground.file.parent, pages)
    body = {"file": (io.BytesIO(f"ags;indikator;jahr;wert\n05766;arbeitslose;2024;{value}\n".encode()), "werte.csv")}
    upload = client.post("/api/v1/uploads", data=body, headers=headers)
    said, publish = upload.get_json() or {}, 0
    address = said.get("address") or said.get("report", {}).get("address", "")
    if upload.status_code == 201:
        done = client.post(address + "/publish", json={}, headers=headers)
        said, publish = done.get_json() or {}, done.status_code
    told = " ".join(str(said.get(name, "")) for name in ("title", "detail"))
    after = client.get(OLD).text
    return {"upload": upload.status_code, "publish": publish, "said": told, "before": hash(before),
            "after": hash(after), "draft": address}  # fmt: skip
