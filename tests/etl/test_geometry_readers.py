"""Boundaries in the forms offices give them: Shapefile ZIP, GeoPackage and GeoJSON tell the same places."""

from __future__ import annotations

import io
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cockpit.base.errors import Refused
from cockpit.etl.geometry import geojson
from cockpit.etl.geometry.features import Feature, Layer
from cockpit.etl.geometry.opening import opened
from cockpit.etl.geometry.systems import system, utm32
from cockpit.model.geometry import area
from tests.boundaries import collection, feature

Ring = Sequence[tuple[float, float]]
SQUARE = [(500_000.0, 5_700_000.0), (510_000.0, 5_700_000.0), (510_000.0, 5_710_000.0), (500_000.0, 5_710_000.0)]
HOLE = [(502_000.0, 5_702_000.0), (504_000.0, 5_702_000.0), (504_000.0, 5_704_000.0), (502_000.0, 5_704_000.0)]
ISLAND = [(520_000.0, 5_700_000.0), (521_000.0, 5_700_000.0), (521_000.0, 5_701_000.0)]
# what the office writes beside VG250
PRJ = (
    'PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,'
    '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",9.0],UNIT["Meter",1.0]]'
)


def shapes(rings: Sequence[Ring]) -> bytes:
    """A .shp with one polygon: outer rings clockwise, holes counterclockwise, as the form wants it."""
    closed = [[*ring, ring[0]] for ring in rings]
    places = [place for ring in closed for place in ring]
    starts, at = [], 0
    for ring in closed:
        starts.append(at)
        at += len(ring)
    body = struct.pack("<i4d2i", 5, 0, 0, 0, 0, len(closed), len(places)) + struct.pack(f"<{len(starts)}i", *starts)
    body += b"".join(struct.pack("<2d", *place) for place in places)
    record = struct.pack(">2i", 1, len(body) // 2) + body
    head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(record)) // 2) + struct.pack("<2i8d", 1000, 5, *[0.0] * 8)
    return head + record


def table(columns: dict[str, str], encoding: str = "utf-8") -> bytes:
    """A .dbf with one record of text columns."""
    fields = b"".join(struct.pack("<11sc4xBB14x", name.encode(), b"C", 30, 0) for name in columns)
    size = 1 + 30 * len(columns)
    head = struct.pack("<B3xIHH20x", 3, 1, 32 + len(fields) + 1, size)
    row = b" " + b"".join(value.encode(encoding).ljust(30) for value in columns.values())
    return head + fields + b"\r" + row + b"\x1a"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def shapefile(stem: str = "vg250_12-31.utm32s.shape/vg250_ebenen/VG250_KRS", **changes: bytes | None) -> bytes:
    parts = {
        "shp": shapes([SQUARE[::-1], HOLE, ISLAND[::-1]]),
        "dbf": table({"AGS": "05766", "GEN": "Lippe-Höxter", "GF": "4"}),
        "prj": PRJ.encode(),
        "cpg": b"UTF-8",
        **changes,
    }
    return packed({f"{stem}.{suffix}": content for suffix, content in parts.items() if content is not None})


def wkb(polygons: Sequence[Sequence[Ring]], order: str = "<", extra: int = 0) -> bytes:
    """A multipolygon; ``extra`` 1000 adds a height to every place."""
    mark = b"\1" if order == "<" else b"\0"
    out = mark + struct.pack(f"{order}2I", 6 + extra, len(polygons))
    for polygon in polygons:
        out += mark + struct.pack(f"{order}2I", 3 + extra, len(polygon))
        for ring in polygon:
            closed = [*ring, ring[0]]
            out += struct.pack(f"{order}I", len(closed))
            out += b"".join(
                struct.pack(f"{order}{2 + bool(extra)}d", *place, *([7.0] if extra else [])) for place in closed
            )
    return out


@pytest.fixture
def geopackage(tmp_path: Path) -> Callable[..., bytes]:
    def make(layers: Sequence[str] = ("vg250_krs", "vg250_lan"), srs: int = 25832, shape: bytes = b"") -> bytes:
        file = tmp_path / "grenzen.gpkg"
        file.unlink(missing_ok=True)
        with sqlite3.connect(file) as made:
            made.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization, organization_coordsys_id)")
            made.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, 'EPSG', ?)", (srs, srs))
            made.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id)")
            for layer in layers:
                made.execute(
                    f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY, geom BLOB, AGS TEXT, GEN TEXT, GF INTEGER)"
                )
                made.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?)", (layer, srs))
                blob = b"GP\0\1" + struct.pack("<i", srs) + (shape or wkb([[SQUARE, HOLE[::-1]], [ISLAND]]))
                made.execute(f"INSERT INTO {layer} VALUES (1, ?, '05766', 'Lippe-Höxter', 4)", (blob,))
        made.close()
        return file.read_bytes()

    return make


def sizes(found: Feature) -> list[float]:
    """Square kilometres of each ring; holes are negative."""
    return [round(area(ring) / 1e6, 1) for ring in found.rings]


def only(found: Layer) -> Feature:
    (one,) = found.features
    return one


def test_a_shapefile_is_read_with_holes_and_islands() -> None:
    found = opened(shapefile(), "vg250.zip")
    assert (found.form, found.name, system(found.crs)) == ("Shapefile", "VG250_KRS", "EPSG:25832")
    assert only(found).columns == {"AGS": "05766", "GEN": "Lippe-Höxter", "GF": "4"}
    assert sizes(only(found)) == [100.0, -4.0, 0.5]


def test_a_shapefile_that_turns_its_rings_the_wrong_way_round_is_read_all_the_same() -> None:
    found = opened(shapefile(shp=shapes([SQUARE, HOLE[::-1]])), "x.zip")
    assert sizes(only(found)) == [100.0, -4.0]


def test_columns_in_an_old_code_page_keep_their_umlauts() -> None:
    old = table({"AGS": "05766", "GEN": "Höxter"}, "cp1252")
    assert only(opened(shapefile(dbf=old, cpg=None), "x.zip")).columns["GEN"] == "Höxter"
    assert only(opened(shapefile(dbf=old, cpg=b"1252"), "x.zip")).columns["GEN"] == "Höxter"


@pytest.mark.parametrize("order", ["<", ">"], ids=["little-endian", "big-endian"])
@pytest.mark.parametrize("extra", [0, 1000], ids=["flat", "with-height"])
def test_a_geopackage_is_read_in_every_byte_order(geopackage: Callable[..., bytes], order: str, extra: int) -> None:
    found = opened(geopackage(shape=wkb([[SQUARE, HOLE], [ISLAND]], order, extra)), "x.gpkg")
    assert (found.form, found.name, system(found.crs)) == ("GeoPackage", "vg250_krs", "EPSG:25832")
    assert only(found).columns == {"fid": "1", "AGS": "05766", "GEN": "Lippe-Höxter", "GF": "4"}
    assert sizes(only(found)) == [100.0, -4.0, 0.5]


def test_geopackage_and_geojson_are_found_inside_an_archive(geopackage: Callable[..., bytes]) -> None:
    assert opened(packed({"daten/DE_VG250.gpkg": geopackage()}), "x.zip").form == "GeoPackage"
    held = collection([feature("05766", SQUARE, HOLE)])
    assert sizes(only(opened(packed({"kreise.geojson": held, "__MACOSX/._kreise": b"?"}), "x.zip"))) == [100.0, -4.0]


def test_geojson_without_a_system_means_degrees() -> None:
    found = opened(collection([feature("05766", [(8.0, 52.0), (9.0, 52.0), (9.0, 53.0)])], crs=""), "x.geojson")
    assert system(found.crs) == "EPSG:4258"


def test_all_three_forms_tell_the_same_places(geopackage: Callable[..., bytes]) -> None:
    told = [
        opened(shapefile(shp=shapes([SQUARE[::-1], HOLE])), "x.zip"),
        opened(geopackage(shape=wkb([[SQUARE, HOLE]])), "x.gpkg"),
        opened(collection([feature("05766", SQUARE, HOLE)]), "x.json"),
    ]
    assert len({tuple(frozenset(ring) for ring in only(one).rings) for one in told}) == 1


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"ags;jahr;wert\n", "weder Shapefile"),
        (shapes([SQUARE]), ".shp-Datei allein"),
        (shapefile(prj=None), "fehlt im ZIP: .prj"),
        (shapefile(dbf=None, prj=None), "fehlt im ZIP: .dbf, .prj"),
        (shapefile(shp=shapes([SQUARE])[:150]), "beschädigt"),
        (shapefile(dbf=table({"AGS": "05766"})[:80]), "beschädigt"),
        (packed({"liesmich.txt": b"nichts"}), "keine Ebene"),
        (b"PK\x03\x04 kaputt", "beschädigt"),
        (b"SQLite format 3\0" + b"\0" * 200, "beschädigt"),
        (b'{"type": "FeatureCollection"', "beschädigt"),
        (b'{"features": 7}', "beschädigt"),
        (b"[" * 100_000, "weder"),
        (b'{"features": ' + b"[" * 100_000, "beschädigt"),
    ],
    ids=["csv", "bare-shp", "no-prj", "no-dbf", "cut-shp", "bad-dbf", "empty-zip", "bad-zip", "bad-gpkg", "cut-json",
         "odd-json", "brackets", "deep-json"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_german(data: bytes, word: str) -> None:
    with pytest.raises(Refused) as caught:
        opened(data, "grenzen")
    assert word in caught.value.what
    assert caught.value.remedy


def test_of_several_layers_the_one_of_the_kreise_is_taken_or_asked_for(geopackage: Callable[..., bytes]) -> None:
    two = packed({f"{stem}.{suffix}": content for stem in ("a", "b") for suffix, content in
                  {"shp": shapes([SQUARE]), "dbf": table({"AGS": "1"}), "prj": PRJ.encode()}.items()})  # fmt: skip
    with pytest.raises(Refused, match="mehrere Ebenen") as caught:
        opened(two, "x.zip")
    assert "„a“, „b“" in caught.value.remedy
    assert opened(two, "x.zip", "B").name == "b"
    assert opened(geopackage(), "x.gpkg", "vg250_lan").name == "vg250_lan"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused, match="MB"):
        opened(packed({"VG250_KRS.shp": b"\0" * 40_000_000, "VG250_KRS.dbf": b"", "VG250_KRS.prj": b""}), "x.zip")


def test_a_geopackage_may_neither_write_nor_run_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "boese.gpkg"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS x FROM n"
        made.execute(
            "CREATE VIEW gpkg_geometry_columns AS "
            f"SELECT x AS table_name, x AS column_name, x AS srs_id FROM ({endless})"
        )
    made.close()
    with pytest.raises(Refused, match="beschädigt"):
        opened(file.read_bytes(), "boese.gpkg")


def test_places_that_are_no_numbers_count_as_broken() -> None:
    data = collection([feature("05766", SQUARE)]).replace(b"500000.0", b"NaN", 1)
    found = geojson.layer(data, "x").features[0]
    assert (found.rings, found.broken) == ((), 1)


# longitude, latitude, east, north as PROJ gives them for EPSG:4258 → EPSG:25832
KNOWN = [
    (6.9583, 50.9413, 356560.2600, 5645282.1359),
    (14.9875, 51.1564, 918563.3611, 5684279.1424),
    (9.4387, 54.7851, 528212.6916, 6070966.2325),
    (9.6827, 47.5460, 551371.4448, 5266067.8332),
    (5.8663, 51.0512, 280374.5203, 5660191.5786),
    (9.0, 50.0, 500000.0, 5538630.7027),
    (8.4389, 55.0182, 464123.7015, 6096960.6353),
    (10.1783, 47.2701, 589128.0035, 5235853.3018),
]


TOWNS = ["koeln", "goerlitz", "flensburg", "lindau", "selfkant", "meridian", "list", "oberstdorf"]


@pytest.mark.parametrize("place", KNOWN, ids=TOWNS)
def test_degrees_become_metres_to_the_millimetre(place: tuple[float, float, float, float]) -> None:
    lon, lat, east, north = place
    assert utm32((lon, lat)) == pytest.approx((east, north), abs=0.001)


def _systems() -> Iterator[tuple[str, str]]:
    yield "EPSG:25832", "EPSG:25832"
    yield "urn:ogc:def:crs:EPSG::25832", "EPSG:25832"
    yield "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4258"
    yield "EPSG:4326", "EPSG:4258"
    yield PRJ, "EPSG:25832"
    yield 'PROJCRS["ETRS89 / UTM zone 32N",BASEGEOGCRS["ETRS89"],ID["EPSG",25832]]', "EPSG:25832"
    yield 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"],UNIT["Degree",0.0174532925199433]]', "EPSG:4258"
    yield 'GEOGCS["ETRS89",DATUM["European_1989"],AUTHORITY["EPSG","4258"]]', "EPSG:4258"


@pytest.mark.parametrize(("said", "meant"), list(_systems()), ids=[f"case{n}" for n in range(8)])
def test_systems_are_recognised_however_they_are_written(said: str, meant: str) -> None:
    assert system(said) == meant


@pytest.mark.parametrize(
    "said",
    ["EPSG:31467", "EPSG:3857", "", 'PROJCS["ETRS_1989_UTM_Zone_33N",GEOGCS["GCS_ETRS_1989",AUTHORITY["EPSG","4258"]],'
     'AUTHORITY["EPSG","25833"]]', 'PROJCS["DHDN_3_Degree_Gauss_Zone_3",GEOGCS["GCS_Deutsches_Hauptdreiecksnetz"]]'],
    ids=["gauss-krueger", "web-mercator", "nothing", "zone-33", "dhdn"],
)  # fmt: skip
def test_any_other_system_is_refused_by_name(said: str) -> None:
    with pytest.raises(Refused, match="Koordinatensystem") as caught:
        system(said)
    assert "EPSG:25832" in caught.value.remedy
