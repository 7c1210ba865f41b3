"""Bring the declarations of a catalogue into the store as new versions, in one revision."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cockpit.model.catalogue import Catalogue
from cockpit.model.region import Region
from cockpit.model.revision import Revision
from cockpit.store import declarations, history
from cockpit.store.cells import nothing
from cockpit.store.database import Database, Writer
from cockpit.store.documents import ORDER, Name, documents, rebuilt
from cockpit.store.names import names
from cockpit.store.own import with_own
from cockpit.store.publication import Judge
from cockpit.store.publish import follow_up
from cockpit.store.work import Work


def sync(database: Database, catalogue: Catalogue, judge: Judge | None, at: datetime, by: str) -> Revision | None:
    """The new revision, or None when nothing changed; indicators declared in the browser stay as they are.

    Touched formulas and verdicts are computed anew: at once with a ``judge``, else by the next publication.
    """
    with database.writing() as writer:
        stored = declarations.contents(writer.rows, None)
        whole = with_own(catalogue, rebuilt(stored))
        return take_over(writer, stored, whole, Revision(history.newest(writer.rows) + 1, at, by, "catalogue"), judge)


def take_over(
    writer: Writer, old: dict[Name, str], catalogue: Catalogue, revision: Revision, judge: Judge | None
) -> Revision | None:
    """Make ``catalogue`` the declarations from this revision on; None when the ``old`` documents say the same."""
    new = documents(catalogue)
    changed = declarations.changed(old, new)
    if not changed:
        return None
    number = revision.id
    revision = _counted(revision, old, new, changed)
    history.write(writer, revision)
    declarations.write(writer, number, old, new)
    _write_regions(writer, catalogue)
    touched = declarations.touched(catalogue, old, changed)
    _write_indicators(writer, catalogue, touched)
    known = names(writer.rows)
    history.touch(writer, number, (known.indicators[code] for code in touched))
    if judge is not None:
        follow_up(Work(writer, number, catalogue, known), judge, {}, nothing())
    return replace(revision, indicators=history.revision(writer.rows, number).indicators)


def _counted(revision: Revision, old: dict[Name, str], new: dict[Name, str], changed: set[Name]) -> Revision:
    """With counts of new, changed (or gone) and unchanged declarations; the order of a kind is none of them."""
    names = [name for name in old.keys() | new.keys() if name[0] != ORDER]
    return replace(
        revision,
        new=sum(name not in old for name in names),
        changed=sum(name in old and name in changed for name in names),
        unchanged=sum(name not in changed for name in names),
    )


def _write_indicators(writer: Writer, catalogue: Catalogue, touched: set[str]) -> None:
    known = {code for (code,) in writer.rows("SELECT code FROM indicator")}
    first = writer.next_id("indicator")
    added = [code for code in catalogue.indicators if code not in known]
    writer.run_many(
        "INSERT INTO indicator (indicator_id, code, stale) VALUES (?, ?, 1)",
        [(first + place, code) for place, code in enumerate(added)],
    )
    writer.run_many("UPDATE indicator SET stale = 1 WHERE code = ?", [(code,) for code in sorted(touched)])


def _write_regions(writer: Writer, catalogue: Catalogue) -> None:
    known = {str(key): int(number) for key, number in writer.rows("SELECT key, region_id FROM region")}
    added = sorted(key for key in catalogue.regions if key not in known)
    first = writer.next_id("region")
    numbers = known | {key: first + place for place, key in enumerate(added)}
    insert = "INSERT INTO region (region_id, key, level, land, name, display_name, slug, kind)"
    writer.run_many(f"{insert} VALUES (?, ?, '', '', '', '', '', '')", [(numbers[key], key) for key in added])
    columns = ("level", "land", "name", "display_name", "slug", "kind", "valid_from", "valid_to")
    assigned = ", ".join(f"{column} = ?" for column in columns)
    writer.run_many(
        f"UPDATE region SET {assigned} WHERE region_id = ?",  # noqa: S608 - own names
        [(*_described(region), numbers[key]) for key, region in catalogue.regions.items()],
    )


def _described(region: Region) -> tuple[str | None, ...]:
    days = (day.isoformat() if day else None for day in (region.valid_from, region.valid_to))
    return (region.level, region.land, region.name, region.display_name, region.slug, region.kind, *days)
