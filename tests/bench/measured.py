"""Run a piece of work in a process of its own and tell its CPU seconds, wall seconds and peak memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    cpu: float
    wall: float
    megabytes: float


def cost(work: Callable[[], object]) -> Cost:
    """Fork, run ``work``, and read what the child and its own children used; a failing child fails the bench."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(f"failed: {error!r}", flush=True)
            os._exit(1)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit("a measured process failed")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024)


def least(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Cost]:
    """The cheapest of some rounds for each piece of work, in turn, so that a busy moment hits all of them."""
    found: dict[str, list[Cost]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(cost(work))
    return {name: min(costs, key=lambda one: one.cpu) for name, costs in found.items()}


def line(name: str, measured: Cost, base: Cost) -> str:
    ratio = measured.cpu / base.cpu
    spent = f"cpu {measured.cpu:6.2f} s  ({ratio:4.2f} x)  wall {measured.wall:6.2f} s"
    return f"{name:46} {spent}  memory {measured.megabytes:5.0f} MB"
