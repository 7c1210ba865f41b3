"""Labels that would cover each other are moved apart, as little as possible."""

from __future__ import annotations

from collections.abc import Sequence


def dodge(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Upper edges so that labels centred near ``wanted`` stay in order, apart and within ``top`` … ``bottom``."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    groups: list[tuple[float, float, list[int]]] = []
    for index in order:
        start, high, members = wanted[index] - heights[index] / 2, heights[index], [index]
        while groups and groups[-1][0] + groups[-1][1] > start:
            before, tall, others = groups.pop()
            middle = (before * len(others) + (start - tall) * len(members)) / (len(others) + len(members))
            start, high, members = middle, tall + high, others + members
        start = min(max(start, top), max(bottom - high, top))
        groups.append((start, high, members))
    return _settle(groups, heights, top, bottom)


def _settle(
    groups: list[tuple[float, float, list[int]]], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    edges = [0.0] * len(heights)
    order = [index for _, _, members in groups for index in members]
    for start, _, members in groups:
        for index in members:
            edges[index] = start
            start += heights[index]  # noqa: PLW2901 - the next label begins where this one ends
    floor = bottom
    for index in reversed(order):
        edges[index] = min(edges[index], floor - heights[index])
        floor = edges[index]
    ceiling = top
    for index in order:
        edges[index] = max(edges[index], ceiling)
        ceiling = edges[index] + heights[index]
    return edges
