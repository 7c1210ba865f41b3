"""Our import into PostgreSQL beside psql's copy into an equivalent table; the server's own CPU is counted too."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from cockpit.model.catalogue import Catalogue
from cockpit.store import Store
from tests.bench import peers, synthetic
from tests.bench.measured import Cost
from tests.bench.options import options
from tests.bench.sheet import Line, Promise, Sheet, unmeasured, whole
from tests.store import servers

TABLE = (
    "CREATE TABLE v(ags text, indikator text, jahr integer, wert double precision, PRIMARY KEY(indikator, jahr, ags))"
)
COPY = r"psql \copy"
OURS = {
    "Kommunales Cockpit, ganze Einfuhr": ["-m", "cockpit.cli", "import"],
    "Kommunales Cockpit, ohne Urteile": ["-m", "tests.bench.own_import"],
}


def beside_copy(file: Path, single: Path, declared: Catalogue, count: int) -> Sheet:
    """CPU of client and server; without PostgreSQL a line that says so."""
    title = f"Einfuhr von {whole(count)} Zeilen nach PostgreSQL"
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or not shutil.which("psql"):
        return Sheet(title, [unmeasured("PostgreSQL", "kein Server installiert")])
    found: dict[str, list[tuple[float, float, Cost]]] = {COPY: [], **{name: [] for name in OURS}}
    failed: dict[str, Line] = {}
    with contextmanager(servers.temporary_server)() as server:
        for name in list(found) * options().rounds:
            try:  # nothing may leave this block: the server stops only at its proper end
                basic, _ = _taken(server, name, single, declared, 1)
                cpu, client = _taken(server, name, file, declared, count)
                found[name].append((basic, cpu, client))
            except Exception as error:
                failed[name] = unmeasured(name, str(error).splitlines()[0])
    best = {name: _best(taken) for name, taken in found.items() if taken}
    base = best[COPY][0] if COPY in best else float("nan")
    lines = [_line(name, *taken, base) for name, taken in best.items()]
    promises = [
        Promise(rf"{name.partition(', ')[2]}: höchstens 2 × CPU von \copy", best[name][0] / base, most=2)
        for name in OURS
        if name in best
    ]
    return Sheet(title, [*lines, *failed.values()], promises)


def _best(taken: list[tuple[float, float, Cost]]) -> tuple[float, float, Cost]:
    """CPU of the rows alone, of everything, and the client, of the turn with least CPU."""
    _, cpu, client = min(taken, key=lambda one: one[1])
    return peers.rows_alone(cpu, min(basic for basic, _, _ in taken)), cpu, client


def _line(name: str, rows: float, cpu: float, client: Cost, base: float) -> Line:
    figures = {"CPU s": cpu, "Zeilen CPU s": rows, r"× \copy": rows / base}
    return Line(name, figures | {"davon Server": cpu - client.cpu, "Wanduhr s": client.wall})


def _taken(server: str, name: str, file: Path, declared: Catalogue, count: int) -> tuple[float, Cost]:
    """CPU of client and server together, and what the client alone took."""
    with contextmanager(servers.fresh_database)(server) as url:
        if name == COPY:
            command, table = [*_psql(url), "-c", rf"\copy v FROM '{file}' CSV DELIMITER ';' HEADER"], "v"
            _execute(url, TABLE)
        else:
            command, table = [sys.executable, *OURS[name], str(file)], "value"
            _prepare(url, declared)
        before = peers.cpu_of(_postmaster(url))
        environment = {"COCKPIT_DATABASE_URL": url, "COCKPIT_TODAY": "2026-11-22"}
        cost = peers.spent_by(command, environment)
        cpu = peers.cpu_of(_postmaster(url)) - before + cost.cpu
        if (found := next(_execute(url, f"SELECT count(*) FROM {table}"))[0]) != count:
            raise peers.CannotMeasure(f"nur {found} von {count} Zeilen angekommen")
        return cpu, cost


def _psql(url: str) -> list[str]:
    address = make_url(url)
    return ["psql", "-q", "-X", "-h", str(address.query["host"]), "-U", "postgres", "-d", str(address.database)]


def _prepare(url: str, declared: Catalogue) -> None:
    with closing(Store.open(url)) as store:
        store.migrate()
        store.sync(declared, at=synthetic.AT, by="bench")


def _execute(url: str, sql: str) -> Iterator[tuple[int, ...]]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        cursor = connection.execute(sql)  # type: ignore[call-overload]
        return iter(cursor.fetchall() if cursor.description else [])


def _postmaster(url: str) -> int:
    folder = Path(str(make_url(url).query["host"]))
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])
