"""How long many different questions take: the median, the slowest hundredth, the slowest, and the processor time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.sheet import Line, Promise


@dataclass(frozen=True)
class Spread:
    """Milliseconds by the clock, and of the processor: what others do on the machine counts only in the former."""

    n: int
    p50: float
    p99: float
    slowest: float
    cpu50: float
    cpu99: float

    @property
    def figures(self) -> dict[str, float]:
        """By column."""
        names = ("p50 ms", "p99 ms", "längste ms", "CPU p50 ms", "CPU p99 ms")
        return dict(zip(names, (self.p50, self.p99, self.slowest, self.cpu50, self.cpu99), strict=True))


def spread(way: Callable[..., object], asked: Sequence[Sequence[object]], cpu: Callable[[], float]) -> Spread:
    """Ask with each of these arguments once; ``cpu`` tells the seconds of whoever answers."""
    spent, used = [], []
    for words in asked:
        before, started = cpu(), time.perf_counter()
        way(*words)
        spent.append((time.perf_counter() - started) * 1000)
        used.append((cpu() - before) * 1000)
    return Spread(len(asked), at(spent, 0.5), at(spent, 0.99), max(spent), at(used, 0.5), at(used, 0.99))


def at(found: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all do not exceed."""
    rising = sorted(found)
    return rising[max(0, -int(-share * len(rising) // 1) - 1)]


def promised(name: str, found: Spread, most: float) -> Sequence[Promise]:
    """By the clock, as people wait, and by the processor, as it would be on a machine with nothing else to do."""
    return [
        Promise(f"{name}: p99 höchstens {most:.0f} ms", found.p99, most=most),
        Promise(f"{name}: p99 der Rechenzeit höchstens {most:.0f} ms", found.cpu99, most=most),
    ]


def lines_of(found: Mapping[str, Spread]) -> Sequence[Line]:
    """One line per question."""
    return [Line(name, one.figures, f"{one.n} Fragen") for name, one in found.items()]
