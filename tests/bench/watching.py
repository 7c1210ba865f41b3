"""Watches the processes that a server starts for drafts: CPU by the step they are at, and the most memory they held."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

BETWEEN = 0.02
FIRST = "start"


class Watch:
    """Every process below ``parent`` that was not there at first; ``steps`` is the folder of their signs of life."""

    def __init__(self, parent: int, steps: Path) -> None:
        self.parent, self.steps = parent, steps
        self.known = set(below(parent))
        self.cpu: dict[str, float] = {}
        self.megabytes: dict[str, float] = {}
        self._seen: dict[int, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(BETWEEN):
            step = self._step()
            for number in set(below(self.parent)) - self.known:
                with suppress(OSError, IndexError):
                    self._note(number, step)

    def _note(self, number: int, step: str) -> None:
        spent, held = seconds(number), peak(number)
        self.cpu[step] = self.cpu.get(step, 0.0) + spent - self._seen.get(number, 0.0)
        self._seen[number] = spent
        self.megabytes[step] = max(self.megabytes.get(step, 0.0), held)

    def _step(self) -> str:
        for file in self.steps.glob("*"):
            with suppress(OSError, ValueError, IndexError):
                return str(json.loads(file.read_bytes())[0])
        return FIRST


def below(parent: int) -> Iterator[int]:
    """A process and everything it started that is still there."""
    waiting = [parent]
    while waiting:
        number = waiting.pop()
        yield number
        for tasks in Path(f"/proc/{number}/task").glob("*/children"):
            with suppress(OSError):
                waiting += [int(one) for one in tasks.read_text().split()]


def seconds(number: int) -> float:
    """CPU seconds of a process so far, those of its children that have ended left out."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(int(one) for one in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def peak(number: int) -> float:
    """Megabytes a process held at most."""
    told = Path(f"/proc/{number}/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0]) / 1024
