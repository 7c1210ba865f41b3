"""Uploads through the real server: killed processes lose nothing, a full disk is told, workers are limited."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cockpit import drafts, people
from cockpit.base.clock import now
from cockpit.drafts import worker
from cockpit.model.draft import Choices
from cockpit.store import Store
from cockpit.store import work_in_progress as wip
from tests.browser.conftest import _free_port, _wait_for
from tests.drafts.calling import HEAD, Caller, lost, settle, under_fire
from tests.drafts.conftest import AT, hired, staff_store

__all__ = ["staff_store"]

KILLS = 50
LONGEST = 400


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


def test_fifty_kills_while_uploading_lose_nothing_and_leave_nothing_half(
    running: tuple[subprocess.Popen[bytes], str], staff_store: Store
) -> None:
    process, base = running
    account = hired(staff_store, "programm")
    caller = Caller(base, people.token(staff_store, account, "Test", 30, ["upload"], now()))
    chance = random.Random(50)  # noqa: S311 - no secret
    assert under_fire(caller, process.pid, KILLS, chance, LONGEST, lambda: None) == KILLS
    assert len(caller.acknowledged) >= 3, "enough was published between the kills"
    assert staff_store.verify() == ()
    assert lost(staff_store, caller) == []
    for name in caller.drafts:
        settled = settle(caller, name)
        assert settled["state"] in ("checked", "published"), settled


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
        "from cockpit.drafts import work, worker; from cockpit.store import Store; import sys;"
        "Store.open(sys.argv[1]).close(); told = open('/proc/self/status').read();"
        "own = int(told.partition('VmData:')[2].split()[0]) * 1024;"
        "worker.MEMORY = own + 100_000_000; worker._alone(sys.argv[1], sys.argv[2])"
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
