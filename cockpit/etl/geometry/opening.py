"""The first step: what kind of file the bytes are, looked into before anything is unpacked, and its layer."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.bombs import content_of, entries
from cockpit.etl.geometry import geojson, geopackage, shapefile
from cockpit.etl.geometry.features import Layer
from cockpit.etl.geometry.naming import chosen
from cockpit.etl.geometry.refusals import MOST_BYTES, unclear

ZIP = b"PK\x03\x04"
LEFT_BY_MAC = "__MACOSX/"
PARTS = (".shp", ".dbf", ".prj", ".cpg")
NEEDED = (".dbf", ".prj")


def opened(data: bytes, name: str, wanted: str = "") -> Layer:
    """The layer of the Kreise in a Shapefile ZIP, a GeoPackage or GeoJSON (both also in a ZIP); ``Refused`` else."""
    if len(data) > MOST_BYTES:
        size, most = len(data) // 1_000_000, MOST_BYTES // 1_000_000
        raise Refused(text("etl.refused.large", size=size, most=most), "", text("geometry.refused.many_remedy"))
    if data.startswith(ZIP):
        return _unpacked(data, wanted)
    if data.startswith(geopackage.MAGIC):
        return geopackage.layer(data, wanted)
    if data.startswith(shapefile.MAGIC):
        raise Refused(text("geometry.refused.bare_shape"), name, text("geometry.refused.bare_shape_remedy"))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return geojson.layer(data, name)
    raise Refused(text("geometry.refused.form"), name, text("geometry.refused.form_remedy"))


def _unpacked(data: bytes, wanted: str) -> Layer:
    """What an archive holds: Shapefiles first, else its only GeoPackage or GeoJSON."""
    listed = {one.filename: one for one in entries(data) if not one.filename.startswith(LEFT_BY_MAC)}
    shapes = {str(PurePosixPath(name).with_suffix("")): name for name in listed if name.lower().endswith(".shp")}
    if shapes:
        return _shapes(data, listed, shapes, wanted)
    for suffix, read in ((".gpkg", geopackage.layer), ((".geojson", ".json"), geojson.layer)):
        found = [name for name in listed if name.lower().endswith(suffix)]
        if len(found) == 1:
            content = content_of(data, listed[found[0]])
            return read(content, wanted if suffix == ".gpkg" else PurePosixPath(found[0]).name)
    raise unclear("no_layer", listed)


def _shapes(data: bytes, listed: Mapping[str, zipfile.ZipInfo], shapes: Mapping[str, str], wanted: str) -> Layer:
    stems = {PurePosixPath(stem).name: stem for stem in shapes}
    names = list(stems) if len(stems) == len(shapes) else list(shapes)
    name = chosen(names, wanted)
    stem = stems.get(name, name)
    held = {PurePosixPath(path).suffix.lower(): path for path in listed if _stem(path) == stem.casefold()}
    missing = [suffix for suffix in NEEDED if suffix not in held]
    if missing:
        remedy = text("geometry.refused.parts_remedy")
        raise Refused(text("geometry.refused.parts", name=name, missing=", ".join(missing)), "", remedy)
    parts = [content_of(data, listed[held[suffix]]) if suffix in held else b"" for suffix in PARTS]
    return shapefile.layer(name, *parts)


def _stem(path: str) -> str:
    return str(PurePosixPath(path).with_suffix("")).casefold() if path else ""
