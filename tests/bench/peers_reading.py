"""Map, ranking, series and profile from our store, from a plain table, from DuckDB, and over HTTP beside datasette."""

from __future__ import annotations

import json
import math
import sqlite3
import subprocess
import tempfile
import urllib.parse
from contextlib import ExitStack, closing
from pathlib import Path

import pandas as pd

from cockpit.store import Store
from tests.bench import peers, running, synthetic
from tests.bench.asking import Answered, ask
from tests.bench.options import options
from tests.bench.questions import KREIS, NAME, QUESTIONS, SLUG, Question, declarations, fill, milliseconds
from tests.bench.sheet import Line, Promise, Sheet, unmeasured, whole

OURS, PLAIN, DUCK = "Kommunales Cockpit", "SQLite, Texttabelle, 2 Indizes", "DuckDB"
ROWS = "dieselbe, Zeilen ohne DataFrame"
DATASETTE = "datasette"
ALL_RANKS = QUESTIONS[-1].name
PROFILE = QUESTIONS[-2].name
KARTE = QUESTIONS[0].name
Medians = dict[str, dict[str, float]]
OVER_HTTP = {
    "Karte, 400 Kreise": (
        f"/indikator/{NAME}.json?jahr={synthetic.LAST}",
        "SELECT ags, jahr, wert FROM v WHERE indikator = :a AND jahr = :b ORDER BY ags",
        {"a": NAME, "b": synthetic.LAST},
    ),
    "Zeitreihe eines Kreises": (
        f"/indikator/{NAME}.json?kreise={SLUG}",
        "SELECT jahr, wert FROM v WHERE ags = :a AND indikator = :b ORDER BY jahr",
        {"a": KREIS, "b": NAME},
    ),
    "Profil, letztes Jahr": (
        f"/kreis/{SLUG}.json",
        "SELECT indikator, jahr, wert FROM v WHERE ags = :a AND jahr = :b ORDER BY indikator",
        {"a": KREIS, "b": synthetic.LAST},
    ),
}
"""Our address, and what datasette is asked: the values only, where ours also tells source, verdict and target."""


def compare() -> list[Sheet]:
    """One sheet for the stores, one over HTTP."""
    indicators, years = shape(options().values)
    declared = declarations(indicators)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        files = {OURS: place / "ours.sqlite", PLAIN: place / "plain.sqlite", DUCK: place / "duck.db"}
        with closing(synthetic.empty_store(files[OURS], declared)) as store:
            count = fill(store, files[PLAIN], place / "values.csv", declared, years)
            missing = _duck(place / "values.csv", files[DUCK])
            found = _in_turns(store, files, missing)
        said = f"{whole(count)} Werten (400 × {indicators} × {years})"
        sizes = {name: file.stat().st_size / 1e6 for name, file in files.items() if name not in missing}
        return [_sheet(said, found, sizes, missing), _over_http(said, files)]


def shape(values: int) -> tuple[int, int]:
    """How many indicators and years: 20 years up to 4 million values, 50 beyond."""
    years = 20 if values <= 4_000_000 else 50
    return max(values // (400 * years), 1), years


def _duck(values: Path, target: Path) -> dict[str, str]:
    try:
        peers.version("duckdb")
        peers.spent_by(peers.script("duck_import", values, target, "plain"))
    except peers.CannotMeasure as reason:
        return {DUCK: str(reason)}
    return {}


def _in_turns(store: Store, files: dict[str, Path], missing: dict[str, str]) -> Medians:
    """The smallest CPU milliseconds of each question over all turns, by way and question."""
    found: Medians = {name: {} for name in (OURS, PLAIN, ROWS, DUCK) if name not in missing}
    with closing(sqlite3.connect(files[PLAIN])) as plain:
        for _ in range(options().rounds):
            for one in QUESTIONS:
                _lower(found[OURS], one.name, milliseconds(lambda one=one: one.ours(store)))  # type: ignore[misc]
                _lower(found[PLAIN], one.name, milliseconds(lambda one=one: _framed(plain, one), one.times))  # type: ignore[misc]
                _lower(found[ROWS], one.name, milliseconds(lambda one=one: _rows(plain, one).fetchall(), one.times))  # type: ignore[misc]
            if DUCK in found:
                asked = json.dumps([[one.sql, one.parameters, one.times] for one in QUESTIONS])
                command = peers.script("duck_ask", files[DUCK])
                done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
                for one, spent in zip(QUESTIONS, json.loads(done.stdout), strict=True):
                    _lower(found[DUCK], one.name, spent)
    return found


def _rows(plain: sqlite3.Connection, asked: Question) -> sqlite3.Cursor:
    return plain.execute(asked.sql, asked.parameters)


def _framed(plain: sqlite3.Connection, asked: Question) -> pd.DataFrame:
    cursor = _rows(plain, asked)
    return pd.DataFrame.from_records(cursor.fetchall(), columns=[column[0] for column in cursor.description])


def _lower(found: dict[str, float], name: str, spent: float) -> None:
    found[name] = min(found.get(name, math.inf), spent)


def _sheet(said: str, found: Medians, sizes: dict[str, float], missing: dict[str, str]) -> Sheet:
    columns = {one.name: f"{one.short} ms" for one in QUESTIONS}
    notes = {OURS: "immer mit Rang", PLAIN: "Karte, Profil ohne Rang", DUCK: peers.versions().get("duckdb", "")}
    lines = [
        Line(name, {columns[one]: spent for one, spent in row.items()} | _size(sizes, name), notes.get(name, ""))
        for name, row in found.items()
    ]
    ours, plain = found[OURS], found[PLAIN]
    promises = [
        Promise("Datei: höchstens 0,25 × der Texttabelle", sizes[OURS] / sizes[PLAIN], most=0.25),
        Promise("Karte samt Rängen: höchstens 1,0 × der Texttabelle ohne", ours[KARTE] / plain[KARTE], most=1.0),
        Promise("Profil samt Rängen: höchstens 1,0 × der Texttabelle ohne", ours[PROFILE] / plain[PROFILE], most=1.0),
        Promise("Profil mit Rängen: ≥ 100 × schneller als per Fensterfunktion", plain[ALL_RANKS] / ours[ALL_RANKS],
                least=100),
    ]  # fmt: skip
    if DUCK in found:
        promises.append(Promise("Karte: ≥ 1 × DuckDB", found[DUCK][KARTE] / ours[KARTE], least=1))
        promises.append(Promise("Profil: ≥ 1 × DuckDB", found[DUCK][PROFILE] / ours[PROFILE], least=1))
    title = f"Lesen aus {said}, CPU-Millisekunden je DataFrame"
    return Sheet(title, [*lines, *(unmeasured(name, why) for name, why in missing.items())], promises)


def _size(sizes: dict[str, float], name: str) -> dict[str, float]:
    return {"Datei MB": sizes[name]} if name in sizes else {}


def _over_http(said: str, files: dict[str, Path]) -> Sheet:
    """The servers answer the same client in turns, one request at a time; without datasette ours alone."""
    title = f"Lesen über HTTP aus {said}, eine Anfrage nach der anderen"
    missing: list[Line] = []
    with ExitStack() as stack:
        servers = {OURS: stack.enter_context(running.ours(files[OURS]))}
        try:
            servers[DATASETTE] = stack.enter_context(running.datasette(files[PLAIN]))
        except peers.CannotMeasure as reason:
            missing.append(unmeasured(DATASETTE, str(reason)))
        lines = [line for name in OVER_HTTP for line in _answers(name, servers)]
    told = (
        f"datasette {peers.versions().get('datasette', '')}, unveränderliche Datei (-i), nur die Werte; unsere Antwort"
    )
    notes = [f"{told} nennt dazu Namen, Einheit, Quelle und Stand, im Profil auch Urteil und Ziel."]
    return Sheet(title, [*lines, *missing], notes=notes)


def _answers(name: str, servers: dict[str, running.Running]) -> list[Line]:
    """One line per server, of the turn in which an answer cost it least CPU."""
    path, sql, arguments = OVER_HTTP[name]
    addresses = {OURS: path, DATASETTE: sql_path("plain", sql, arguments)}
    best: dict[str, Answered] = {}
    for _ in range(options().rounds):
        for way, server in servers.items():
            answered = ask(server, addresses[way])
            best[way] = min(best.get(way, answered), answered, key=lambda one: one.cpu)
    base = best[DATASETTE].cpu if DATASETTE in best else math.nan
    return [
        Line(
            f"{name}: {way}",
            {"CPU ms": one.cpu, "× datasette": one.cpu / base, "Median ms": one.median, "KB": one.bytes / 1024},
        )
        for way, one in best.items()
    ]


def sql_path(database: str, sql: str, arguments: dict[str, str | int]) -> str:
    """The address of datasette's JSON for a statement of one's own."""
    return f"/{database}.json?{urllib.parse.urlencode({'sql': sql, '_shape': 'arrays', **arguments})}"
