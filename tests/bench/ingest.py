"""One million rows from CSV into the store, against ``sqlite3 .import`` and ``DataFrame.to_sql``."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pandas as pd

from cockpit.etl import Request, run
from cockpit.model.catalogue import Catalogue
from cockpit.progress import assess
from cockpit.store import Publication
from cockpit.store.packing import pack
from tests.bench import synthetic
from tests.bench.measured import Cost, cost, line

INDICATORS, YEARS = 125, 20
TABLE = (
    "CREATE TABLE v(ags TEXT, indikator TEXT, jahr INTEGER, wert REAL, PRIMARY KEY(indikator, jahr, ags))"
    " STRICT, WITHOUT ROWID;"
)


def compare() -> None:
    """Print CPU, wall and memory of each way, relative to ``sqlite3 .import``."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        declared = synthetic.catalogue(INDICATORS)
        rows = synthetic.frame(declared, YEARS)
        file = place / "million.csv"
        synthetic.write_csv(rows, file)
        print(f"{len(rows):,} rows, {file.stat().st_size / 1e6:.0f} MB")
        synthetic.empty_store(place / "whole.sqlite", declared).close()
        synthetic.empty_store(place / "values.sqlite", declared).close()
        if shutil.which("sqlite3") is None:
            print("sqlite3 (command) is missing: nothing to compare with")
            return
        base = cost(lambda: _sqlite_import(file, place / "plain.sqlite"))
        print(line("sqlite3 .import into a STRICT table", base, base))
        print(line("cockpit: file to frame to values, no verdicts", cost(lambda: _values(file, place)), base))
        whole = cost(lambda: _whole(file, place))
        print(line("cockpit import: checks, ranks, verdicts", whole, base))
        parts = {str(name): part for name, part in rows.groupby("indicator")}
        _promise(base, cost(lambda: _verdicts(parts, declared)), whole)
        print(line("pandas DataFrame.to_sql", cost(lambda: _to_sql(file, place / "to_sql.sqlite")), base))


def _promise(base: Cost, verdicts: Cost, whole: Cost) -> None:
    """Whether the import costs no more than ``.import`` and the verdicts together, and by how much."""
    allowed = base.cpu + verdicts.cpu
    word = "met" if whole.cpu <= allowed else f"MISSED by {whole.cpu - allowed:.2f} s"
    print(line("verdicts alone: judged and packed", verdicts, base))
    told = f"{base.cpu:.2f} + {verdicts.cpu:.2f} = {allowed:.2f} s allowed, ours {whole.cpu:.2f} s"
    print(f"promise: {told} ({whole.cpu / allowed:.2f} x): {word}")


def _verdicts(parts: dict[str, pd.DataFrame], declared: Catalogue) -> None:
    for name, rows in parts.items():
        frame = rows[["key", "year", "value", "status"]].reset_index(drop=True)
        for verdict in assess(declared.indicators[name], frame, declared).values():
            pack(verdict)


def _sqlite_import(file: Path, target: Path) -> None:
    script = f"{TABLE}\n.mode csv\n.separator ;\n.import --skip 1 {file} v\n"
    subprocess.run(["sqlite3", str(target)], input=script, text=True, check=True)


def _whole(file: Path, place: Path) -> None:
    store = synthetic.Store.open(f"sqlite:///{place / 'whole.sqlite'}")
    report = run(store, Request(data=file.read_bytes(), name=file.name), at=synthetic.AT)
    assert report.new == INDICATORS * YEARS * 400, report.refusal


def _values(file: Path, place: Path) -> None:
    store = synthetic.Store.open(f"sqlite:///{place / 'values.sqlite'}")
    rows = pd.read_csv(file, sep=";", dtype={"ags": str}, engine="pyarrow")
    rows = rows.rename(columns={"ags": "key", "indikator": "indicator", "jahr": "year", "wert": "value"})
    publication = Publication(rows.assign(status=""), "bench", "import", file.name, "", None, "", 0)
    store.publish(publication, judge=lambda *_: {}, at=synthetic.AT)


def _to_sql(file: Path, target: Path) -> None:
    with sqlite3.connect(target) as connection:
        pd.read_csv(file, sep=";", dtype={"ags": str}).to_sql("v", connection, index=False)
        connection.execute("CREATE UNIQUE INDEX k ON v(indikator, jahr, ags)")
