"""Versions of the declarations in the tables: read at any Datenstand, written by ``sync``."""

from __future__ import annotations

from collections.abc import Iterable

from cockpit.model.action import Action
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator, Peculiarity
from cockpit.model.target import Target
from cockpit.store.database import Writer
from cockpit.store.documents import ORDER, Name, declared, documents
from cockpit.store.history import Read

# What every indicator depends on: comparable Kreise, ranks and territorial history.
SHARED = {"region", "reform"}


def contents(read: Read, stand: int | None) -> dict[Name, str]:
    """All documents valid at a Datenstand, the newest when None."""
    sql = "SELECT kind, code, document FROM definition WHERE "
    if stand is None:
        rows = read(sql + "to_revision IS NULL", ())
    else:
        rows = read(sql + "from_revision <= ? AND (to_revision IS NULL OR to_revision > ?)", (stand, stand))
    return {(kind, code): document for kind, code, document in rows}


def state(read: Read, stand: int) -> int:
    """The revision that last changed any declaration, up to ``stand``; 0 when there is none."""
    begun = "SELECT coalesce(max(from_revision), 0) FROM definition WHERE from_revision <= ?"
    ended = "SELECT coalesce(max(to_revision), 0) FROM definition WHERE to_revision <= ?"  # the last of a kind may go
    return max(int(read(question, (stand,))[0][0]) for question in (begun, ended))


def write(writer: Writer, revision: int, old: dict[Name, str], new: dict[Name, str]) -> None:
    """End the versions that changed or vanished and store the new ones."""
    ended = [name for name, content in old.items() if new.get(name) != content]
    added = [name for name, content in new.items() if old.get(name) != content]
    writer.run_many(
        "UPDATE definition SET to_revision = ? WHERE kind = ? AND code = ? AND to_revision IS NULL",
        [(revision, *name) for name in ended],
    )
    versions = {
        (kind, code): version
        for kind, code, version in writer.rows("SELECT kind, code, max(version) FROM definition GROUP BY kind, code")
    }
    first = writer.next_id("definition")
    writer.run_many(
        "INSERT INTO definition (definition_id, kind, code, version, from_revision, document)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(first + place, *name, versions.get(name, 0) + 1, revision, new[name]) for place, name in enumerate(added)],
    )


def changed(old: dict[Name, str], new: dict[Name, str]) -> set[Name]:
    """Names of documents that are new, changed or gone; the order of documents counts only by itself."""
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def touched(catalogue: Catalogue, old: dict[Name, str], names: Iterable[Name]) -> set[str]:
    """Indicators whose page may say something else because of the changed documents ``names``."""
    found: set[str] = set()
    new = documents(catalogue)
    for kind, code in names:
        if kind in SHARED:
            return set(catalogue.indicators)
        if kind == ORDER:
            continue
        found.update(_bearing(catalogue, kind, code))
        for content in (old.get((kind, code)), new.get((kind, code))):
            found.update(_own(kind, content))
    return found & set(catalogue.indicators)


def _own(kind: str, content: str | None) -> tuple[str, ...]:
    """The indicators that a document itself names, before or after the change."""
    item = declared(kind, content) if content and kind in {"indicator", "target", "peculiarity", "action"} else None
    if isinstance(item, Action):
        return item.indicators
    if isinstance(item, Indicator):
        return (item.id,)
    return (item.indicator,) if isinstance(item, (Target, Peculiarity)) else ()


def _bearing(catalogue: Catalogue, kind: str, code: str) -> list[str]:
    """Indicators that refer to a source, Sustainable Development Goal or topic."""
    items = catalogue.indicators.values()
    if kind == "sdg":
        return [item.id for item in items if int(code) in item.sdg]
    return [item.id for item in items if (kind, code) in {("source", item.source), ("topic", item.topic)}]
