"""Writers killed at random moments while they publish and take back: ``python -m tests.store.nursery URL KILLS SEED``.

Every writer tells ``<Datenstand> <its number>`` once the store has said that a revision is in; after each kill the
nursery tells ``killed``, and with a fourth word what a fresh look at the SQLite file finds wrong.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from cockpit.store import Store
from tests.store.example import AT, KREISE, judge, publication, rows
from tests.store.looking import wrong

LONGEST = 0.08


def work(store: Store, seed: int, ready: int) -> None:
    """Publish three values, take every second publication back, and so on until killed."""
    mine, number = random.Random(seed), 0  # noqa: S311 - repeatable
    while True:
        number += 1
        year = mine.choice([2019, 2020])
        cells = [("arbeitslose", key, year, seed + number / 1000) for key in mine.sample(sorted(KREISE), 3)]
        told = publication(rows(*cells), note=str(seed))
        done = store.publish(told, judge=judge, at=AT, base=store.revision().id)
        assert done is not None
        os.write(1, b"%d %d\n" % (done.id, seed))
        os.write(ready, b"x")
        if number % 2:
            back = store.withdraw(done.id, reason=str(seed), by="x", judge=judge, at=AT).revision
            assert back is not None
            os.write(1, b"%d %d\n" % (back.id, seed))


def raise_and_kill(url: str, kills: int, seed: int, look: Path | None = None) -> None:
    """One writer after the other, each killed soon after its first revision."""
    store, chance = Store.open(url), random.Random(seed)  # noqa: S311 - only chooses moments
    for number in range(1, kills + 1):
        begun, ready = os.pipe()
        child = os.fork()
        if not child:
            work(store, number, ready)
        os.close(ready)
        assert os.read(begun, 1) == b"x"
        os.close(begun)
        time.sleep(chance.uniform(0.0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.write(1, b"killed\n")
        for fault in wrong(look) if look else ():
            os.write(1, f"wrong {fault}\n".encode())


if __name__ == "__main__":
    raise_and_kill(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *map(Path, sys.argv[4:]))
