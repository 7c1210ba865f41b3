"""A small catalogue of real Kreise and six indicators, three of them formulas, a judge and short words for rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd

from cockpit.model.catalogue import Catalogue, Topic
from cockpit.model.indicator import Break, Formula, Indicator, Peculiarity, Sdg, Source
from cockpit.model.programme import Link, Programme, Project
from cockpit.model.region import Reform, Region
from cockpit.model.target import Target
from cockpit.model.verdict import Trend, Verdict
from cockpit.store import Publication, Store, Withdrawal

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KREISE = {
    "01001": ("Flensburg", "Kreisfreie Stadt"),
    "05334": ("Städteregion Aachen", "Kreis"),
    "05766": ("Lippe", "Kreis"),
    "09162": ("München", "Kreisfreie Stadt"),
    "16063": ("Wartburgkreis", "Landkreis"),
}


def region(key: str, level: str, name: str, **more: object) -> Region:
    slug = name.lower().replace(" ", "-").replace("ü", "ue").replace("ä", "ae")
    return Region(key, level, name, name, slug, **more)  # type: ignore[arg-type]


def indicator(code: str, **more: object) -> Indicator:
    words = {"title": code.title(), "short_title": code.title(), "question": f"Wie steht es um {code}?"}
    fixed = {"unit": "Anzahl", "decimals": 1, "direction": 1, "kind": "indicator", "topic": "leben", "sdg": (8,)}
    rest = {"source": "regionalstatistik", "rhythm": 1, "actors": ("kreis",), "definition": f"Definition von {code}."}
    return Indicator(code, **(words | fixed | rest | more))  # type: ignore[arg-type]


REGIONS = (
    region("DG", "bund", "Deutschland"),
    region("05", "land", "Nordrhein-Westfalen"),
    region("09", "land", "Bayern"),
    *(region(key, "kreis", name, kind=kind, land=key[:2]) for key, (name, kind) in KREISE.items()),
    region("16056", "kreis", "Eisenach", kind="Kreisfreie Stadt", land="16", valid_to=date(2021, 6, 30)),
)
INDICATORS = (
    indicator("bevoelkerung", kind="base", additive=True),
    indicator("arbeitslose", kind="base", additive=True),
    indicator("arbeitslosendichte", unit="je 1.000", formula=Formula(("arbeitslose",), ("bevoelkerung",), 1000.0, 1)),
    indicator("arbeitslose-drei-jahre", formula=Formula(("arbeitslose",), window=3)),
    indicator("dichte-zu-drei-jahren", formula=Formula(("arbeitslosendichte",), ("arbeitslose-drei-jahre",))),
    indicator("erneuerbare-strom", unit="%", level="land", breaks=(Break(2015, ("05",), "Neue Abgrenzung."),)),
)


def small_catalogue() -> Catalogue:
    link = Link("arbeitslose", "mittelbar", "Der Indikator beschreibt den Lebensbereich.")
    project = Project(
        "p1", 1, "Projekt", "Feld", "BMI", "BMI", "läuft", "läuft", "2025-01-01", "belegt", "Kurz.", "Für den Kreis.",
        (), (8,), "mittelbar", (link,),
    )  # fmt: skip
    return Catalogue(
        indicators={item.id: item for item in INDICATORS},
        sources={
            "regionalstatistik": Source(
                "regionalstatistik", "T", "P", "12411", "dl-de/by-2-0", "u", "A", "u", date(2026, 1, 5)
            )
        },
        sdgs={8: Sdg(8, "Arbeit", "#a21942", "#ffffff")},
        topics={"leben": Topic("leben", "Leben")},
        regions={item.key: item for item in REGIONS},
        reforms=(Reform("16056", "Eisenach", "16063", "Wartburgkreis", date(2021, 7, 1), 1.0, 1.0),),
        peculiarities=(Peculiarity("arbeitslose", ("05334",), 2007, 2008, "limited", "Vor der Neubildung."),),
        targets=(Target("ee-2030", "erneuerbare-strom", "DG", 2030, "EEG", value=80.0),),
        programmes={"p": Programme("p", "P", "2022-08-31", "S", "N", "Q", "u", ("Feld",), (project,))},
    )


def judge(item: Indicator, frame: pd.DataFrame, catalogue: Catalogue) -> Mapping[str, Verdict]:
    """A judge of the simplest kind: the mean yearly change, so that a test can compute it by hand."""
    assert item.id in catalogue.indicators
    found = {}
    for key, rows in frame.dropna(subset="value").groupby("key"):
        span = rows["year"].iloc[-1] - rows["year"].iloc[0]
        slope = float((rows["value"].iloc[-1] - rows["value"].iloc[0]) / span) if span else None
        found[str(key)] = Verdict(Trend("no_verdict", 0, slope, None, len(rows), None, None, None, None, "test"))
    return found


def rows(*cells: tuple[str, str, int, float | None] | tuple[str, str, int, float | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame([(*cell, "")[:5] for cell in cells], columns=["indicator", "key", "year", "value", "status"])
    return frame.astype({"year": "int64", "value": "float64"})


def publication(frame: pd.DataFrame, **more: object) -> Publication:
    return Publication(frame, by="Prüferin", file_name="werte.csv", **more)  # type: ignore[arg-type]


def published(store: Store, *cells: tuple, base: int | None = None, **more: object) -> int:
    revision = store.publish(publication(rows(*cells), **more), judge=judge, at=AT, base=base)
    assert revision is not None
    return revision.id


def withdrawn(store: Store, revision: int, **more: object) -> Withdrawal:
    return store.withdraw(revision, reason="Tippfehler", by="Prüferin", judge=judge, at=AT, **more)  # type: ignore[arg-type]


def shown(store: Store, indicator: str, stand: int | None = None) -> dict[tuple[str, int], float | str]:
    """Number, or the word of the status where there is none, by key and year."""
    frame = store.series(indicator, stand=stand)
    return {(row.key, row.year): row.status if np.isnan(row.value) else row.value for row in frame.itertuples()}


def everything(store: Store, stand: int | None) -> tuple[pd.DataFrame, ...]:
    """All that can be asked about the values of a Datenstand."""
    codes = list(store.catalogue(stand).indicators)
    series = [store.series(code, stand=stand) for code in codes]
    spread = [store.aggregates(code, stand) for code in codes]
    return (*series, *spread, *(store.profile(key, stand) for key in KREISE), store.coverage(stand))


def assert_same(then: tuple[pd.DataFrame, ...], now: tuple[pd.DataFrame, ...]) -> None:
    for old, again in zip(then, now, strict=True):
        pd.testing.assert_frame_equal(old, again, check_exact=True)
