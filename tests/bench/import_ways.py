"""How each program takes the same file into an equivalent table: text keys kept, numbers as numbers, one key."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.bench import peers
from tests.bench.ingest import TABLE

Form = Literal["plain", "german"]
Command = Callable[[Path, Path, Form], list[str]]
WHOLE = "Kommunales Cockpit, ganze Einfuhr"
VALUES = "Kommunales Cockpit, ohne Urteile"
SQLITE, CSVS, UTILS, DUCK = "sqlite3 .import", "csvs-to-sqlite", "sqlite-utils insert", "DuckDB read_csv"
ALCHEMY, TO_SQL = "pandas to_sql über SQLAlchemy", "pandas to_sql über sqlite3"
KEY = ("-pk", "indikator", "-pk", "jahr", "-pk", "ags")
CONVERT = (
    "return {'ags': row['ags'], 'indikator': row['indikator'], 'jahr': int(row['jahr']),"
    " 'wert': float(row['wert'].replace(',', '.'))}"
)
SHAPE = "ags:ags(TEXT),indikator:indikator(TEXT),jahr:jahr(INTEGER),wert:wert(REAL)"
STAGE = "CREATE TABLE stage(ags, name, indikator, jahr, wert);"
FILLED = "INSERT INTO v SELECT ags, indikator, jahr, replace(wert, ',', '.') FROM stage; DROP TABLE stage;"


@dataclass(frozen=True)
class Way:
    """A name, its command line, what it needs of the peers, what a reader has to know; a slow one runs only once."""

    name: str
    command: Command
    needs: str = ""
    note: str = ""
    is_ours: bool = False
    is_slow: bool = False


def sqlite_import(file: Path, target: Path, form: Form) -> list[str]:
    """The shell of SQLite into a STRICT table; the German form goes through iconv and a table of text."""
    if not shutil.which("sqlite3"):
        raise peers.CannotMeasure("sqlite3 fehlt")
    source = f'"|iconv -f cp1252 -t utf-8 {shlex.quote(str(file))}" stage' if form == "german" else f"{file} v"
    head, tail = (f"{STAGE}\n", f"{FILLED}\n") if form == "german" else ("", "")
    script = target.with_suffix(".sql")
    script.write_text(f"{TABLE}\n{head}.mode csv\n.separator ;\n.import --skip 1 {source}\n{tail}")
    return ["sqlite3", "-bail", str(target), f".read {script}"]


def csvs_to_sqlite(file: Path, target: Path, form: Form) -> list[str]:
    """As text with a shape, else the keys lose their leading zeros; it knows no decimal comma."""
    program = peers.command("csvs-to-sqlite")
    line = [program, "-s", ";", "-t", "v", "--just-strings", "--shape", SHAPE, *KEY, str(file), str(target)]
    if form == "plain":
        return line
    mended = ["sqlite3", str(target), "UPDATE v SET wert = replace(wert, ',', '.')"]
    return ["sh", "-c", f"{shlex.join(line)} && {shlex.join(mended)}"]


def sqlite_utils(file: Path, target: Path, form: Form) -> list[str]:
    """Its own types for the plain form, a piece of Python per row for the German one."""
    key = ["--pk" if one == "-pk" else one for one in KEY]
    line = [peers.command("sqlite-utils"), "insert", str(target), "v", str(file), "--csv", "--delimiter", ";", *key]
    if form == "german":
        line += ["--encoding", "cp1252", "--convert", CONVERT, "--type", "jahr", "integer", "--type", "wert", "float"]
    return [*line, "--type", "ags", "text"]


def _ours(*words: str) -> Command:
    return lambda file, _target, _form: [sys.executable, *words, str(file)]


def _to_sql(driver: str) -> Command:
    return lambda file, target, form: peers.script("to_sql", file, target, form, driver)


WAYS = (
    Way(WHOLE, _ours("-m", "cockpit.cli", "import"), note="Prüfung, Ränge, Urteile", is_ours=True),
    Way(VALUES, _ours("-m", "tests.bench.own_import"), note="Prüfung und Ränge", is_ours=True),
    Way(SQLITE, sqlite_import, note="STRICT-Tabelle, keine Prüfung"),
    Way(CSVS, csvs_to_sqlite, "csvs-to-sqlite"),
    Way(UTILS, sqlite_utils, "sqlite-utils", is_slow=True),
    Way(ALCHEMY, _to_sql("sqlalchemy"), "pandas"),
    Way(TO_SQL, _to_sql("sqlite3"), "pandas"),
    Way(DUCK, lambda file, target, form: peers.script("duck_import", file, target, form), "duckdb"),
)
