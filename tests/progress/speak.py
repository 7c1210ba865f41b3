"""Short words for tests: an indicator, a frame, a catalogue, a verdict in one line each."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Break, Direction, Indicator, Kind
from cockpit.model.target import Target
from cockpit.model.verdict import Verdict
from cockpit.progress import assess

LIPPE = "05766"
Years = Mapping[int, float | tuple[float | None, str]]


def indicator(
    direction: Direction = -1, *, kind: Kind = "indicator", rhythm: int = 1, breaks: tuple[Break, ...] = ()
) -> Indicator:
    return Indicator(
        id="quote",
        title="Quote",
        short_title="Quote",
        question="Wie hoch ist die Quote?",
        unit="%",
        decimals=1,
        direction=direction,
        kind=kind,
        topic="thema",
        sdg=(),
        source="quelle",
        rhythm=rhythm,
        actors=("kreis",),
        definition="",
        breaks=breaks,
    )


def target(
    year: int, value: float | None = None, *, region: str = LIPPE, decided: bool = True, **more: object
) -> Target:
    name = f"{region}-{year}"
    return Target(id=name, indicator="quote", region=region, year=year, source="", value=value, decided=decided, **more)


def catalogue(of: Indicator, *targets: Target) -> Catalogue:
    return Catalogue({of.id: of}, {}, {}, {}, {}, (), (), targets, {})


def rows(series: Mapping[str, Years]) -> pd.DataFrame:
    cells = [
        (key, year, *(cell if isinstance(cell, tuple) else (cell, "")))
        for key, years in series.items()
        for year, cell in years.items()
    ]
    frame = pd.DataFrame(cells, columns=["key", "year", "value", "status"])
    return frame.astype({"key": "str", "year": "int64", "value": "float64", "status": "str"})


def since(first_year: int, *values: float) -> dict[int, float]:
    return dict(enumerate(values, first_year))


def verdict(years: Years, *targets: Target, of: Indicator | None = None, key: str = LIPPE) -> Verdict:
    of = of or indicator()
    return assess(of, rows({key: years}), catalogue(of, *targets))[key]


def keys(found: Verdict) -> dict[str, str]:
    return {pace.method: pace.key for pace in found.paces}


def quotes(found: Verdict) -> dict[str, float | None]:
    return {pace.method: None if pace.ratio is None else round(pace.ratio, 4) for pace in found.paces}
