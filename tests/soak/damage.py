"""Logs of a running database torn, zeroed and flipped, and flipped bytes of values: consistent, or told by verify."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import struct
import time
from contextlib import closing
from pathlib import Path

from tqdm import tqdm

from cockpit.base.errors import StoreFault
from cockpit.store import Store
from tests.conftest import _fold_log
from tests.soak.asked import Asked
from tests.soak.figures import Figure
from tests.soak.pages import records
from tests.store.example import AT, KREISE, judge, publication, rows, small_catalogue
from tests.store.looking import wrong
from tests.store.writing import start, writer

IMAGES, FLIPS, FLIPS_SHIPPED = 1_000, 2_000, 100
EACH = 25
"""Images of one running writer; then the next one begins, so that looking stays quick."""
YEAR = 2020
LOG_HEAD, FRAME = 32, 24 + 4096
FOLDED = 0.05
"""The share of images before which the log is copied into the main file, as it happens by itself now and then."""
COPIED = 96
"""Where the index of the log (-shm) tells how many frames are copied to the main file."""


def run(asked: Asked) -> list[Figure]:
    """Images that open as something that never was, and flips that verify does not find."""
    return [*_images(asked), *_flips(asked)]


def _images(asked: Asked) -> list[Figure]:
    images, chance = asked.count(IMAGES), asked.lot("damage")
    fresh: list[str] = []
    copied: list[str] = []
    with asked.bar(images, "damage, log", "images") as bar:
        for first in range(0, images, EACH):
            folder = asked.folder("damage")
            url = _small_store(folder)
            process = writer(url, YEAR, 1, 100_000)
            start(process)
            assert process.stdout is not None
            process.stdout.readline()  # from now on there is something to lose
            for _ in range(min(EACH, images - first)):
                hit_copied = _image(folder, process.pid, chance)
                (copied if hit_copied else fresh).append(_seen(folder / "image" / "cockpit.sqlite"))
                bar.update()
            process.kill()
            process.communicate()
    ran = f"{len(fresh):,} of {IMAGES:,} images of a running writer"
    also = f"{len(copied):,} of {IMAGES:,} images, hit where the main file already had it"
    held = sum(one != "consistent" for one in fresh)
    silent = sum(one == "silent" for one in copied)
    return [
        Figure("a torn, zeroed, flipped log opens consistent", ran, held, 0, "images"),
        Figure("the same, or told by verify", f"{also}, {copied.count('told'):,} told", silent, 0, "images"),
    ]


def _small_store(folder: Path) -> str:
    url = f"sqlite:///{folder / 'cockpit.sqlite'}"
    store = Store.open(url)
    store.migrate()
    store.sync(small_catalogue(), at=AT, by="init", judge=judge)
    store.close()
    return url


def _image(folder: Path, writing: int, chance: random.Random) -> bool:
    """Copy the files of the stopped writer and damage the log; whether frames are hit that were copied already."""
    target = folder / "image"
    while True:
        time.sleep(chance.uniform(0, 0.2))
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        frames = _copied(folder, target, writing, fold=chance.random() < FOLDED)
        log = target / "cockpit.sqlite-wal"
        if log.stat().st_size > LOG_HEAD:
            break
    broken, place = _broken(log.read_bytes(), chance)
    log.write_bytes(broken)
    return frames > 0 and place < LOG_HEAD + frames * FRAME


def _copied(folder: Path, target: Path, writing: int, *, fold: bool) -> int:
    """Copy both files while the writer stands still; how many frames of the log the main file has already."""
    _stop(writing)
    try:
        if fold:
            with closing(sqlite3.connect(folder / "cockpit.sqlite")) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        for name in ("cockpit.sqlite", "cockpit.sqlite-wal"):
            shutil.copy(folder / name, target / name)
        return int(struct.unpack_from("=I", (folder / "cockpit.sqlite-shm").read_bytes(), COPIED)[0])
    finally:
        os.kill(writing, signal.SIGCONT)


def _stop(process: int) -> None:
    """The process stands still, and no call of it is under way any more."""
    os.kill(process, signal.SIGSTOP)
    while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        time.sleep(0.001)


def _broken(log: bytes, chance: random.Random) -> tuple[bytes, int]:
    """The log torn off, with zeros or with one flipped bit, and where that begins."""
    place = chance.randrange(len(log))
    kind = chance.choice(("torn", "zeroed", "flipped"))
    if kind == "torn":
        return log[:place], place
    if kind == "zeroed":
        place -= place % 512
        length = min(512 * chance.randint(1, 64), len(log) - place)
        return log[:place] + bytes(length) + log[place + length :], place
    return log[:place] + bytes([log[place] ^ 1 << chance.randrange(8)]) + log[place + 1 :], place


def _seen(path: Path) -> str:
    """``consistent`` with what was published up to some moment; else ``told`` by verify, or ``silent``."""
    sound = _is_a_former_state(path) and not wrong(path)
    try:
        store = Store.open(f"sqlite:///{path}")
        told = store.verify()
        store.close()
    except StoreFault:
        return "told"
    if told:
        return "told"
    return "consistent" if sound else "silent"


def _is_a_former_state(path: Path) -> bool:
    """The newest number stands at every Kreis, and its Datenstand is the newest one; read without the product."""
    sql = (
        "SELECT v.value FROM live l JOIN value v USING (slice_id) JOIN indicator i USING (indicator_id)"
        " WHERE i.code = 'arbeitslose' AND l.period = ? AND l.to_revision IS NULL"
    )
    try:
        with closing(sqlite3.connect(path)) as connection:
            notes = [row[0] for row in connection.execute("SELECT note FROM revision ORDER BY revision_id")][1:]
            values = [row[0] for row in connection.execute(sql, (YEAR,))]
    except sqlite3.Error:
        return False
    expected = [float(len(notes))] * len(KREISE) if notes else []
    return notes == [str(number + 1) for number in range(len(notes))] and values == expected


def _flips(asked: Asked) -> list[Figure]:
    small = asked.folder("flips")
    store = Store.open(_small_store(small))
    for number in range(40):
        cells = [("arbeitslose", key, 2018 + number % 3, 1234.5 + number + i) for i, key in enumerate(KREISE)]
        store.publish(publication(rows(*cells)), judge=judge, at=AT)
    store.close()
    found, shipped = [], asked.store_file(asked.folder("flips-shipped"))
    for title, file, full in (("small", small / "cockpit.sqlite", FLIPS), ("start data", shipped, FLIPS_SHIPPED)):
        if not (flips := asked.count(full)):
            continue
        with asked.bar(flips, f"damage, {title}", "flips") as bar:
            missed = _missed(file, flips, asked.lot(title), bar)
        ran = f"{flips:,} of {full:,} random flips in rows of values, {title}"
        found.append(Figure("every flipped bit of a value is found by verify", ran, missed, 0, "flips"))
    return found


def _missed(file: Path, flips: int, chance: random.Random, bar: tqdm) -> int:
    """How many of the flips verify says nothing about; each is undone before the next."""
    _fold_log(file)
    places, missed = records(file, "value"), 0
    for _ in range(flips):
        place, bit = chance.choice(chance.choice(places)), 1 << chance.randrange(8)
        if not _told(file, place, bit):
            missed += 1
            bar.write(f"nothing said: {file} byte {place} bit {bit}")
        bar.update()
    return missed


def _told(file: Path, place: int, bit: int) -> bool:
    with file.open("r+b", buffering=0) as data:
        sound = os.pread(data.fileno(), 1, place)
        os.pwrite(data.fileno(), bytes([sound[0] ^ bit]), place)
        try:
            store = Store.open(f"sqlite:///{file}")
            found = store.verify()
            store.close()
        except StoreFault:
            return True
        finally:
            os.pwrite(data.fileno(), sound, place)
    return bool(found)
