"""Twenty million values in one SQLite file: made how fast, how large, asked how fast, and through all versions."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from cockpit.store import Store, schema
from cockpit.store.downgrade import downgrade
from tests.bench import synthetic
from tests.bench.large_http import over_http
from tests.bench.large_store import Large, kreise_of, large_store
from tests.bench.options import options
from tests.bench.sheet import Line, Promise, Sheet, whole
from tests.bench.spread import lines_of, promised, spread

PROFILE_MS = 10.0
SIZE = 0.3


def compare() -> list[Sheet]:
    """How it was made, answers of the store, answers over HTTP, and all versions of the tables down and up."""
    large, fresh = large_store(options().large, options().indicators)
    shape = f"{large.regions} Regionen × {large.indicators} Indikatoren × {large.years} Jahre"
    said = f"{whole(large.values)} Werten ({shape})"
    with closing(Store.open(f"sqlite:///{large.store}")) as store:
        reading = _reading(store, said, large)
    return [_making(large, fresh=fresh), reading, over_http(large, said), _versions(large)]


def _making(large: Large, *, fresh: bool) -> Sheet:
    sizes = [file.stat().st_size / 1e6 for file in (large.store, large.plain)]
    lines = [
        Line("Kommunales Cockpit", _made(large.seconds, large.values, sizes[0]), "mit Rängen, Prüfsummen, Urteilen"),
        Line("SQLite, Texttabelle, 2 Indizes", _made(large.plain_seconds, large.values, sizes[1]), "nur die Werte"),
    ]
    promise = Promise(
        "Werte mit Rängen und Urteilen: höchstens 0,3 × der Texttabelle ohne", sizes[0] / sizes[1], most=SIZE
    )
    when = "eben veröffentlicht" if fresh else "aufgehoben von einem früheren Lauf, veröffentlicht wie jede Einfuhr"
    return Sheet(f"Bestand von {whole(large.values)} Werten anlegen", lines, [promise], [f"Der Bestand ist {when}."])


def _made(seconds: float, values: int, megabytes: float) -> dict[str, float]:
    return {"s": seconds, "Werte je s": values / seconds, "Datei MB": megabytes}


def _reading(store: Store, said: str, large: Large) -> Sheet:
    keys = [one.key for one in kreise_of(store.catalogue())]
    places = [(f"messreihe-{n % large.indicators:04d}", synthetic.LAST - n % large.years) for n in range(0, 4000, 7)]
    series = [(name, [keys[n % len(keys)]]) for n, (name, _) in enumerate(places)]
    ways: dict[str, tuple[Callable[..., object], Sequence[tuple[object, ...]]]] = {
        NEWEST: (lambda key: store.profile(key, newest=True), [(key,) for key in keys]),
        "Urteile aller Indikatoren eines Kreises": (store.profile_verdicts, [(key,) for key in keys]),
        "Profil, alle Jahre aller Indikatoren": (store.profile, [(key,) for key in keys[::4]]),
        "Karte": (store.map, places),
        "Rangliste": (lambda *place: store.map(*place).sort_values(["rank", "key"]), places),
        "Zeitreihe eines Kreises": (store.series, series),
    }
    for way, asked in ways.values():
        way(*next(iter(asked)))  # connection and names are there
    found = {name: spread(way, list(asked), time.process_time) for name, (way, asked) in ways.items()}
    note = "Jede Frage gilt einem anderen Kreis, Indikator oder Jahr; nichts davon hebt der Speicher auf."
    return Sheet(
        f"Fragen an den Speicher mit {said}", lines_of(found), promised(NEWEST, found[NEWEST], PROFILE_MS), [note]
    )


NEWEST = "Profil: neuester Wert jedes Indikators, Rang"


def _versions(large: Large) -> Sheet:
    """On a copy: to the oldest tables and back, seals read before, below and after; then everything verified."""
    with tempfile.TemporaryDirectory(dir=large.store.parent) as folder:
        copy = Path(shutil.copy(large.store, folder))
        with closing(Store.open(f"sqlite:///{copy}")) as store:
            oldest, before = next(iter(schema.steps())), _seals(store)
            down = _seconds(lambda: downgrade(store.database, oldest))
            below = _seals(store)
            up = _seconds(store.migrate)
            after, faults = _seals(store), [""]
            verified = _seconds(lambda: faults.__setitem__(slice(None), store.verify()))
    differing = len(before.items() ^ below.items()) + len(before.items() ^ after.items())
    line = Line(f"bis Stand {oldest} und zurück", {"ab s": down, "auf s": up, "Nachrechnen s": verified})
    promises = [
        Promise(f"Prüfsummen von {whole(len(before))} Jahren eines Indikators, die anders sind", differing, most=0),
        Promise("Beanstandungen von cockpit verify danach", len(faults), most=0),
    ]
    return Sheet("Alle Versionen der Tabellen hinunter und hinauf", [line], promises)


def _seals(store: Store) -> dict[int, bytes]:
    return {number: bytes(seal) for number, seal in store.database.read("SELECT slice_id, checksum FROM slice")}


def _seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started
