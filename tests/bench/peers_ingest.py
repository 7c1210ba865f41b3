"""The same rows, plain and in German form, into our store and through every peer, taking turns."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from cockpit.model.catalogue import Catalogue
from tests.bench import import_ways, peers, synthetic
from tests.bench.import_ways import ALCHEMY, CSVS, SQLITE, TO_SQL, VALUES, WAYS, WHOLE, Form, Way
from tests.bench.measured import Cost
from tests.bench.options import options
from tests.bench.peers_postgres import beside_copy
from tests.bench.sheet import Line, Promise, Sheet, unmeasured, whole

YEARS = 20
PER_INDICATOR = 400 * YEARS
FORMS: dict[Form, str] = {
    "plain": "ags;indikator;jahr;wert, Dezimalpunkt, UTF-8",
    "german": "mit Kreisnamen, Dezimalkomma, Windows-1252",
}


FLOOR = (
    "SQLite selbst braucht zum Eintragen 0,3 s je Million; dazu kommen Erkennen, Prüfen, Vergleichen, Ränge, Prüfsummen"
    " und das aufgehobene Original, die keiner der anderen Wege macht"
)
JUDGED = "Die Urteile aller Reihen (knapp 1 s je Million Werte) sind darin; ohne sie gilt die Zeile darüber"
NOTE = (
    "„Zeilen CPU s“ ist CPU ohne die Grundkosten des Programms, gemessen an einer Datei mit einer Zeile: beim Hochladen"
    " läuft der Server schon. Danach richten sich die Zusagen."
)


@dataclass(frozen=True)
class Taken:
    """The cost of a whole run, the CPU seconds of its rows alone, and MB on disk."""

    cost: Cost
    rows: float
    size: float


def compare() -> list[Sheet]:
    """One sheet per form, and one for PostgreSQL."""
    declared = synthetic.catalogue(max(options().rows // PER_INDICATOR, 1))
    rows = synthetic.frame(declared, YEARS)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        synthetic.empty_store(place / "empty.sqlite", declared).close()
        sheets = []
        for form, title in FORMS.items():
            file = write(rows, declared, place / f"{form}.csv", form)
            single = write(rows.head(1), declared, place / f"{form}-single.csv", form)
            sheets.append(_one_form(file, single, form, title, len(rows)))
        return [*sheets, beside_copy(place / "plain.csv", place / "plain-single.csv", declared, len(rows))]


def write(rows: pd.DataFrame, declared: Catalogue, file: Path, form: Form) -> Path:
    """The rows as a file in one of the two forms."""
    if form == "plain":
        synthetic.write_csv(rows, file)
        return file
    names = rows["key"].map({key: region.display_name for key, region in declared.regions.items()})
    renamed = {"key": "ags", "indicator": "indikator", "year": "jahr", "value": "wert"}
    found = rows.assign(name=names).rename(columns=renamed)[["ags", "name", "indikator", "jahr", "wert"]]
    found.to_csv(file, sep=";", decimal=",", encoding="cp1252", index=False)
    return file


def _one_form(file: Path, single: Path, form: Form, title: str, count: int) -> Sheet:
    """Every way in turn; a file of one row tells what a way costs before its first row."""
    found: dict[str, list[tuple[Cost, Cost, float]]] = {way.name: [] for way in WAYS}
    missing: dict[str, str] = {}
    for turn in range(options().rounds):
        for way in WAYS:
            if way.name in missing or (way.is_slow and turn):
                continue
            try:
                basic, _ = _taken(way, single, form, 1)
                cost, size = _taken(way, file, form, count)
                found[way.name].append((basic, cost, size))
            except peers.CannotMeasure as reason:
                missing[way.name] = str(reason)
    best = {name: _best(taken) for name, taken in found.items() if taken}
    lines = [_line(way, best, missing) for way in WAYS]
    return Sheet(f"Einfuhr von {whole(count)} Zeilen: {title}", lines, _promises(best), [NOTE])


def _best(taken: list[tuple[Cost, Cost, float]]) -> Taken:
    """The turn with least CPU, and the least that the program cost before its first row."""
    cost, size = min(((cost, size) for _, cost, size in taken), key=lambda one: one[0].cpu)
    return Taken(cost, peers.rows_alone(cost.cpu, min(basic.cpu for basic, _, _ in taken)), size)


def _taken(way: Way, file: Path, form: Form, count: int) -> tuple[Cost, float]:
    """What one run costs and how large its file is in MB; the rows must really be there."""
    if way.needs:
        peers.version(way.needs)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        target = Path(folder) / "target.db"
        if way.is_ours:
            shutil.copy(file.parent / "empty.sqlite", target)
        environment = {"COCKPIT_DATABASE_URL": f"sqlite:///{target}", "COCKPIT_TODAY": "2026-11-22"}
        cost = peers.spent_by(way.command(file, target, form), environment)
        if way.name != import_ways.DUCK:
            _require(target, "value" if way.is_ours else "v", count)
        return cost, target.stat().st_size / 1e6


def _require(target: Path, table: str, count: int) -> None:
    """All rows stored, and every value a number."""
    column = "value" if table == "value" else "wert"
    with sqlite3.connect(target) as connection:
        found = connection.execute(f"SELECT count(*) FROM {table} WHERE typeof({column}) = 'real'").fetchone()[0]
    if found != count:
        raise peers.CannotMeasure(f"nur {found} von {count} Zahlen angekommen")


def _line(way: Way, best: dict[str, Taken], missing: dict[str, str]) -> Line:
    if way.name not in best:
        return unmeasured(way.name, missing[way.name])
    taken = best[way.name]
    figures = {
        "CPU s": taken.cost.cpu,
        "Zeilen CPU s": taken.rows,
        "× .import": taken.rows / best[SQLITE].rows if SQLITE in best else float("nan"),
        "Wanduhr s": taken.cost.wall,
        "Spitze MB": taken.cost.megabytes,
        "Datei MB": taken.size,
    }
    return Line(way.name, figures, " ".join(word for word in (way.note, peers.versions().get(way.needs, "")) if word))


def _promises(best: dict[str, Taken]) -> list[Promise]:
    def times(one: str, other: str) -> float | None:
        return best[one].rows / best[other].rows if one in best and other in best else None

    return [
        found
        for name, way, why in (("ohne Urteile", VALUES, FLOOR), ("ganze Einfuhr", WHOLE, JUDGED))
        for found in (
            Promise(f"{name}: höchstens 1,0 × CPU von sqlite3 .import", times(way, SQLITE), most=1.0, why=why),
            Promise(f"{name}: ≥ 4 × schneller als csvs-to-sqlite", times(CSVS, way), least=4, why=why),
            Promise(f"{name}: ≥ 6 × schneller als to_sql über SQLAlchemy", times(ALCHEMY, way), least=6, why=why),
            Promise(f"{name}: ≥ 6 × schneller als to_sql über sqlite3", times(TO_SQL, way), least=6, why=why),
        )
    ]
