"""The four questions every page asks, to our store and in the SQL of a plain table."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cockpit.base.settings import settings
from cockpit.catalogue import load
from cockpit.model.catalogue import Catalogue
from cockpit.progress import assess
from cockpit.store import Publication, Store
from tests.bench import synthetic

KREIS, SLUG = "05766", "lippe"
NAME = "messreihe-0000"
CHUNK = 125
TIMES = 40
MAP = "SELECT ags, wert FROM v WHERE indikator = ? AND jahr = ? ORDER BY ags"
RANKING = (
    "SELECT ags, wert, rank() OVER (ORDER BY wert DESC) AS platz FROM v"
    " WHERE indikator = ? AND jahr = ? ORDER BY platz, ags"
)
SERIES = "SELECT jahr, wert FROM v WHERE ags = ? AND indikator = ? ORDER BY jahr"
PROFILE = "SELECT indikator, jahr, wert FROM v WHERE ags = ? ORDER BY indikator, jahr"
RANKED_PROFILE = (
    "SELECT indikator, jahr, wert, platz FROM (SELECT ags, indikator, jahr, wert,"
    " rank() OVER (PARTITION BY indikator, jahr ORDER BY wert DESC) AS platz FROM v) AS alle"
    " WHERE ags = ? ORDER BY indikator, jahr"
)


@dataclass(frozen=True)
class Question:
    """What it is called, how our store is asked, and the SQL with its parameters for everybody else."""

    name: str
    short: str
    ours: Callable[[Store], object]
    sql: str
    parameters: tuple[str | int, ...]
    times: int = TIMES


QUESTIONS = (
    Question("Karte, 400 Kreise", "Karte", lambda store: store.map(NAME, synthetic.LAST), MAP, (NAME, synthetic.LAST)),
    Question("Rangliste, 400 Kreise", "Rangliste",
             lambda store: store.map(NAME, synthetic.LAST).sort_values(["rank", "key"]),
             RANKING, (NAME, synthetic.LAST)),
    Question("Zeitreihe eines Kreises", "Zeitreihe", lambda store: store.series(NAME, [KREIS]), SERIES, (KREIS, NAME)),
    Question("Profil eines Kreises", "Profil", lambda store: store.profile(KREIS), PROFILE, (KREIS,)),
    Question("Profil mit allen Rängen", "mit Rängen", lambda store: store.profile(KREIS), RANKED_PROFILE, (KREIS,), 1),
)  # fmt: skip


def declarations(indicators: int) -> Catalogue:
    """The shipped catalogue, which the pages need, and the series to measure beside it."""
    shipped = load(settings().data)
    return replace(shipped, indicators={**shipped.indicators, **synthetic.catalogue(indicators).indicators})


def fill(store: Store, plain: Path, file: Path | None, declared: Catalogue, years: int) -> int:
    """The same values into our store, a plain table and a CSV, part by part; how many there were."""
    count, names = 0, [name for name in declared.indicators if name.startswith("messreihe-")]
    with sqlite3.connect(plain) as table:
        table.execute("CREATE TABLE v(indikator TEXT, jahr INTEGER, ags TEXT, wert REAL)")
        for first in range(0, len(names), CHUNK):
            part = {name: declared.indicators[name] for name in names[first : first + CHUNK]}
            rows = synthetic.frame(replace(declared, indicators=part), years)
            publish(store, rows)
            columns = (rows[name].tolist() for name in ("indicator", "year", "key", "value"))
            table.executemany("INSERT INTO v VALUES (?, ?, ?, ?)", zip(*columns, strict=True))
            if file:
                rows[["key", "indicator", "year", "value"]].to_csv(
                    file,
                    sep=";",
                    index=False,
                    mode="a",
                    header=["ags", "indikator", "jahr", "wert"] if not first else False,
                )
            count += len(rows)
        table.execute("CREATE INDEX by_map ON v(indikator, jahr)")
        table.execute("CREATE INDEX by_kreis ON v(ags, indikator)")
        table.execute("ANALYZE")
    table.close()
    return count


def publish(store: Store, rows: object) -> None:
    """Values with their ranks and verdicts, as an import leaves them."""
    publication = Publication(rows, "bench", "import", "", "", None, "", 0)  # type: ignore[arg-type]
    store.publish(publication, judge=assess, at=synthetic.AT)


def milliseconds(way: Callable[[], object], times: int = TIMES) -> float:
    """CPU of one answer, all threads of this process together: other work on the machine does not count."""
    if times > 1:
        way()
    started = time.process_time()
    for _ in range(times):
        way()
    return (time.process_time() - started) * 1000 / times
