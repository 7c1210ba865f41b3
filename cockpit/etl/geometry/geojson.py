"""Boundaries from GeoJSON text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from cockpit.etl.geometry.features import Feature, Layer, Place, feature
from cockpit.etl.geometry.refusals import MOST_FEATURES, MOST_PLACES, damaged, too_many

USUAL = "EPSG:4326"
"""What GeoJSON means where it names no coordinate system (RFC 7946)."""
FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError)


def layer(data: bytes, name: str) -> Layer:
    """The only layer of the file; ``Refused`` when it is damaged."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
        rows = document["features"]
        if len(rows) > MOST_FEATURES or data.count(b"[") > MOST_PLACES:
            raise too_many()
        return Layer("GeoJSON", name, _crs(document), tuple(_feature(n, row) for n, row in enumerate(rows, start=1)))
    except FAULTS as fault:
        raise damaged("GeoJSON") from fault


def _crs(document: dict[str, Any]) -> str:
    named = document.get("crs")
    return str(named["properties"]["name"]) if named else USUAL


def _feature(number: int, row: dict[str, Any]) -> Feature:
    shape = row.get("geometry") or {}
    kind, held = shape.get("type"), shape.get("coordinates") or []
    polygons = held if kind == "MultiPolygon" else [held] if kind == "Polygon" else []
    return feature(number, row.get("properties") or {}, [[_ring(ring) for ring in polygon] for polygon in polygons])


def _ring(written: Sequence[Sequence[float]]) -> list[Place]:
    return [(float(place[0]), float(place[1])) for place in written]
