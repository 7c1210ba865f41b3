"""Rings cut into arcs at the places where more than two borders meet: what neighbours share is there once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cockpit.model.geometry import FEWEST_PLACES, Point, Ring

Line = tuple[Point, ...]
Rings = Mapping[str, Sequence[Sequence[Point]]]


def dissolved(rings: Iterable[Sequence[Point]]) -> list[Line]:
    """The rings of one Kreis without borders inside it: an edge walked in both directions is none."""
    edges: dict[tuple[Point, Point], int] = defaultdict(int)
    for ring in rings:
        for edge in _edges(ring):
            if edges.get(edge[::-1]):
                edges[edge[::-1]] -= 1
            else:
                edges[edge] += 1
    onward: dict[Point, list[Point]] = defaultdict(list)
    for (start, end), times in edges.items():
        onward[start] += [end] * times
    return list(_walks(onward))


def _edges(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _walks(onward: dict[Point, list[Point]]) -> Iterator[Line]:
    """Closed walks over all edges; one that touches itself is divided there, so that every ring is simple."""
    for start in list(onward):
        while onward[start]:
            walk, place = [start], {start: 0}
            while onward[walk[-1]]:
                following = onward[walk[-1]].pop()
                if following in place:
                    first = place[following]
                    loop = walk[first:]
                    for left in loop[1:]:
                        del place[left]
                    del walk[first + 1 :]
                    if len(loop) >= FEWEST_PLACES:
                        yield tuple(loop)
                else:
                    place[following] = len(walk)
                    walk.append(following)


def cut(kreise: Rings) -> tuple[list[Line], dict[str, tuple[Ring, ...]]]:
    """All arcs, and by key the rings as chains of them."""
    meeting = _junctions(kreise)
    numbers: dict[Line, int] = {}
    chains = {key: tuple(_chain(ring, meeting, numbers) for ring in rings) for key, rings in kreise.items()}
    return list(numbers), chains


def _junctions(kreise: Rings) -> set[Point]:
    """Places with more than two neighbours, whoever's border it is."""
    near: dict[Point, set[Point]] = defaultdict(set)
    for rings in kreise.values():
        for ring in rings:
            for start, end in _edges(ring):
                near[start].add(end)
                near[end].add(start)
    return {place for place, others in near.items() if len(others) > 2}


def _chain(ring: Sequence[Point], meeting: set[Point], numbers: dict[Line, int]) -> Ring:
    """One ring as numbers of arcs; it begins at its smallest meeting place, else at its smallest place."""
    start = ring.index(min([place for place in ring if place in meeting] or ring))
    turned = [*ring[start:], *ring[:start], ring[start]]
    found, begin = [], 0
    for n in range(1, len(turned)):
        if turned[n] in meeting or n == len(turned) - 1:
            found.append(_number(tuple(turned[begin : n + 1]), numbers))
            begin = n
    return tuple(found)


def _number(arc: Line, numbers: dict[Line, int]) -> int:
    if arc[::-1] in numbers:
        return ~numbers[arc[::-1]]
    return numbers.setdefault(arc, len(numbers))
