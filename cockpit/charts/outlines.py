"""Boundaries at the size they are drawn: thinned to what can be seen, on a grid, as rings and as borders by rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cockpit.model.geometry import Geometry, Point, needed, points, walked, weights

FINE, COARSE = 2400, 800
"""Steps of the grid across the map: for a page or a picture, and for a phone or a frame in other pages."""
SEEN = {FINE: 14.0, COARSE: 16.0}
"""Square steps that a corner must add to be drawn."""
Grid = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """All Kreise on a grid ``width`` × ``height`` steps large: rings by key, and some borders once.

    ``land`` lies between Länder, ``outer`` has a Kreis on one side only.
    """

    rings: Mapping[str, tuple[Grid, ...]]
    land: tuple[Grid, ...]
    outer: tuple[Grid, ...]
    width: int
    height: int


@lru_cache(maxsize=8)
def outlines(geometry: Geometry, width: int) -> Outlines:
    """The boundaries on the grid FINE or COARSE; neighbours keep the very same border."""
    scale = width / geometry.width
    arcs = [points(arc) for arc in geometry.arcs]
    drawn = [_drawn(arc, keep, scale, SEEN[width]) for arc, keep in zip(arcs, needed(arcs), strict=True)]
    rings = {key: tuple(_rings(chains, drawn)) for key, chains in geometry.kreise.items()}
    land, outer = _by_rank(geometry, drawn)
    return Outlines(rings, land, outer, width, round(geometry.height * scale))


def _drawn(arc: Sequence[Point], keep: int, scale: float, seen: float) -> Grid:
    least = seen / scale**2
    kept = [place for place, weight in zip(arc, weights(arc, keep), strict=True) if weight >= least]
    grid = [(round(x * scale), round(y * scale)) for x, y in kept]
    inner = [place for n, place in enumerate(grid[1:-1]) if place not in (grid[n], grid[-1])]
    return (grid[0], *inner, grid[-1])


def _rings(chains: Iterable[tuple[int, ...]], arcs: Sequence[Grid]) -> Iterable[Grid]:
    """Parts that shrink to a speck are left out, as long as one part is left."""
    found = [tuple(walked(chain, arcs)) for chain in chains]
    large = [ring for ring in found if len(set(ring)) > 2]
    return large or found[:1]


def _by_rank(geometry: Geometry, arcs: Sequence[Grid]) -> tuple[tuple[Grid, ...], tuple[Grid, ...]]:
    sides: dict[int, set[str]] = defaultdict(set)
    for key, chains in geometry.kreise.items():
        for number in (number for chain in chains for number in chain):
            sides[number if number >= 0 else ~number].add(key)
    ranked: dict[str, list[Grid]] = {"inner": [], "land": [], "outer": []}
    for number, keys in sorted(sides.items()):
        rank = "outer" if len(keys) < 2 else "inner" if len({key[:2] for key in keys}) == 1 else "land"
        ranked[rank].append(arcs[number])
    return tuple(ranked["land"]), tuple(ranked["outer"])


def box(rings: Iterable[Grid]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a Kreis on the grid."""
    places = [place for ring in rings for place in ring]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


def middle(rings: Sequence[Grid]) -> tuple[float, float]:
    """A place inside the largest part of a Kreis: the middle of the widest stretch across it."""
    largest = max(rings, key=lambda ring: (box([ring])[2] - box([ring])[0]) * (box([ring])[3] - box([ring])[1]))
    _, top, _, bottom = box([largest])
    best = (0.0, float(largest[0][0]), float(largest[0][1]))
    for step in range(1, 8):
        y = top + (bottom - top) * step / 8
        cuts = sorted(_crossings(rings, y))
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            reach = (right - left) * (1 - abs(step - 4) / 8)
            best = max(best, (reach, (left + right) / 2, y))
    return best[1], best[2]


def _crossings(rings: Iterable[Grid], y: float) -> Iterable[float]:
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 <= y) != (y2 <= y):
                yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)


def path(lines: Iterable[Grid], *, closed: bool) -> str:
    """The ``d`` of lines in whole steps, as short as SVG allows: a minus sign parts a number from the one before."""
    return "".join(f"M{_numbers(line[0])}l{_moves(line)}{'z' if closed else ''}" for line in lines)


def _moves(line: Grid) -> str:
    return _numbers([n for a, b in pairwise(line) for n in (b[0] - a[0], b[1] - a[1])])


def _numbers(values: Sequence[int]) -> str:
    return "".join(f"{'' if not place or n < 0 else ' '}{n}" for place, n in enumerate(values))
