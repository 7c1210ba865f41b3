"""Four uploads and fifty readers at the real server: nothing locked, no answer mixes two Datenstände."""

from __future__ import annotations

import csv
import http.client
import io
import itertools
import json
import random
import re
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

import pytest
from tqdm import tqdm

from cockpit import people
from cockpit.base.clock import now
from cockpit.base.formats import number
from cockpit.query import snapshot
from cockpit.store import Store
from tests.bench.upload import _served
from tests.conftest import TODAY
from tests.drafts.calling import HEAD, Caller
from tests.people.conftest import hired
from tests.soak.asked import Asked
from tests.soak.back_ends import BACK_ENDS
from tests.soak.figures import Figure
from tests.walks.asking import Tables

SECONDS, UPLOADS, READERS = 60, 4, 50
SERIES, FIRST_YEAR = "beschaeftigtenquote", 2022
"""Each upload has a year of its own; the start data end before."""
LOCKED = ("database is locked", "von einem anderen Programm gesperrt", "deadlock detected", "too many clients")
Years = dict[int, str]
"""What an answer says of the years uploaded, as it is written on the page."""


@dataclass
class Heard:
    """Answers with the Datenstand they name, what was published, and what went wrong."""

    answers: list[tuple[int, str, Years]] = field(default_factory=list)
    published: int = 0
    faults: list[str] = field(default_factory=list)


def run(asked: Asked) -> list[Figure]:
    """Locks, other faults, and answers that are not wholly of the Datenstand they name, on either back end."""
    found: list[Figure] = []
    for title, opened in BACK_ENDS.items():
        try:
            with opened(asked, "concurrency") as url:
                found += _at(asked, url, title)
        except pytest.skip.Exception as reason:
            found.append(Figure("no answer mixes two Datenstände", title, why=str(reason)))
    return found


def _at(asked: Asked, url: str, title: str) -> list[Figure]:
    folder, heard, seconds = asked.folder("concurrency-server"), Heard(), asked.seconds(SECONDS)
    environment = {**asked.environment(folder), "COCKPIT_DATABASE_URL": url}
    store = Store.open(url)
    live = snapshot(store, None, TODAY)
    keys, slugs = [one.key for one in live.kreise], [one.slug for one in live.kreise]
    tokens = [people.token(store, hired(store, f"p{n}"), "Soak", 30, ["upload"], now()) for n in range(UPLOADS)]
    with _served(environment, folder) as (_, base), asked.bar(seconds, f"concurrency, {title}", "s") as bar:
        done = threading.Event()
        callers = [Caller(base, token) for token in tokens]
        work = [partial(_upload_on, one, FIRST_YEAR + n, keys, heard, done) for n, one in enumerate(callers)]
        lots = [asked.lot(f"reader {n}") for n in range(READERS)]
        work += [partial(_read_on, base, slugs, lot, heard, done) for lot in lots]
        _together(work, seconds, done, bar)
        log = (folder / "log.txt").read_text(errors="replace")
    mixed = [f"{one[1]} names {one[0]} and says {one[2]}" for one in heard.answers if not _is_of(store, *one)]
    store.close()
    return _figures(heard, mixed, log, f"{seconds:.0f} of {SECONDS} s, {title}")


def _figures(heard: Heard, mixed: list[str], log: str, length: str) -> list[Figure]:
    for line in [*mixed[:20], *heard.faults[:20]]:
        print(line, file=sys.stderr)
    locked = sum(log.count(word) for word in LOCKED) + sum(any(w in one for w in LOCKED) for one in heard.faults)
    stands = len({stand for stand, _, _ in heard.answers})
    told = f"{heard.published:,} publications, {len(heard.answers):,} answers of {stands:,} Datenstände"
    ran = f"{length}, {UPLOADS} uploads, {READERS} readers: {told}"
    return [
        Figure("nobody is locked out of the database", ran, locked, 0, "times"),
        Figure("every request is answered", ran, len(heard.faults), 0, "faults"),
        Figure("no answer mixes two Datenstände", ran, len(mixed), 0, "answers"),
    ]


def _together(work: Sequence[Callable[[], None]], seconds: float, done: threading.Event, bar: tqdm) -> None:
    threads = [threading.Thread(target=one, daemon=True) for one in work]
    for thread in threads:
        thread.start()
    started = time.monotonic()
    while (spent := time.monotonic() - started) < seconds:
        bar.update(min(spent, seconds) - bar.n)
        time.sleep(0.2)
    done.set()
    for thread in threads:
        thread.join(90)


def _upload_on(caller: Caller, year: int, keys: list[str], heard: Heard, done: threading.Event) -> None:
    """One number after the other for all Kreise of the year, each published before the next."""
    for tenths in itertools.cycle(range(400, 900)):
        if done.is_set():
            return
        rows = b"".join(b"%s;%s;%d;%.1f\n" % (key.encode(), SERIES.encode(), year, tenths / 10) for key in keys)
        try:
            told = _settled(caller, caller.upload(HEAD + rows), done)
            if told["state"] == "checked":
                told = _settled(caller, caller.call(told["address"] + "/publish", b"{}"), done)
            if told["state"] == "published":
                heard.published += 1
            elif not done.is_set():
                heard.faults.append(f"upload ends as {told['state']}")
        except urllib.error.HTTPError as error:
            heard.faults.append(f"upload: {error.code} {error.read().decode()[:300]}")
        except (OSError, http.client.HTTPException) as error:
            heard.faults.append(f"upload: {error!r}")


def _settled(caller: Caller, told: dict[str, object], done: threading.Event) -> dict[str, object]:
    while told["state"] == "working" and not done.is_set():
        time.sleep(0.1)
        told = caller.call(str(told["address"]))
    return told


def _read_on(base: str, slugs: list[str], lot: random.Random, heard: Heard, done: threading.Event) -> None:
    """Read pages, rows and profiles in turn."""
    while not done.is_set():
        slug = lot.choice(slugs)
        kind, path = lot.choice(
            (
                ("csv", f"/indikator/{SERIES}.csv?kreise={slug}&zeit={FIRST_YEAR}.."),
                ("page", f"/indikator/{SERIES}?kreise={slug}&ansicht=tabelle&zeit={FIRST_YEAR - 3}.."),
                ("kreis", f"/kreis/{slug}.json"),
            )
        )
        try:
            with urllib.request.urlopen(base + path, timeout=60) as answer:
                body = answer.read().decode()
        except urllib.error.HTTPError as error:
            heard.faults.append(f"{path}: {error.code} {error.read().decode()[:200]}")
        except (OSError, http.client.HTTPException) as error:
            heard.faults.append(f"{path}: {error!r}")
        else:
            heard.answers += [(stand, path, said) for stand, said in READ[kind](body)]


def _of_csv(body: str) -> list[tuple[int, Years]]:
    rows = list(csv.DictReader(io.StringIO(body)))
    said = {int(row["jahr"]): number(float(row["wert"]), 1) for row in rows}
    return [(stand, said) for stand in {int(row["stand"]) for row in rows}]


def _of_page(body: str) -> list[tuple[int, Years]]:
    """All Datenstände a page names for its pictures and files; there must be one."""
    rows = [row for row in Tables(body).rows if len(row) > 1 and row[0].isdigit()]
    said = {int(row[0]): row[1] for row in rows if int(row[0]) >= FIRST_YEAR}
    return [(stand, said) for stand in {int(one) for one in re.findall(r"stand=(\d+)", body)}]


def _of_kreis(body: str) -> list[tuple[int, Years]]:
    document = json.loads(body)
    card = next(one for one in document["indikatoren"] if one["id"] == SERIES)
    said = {card["jahr"]: number(card["wert"], 1)} if card["jahr"] >= FIRST_YEAR else {}
    return [(document["stand"], said)]


READ = {"csv": _of_csv, "page": _of_page, "kreis": _of_kreis}


def _is_of(store: Store, stand: int, path: str, said: Years) -> bool:
    """Whether all that is said is what that Datenstand holds; a profile says its newest year only."""
    held = _held(store, stand)
    return said == ({max(held): held[max(held)]} if held and path.startswith("/kreis/") else held)


@cache
def _held(store: Store, stand: int) -> Years:
    """What every Kreis has in the years uploaded, at that Datenstand."""
    frame = store.series(SERIES, stand=stand)
    rows = frame[(frame["year"] >= FIRST_YEAR)].drop_duplicates(["year", "value"])
    assert rows["year"].is_unique, "a publication is in only by half"
    return {int(year): number(float(value), 1) for year, value in zip(rows["year"], rows["value"], strict=True)}
