"""Regions and territorial reforms from the three tables under `data/regions`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.catalogue.faults import Fault, fault, unknown
from cockpit.catalogue.files import Row, read_table
from cockpit.model.region import BUND, Level, Reform, Region

T = TypeVar("T")
KREISE = "regions/kreise.csv"
LAENDER = "regions/laender.csv"
REFORMS = "regions/reformen.csv"
COLUMNS = tuple(one.name for one in fields(Region) if one.name not in {"level", "land"})  # both follow from the key
REFORM_COLUMNS = tuple(one.name for one in fields(Reform))
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def read_territory(root: Path) -> tuple[dict[str, Region], tuple[Reform, ...], list[Fault]]:
    """Regions by key (Bund, Länder, current and dissolved Kreise), reforms, and faults."""
    faults: list[Fault] = []
    regions: dict[str, Region] = {}
    for file in (LAENDER, KREISE):
        rows, found = read_table(root, root / file, COLUMNS)
        faults += found
        _gather(regions, file, _each(rows, file, _region, faults), faults)
    rows, found = read_table(root, root / REFORMS, REFORM_COLUMNS)
    faults += found
    reforms = tuple(_each(rows, REFORMS, _reform, faults))
    faults += [] if faults else _reform_faults(reforms, regions)
    _gather(regions, REFORMS, [_dissolved(reform) for reform in _firsts(reforms)], faults)
    return regions, reforms, faults


def _each(rows: list[Row], file: str, make: Callable[[dict[str, str]], T], faults: list[Fault]) -> list[T]:
    made = []
    for line, row in rows:
        try:
            made.append(make(row))
        except ValueError as error:
            given = re.sub(r"^.*: ?", "", str(error)).strip("'\"")  # Python's messages end with the cell
            faults.append(fault(file, row.get("key") or row.get("old_key") or "", "cell", line=line, given=given))
    return made


def _gather(regions: dict[str, Region], file: str, new: Iterable[Region], faults: list[Fault]) -> None:
    slugs = {region.slug: region.key for region in regions.values()}
    for region in new:
        if region.key in regions:
            faults.append(fault(file, region.key, "twice", name=region.key, other=regions[region.key].display_name))
        elif region.slug in slugs:
            faults.append(fault(file, "slug", "twice", name=region.slug, other=slugs[region.slug]))
        regions.setdefault(region.key, region)
        slugs.setdefault(region.slug, region.key)


def _region(row: dict[str, str]) -> Region:
    return Region(
        key=row["key"],
        level=_level(row["key"]),
        name=row["name"],
        display_name=row["display_name"],
        slug=row["slug"],
        kind=row["kind"],
        land=row["key"][:2] if len(row["key"]) == 5 else "",
        population=_maybe(int, row["population"]),
        population_as_of=_maybe(date.fromisoformat, row["population_as_of"]),
        area_km2=_maybe(float, row["area_km2"]),
        nuts3=row["nuts3"],
        lat=_maybe(float, row["lat"]),
        lon=_maybe(float, row["lon"]),
        tile_x=_maybe(int, row["tile_x"]),
        tile_y=_maybe(int, row["tile_y"]),
        valid_from=_maybe(date.fromisoformat, row["valid_from"]),
        valid_to=_maybe(date.fromisoformat, row["valid_to"]),
    )


def _level(key: str) -> Level:
    if key == BUND:
        return "bund"
    if not re.fullmatch(r"\d{2}(\d{3})?", key):
        raise ValueError(key)
    return "land" if len(key) == 2 else "kreis"


def _maybe(make: Callable[[str], T], cell: str) -> T | None:
    return make(cell) if cell else None


def _reform(row: dict[str, str]) -> Reform:
    return Reform(
        row["old_key"],
        row["old_name"],
        row["new_key"],
        row["new_name"],
        date.fromisoformat(row["date"]),
        float(row["share_population"]),
        float(row["share_area"]),
    )


def _firsts(reforms: Iterable[Reform]) -> list[Reform]:
    return list({reform.old_key: reform for reform in reforms}.values())


def _dissolved(reform: Reform) -> Region:
    """A dissolved Kreis; its slug carries the year, because successors often bear the old name."""
    last = reform.date - timedelta(days=1)
    return Region(
        key=reform.old_key,
        level="kreis",
        name=reform.old_name,
        display_name=text("catalogue.dissolved", name=reform.old_name, day=day(last)),
        slug=f"{_slug(reform.old_name)}-bis-{last.year}",
        land=reform.old_key[:2],
        valid_to=last,
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(UMLAUTS)).strip("-")


def _reform_faults(reforms: Iterable[Reform], regions: dict[str, Region]) -> list[Fault]:
    faults = []
    shares: dict[str, float] = defaultdict(float)
    for reform in reforms:
        shares[reform.old_key] += reform.share_population
        if reform.new_key not in regions:
            faults.append(unknown(REFORMS, reform.old_key, "region", reform.new_key, regions))
    wrong = {key: share for key, share in shares.items() if abs(share - 1) > 0.001}
    return faults + [
        fault(REFORMS, key, "shares_of_reform", name=key, given=f"{share:.4f}") for key, share in wrong.items()
    ]
