"""Several writers at once, and writers that die."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from cockpit.store import Store
from cockpit.store.turns import turn
from tests.conftest import ROOT

from .example import AT, KREISE, judge, publication, rows
from .writing import start, writer


def test_two_processes_publishing_at_the_same_time_both_land_in_one_sequence(store: Store, url: str) -> None:
    writers = [writer(url, year, 1, 8) for year in (2019, 2020)]
    for process in writers:
        start(process)
    told = [sorted(map(int, process.communicate(timeout=90)[0].split())) for process in writers]
    assert [process.returncode for process in writers] == [0, 0]
    assert sorted(told[0] + told[1]) == list(range(2, 18))
    for year in (2019, 2020):
        assert store.map("arbeitslose", year)["value"].tolist() == [8.0] * len(KREISE)
    newest_first = [revision for revision in store.revisions() if revision.kind == "import"]
    for numbers in told:
        notes = [int(revision.note) for revision in reversed(newest_first) if revision.id in numbers]
        assert notes == list(range(1, 9))
    assert store.verify() == ()


def test_killing_a_writer_leaves_whole_revisions_only(store: Store, url: str) -> None:
    chance = random.Random(5)  # noqa: S311 - only chooses moments
    acknowledged: list[int] = []
    for attempt in range(6):
        process = writer(url, 2020, 100 * attempt + 1, 99)
        start(process)
        time.sleep(chance.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate(timeout=30)
        acknowledged += [int(line) for line in output.splitlines(keepends=True) if line.endswith("\n")]
    stored = [revision.id for revision in store.revisions()]
    assert set(acknowledged) <= set(stored)
    assert stored == list(range(len(stored), 0, -1))
    values = store.map("arbeitslose", 2020)["value"].unique().tolist()
    assert len(values) <= 1
    assert store.verify() == ()
    done = store.publish(publication(rows(("arbeitslose", "05766", 2020, 0.5))), judge=judge, at=AT)
    assert done is not None
    assert done.id == len(stored) + 1


def test_fifty_kills_while_publishing_and_taking_back_lose_nothing_and_leave_nothing_half(
    store: Store, url: str
) -> None:
    command = [sys.executable, "-m", "tests.store.nursery", url, "50", "11"]
    output = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=120, env=os.environ
    ).stdout
    told = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n") and line != "killed\n"]
    acknowledged = {int(number): writer for number, writer in told}
    assert len(acknowledged) == len(told), "a number was given twice: the first Datenstand of that number is lost"
    with store.database.writing():
        pass  # PostgreSQL may still be finishing the commit of a client that is dead already
    revisions = store.revisions()
    assert len(acknowledged) >= 50
    notes = {revision.id: revision.note for revision in revisions}
    assert {number: notes.get(number) for number in acknowledged} == acknowledged
    assert [revision.id for revision in revisions] == list(range(len(revisions), 0, -1))
    assert {revision.kind for revision in revisions} == {"catalogue", "import", "withdrawal"}
    assert store.verify() == ()
    taken_back = [revision.id for revision in revisions if store.withdrawn_by(revision.id)]
    assert len(taken_back) == sum(revision.kind == "withdrawal" for revision in revisions)


def test_turns_are_taken_in_the_order_in_which_they_were_asked_for(tmp_path: Path) -> None:
    folder, served = tmp_path / "queue", []

    def serve(number: int) -> None:
        with turn(folder):
            served.append(number)

    threads = [threading.Thread(target=serve, args=(number,)) for number in range(8)]
    with turn(folder):
        for asked, thread in enumerate(threads, 2):
            thread.start()
            waited = time.monotonic() + 10
            while not (folder / str(asked)).exists() and time.monotonic() < waited:
                time.sleep(0.001)
        assert served == []
    for thread in threads:
        thread.join(10)
    assert served == list(range(8))
    assert [path.name for path in folder.iterdir()] == ["gate"]


def test_nobody_waits_for_a_writer_that_died_in_the_queue(tmp_path: Path) -> None:
    folder = tmp_path / "queue"
    holder = (
        "import sys, pathlib; from cockpit.store.turns import turn\n"
        "with turn(pathlib.Path(sys.argv[1])): print('da', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"da\n"
    served = threading.Event()

    def serve() -> None:
        with turn(folder):
            served.set()

    thread = threading.Thread(target=serve)
    thread.start()
    assert not served.wait(0.3)
    process.kill()
    process.wait()
    assert served.wait(5)
    thread.join(5)


def test_readers_see_the_old_or_the_new_state_while_others_write(store: Store, url: str) -> None:
    cells = [("arbeitslose", key, 2020, 0.0) for key in KREISE]
    store.publish(publication(rows(*cells)), judge=judge, at=AT)
    process = writer(url, 2020, 1, 10)
    start(process)
    seen = set()
    while process.poll() is None:
        values = store.map("arbeitslose", 2020)["value"].tolist()
        assert len(set(values)) == 1
        assert len(values) == len(KREISE)
        seen.add(values[0])
    process.communicate()
    assert process.returncode == 0
    assert len(seen) > 1
