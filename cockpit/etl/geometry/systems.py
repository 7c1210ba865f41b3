"""Coordinate systems: recognised from what a file says, and brought to UTM zone 32 (EPSG:25832) in metres."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import atan2, atanh, cos, cosh, radians, sin, sinh, sqrt

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.etl.geometry.features import Place

UTM32, DEGREES = "EPSG:25832", "EPSG:4258"
CODES = {"25832": UTM32, "32632": UTM32, "4326": DEGREES, "4258": DEGREES, "CRS84": DEGREES}
"""ETRS89 and WGS 84 differ by less than a metre in Germany."""
CODE = re.compile(r"EPSG[:\"\s,]+:*(?:[\d.]*:)?\"?(\d{4,6})\b|(CRS84)", re.IGNORECASE)
NAMES = (
    (re.compile(r"^\s*PROJC(?:S|RS)\[\"(?:ETRS_?(?:19)?89|WGS_?(?:19)?84)[\s_/]*UTM[\s_]*Zone[\s_]*32N", re.I), UTM32),
    (re.compile(r"^\s*GEOG(?:CS|CRS)\[\"(?:GCS_)?(?:ETRS_?(?:19)?89|WGS[\s_]?(?:19)?84)\b", re.I), DEGREES),
    (re.compile(r"^\s*GEOG(?:CS|CRS)\[\"GCS_(?:ETRS_1989|WGS_1984)\"", re.I), DEGREES),
)
EAST, NORTH = (200_000.0, 1_000_000.0), (5_150_000.0, 6_200_000.0)
"""Metres within which Germany lies."""

AXIS, FLATTENING = 6_378_137.0, 1 / 298.257222101
SCALE, FALSE_EAST, MERIDIAN = 0.9996, 500_000.0, 9.0
N = FLATTENING / (2 - FLATTENING)
RADIUS = AXIS / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
SERIES = (
    N / 2 - 2 / 3 * N**2 + 5 / 16 * N**3 + 41 / 180 * N**4,
    13 / 48 * N**2 - 3 / 5 * N**3 + 557 / 1440 * N**4,
    61 / 240 * N**3 - 103 / 140 * N**4,
    49561 / 161280 * N**4,
)
ECCENTRICITY = 2 * sqrt(N) / (1 + N)


def system(said: str) -> str:
    """The system meant by a code, a URN or a WKT; ``Refused`` in German for any other one."""
    for pattern, known in NAMES:
        if pattern.search(said):
            return known
    codes = [one or crs84.upper() for one, crs84 in CODE.findall(said)]
    # the code of the whole system stands last in a WKT; those before it belong to its parts
    if codes and codes[-1] in CODES:
        return CODES[codes[-1]]
    named = said[:60] if said else text("geometry.refused.no_system")
    raise Refused(text("geometry.refused.system", said=named), "", text("geometry.refused.system_remedy"))


def projection(known: str) -> Callable[[Place], Place]:
    """From a place of the file to metres east and north in UTM zone 32."""
    return utm32 if known == DEGREES else lambda place: place


def utm32(place: Place) -> Place:
    """Longitude and latitude in degrees (ETRS89) to metres in UTM zone 32: Krüger's series, exact to a millimetre."""
    beside, latitude = radians(place[0] - MERIDIAN), radians(place[1])
    tangent = sinh(atanh(sin(latitude)) - ECCENTRICITY * atanh(ECCENTRICITY * sin(latitude)))
    along, across = atan2(tangent, cos(beside)), atanh(sin(beside) / sqrt(1 + tangent * tangent))
    east, north = across, along
    for times, factor in enumerate(SERIES, start=1):
        east += factor * cos(2 * times * along) * sinh(2 * times * across)
        north += factor * sin(2 * times * along) * cosh(2 * times * across)
    return FALSE_EAST + SCALE * RADIUS * east, SCALE * RADIUS * north


def is_in_germany(place: Place) -> bool:
    """Whether metres in UTM zone 32 lie where Germany does."""
    return EAST[0] <= place[0] <= EAST[1] and NORTH[0] <= place[1] <= NORTH[1]
