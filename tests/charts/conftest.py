"""Views made by hand from a few real figures, so that each chart can be read against numbers in this folder."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cockpit.model.indicator import Break, Indicator, Part, Source
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.model.selection import Selection
from cockpit.model.series import Aggregate, Point, Series
from cockpit.model.target import ResolvedTarget, Target
from cockpit.model.verdict import Judgement, Pace, Projection, Trend, Verdict
from cockpit.model.view import Card, Headline, PartShare, Profile, Standing, View, Whole
from cockpit.progress import placement
from tests.boundaries import hexagons

EXCERPTS = Path(__file__).parent / "excerpts"
TODAY = date(2026, 11, 14)
LIPPE, GUETERSLOH, HSK = "05766", "05754", "05958"
EMPLOYMENT = Indicator(
    id="beschaeftigtenquote",
    title="Beschäftigungsquote",
    short_title="Beschäftigungsquote",
    question="Wie viele haben Arbeit?",
    unit="%",
    unit_long="% der 15- bis 64-Jährigen",
    decimals=1,
    direction=1,
    kind="indicator",
    topic="arbeit",
    sdg=(8,),
    source="inkar",
    rhythm=1,
    actors=("bund",),
    definition="",
)
ENERGY = replace(
    EMPLOYMENT,
    id="industrie-energieverbrauch-je-einwohner",
    title="Energieverbrauch der Industrie je Einwohner",
    short_title="Energieverbrauch der Industrie",
    unit="GJ je Einwohner",
    unit_long="Gigajoule je Einwohner im Jahr",
    direction=-1,
    sdg=(7,),
)
HEATING = replace(
    EMPLOYMENT,
    id="heizung-energietraeger",
    title="Heizung nach Energieträger",
    short_title="Heizung nach Energieträger",
    unit_long="% der Wohnungen",
    direction=0,
    kind="shares",
    parts=(
        Part("zensus22-heizung-gas", "Gas"),
        Part("zensus22-heizung-oel", "Öl"),
        Part("zensus22-heizung-fernwaerme", "Fernwärme"),
        Part("zensus22-heizung-holz", "Holz"),
        Part("zensus22-heizung-waermepumpe-solar-geothermie", "Wärmepumpe, Solar, Geothermie"),
        Part("zensus22-heizung-strom", "Strom"),
    ),
    rest="Übrige",
)
# zensus22_heizung_*: Gas, Öl, Fernwärme, Holz, Wärmepumpe/Solar/Geothermie, Strom
CARRIERS = {
    LIPPE: (55.79, 27.3, 9.6, 3.04, 2.14, 1.7),
    GUETERSLOH: (66.49, 21.62, 2.54, 2.67, 4.36, 1.99),
    HSK: (63.32, 20.93, 1.99, 6.42, 2.54, 4.35),
}
# industrie_energieverbrauch in GJ and bevoelkerung of 05766
LIPPE_GJ = {
    2003: (4752224, 363720),
    2004: (6152890, 362527),
    2005: (7209900, 360858),
    2006: (6534108, 359192),
    2007: (12219369, 357582),
    2008: (19141059, 355178),
    2009: (7489778, 353007),
    2010: (7773483, 351158),
    2011: (7278788, 347729),
    2012: (7792229, 346496),
    2013: (6946551, 345374),
    2014: (6905725, 345127),
    2015: (6642322, 350750),
    2021: (7279993, 346151),
}
# arbeitslosenquote of 05766
LIPPE_JOBLESS = {2010: 8.4, 2011: 7.4, 2012: 7.5, 2016: 7.0, 2018: 6.1, 2019: 5.8, 2020: 6.4}
SOURCE = Source(
    id="inkar",
    title="INKAR",
    publisher="BBSR",
    table="",
    licence="dl-de/by-2-0",
    licence_url="https://www.govdata.de/dl-de/by-2-0",
    attribution="Laufende Raumbeobachtung des BBSR – INKAR, Ausgabe 2024",
    url="https://www.inkar.de",
)
REVISION = Revision(12, datetime(2026, 11, 14, 9, 0, tzinfo=UTC), "amt", "import")


def _regions() -> dict[str, Region]:
    found = {}
    with (EXCERPTS / "kreise_nrw.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found[row["ags"]] = Region(
                row["ags"],
                "kreis",
                row["name"],
                row["name"],
                row["ags"],
                kind=row["typ"],
                tile_x=int(row["x"]),
                tile_y=int(row["y"]),
            )
    found["03256"] = Region("03256", "kreis", "Nienburg (Weser)", "Landkreis Nienburg (Weser)", "nienburg", "Landkreis")
    return found


def _employment() -> dict[str, tuple[Point, ...]]:
    found: dict[str, list[Point]] = {}
    with (EXCERPTS / "beschaeftigtenquote.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found.setdefault(row["ags"], []).append(Point(int(row["jahr"]), float(row["wert"])))
    return {key: tuple(points) for key, points in found.items()}


def _standings(regions: dict[str, Region]) -> tuple[Standing, ...]:
    with (EXCERPTS / "kreise_nrw.csv").open(encoding="utf-8") as file:
        rows = [(row["ags"], float(row["wert"])) for row in csv.DictReader(file, delimiter=";")]
    values = [value for _, value in rows]
    return tuple(
        Standing(regions[key], Point(2021, value, rank=1 + sum(other > value for other in values)))
        for key, value in rows
    )


REGIONS = _regions()
SERIES = {key: Series(REGIONS[key], points) for key, points in _employment().items()}
STANDINGS = _standings(REGIONS)


def trend(values: dict[int, float], key: str, movement: int, reason: str = "", last: int = 11) -> Trend:
    years = sorted(values)[-last:]
    ends = (years[0], values[years[0]], years[-1], values[years[-1]]) if years else (None, None, None, None)
    return Trend(key, movement, None, None, len(years), *ends, reason)  # type: ignore[arg-type]


def judged(found: Trend, **changes: Any) -> Judgement:
    verdict = changes.pop("verdict", Verdict(found))
    plain = Judgement(found.key, "no_verdict", found.reason, "no_target", "destatis", None, None, False, False, verdict)
    return replace(plain, **changes)


def employment_of(key: str) -> dict[int, float]:
    return {point.year: point.value for point in SERIES[key].points if point.value is not None}


def _aggregates(keys: Iterable[str]) -> tuple[Aggregate, ...]:
    found = []
    for year in range(1997, 2022):
        values = sorted(employment_of(key)[year] for key in keys)
        quarter = len(values) // 4
        found.append(
            Aggregate(
                year,
                len(values),
                values[0],
                values[quarter],
                values[len(values) // 2],
                values[-1 - quarter],
                values[-1],
            )
        )
    return tuple(found)


@pytest.fixture
def employment() -> View:
    """Lippe, compared with Gütersloh and the Hochsauerlandkreis, before six comparable Kreise."""
    peers = [key for key in SERIES if key not in {LIPPE, GUETERSLOH, HSK}]
    found = judged(trend(employment_of(LIPPE), "improving", 1))
    return View(
        indicator=EMPLOYMENT,
        selection=Selection((LIPPE, GUETERSLOH, HSK), indicator=EMPLOYMENT.id),
        source=SOURCE,
        revision=REVISION,
        last_change=REVISION,
        today=TODAY,
        chosen=(SERIES[LIPPE], SERIES[GUETERSLOH], SERIES[HSK]),
        peers=tuple(SERIES[key] for key in peers),
        context=(),
        kreise=STANDINGS,
        year=2021,
        years=tuple(range(1997, 2022)),
        aggregates=_aggregates(SERIES),
        decided=None,
        orientation=None,
        judgements={LIPPE: found},
        placement=placement(64.58, 2021, [employment_of(key)[2021] for key in peers]),
        wholes=(),
        sdgs={},
        geometry=hexagons(REGIONS.values()),
    )


@pytest.fixture
def with_target(employment: View) -> View:
    """The same with a decided target, an Orientierungswert, and the projection of the destatis pace."""
    found = trend(employment_of(LIPPE), "improving", 1)
    values = employment_of(LIPPE)
    pace = (values[2021] - values[2016]) / 5
    ahead = Projection(2030, values[2021] + 9 * pace, 72.1, 78.4, 2029)
    verdict = Verdict(
        found,
        2030,
        75.0,
        True,
        paces=(Pace("destatis", "on_track", 1.07, pace, (75.0 - values[2021]) / 9, 2016, 2021),),
        projections=(("destatis", ahead),),
        stable=False,
    )
    decided = Target("lippe-2030", "beschaeftigtenquote", LIPPE, 2030, "Kreistag", value=75.0, decided=True)
    national = Target("bund-2030", "beschaeftigtenquote", "DG", 2030, "Bund", value=70.0)
    return replace(
        employment,
        decided=ResolvedTarget(decided, 75.0),
        orientation=ResolvedTarget(national, 70.0),
        judgements={LIPPE: judged(found, verdict=verdict, key="on_track", key_reason="", ratio=1.07, stable=False)},
    )


@pytest.fixture
def energy(employment: View) -> View:
    """Industry energy per head of Lippe: nothing for 2016–2020, 2008 only of limited use, a break in 2012."""
    points = tuple(Point(year, gj / heads, "limited" if year == 2008 else "") for year, (gj, heads) in LIPPE_GJ.items())
    series = Series(REGIONS[LIPPE], points)
    values = {point.year: point.value or 0.0 for point in points}
    found = trend(values, "no_trend", 0, last=6)
    return replace(
        employment,
        indicator=replace(ENERGY, breaks=(Break(2012, ("05*",), "Betriebe umgruppiert"),)),
        selection=Selection((LIPPE,), indicator=ENERGY.id),
        chosen=(series,),
        peers=(),
        kreise=(Standing(REGIONS[LIPPE], points[-1]),),
        years=tuple(LIPPE_GJ),
        aggregates=(),
        judgements={LIPPE: judged(found)},
        placement=None,
    )


@pytest.fixture
def heating(employment: View) -> View:
    """Dwellings by energy carrier in three Kreise; the rest is what the six parts leave over."""
    wholes = []
    for key, shares in CARRIERS.items():
        parts = [PartShare(part.label, Point(2022, share)) for part, share in zip(HEATING.parts, shares, strict=True)]
        rest = PartShare(HEATING.rest, Point(2022, round(100 - sum(shares), 2)))
        wholes.append(Whole(REGIONS[key], 2022, (*parts, rest)))
    return replace(
        employment,
        indicator=HEATING,
        wholes=tuple(wholes),
        years=(2022,),
        year=2022,
        chosen=tuple(Series(REGIONS[key], ()) for key in CARRIERS),
        peers=(),
        placement=None,
        aggregates=(),
    )


@pytest.fixture
def jobless() -> Card:
    """Unemployment of Lippe that ends in 2020: too old in 2026."""
    points = tuple(Point(year, value) for year, value in LIPPE_JOBLESS.items())
    found = trend(LIPPE_JOBLESS, "improving", -1)
    indicator = replace(EMPLOYMENT, id="arbeitslosenquote", short_title="Arbeitslosenquote", direction=-1)
    judgement = judged(found, direction="no_verdict", reason="too_old", too_old=True)
    return Card(indicator, Series(REGIONS[LIPPE], points), points[-1], judgement, None, None, None, SOURCE)


@pytest.fixture
def card(employment: View) -> Card:
    """The card of the employment rate of Lippe."""
    series = SERIES[LIPPE]
    judgement = employment.judgements[LIPPE]
    return Card(EMPLOYMENT, series, series.latest, judgement, employment.placement, None, None, SOURCE)


@pytest.fixture
def profile() -> Callable[..., Profile]:
    """A Kreis page with the sums given."""

    def make(improving: int, no_trend: int, worsening: int, no_verdict: int, **targets: int) -> Profile:
        judged_count = improving + no_trend + worsening + no_verdict
        sums = Headline(judged_count, improving, no_trend, worsening, no_verdict, targets)
        region = REGIONS[LIPPE]
        return Profile(region, region, REVISION, TODAY, sums, (), (), (), (), (), (), {})

    return make
