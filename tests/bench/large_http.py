"""The same questions through gunicorn, each address new, so that no kept answer counts."""

from __future__ import annotations

import http.client
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from cockpit.store import Store
from tests.bench import running, synthetic
from tests.bench.asking import _one
from tests.bench.large_store import Large, kreise_of
from tests.bench.peers import exact_cpu_of
from tests.bench.sheet import Sheet
from tests.bench.spread import lines_of, promised, spread

WARMING = 16
PROFILE, PROFILE_MS = "Kreisprofil als JSON", 60.0


def over_http(large: Large, said: str) -> Sheet:
    """One request after the other; the caches on disk are new and empty, and every address is asked once."""
    with closing(Store.open(f"sqlite:///{large.store}")) as store:
        slugs = [one.slug for one in kreise_of(store.catalogue())]
    name = [f"messreihe-{n:04d}" for n in range(large.indicators)]
    years = [synthetic.LAST - n % large.years for n in range(400)]
    asked = {
        PROFILE: [f"/kreis/{slug}.json" for slug in slugs[WARMING:]],
        "Karte als JSON": [f"/indikator/{name[n % len(name)]}.json?jahr={year}" for n, year in enumerate(years)],
        "Zeitreihe als JSON": [f"/indikator/{name[n % len(name)]}.json?kreise={slug}" for n, slug in enumerate(slugs)],
        "Rangliste als Seite": [f"/indikator/{name[n % len(name)]}?ansicht=rangliste" for n in range(100)],
    }
    with _empty_cache(), running.ours(large.store) as server:
        for slug in slugs[:WARMING]:
            _once(server, f"/kreis/{slug}.json")
            time.sleep(0.5)
        found = {
            title: spread(partial(_once, server), [(path,) for path in paths], lambda: exact_cpu_of(server.pid))
            for title, paths in asked.items()
        }
    notes = [
        "Jede Adresse einmal, der Ordner aufgehobener Antworten leer: Keine Antwort war schon fertig.",
        "Vorher wurden die Profile anderer Kreise verlangt, bis beide Prozesse bereit waren; das zählt nicht mit.",
    ]
    return Sheet(
        f"Fragen über gunicorn an {said}, eine nach der anderen",
        lines_of(found),
        promised(PROFILE, found[PROFILE], PROFILE_MS),
        notes,
    )


def _once(server: running.Running, path: str) -> None:
    """Over a connection of its own, so that any of the processes may answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    _one(connection, path, {"Accept-Encoding": "identity"})


@contextmanager
def _empty_cache() -> Iterator[None]:
    """For servers started meanwhile."""
    before = os.environ.get("COCKPIT_CACHE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COCKPIT_CACHE"] = str(Path(folder))
        try:
            yield
        finally:
            os.environ.pop("COCKPIT_CACHE")
            if before is not None:
                os.environ["COCKPIT_CACHE"] = before
