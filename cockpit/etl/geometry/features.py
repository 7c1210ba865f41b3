"""What every reader of boundaries gives: features with their columns and rings, and the coordinate system as named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from cockpit.model.geometry import FEWEST_PLACES, area

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a layer: ``number`` counts from 1; outer rings run counterclockwise (y upwards), holes clockwise.

    Rings do not repeat their first place; ``broken`` counts those that enclose nothing.
    """

    number: int
    columns: Mapping[str, str]
    rings: tuple[tuple[Place, ...], ...]
    broken: int = 0
    unclosed: int = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """All features of one layer; ``crs`` is what the file says of its coordinates, "" when it says nothing."""

    form: str
    name: str
    crs: str
    features: tuple[Feature, ...]


def feature(number: int, columns: Mapping[str, object], polygons: Iterable[Sequence[Sequence[Place]]]) -> Feature:
    """A feature from polygons, each its outer ring first and then its holes, in whichever direction they run."""
    meant = [(ring, -1 if place else 1) for polygon in polygons for place, ring in enumerate(polygon)]
    return _made(number, columns, meant)


def feature_of_rings(number: int, columns: Mapping[str, object], rings: Sequence[Sequence[Place]]) -> Feature:
    """A feature from rings whose direction tells outer ones (counterclockwise) from holes."""
    return _made(number, columns, [(ring, 0) for ring in rings])


def _made(number: int, columns: Mapping[str, object], written: Iterable[tuple[Sequence[Place], int]]) -> Feature:
    """Each ring with the sign its area is to have; 0 leaves it as it is."""
    rings: list[tuple[Place, ...]] = []
    broken = unclosed = 0
    for places, sign in written:
        ring, closed = bare(places)
        size = area(ring) if len(ring) >= FEWEST_PLACES else 0.0
        if not size or not isfinite(size):
            broken += 1
            continue
        unclosed += not closed
        rings.append(ring[::-1] if size * sign < 0 else ring)
    return Feature(number, _texts(columns), tuple(rings), broken, unclosed)


def bare(written: Sequence[Place]) -> tuple[tuple[Place, ...], bool]:
    """A ring without neighbours of the same place and without its first place at the end; whether it was closed."""
    kept = [place for n, place in enumerate(written) if not n or place != written[n - 1]]
    closed = len(kept) > 1 and kept[0] == kept[-1]
    return tuple(kept[:-1] if closed else kept), closed


def _texts(columns: Mapping[str, object]) -> dict[str, str]:
    """Every column as text; a whole number that a program wrote with a decimal point has none."""
    return {str(name): _text(value) for name, value in columns.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
