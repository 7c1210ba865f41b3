"""The sequence of revisions: writing the next one, reading them, and which one touched what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.model.revision import Revision
from cockpit.store.database import Writer

Read = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]

COLUMNS = "revision_id, created_at, created_by, kind, file_name, file_sha256, note, new, changed, unchanged, refused"


def write(writer: Writer, revision: Revision) -> None:
    """Store a revision; its indicators are marked by ``touch``."""
    moment = revision.created_at.astimezone(UTC).isoformat()
    words = (revision.created_by, revision.kind, revision.file_name, revision.file_sha256, revision.note)
    counts = (revision.new, revision.changed, revision.unchanged, revision.refused)
    marks = ", ".join("?" * 11)
    writer.run(f"INSERT INTO revision ({COLUMNS}) VALUES ({marks})", (revision.id, moment, *words, *counts))  # noqa: S608


def touch(writer: Writer, revision: int, indicators: Iterable[int]) -> None:
    """Record which indicators a revision touched, in values or declaration."""
    rows = [(indicator, revision) for indicator in sorted(set(indicators))]
    writer.run_many("INSERT INTO touch (indicator_id, revision_id) VALUES (?, ?) ON CONFLICT DO NOTHING", rows)


def newest(read: Read) -> int:
    """The number of the newest revision, 0 when there is none."""
    return int(read("SELECT coalesce(max(revision_id), 0) FROM revision", ())[0][0])


def newest_moment(read: Read) -> tuple[int, datetime]:
    """Number and moment of the newest revision; NotFound when there is none."""
    rows = read("SELECT revision_id, created_at FROM revision ORDER BY revision_id DESC LIMIT 1", ())
    if not rows:
        raise NotFound(text("store.read.none"))
    return int(rows[0][0]), datetime.fromisoformat(rows[0][1])


def revision(read: Read, stand: int | None) -> Revision:
    """One revision, the newest when ``stand`` is None; NotFound for an unknown one."""
    wanted = newest(read) if stand is None else stand
    rows = read(f"SELECT {COLUMNS} FROM revision WHERE revision_id = ?", (wanted,)) if 0 < wanted < 2**31 else []  # noqa: S608
    if not rows:
        what = text("store.read.none") if stand is None else text("store.read.revision", id=stand)
        raise NotFound(what)
    return _with_indicators(read, rows)[0]


def revisions(read: Read, limit: int | None) -> tuple[Revision, ...]:
    """The newest revisions first; all of them when ``limit`` is None."""
    most = 2**31 - 1 if limit is None else limit
    rows = read(f"SELECT {COLUMNS} FROM revision ORDER BY revision_id DESC LIMIT ?", (most,))  # noqa: S608
    return tuple(_with_indicators(read, rows))


def last_touch(read: Read, indicators: Sequence[str], stand: int | None) -> int | None:
    """The newest revision that decided what is said at ``stand``: up to it, or one that blocked a value since."""
    marks = ", ".join("?" * len(indicators))
    since = "t.revision_id IN (SELECT revision_id FROM block)"
    bound = "" if stand is None else f" AND (t.revision_id <= ? OR {since})"
    sql = (
        "SELECT max(t.revision_id) FROM indicator i JOIN touch t ON t.indicator_id = i.indicator_id"  # noqa: S608
        f" WHERE i.code IN ({marks}){bound}"
    )
    found = read(sql, (*indicators, *(() if stand is None else (stand,))))[0][0] if indicators else None
    return None if found is None else int(found)


def _with_indicators(read: Read, rows: Sequence[tuple[Any, ...]]) -> list[Revision]:
    if not rows:
        return []
    touched: dict[int, list[str]] = {}
    sql = (
        "SELECT t.revision_id, i.code FROM touch t JOIN indicator i ON i.indicator_id = t.indicator_id"
        " WHERE t.revision_id BETWEEN ? AND ? ORDER BY i.code"
    )
    for number, code in read(sql, (rows[-1][0], rows[0][0])):
        touched.setdefault(number, []).append(code)
    return [_revision(row, tuple(touched.get(row[0], ()))) for row in rows]


def _revision(row: tuple[Any, ...], indicators: tuple[str, ...]) -> Revision:
    return replace(Revision(row[0], datetime.fromisoformat(row[1]), *row[2:11]), indicators=indicators)
