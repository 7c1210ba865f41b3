"""Cited pictures and files on disk: painted once, read from then on, the longest unread ones go first."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

from flask import request

from cockpit.base.settings import settings
from cockpit.query import Snapshot
from cockpit.web import assets

MOST_BYTES = 512 * 1024 * 1024
WITHOUT_EFFECT = frozenset({"q", "interaktiv"})  # free words would make a new file for every word
PAUSE, AT_ONCE = 0.005, 100
"""Seconds, and removed files between two pauses."""
EVERY = 512
"""One of so many writes looks at the whole folder; which one is decided by the name, so processes need not agree."""


def place(snap: Snapshot, state: str = "") -> Path:
    """Where what the address of this request gives at its Datenstand is kept; the name is all that it follows from.

    ``state`` tells apart what may change although address and Datenstand stay, such as a remark on newer data.
    """
    return _generation(snap) / _name(snap, state)


def read(file: Path) -> bytes | None:
    """The content, marked as read just now; None where nothing is kept."""
    try:
        content = file.read_bytes()
        os.utime(file)
        return content
    except OSError:
        return None


def _generation(snap: Snapshot) -> Path:
    """A folder for the time between two blocks, so that no file from before a block outlives it."""
    found = settings()
    store = hashlib.sha256(found.database_url.encode()).hexdigest()[:12]
    newest = max((item.revision for item in snap.store.blocks()), default=0)
    return found.cache_folder / store / str(newest)


def _name(snap: Snapshot, state: str) -> Path:
    """Painter version, Datenstand and its moment, day where ages count from today, and the address in one order."""
    found, revision = settings(), snap.revision
    parts = (
        assets.build_mark(found.assets),
        _template(found.report_template),
        found.public_url,
        str(revision.id),
        revision.created_at.isoformat(),
        snap.today.isoformat(),
        state,
        request.path,
        *(f"{name}={value}" for name, value in sorted(request.args.items()) if name not in WITHOUT_EFFECT),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return Path(digest[:2]) / digest[2:]


def _template(file: Path | None) -> str:
    """A report template of one's own and when it was changed: another template is another report."""
    try:
        return f"{file}@{file.stat().st_mtime_ns}" if file else ""
    except OSError:
        return str(file)


def keep(file: Path, content: bytes) -> None:
    """A folder that cannot be written costs time and nothing else."""
    try:
        generation = file.parents[1]
        if not generation.exists():
            shutil.rmtree(generation.parent, ignore_errors=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(draft).replace(file)
        if int(file.name[:4], 16) % EVERY == 0:
            Thread(target=shrink, args=(generation, MOST_BYTES), daemon=True).start()
    except OSError:
        return


def shrink(folder: Path, most: int) -> None:
    """Remove the files read longest ago until at most ``most`` bytes are left, with pauses in which others answer."""
    found: list[tuple[int, int, str]] = []
    for part in folder.glob("??"):
        with suppress(OSError), os.scandir(part) as files:
            seen = [(file.stat(), file.path) for file in files if file.is_file()]
            found += [(one.st_mtime_ns, one.st_size, path) for one, path in seen]
        time.sleep(PAUSE)
    left = sum(size for _, size, _ in found)
    for number, (_, size, path) in enumerate(sorted(found) if left > most else ()):
        if left <= most:
            return
        Path(path).unlink(missing_ok=True)
        left -= size
        if number % AT_ONCE == 0:
            time.sleep(PAUSE)
