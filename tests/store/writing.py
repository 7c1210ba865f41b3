"""A process that publishes one number after the other: ``python -m tests.store.writing URL YEAR FIRST COUNT``.

It tells ``bereit``, waits for a line, and tells every Datenstand that is in.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cockpit.store import Store
from tests.conftest import ROOT
from tests.store.example import AT, KREISE, judge, publication, rows

Writing = subprocess.Popen[str]


def writer(url: str, year: int, first: int, count: int) -> Writing:
    """The process, not yet told to begin; number ``n`` carries the note ``n`` and the value ``n`` for every Kreis."""
    command = [sys.executable, "-m", "tests.store.writing", url, str(year), str(first), str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ)


def start(process: Writing) -> None:
    """Tell it to begin as soon as it can."""
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "bereit\n"
    process.stdin.write("los\n")
    process.stdin.flush()


@contextmanager
def publishing(url: str, years: Sequence[int] = (2019, 2020), count: int = 1_000_000) -> Iterator[list[Writing]]:
    """A process for each year that publishes on, until the end of the block at the latest."""
    running = [writer(url, year, 1, count) for year in years]
    try:
        for process in running:
            start(process)
        yield running
    finally:
        for process in running:
            process.kill()
            process.communicate()


def publish_on(url: str, year: int, first: int, count: int) -> None:
    """The life of that process."""
    store = Store.open(url)
    store.revision()
    print("bereit", flush=True)
    sys.stdin.readline()
    for number in range(first, first + count):
        cells = [("arbeitslose", key, year, float(number)) for key in KREISE]
        done = store.publish(publication(rows(*cells), note=str(number)), judge=judge, at=AT)
        assert done is not None
        print(done.id, flush=True)


if __name__ == "__main__":
    publish_on(sys.argv[1], *(int(word) for word in sys.argv[2:5]))
