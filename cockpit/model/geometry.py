"""The boundaries of the Kreise on one plane, cut into arcs that neighbours share, and how arcs get fewer points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import accumulate, pairwise
from math import inf

METRES = 100
"""Of one unit of the plane."""
FEWEST_PLACES = 3
"""Of a ring that encloses something."""
Point = tuple[int, int]
Ring = tuple[int, ...]
"""A chain of arcs by number; ``~n`` is arc ``n`` walked backwards."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Boundaries in units of 100 m, x to the east and y to the south from the upper left corner of the map.

    An arc lists x and y of its first point, then the steps dx, dy to each next one; a border between two Kreise is
    one arc, so what one side draws is what the other draws. ``kreise`` has by key the closed rings, outer ones
    counterclockwise as seen on the map and holes the other way round. ``source`` must stand on every map.
    """

    source: str
    width: int
    height: int
    arcs: tuple[tuple[int, ...], ...]
    kreise: Mapping[str, tuple[Ring, ...]]

    def __hash__(self) -> int:
        """Cheap: what is drawn is remembered by geometry."""
        return hash((self.source, self.width, self.height, len(self.arcs)))


def points(arc: Sequence[int]) -> list[Point]:
    """The places of an arc, from its steps."""
    return list(zip(accumulate(arc[::2]), accumulate(arc[1::2]), strict=True))


def steps(line: Sequence[Point]) -> tuple[int, ...]:
    """An arc as its first place and the steps from there."""
    found = [*line[0]]
    for (x, y), (to_x, to_y) in pairwise(line):
        found += (to_x - x, to_y - y)
    return tuple(found)


def walked(ring: Ring, arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """All places of a ring in order, the first one not repeated at the end."""
    found: list[Point] = []
    for number in ring:
        found += arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1]
    return found


def area(ring: Sequence[tuple[float, float]]) -> float:
    """What a ring encloses; positive where it runs counterclockwise with y upwards."""
    nearest = ring[0] if ring else (0, 0)
    turned = [(x - nearest[0], y - nearest[1]) for x, y in ring]
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in zip(turned, [*turned[1:], *turned[:1]], strict=True)) / 2


def needed(arcs: Sequence[Sequence[Point]]) -> list[int]:
    """How many inner points an arc keeps whatever happens: two where it closes, one where another has the same ends."""
    ends = Counter(frozenset((arc[0], arc[-1])) for arc in arcs)
    return [2 if arc[0] == arc[-1] else int(ends[frozenset((arc[0], arc[-1]))] > 1) for arc in arcs]


def weights(line: Sequence[Point], keep: int) -> list[float]:
    """Per point the area that is lost without it (Visvalingam), never less than that of a point lost before it.

    The ends and the ``keep`` weightiest inner points count as infinite.
    """
    last = len(line) - 1
    found = [inf] * len(line)
    before, after = [place - 1 for place in range(last + 1)], [place + 1 for place in range(last + 1)]
    heap = [(_triangle(line[n - 1], line[n], line[n + 1]), n) for n in range(1, last)]
    current = {n: size for size, n in heap}
    heapify(heap)
    least = 0.0
    while heap:
        size, n = heappop(heap)
        if current.get(n) != size:
            continue
        del current[n]
        found[n] = least = max(least, size)
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < last:
                current[near] = _triangle(line[before[near]], line[near], line[after[near]])
                heappush(heap, (current[near], near))
    for n in sorted(range(1, last), key=lambda n: -found[n])[:keep]:
        found[n] = inf
    return found


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
