"""One million rows from CSV into the store, against ``sqlite3 .import`` and ``DataFrame.to_sql``."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import scipy.stats  # noqa: F401 - loaded beforehand, as in the process that workers are forked from

from cockpit.etl import Request, prepare
from cockpit.model.catalogue import Catalogue
from cockpit.progress import assess
from cockpit.store import Publication, Store
from cockpit.store.packing import pack
from tests.bench import synthetic
from tests.bench.measured import cost, least, line

INDICATORS, YEARS = 125, 20
ROUNDS = 3
IMPORT = "sqlite3 .import into a STRICT table"
PLAIN = "cockpit: frame to values, no checks or verdicts"
SILENT = "cockpit import: all but verdicts"
WHOLE = "cockpit import: checks, ranks, verdicts"
ALONE = "verdicts alone: judged and packed"
TO_SQL = "pandas DataFrame.to_sql"
START = "start of a process (once, before any upload)"
TABLE = (
    "CREATE TABLE v(ags TEXT, indikator TEXT, jahr INTEGER, wert REAL, PRIMARY KEY(indikator, jahr, ags))"
    " STRICT, WITHOUT ROWID;"
)


def compare() -> None:
    """Print CPU, wall and memory of each way, relative to ``sqlite3 .import``."""
    if shutil.which("sqlite3") is None:
        print("sqlite3 (command) is missing: nothing to compare with")
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        file, count = place / "million.csv", INDICATORS * YEARS * 400
        cost(lambda: _written(file, place))
        print(f"{count:,} rows, {file.stat().st_size / 1e6:.0f} MB; the least of {ROUNDS} rounds in turn")
        found = least(
            {
                IMPORT: lambda: _sqlite_import(file, place),
                PLAIN: lambda: _values(file, place),
                SILENT: lambda: _whole(file, place, judged=False),
                WHOLE: lambda: _whole(file, place, judged=True),
                TO_SQL: lambda: _to_sql(file, place),
                START: _start,
            },
            ROUNDS,
        )
        declared = synthetic.catalogue(INDICATORS)
        parts = {str(name): part for name, part in synthetic.frame(declared, YEARS).groupby("indicator")}
        found |= least({ALONE: lambda: _verdicts(parts, declared)}, ROUNDS)
        for name, measured in found.items():
            print(line(name, measured, found[IMPORT]))
        _promise(found[IMPORT].cpu, found[SILENT].cpu, found[WHOLE].cpu)


def _written(file: Path, place: Path) -> None:
    """File and empty store, made in a process of their own: those measured are then as lean as a server's."""
    declared = synthetic.catalogue(INDICATORS)
    synthetic.write_csv(synthetic.frame(declared, YEARS), file)
    synthetic.empty_store(place / "empty.sqlite", declared).close()


def _promise(base: float, silent: float, whole: float) -> None:
    """Whether the import costs no more than ``.import`` and the price of verdicts, and by how much.

    The price is what the same import costs less when no verdict is made, so that the promise is about everything else:
    reading, checks, comparison, the kept original, ranks, distributions, checksums and values together.
    """
    price = whole - silent
    word = "met" if silent <= base else f"MISSED by {silent - base:.2f} s"
    print(f"price of verdicts, judged, packed and stored: {price:.2f} s")
    told = f"{base:.2f} + {price:.2f} = {base + price:.2f} s allowed, ours {whole:.2f} s"
    print(f"promise: {told} ({whole / (base + price):.2f} x; without verdicts {silent / base:.2f} x): {word}")


def _verdicts(parts: dict[str, pd.DataFrame], declared: Catalogue) -> None:
    for name, rows in parts.items():
        frame = rows[["key", "year", "value", "status"]].reset_index(drop=True)
        for verdict in assess(declared.indicators[name], frame, declared).values():
            pack(verdict)


def _start() -> None:
    """What a process costs before its first file; the page's workers are forked from one that has paid it."""
    subprocess.run([sys.executable, "-c", "import cockpit.drafts.work"], check=True)


def _sqlite_import(file: Path, place: Path) -> None:
    target = place / "plain.sqlite"
    target.unlink(missing_ok=True)
    script = f"{TABLE}\n.mode csv\n.separator ;\n.import --skip 1 {file} v\n"
    subprocess.run(["sqlite3", str(target)], input=script, text=True, check=True)


def _fresh(place: Path) -> Store:
    """A copy of the store with the declarations and no values."""
    target = place / "cockpit.sqlite"
    for left in place.glob(f"{target.name}-*"):
        left.unlink()
    shutil.copy(place / "empty.sqlite", target)
    return Store.open(f"sqlite:///{target}")


def _whole(file: Path, place: Path, *, judged: bool) -> None:
    store = _fresh(place)
    report, publication = prepare(store, Request(data=file.read_bytes(), name=file.name), at=synthetic.AT)
    assert publication is not None, report.refusal
    with nullcontext() if judged else patch("cockpit.store.publish.rejudge"):  # neither judged nor read for it
        revision = store.publish(publication, judge=assess, at=synthetic.AT)
    assert revision is not None
    assert revision.new == INDICATORS * YEARS * 400


def _values(file: Path, place: Path) -> None:
    store = _fresh(place)
    rows = pd.read_csv(file, sep=";", dtype={"ags": str}, engine="pyarrow")
    rows = rows.rename(columns={"ags": "key", "indikator": "indicator", "jahr": "year", "wert": "value"})
    publication = Publication(rows.assign(status=""), "bench", "import", file.name, "", None, "", 0)
    store.publish(publication, judge=lambda *_: {}, at=synthetic.AT)


def _to_sql(file: Path, place: Path) -> None:
    target = place / "to_sql.sqlite"
    target.unlink(missing_ok=True)
    with sqlite3.connect(target) as connection:
        pd.read_csv(file, sep=";", dtype={"ags": str}).to_sql("v", connection, index=False)
        connection.execute("CREATE UNIQUE INDEX k ON v(indikator, jahr, ags)")
