"""Uploads through the real server: killed processes lose nothing, a full disk is told, workers are limited."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cockpit import drafts, people
from cockpit.base.clock import now
from cockpit.drafts import worker
from cockpit.model.draft import Choices
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from tests.browser.conftest import _free_port, _wait_for
from tests.drafts.conftest import AT, hired, staff_store

__all__ = ["staff_store"]

KILLS = 50
HEAD = b"ags;indikator;jahr;wert\n"
LONGEST = 240


@dataclass
class Caller:
    """A program that uploads and publishes, and remembers what the server acknowledged."""

    base: str
    token: str
    acknowledged: dict[int, int] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)

    def call(self, path: str, body: bytes | None = None, kind: str = "application/json") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind}
        asked = urllib.request.Request(self.base + path, data=body, headers=headers)
        with urllib.request.urlopen(asked, timeout=70) as answer:
            return json.loads(answer.read())  # type: ignore[no-any-return]

    def upload(self, content: bytes, name: str = "werte.csv") -> dict[str, Any]:
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.call("/api/v1/uploads", body, f"multipart/form-data; boundary={edge}")

    def publish(self, number: int, done: threading.Event) -> None:
        """Upload and publish a value that nobody else uses, asking again until the server has said that it is done."""
        data = HEAD + b"05766;arbeitslose;2024;%d\n" % number
        told = self._insist(lambda: self.upload(data), done)
        while told and told["state"] != "published" and not done.is_set():
            self.drafts.add(told["id"])
            address = told["address"]
            if told["state"] == "checked":
                told = self._insist(lambda: self.call(address + "/publish", b"{}"), done)  # noqa: B023 - asked at once
            else:
                time.sleep(0.1)
            told = self._insist(lambda: self.call(address), done)  # noqa: B023 - asked at once
        if told and told.get("revision"):
            self.acknowledged[int(told["revision"])] = number

    def _insist(self, ask: Callable[[], dict[str, Any]], done: threading.Event) -> dict[str, Any]:
        """The answer of a server that may be killed while it answers; empty when it is over."""
        while not done.is_set():
            try:
                return ask()
            except OSError:  # urllib's errors are OSErrors too, conflicts (409) among them
                time.sleep(0.1)
            except http.client.HTTPException:
                time.sleep(0.1)
        return {}


@pytest.fixture
def running(staff_store: Store, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The real server with its processes, over a store of its own."""
    assert staff_store.is_current()
    port, log = _free_port(), tmp_path / "log.txt"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(command, stdout=file, stderr=file, env=dict(os.environ))
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", process, log)
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)


def offspring(parent: int) -> list[int]:
    """All processes below one, by /proc."""
    found, waiting = [], [parent]
    while waiting:
        number = waiting.pop()
        for tasks in Path(f"/proc/{number}/task").glob("*/children"):
            children = [int(one) for one in tasks.read_text().split()]
            found += children
            waiting += children
    return found


def test_fifty_kills_while_uploading_lose_nothing_and_leave_nothing_half(
    running: tuple[subprocess.Popen[bytes], str], staff_store: Store
) -> None:
    process, base = running
    account = hired(staff_store, "programm")
    caller = Caller(base, people.token(staff_store, account, "Test", 30, ["upload"], now()))
    chance, done = random.Random(50), threading.Event()  # noqa: S311 - no secret
    numbers = itertools.count(8_000)

    def upload_on() -> None:
        while not done.is_set():
            caller.publish(next(numbers), done)

    uploads = [threading.Thread(target=upload_on, daemon=True) for _ in range(2)]
    for thread in uploads:
        thread.start()
    kills, end = 0, time.monotonic() + LONGEST
    while kills < KILLS and time.monotonic() < end:
        await_progress(caller, chance)
        kills += kill_one(process.pid, chance)
    done.set()
    for thread in uploads:
        thread.join(timeout=90)
    assert kills == KILLS
    assert len(caller.acknowledged) >= 3, "enough was published between the kills"
    assert staff_store.verify() == ()
    revisions = {one.id: one for one in staff_store.revisions()}
    for revision, number in caller.acknowledged.items():
        assert revision in revisions, "an acknowledged Datenstand is gone"
        frame = staff_store.series("arbeitslose", ["05766"], revision)
        assert float(frame.loc[frame["year"] == 2024, "value"].iloc[0]) == number
    for name in caller.drafts:
        settled = settle(caller, name)
        assert settled["state"] in ("checked", "published"), settled


def await_progress(caller: Caller, chance: random.Random) -> None:
    """Until something more was published or some seconds are over, and then a random moment longer."""
    before, end = len(caller.acknowledged), time.monotonic() + 3
    while len(caller.acknowledged) == before and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.6))


def kill_one(server: int, chance: random.Random) -> int:
    """Kill a process of the server, mostly one that works on a draft; how many were hit."""
    below = offspring(server)
    leaves = [one for one in below if not offspring(one)]
    victims = leaves if leaves and chance.random() < 0.7 else below
    try:
        os.kill(chance.choice(victims), signal.SIGKILL)
    except (ProcessLookupError, IndexError):
        return 0
    return 1


def settle(caller: Caller, name: str) -> dict[str, Any]:
    """The draft once no process is at it; every look starts its work again when that died."""
    end = time.monotonic() + 60
    while True:
        told = caller.call(f"/api/v1/uploads/{name}")
        if told["state"] != "working" or time.monotonic() > end:
            return told
        time.sleep(0.2)


def test_a_worker_that_is_killed_is_replaced_by_the_next_look(staff_store: Store) -> None:
    account = hired(staff_store, "anna")
    rows = b"".join(b"05766;arbeitslose;%d;%d\n" % (1900 + n % 126, n) for n in range(200_000))
    draft = drafts.create(staff_store, account, HEAD + rows, "werte.csv", Choices(), at=AT)
    process = worker.start(staff_store, draft.id)
    assert process is not None
    end = time.monotonic() + 30
    while not wip.alive(staff_store.database, draft.id) and time.monotonic() < end:
        time.sleep(0.01)
    process.kill()
    process.join()
    again = worker.revive(staff_store, draft)
    assert again is not None
    assert worker.wait(staff_store, draft, again, 60).state in ("checked", "failed")


def test_a_worker_without_enough_memory_says_so(staff_store: Store) -> None:
    """The limit is lowered to what the program itself needs and a little more."""
    account = hired(staff_store, "anna")
    rows = b"".join(b"05766;arbeitslose;2020;%d\n" % n for n in range(1_500_000))
    draft = drafts.create(staff_store, account, HEAD + rows, "werte.csv", Choices(), at=AT)
    command = (
        "from cockpit.drafts import worker; import sys; worker.MEMORY = 400_000_000;"
        "worker._alone(sys.argv[1], sys.argv[2])"
    )
    url = staff_store.database.url.render_as_string(hide_password=False)
    subprocess.run([sys.executable, "-c", command, url, draft.id], check=False, timeout=120, capture_output=True)
    found = wip.find(staff_store.database, draft.id)
    assert found.state == "failed"
    assert "Arbeitsspeicher" in found.fault


def test_a_full_disk_refuses_the_upload_in_words_and_keeps_everything(staff_store: Store, tmp_path: Path) -> None:
    """The process may not let any file grow beyond what the store has now; afterwards the same upload succeeds."""
    hired(staff_store, "anna")
    size = (tmp_path / "cockpit.sqlite").stat().st_size
    code = f"""
import resource, signal, sys
from cockpit import drafts, people
from cockpit.base.clock import now
from cockpit.base.errors import StoreFault
from cockpit.model.draft import Choices
from cockpit.store import Store
store = Store.open(sys.argv[1])
account = people.find(store, "anna")
account = getattr(account, "account", account)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size // 2}, {size // 2}))
noise = __import__("random").Random(1).randbytes({size})
try:
    drafts.create(store, account, noise, "werte.csv", Choices(), at=now())
except StoreFault as fault:
    print(fault)
"""
    url = staff_store.database.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", code, url], check=False, timeout=120, capture_output=True, text=True)
    assert done.stdout.strip(), done.stderr
    assert staff_store.verify() == ()
    with sqlite3.connect(tmp_path / "cockpit.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM draft").fetchone() == (0,)
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    data = HEAD + b"05766;arbeitslose;2024;9000\n"
    draft = drafts.create(staff_store, hired(staff_store, "berta"), data, "werte.csv", Choices(), at=AT)
    assert worker.wait(staff_store, draft, worker.start(staff_store, draft.id), 60).state == "checked"
