"""Backups made while two programs publish on, each read back; and 400,000 values brought back by the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cockpit.base.errors import CockpitError
from cockpit.store import Store, portable
from tests.bench import synthetic
from tests.conftest import ROOT
from tests.operations.conftest import contents
from tests.soak.asked import Asked
from tests.soak.back_ends import BACK_ENDS
from tests.soak.figures import Figure
from tests.store.example import judge, publication
from tests.store.writing import publishing

BACKUPS = 100
INDICATORS, LAST_YEARS, MOST_SECONDS = 50, 20, 10.0
MOMENT = datetime(2026, 11, 27, 3, 20, tzinfo=UTC)
OF_A_RESTORE = {"audit", "session"}
"""What a restore writes itself: the log, and visits that it ends."""


def run(asked: Asked) -> list[Figure]:
    """Backups of either back end, then the restore."""
    found: list[Figure] = []
    for title, opened in BACK_ENDS.items():
        try:
            with opened(asked, "backup") as url:
                found.append(_while_publishing(asked, url, title))
        except pytest.skip.Exception as reason:
            found.append(Figure("every backup made meanwhile is whole", title, why=str(reason)))
    return [*found, *_restored(asked)]


def _while_publishing(asked: Asked, url: str, title: str) -> Figure:
    count, folder, lot = asked.count(BACKUPS, 2), asked.folder("backups"), asked.lot(f"backup {title}")
    store, broken = Store.open(url), 0
    with publishing(url) as running, asked.bar(count, f"backup, {title}", "backups") as bar:
        for number in range(count):
            time.sleep(lot.uniform(0.0, 0.1))
            fault = _fault(store, folder, MOMENT + timedelta(seconds=number))
            if fault:
                print(fault, file=sys.stderr)
            broken += bool(fault)
            bar.update()
        ended = sum(process.poll() is not None for process in running)
    published = store.revision().id
    store.close()
    if ended:
        return Figure("every backup made meanwhile is whole", title, why=f"{ended} of the programs ended too early")
    ran = f"{count} of {BACKUPS} backups, {title}, Datenstand {published:,} at the end"
    return Figure("every backup made meanwhile is whole", ran, broken, 0, "broken")


def _fault(store: Store, folder: Path, moment: datetime) -> str:
    """What is wrong with a backup made now: it does not open, is not whole, or lacks what was there before it began."""
    before = store.revision().id
    try:
        made = portable.write(store.database, folder, moment)
        with portable.unpacked(made.path, folder) as found:
            faults = found.store.verify()
            stands = [revision.id for revision in found.store.revisions()]
    except CockpitError as error:
        return str(error)
    made.path.unlink()
    if stands != list(range(made.stand, 0, -1)) or made.stand < before:
        return f"{made.path.name}: {len(stands)} Datenstände, the newest {stands[:1]}, {before} were there before"
    return f"{made.path.name}: {faults[0]}" if faults else ""


def _restored(asked: Asked) -> list[Figure]:
    """By the command, into an empty place; every table must be as it was."""
    folder = asked.folder("restore")
    declared = synthetic.catalogue(INDICATORS)
    values = synthetic.frame(declared, LAST_YEARS)
    store = synthetic.empty_store(folder / "large.sqlite", declared)
    store.publish(publication(values), judge=judge, at=MOMENT)
    file, expected = portable.write(store.database, folder, MOMENT).path, contents(store)
    store.close()
    target = f"sqlite:///{folder / 'new.sqlite'}"
    environment = {**os.environ, "COCKPIT_DATABASE_URL": target}
    command = [sys.executable, "-m", "cockpit.cli", "restore", str(file)]
    started = time.monotonic()
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    seconds = time.monotonic() - started
    again = Store.open(target)
    held = contents(again)
    differing = [name for name in expected.keys() | held if expected.get(name) != held.get(name)]
    again.close()
    ran = f"{len(values):,} values from the first word of the command on, of one backup"
    return [
        Figure(f"restored in {MOST_SECONDS:.0f} s, no longer", ran, seconds, MOST_SECONDS, "s"),
        Figure("every table is as it was", ran, len(set(differing) - OF_A_RESTORE), 0, "tables"),
    ]
