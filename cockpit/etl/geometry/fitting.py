"""Arcs in metres brought to the small plane of a Geometry: as many points as a map on a page can carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nlargest
from math import inf, isinf, sqrt

from cockpit.etl.geometry.cutting import Line, cut
from cockpit.model.geometry import METRES, Geometry, Point, Ring, area, needed, steps, walked, weights

MOST_PATH = 100_000
"""Characters of SVG path that all Kreise together may take."""
FEWER = 0.93
SMALLEST = 100
"""Square units (a square kilometre) below which a further part of a Kreis is left out."""
Rings = Mapping[str, Sequence[Sequence[Point]]]


def fitted(kreise: Rings, source: str, most: int = MOST_PATH) -> Geometry:
    """The boundaries of rings in metres (y upwards): each border simplified once, so that no gaps open."""
    left = min(x for rings in kreise.values() for ring in rings for x, _ in ring)
    top = max(y for rings in kreise.values() for ring in rings for _, y in ring)
    arcs, chains = cut({key: [_turned(ring, left, top) for ring in rings] for key, rings in kreise.items()})
    chains = {key: _large(rings, arcs) for key, rings in chains.items()}
    weighed = _weighed(arcs, chains)
    count = sum(1 for found in weighed for weight in found if not isinf(weight))
    wanted = count
    while True:
        made = _made(_thinned(arcs, weighed, wanted), chains, source)
        size = path_size(made)
        if size <= most or not wanted:
            return made
        wanted = min(int(wanted * max(most / size, 0.1)), int(wanted * FEWER))


def _weighed(arcs: Sequence[Line], chains: Mapping[str, tuple[Ring, ...]]) -> list[list[float]]:
    """Weights of all points; a border counts the more the smaller the Kreis is that has it: cities keep their shape."""
    smallest = [inf] * len(arcs)
    for rings in chains.values():
        size = sum(abs(area(walked(ring, arcs))) for ring in rings)
        for number in (number for ring in rings for number in ring):
            place = number if number >= 0 else ~number
            smallest[place] = min(smallest[place], size)
    return [
        [weight / sqrt(size) for weight in weights(arc, keep)]
        for arc, keep, size in zip(arcs, needed(arcs), smallest, strict=True)
    ]


def _turned(ring: Sequence[Point], left: int, top: int) -> list[Point]:
    """Metres from the upper left corner, y downwards."""
    return [(x - left, top - y) for x, y in ring]


def _large(rings: tuple[Ring, ...], arcs: Sequence[Line]) -> tuple[Ring, ...]:
    """Without specks; the largest part of a Kreis always stays."""
    sizes = [abs(area(walked(ring, arcs))) for ring in rings]
    least = min(SMALLEST * METRES**2, max(sizes))
    return tuple(ring for ring, size in zip(rings, sizes, strict=True) if size >= least)


def _thinned(arcs: Sequence[Line], weighed: Sequence[Sequence[float]], wanted: int) -> list[list[Point]]:
    """The arcs with the ``wanted`` weightiest of their points besides those that always stay."""
    finite = [weight for found in weighed for weight in found if not isinf(weight)]
    least = min(nlargest(wanted, finite), default=inf)
    return [
        [place for place, weight in zip(arc, found, strict=True) if weight >= least]
        for arc, found in zip(arcs, weighed, strict=True)
    ]


def _made(arcs: Sequence[Sequence[Point]], chains: Mapping[str, tuple[Ring, ...]], source: str) -> Geometry:
    """On the grid of the plane; arcs that no ring uses any more are left out."""
    used = sorted(
        {number if number >= 0 else ~number for rings in chains.values() for ring in rings for number in ring}
    )
    renamed = {number: place for place, number in enumerate(used)}
    grid = [_on_grid(arcs[number]) for number in used]
    kreise = {
        key: tuple(tuple(renamed[n] if n >= 0 else ~renamed[~n] for n in ring) for ring in rings)
        for key, rings in sorted(chains.items())
    }
    width = max(x for arc in grid for x, _ in arc)
    height = max(y for arc in grid for _, y in arc)
    return Geometry(source, width, height, tuple(steps(arc) for arc in grid), kreise)


def _on_grid(arc: Sequence[Point]) -> list[Point]:
    places = [(round(x / METRES), round(y / METRES)) for x, y in arc]
    inner = [place for n, place in enumerate(places[1:-1]) if place not in (places[n], places[-1])]
    return [places[0], *inner, places[-1]]


def path_size(geometry: Geometry) -> int:
    """Characters of the SVG paths of all Kreise, each border written for both of its sides."""
    lengths = [sum(len(str(step)) + (step >= 0) for step in arc[2:]) for arc in geometry.arcs]
    chains = [ring for rings in geometry.kreise.values() for ring in rings]
    return sum(12 + sum(lengths[number if number >= 0 else ~number] for number in ring) for ring in chains)
