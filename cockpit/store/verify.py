"""Prove that everything stored is what was published: checksums, counts, distributions, formulas and files anew."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np

from cockpit.base.errors import StoreFault
from cockpit.base.texts import text
from cockpit.store import slices
from cockpit.store.again import CellsOf, computed_again
from cockpit.store.cells import Cells, differing
from cockpit.store.checksum import checksum
from cockpit.store.database import Database
from cockpit.store.history import Read
from cockpit.store.names import Names, names
from cockpit.store.originals import unpacked
from cockpit.store.packing import unpack
from cockpit.store.ranking import AGGREGATES, aggregates

KEPT_SLICES = 4096
SLICES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Slice:
    number: int
    revision: int
    indicator: int
    period: int
    n: int
    checksum: bytes
    definition: int | None
    denominator_period: int | None
    filled: int

    def says(self, problem: str, known: Names, **values: object) -> str:
        """The problem in German, with the place of the slice."""
        code = known.codes.get(self.indicator, str(self.indicator))
        return text(f"store.verify.{problem}", code=code, year=self.period, revision=self.revision, **values)


def verify(database: Database) -> tuple[str, ...]:
    """German faults of the whole store, every older Datenstand included; empty when sound."""
    if database.is_sqlite:
        damage = _quick_check(database)
        if damage:
            return damage
    read, known = database.read, names(database.read)
    return (*_slices(read, known), *_orphans(read), *_blocked(read, known), *_verdicts(read), *_files(read))


def _quick_check(database: Database) -> tuple[str, ...]:
    try:
        found = [str(row[0]) for row in database.read("PRAGMA quick_check")]
    except StoreFault as fault:
        found = [fault.what]
    return tuple(text("store.verify.quick", problem=problem) for problem in found if problem != "ok")


def _slices(read: Read, known: Names) -> Iterator[str]:
    cells_of = lru_cache(KEPT_SLICES)(lambda number: slices.slice_cells(read, number)[0])
    wrong_distributions = _wrong_distributions(read)
    columns = "slice_id, revision_id, indicator_id, period, n, checksum, definition_id, denominator_period, filled"
    for row in read(f"SELECT {columns} FROM slice ORDER BY slice_id", ()):  # noqa: S608 - own names
        item = _Slice(*row)
        try:
            cells, rank = slices.slice_cells(read, item.number)
            found = checksum(known.keys[cells.region], cells.value, cells.status, rank)
        except (StoreFault, IndexError):  # a damaged text or number that cannot even be read
            yield item.says("checksum", known)
            continue
        if len(cells) != item.n or int((~np.isnan(cells.value)).sum()) != item.filled:
            yield item.says("count", known, found=len(cells), expected=item.n)
        if found != bytes(item.checksum):
            yield item.says("checksum", known)
        if item.number in wrong_distributions:
            yield item.says("aggregate", known)
        if item.definition is not None and not _same_again(read, known, item, cells, cells_of):
            yield item.says("formula", known)


def _wrong_distributions(read: Read) -> set[int]:
    """Slices whose distribution does not follow from their ranked values, found many slices at a time."""
    wrong: set[int] = set()
    last = int(read("SELECT coalesce(max(slice_id), 0) FROM slice", ())[0][0])
    for first in range(1, last + 1, SLICES_AT_ONCE):
        span = (first, first + SLICES_AT_ONCE - 1)
        chosen = "WHERE slice_id BETWEEN ? AND ?"
        values = read(f"SELECT slice_id, value FROM value {chosen} AND rank IS NOT NULL", span)  # noqa: S608
        numbers = np.array([number for number, _ in values], dtype=np.int64)
        expected = aggregates(numbers, np.array([value for _, value in values], dtype=np.float64))
        stored = read(f"SELECT slice_id, {', '.join(AGGREGATES)} FROM aggregate {chosen}", span)  # noqa: S608
        differing_rows = set(expected.itertuples(name=None)) ^ {tuple(row) for row in stored}
        wrong.update(int(row[0]) for row in differing_rows)
    return wrong


def _same_again(read: Read, known: Names, item: _Slice, cells: Cells, cells_of: CellsOf) -> bool:
    """Compute a formula slice again from the very slices and definition it was made from."""
    try:
        again = computed_again(read, known, item.number, cells_of)
    except (StoreFault, ValueError):  # an input or the definition can no longer be read
        return False
    same_year = again.denominator_years.get(item.period) == item.denominator_period
    return same_year and not len(differing(cells, again.cells))


def _orphans(read: Read) -> Iterator[str]:
    sql = "SELECT count(*) FROM value v WHERE NOT EXISTS (SELECT 1 FROM slice s WHERE s.slice_id = v.slice_id)"
    found = read(sql, ())[0][0]
    if found:
        yield text("store.verify.orphan", n=found)


def _blocked(read: Read, known: Names) -> Iterator[str]:
    """Blocked values that stand somewhere all the same, in any Datenstand."""
    sql = (
        "SELECT s.indicator_id, s.period, b.region_id, s.revision_id FROM block b"
        " JOIN live l ON l.indicator_id = b.indicator_id AND l.period = b.period"
        " JOIN slice s ON s.slice_id = l.slice_id"
        " JOIN value v ON v.slice_id = s.slice_id AND v.region_id = b.region_id"
        " WHERE v.value IS NOT NULL ORDER BY s.slice_id"
    )
    for indicator, period, region, revision in read(sql, ()):
        where = {"code": known.codes[indicator], "region": str(known.labels[region])}
        yield text("store.verify.blocked", **where, year=period, revision=revision)


def _verdicts(read: Read) -> Iterator[str]:
    sql = (
        "SELECT i.code, r.key, d.packed FROM verdict d JOIN indicator i ON i.indicator_id = d.indicator_id"
        " JOIN region r ON r.region_id = d.region_id ORDER BY i.code, r.key"
    )
    for code, key, packed in read(sql, ()):
        try:
            unpack(packed)
        except (ValueError, IndexError, struct.error):
            yield text("store.verify.verdict", code=code, region=key)


def _files(read: Read) -> Iterator[str]:
    for (digest,) in read("SELECT sha256 FROM file ORDER BY sha256", ()):
        packed = read("SELECT packed FROM file WHERE sha256 = ?", (digest,))[0][0]
        try:
            sound = sha256(unpacked(bytes(packed))).hexdigest() == digest
        except ValueError:
            sound = False
        if not sound:
            yield text("store.verify.file", sha256=digest)
