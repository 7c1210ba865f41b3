"""``kill -9`` at random moments: writers at a SQLite file, and processes of the real server with uploads under way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tqdm import tqdm

from cockpit import people
from cockpit.base.clock import now
from cockpit.store import Store
from tests.bench.upload import _served
from tests.conftest import ROOT
from tests.drafts.calling import Caller, lost, settle, under_fire
from tests.people.conftest import hired
from tests.soak.asked import Asked
from tests.soak.figures import Figure
from tests.store.example import AT, judge, small_catalogue
from tests.store.looking import wrong

AT_THE_FILE, AT_THE_SERVER = 800, 200
LITTER = 100
"""So many writers work on one file before the next one begins, so that looking at it stays quick."""
SECONDS_FOR_A_KILL = 20
LOST, HALF = "no acknowledged revision lost", "nothing half visible after a kill"


def run(asked: Asked) -> list[Figure]:
    """Lost revisions and unsound looks, at the file and through the server."""
    return [*_at_the_file(asked), *(_at_the_server(asked) if AT_THE_SERVER else ())]


def _at_the_file(asked: Asked) -> list[Figure]:
    kills, chance, told, faults, held = asked.count(AT_THE_FILE), asked.lot("crash"), 0, 0, 0
    with asked.bar(kills, "crash, file", "kills") as bar:
        for first in range(0, kills, LITTER):
            path = asked.folder("crash") / "cockpit.sqlite"
            litter = min(LITTER, kills - first)
            acknowledged, seen_wrong = _litter(path, litter, chance.randrange(1 << 30), bar)
            gone, problems = _after(path, acknowledged)
            told, held, faults = told + len(acknowledged), held + gone, faults + seen_wrong + problems
    ran = f"{kills:,} of {AT_THE_FILE:,} writers killed, {told:,} revisions acknowledged"
    return [Figure(LOST, ran, held, 0, "revisions"), Figure(HALF, f"{ran}, looked at anew each time", faults, 0)]


def _litter(path: Path, kills: int, seed: int, bar: tqdm) -> tuple[list[tuple[int, str]], int]:
    """All (Datenstand, writer) that were acknowledged, and how often a look found something wrong."""
    store = Store.open(f"sqlite:///{path}")
    store.migrate()
    store.sync(small_catalogue(), at=AT, by="init", judge=judge)
    store.close()
    command = [sys.executable, "-m", "tests.store.nursery", f"sqlite:///{path}", str(kills), str(seed), str(path)]
    acknowledged, faults = [], 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, *rest = line.split()
            if word == "killed":
                bar.update()
            elif word == "wrong":
                faults += 1
                bar.write(line.strip())
            else:
                acknowledged.append((int(word), rest[0]))
    if process.returncode:  # the next writer could not even begin
        bar.write("the writers ended by themselves")
    return acknowledged, faults + (process.returncode != 0)


def _after(path: Path, acknowledged: list[tuple[int, str]]) -> tuple[int, int]:
    """How many acknowledged revisions are gone (or given twice), and how many faults ``verify`` tells."""
    store = Store.open(f"sqlite:///{path}")
    notes = {one.id: one.note for one in store.revisions()}
    gone = len(acknowledged) - len(dict(acknowledged)) + sum(notes.get(one) != note for one, note in acknowledged)
    problems = len(store.verify())
    store.close()
    return gone, problems


def _at_the_server(asked: Asked) -> list[Figure]:
    kills, folder = asked.count(AT_THE_SERVER), asked.folder("crash-server")
    file = asked.store_file(folder)
    store = Store.open(f"sqlite:///{file}")
    token = people.token(store, hired(store, "programm"), "Soak", 30, ["upload"], now())
    faults: list[str] = []
    with _served(asked.environment(file), folder) as (process, address), asked.bar(kills, "crash, server") as bar:
        caller = Caller(address, token)

        def after_a_kill() -> None:
            faults.extend(wrong(file))
            bar.update()

        longest = SECONDS_FOR_A_KILL * max(kills, 5)
        hit = under_fire(caller, process.pid, kills, asked.lot("server"), longest, after_a_kill)
        stuck = [name for name in caller.drafts if settle(caller, name)["state"] not in ("checked", "published")]
    faults += [*store.verify(), *(f"draft {name} is stuck" for name in stuck)]
    for line in (gone := lost(store, caller)) + faults:
        print(line, file=sys.stderr)
    store.close()
    told = f"{hit:,} of {AT_THE_SERVER:,} processes of the real server killed"
    ran = f"{told}, {len(caller.acknowledged):,} publications acknowledged"
    return [
        Figure(LOST, ran, len(gone), 0, "revisions"),
        Figure(HALF, f"{ran}, no draft stuck", len(faults), 0),
        Figure("enough was published between the kills", told, len(caller.acknowledged), hit // 20, least=True),
    ]
