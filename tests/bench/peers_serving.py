"""Requests per second of profile, picture and 304 – alone and behind nginx – beside datasette and static files."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from cockpit.store import Store
from tests.bench import peers, running
from tests.bench.asking import WARMING, got
from tests.bench.loading import CONNECTIONS, Load, client, load
from tests.bench.options import options
from tests.bench.peers_reading import sql_path
from tests.bench.questions import KREIS, SLUG
from tests.bench.running import Running
from tests.bench.sheet import Line, Promise, Sheet, unmeasured

TITLE = "Auslieferung der Startdaten unter Last"
PROFILE = f"/kreis/{SLUG}.json"
PICTURE = f"/indikator/beschaeftigtenquote.svg?kreise={SLUG}"
DATASETTE = "datasette: SQL, dieselben letzten Werte"
LIVE, FROZEN = "Profil JSON, laufend", "Profil JSON, eingefroren"
PAINTED, KEPT, UNCHANGED = "SVG, jedes Mal gezeichnet", "SVG, eingefroren", "SVG, 304 unverändert"
FRONT_PROFILE, FRONT_PICTURE = "nginx davor: Profil JSON", "nginx davor: SVG"
STATIC_PROFILE, STATIC_PICTURE = "nginx: dasselbe JSON als Datei", "nginx: dasselbe SVG als Datei"
OF_A_HIT = (
    "Ohne TLS kostet eine Antwort so wenig, dass Schlüssel und Frische, die nginx bei jedem Treffer prüft, auffallen;"
    " über TLS, wie ausgeliefert, misst es make bench ARGS=embeds"
)
ASKED = (
    "SELECT indikator, jahr, wert FROM v AS a WHERE ags = :a AND jahr ="
    " (SELECT max(jahr) FROM v AS b WHERE b.ags = a.ags AND b.indikator = a.indikator) ORDER BY indikator"
)


@dataclass(frozen=True)
class Target:
    """One address under a name, with what the client sends along."""

    name: str
    server: Running
    path: str
    headers: dict[str, str] | None = None


def compare() -> list[Sheet]:
    """One sheet; what is missing on this machine has a line that says so."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place = Path(folder)
        file, plain = place / "ours.sqlite", place / "plain.sqlite"
        environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}", "COCKPIT_TODAY": "2026-11-22"}
        command = [sys.executable, "-m", "cockpit.cli", "init"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stand, count = _plain(file, plain)
        cockpit = stack.enter_context(running.ours(file))
        targets = _ours(cockpit, stand)
        missing: list[Line] = []
        try:
            targets += _front(cockpit, stand, place / "nginx", stack)
        except peers.CannotMeasure as reason:
            missing.append(unmeasured("nginx", str(reason)))
        try:
            peer = stack.enter_context(running.datasette(plain))
            targets.append(Target(DATASETTE, peer, sql_path("plain", ASKED, {"a": KREIS})))
        except peers.CannotMeasure as reason:
            missing.append(unmeasured(DATASETTE, str(reason)))
        return [_sheet(_in_turns(targets), missing, count)]


def _plain(file: Path, plain: Path) -> tuple[int, int]:
    """All our values in a table with a fitting index for datasette; our Datenstand and how many values."""
    with closing(Store.open(f"sqlite:///{file}")) as store, closing(sqlite3.connect(plain)) as table:
        table.execute("CREATE TABLE v(ags TEXT, indikator TEXT, jahr INTEGER, wert REAL)")
        for name in store.catalogue().indicators:
            rows = store.series(name).dropna(subset=["value"])
            columns = (rows[column].tolist() for column in ("key", "year", "value"))
            table.executemany(f"INSERT INTO v VALUES (?, '{name}', ?, ?)", zip(*columns, strict=True))
        table.execute("CREATE INDEX by_kreis ON v(ags, indikator, jahr)")
        table.execute("ANALYZE")
        table.commit()
        return store.revision().id, table.execute("SELECT count(*) FROM v").fetchone()[0]


def _ours(cockpit: Running, stand: int) -> list[Target]:
    tag = got(cockpit, PICTURE)[1]["ETag"]
    return [
        Target(LIVE, cockpit, PROFILE),
        Target(FROZEN, cockpit, f"{PROFILE}?stand={stand}"),
        Target(PAINTED, cockpit, PICTURE),
        Target(KEPT, cockpit, f"{PICTURE}&stand={stand}"),
        Target(UNCHANGED, cockpit, PICTURE, {"If-None-Match": tag}),
    ]


def _front(cockpit: Running, stand: int, folder: Path, stack: ExitStack) -> list[Target]:
    profile, picture = f"{PROFILE}?stand={stand}", f"{PICTURE}&stand={stand}"
    files = {"profil.json": got(cockpit, profile)[0], "bild.svg": got(cockpit, picture)[0]}
    front = stack.enter_context(running.nginx(cockpit, files, folder))
    return [
        Target(FRONT_PROFILE, front, profile),
        Target(STATIC_PROFILE, front, "/fest/profil.json"),
        Target(FRONT_PICTURE, front, picture),
        Target(STATIC_PICTURE, front, "/fest/bild.svg"),
    ]


def _in_turns(targets: list[Target]) -> dict[str, Load]:
    """Of each address the turn that was disturbed least by other work on the machine."""
    best: dict[str, Load] = {}
    for target in targets:
        for _ in range(WARMING):
            got(target.server, target.path)
    for _ in range(options().rounds):
        for target in targets:
            found = load(target.server, target.path, options().seconds, target.headers)
            best[target.name] = max(best.get(target.name, found), found, key=lambda one: one.per_second)
    return best


def _sheet(best: dict[str, Load], missing: list[Line], count: int) -> Sheet:
    base = best.get(DATASETTE)
    lines = [
        Line(
            name,
            {
                "Antworten/s": one.per_second,
                "× datasette": one.per_second / base.per_second if base else float("nan"),
                "p99 ms": one.p99,
                "CPU ms": one.cpu,
            },
        )
        for name, one in best.items()
    ]

    def times(one: str, other: str) -> float | None:
        return best[one].per_second / best[other].per_second if one in best and other in best else None

    # A client in Python is slower than nginx and would find everything behind it equally fast.
    beside_file = times(FRONT_PICTURE, STATIC_PICTURE) if client() == "wrk" else None
    promises = [
        Promise("Profil JSON, laufend: ≥ 5 × datasette", times(LIVE, DATASETTE), least=5),
        Promise("Profil JSON, eingefroren: ≥ 5 × datasette", times(FROZEN, DATASETTE), least=5),
        Promise("Profil JSON hinter nginx: ≥ 5 × datasette", times(FRONT_PROFILE, DATASETTE), least=5),
        Promise("SVG hinter nginx: ≥ 0,8 × der Datei", beside_file, least=0.8, why=OF_A_HIT),
    ]
    said = (
        f"{client()}, {CONNECTIONS} Verbindungen, {options().seconds} s; {count} Werte; unser gunicorn hat 2 Prozesse"
    )
    notes = [
        f"{said}, datasette {peers.versions().get('datasette', '')} einen; der Client läuft auf derselben Maschine."
    ]
    return Sheet(TITLE, [*lines, *missing], promises, notes)
