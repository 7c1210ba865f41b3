"""Immutable slices – all values of one indicator and year – written with ranks and distributions, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cockpit.store import value_rows
from cockpit.store.cells import (
    CODE,
    Cells,
    Ints,
    cells,
    indicator_of,
    joined,
    nothing,
    period_of,
    slot_of,
    starts,
)
from cockpit.store.checksum import checksums
from cockpit.store.database import Row, Writer
from cockpit.store.history import Read
from cockpit.store.names import Names
from cockpit.store.ranking import aggregates, ranked_regions, ranks
from cockpit.store.work import Work


@dataclass(frozen=True, slots=True)
class Making:
    """How a formula slice came about: version of the definition, input slices, year of the denominator."""

    definition: int
    inputs: tuple[int, ...]
    denominator_period: int | None


def write(work: Work, fresh: Cells, makings: Mapping[int, Making]) -> None:
    """Write every slot in ``fresh`` as a slice of the revision and make it the live one."""
    if not len(fresh):
        return
    writer, names = work.writer, work.names
    _require_regions(fresh, names)
    counted = ranked_regions(fresh, work.catalogue, names)
    rank = ranks(fresh, counted)
    begins = starts(fresh.slot)
    slots = fresh.slot[begins].tolist()
    bounds = [*begins.tolist(), len(fresh)]
    first = writer.next_id("slice")
    numbers = list(range(first, first + len(slots)))
    filled = np.add.reduceat(~np.isnan(fresh.value), begins, dtype=np.int64).tolist()
    rows = [
        (number, work.revision, indicator_of(slot), period_of(slot), n, full, found, *_made(makings.get(slot)))
        for number, slot, n, full, found in zip(
            numbers, slots, np.diff(bounds).tolist(), filled, _checksums(fresh, rank, names, bounds), strict=True
        )
    ]
    marks = ", ".join("?" * 9)
    writer.run_many(f"INSERT INTO slice VALUES ({marks})", rows)  # noqa: S608
    end(work, slots)
    writer.run_many(
        "INSERT INTO live (indicator_id, period, from_revision, slice_id) VALUES (?, ?, ?, ?)",
        [
            (indicator_of(slot), period_of(slot), work.revision, number)
            for slot, number in zip(slots, numbers, strict=True)
        ],
    )
    by_slot = dict(zip(slots, numbers, strict=True))
    value_rows.insert(writer, numbers, np.diff(bounds).tolist(), fresh, rank)
    write_results(writer, fresh.without(~counted), by_slot)
    made = [(by_slot[slot], source) for slot, making in makings.items() if slot in by_slot for source in making.inputs]
    writer.run_many("INSERT INTO made_from (slice_id, input_id) VALUES (?, ?)", made)


def end(work: Work, slots: Sequence[int]) -> None:
    """From this revision on, the slices of these slots are no longer live."""
    work.writer.run_many(
        "UPDATE live SET to_revision = ? WHERE indicator_id = ? AND period = ? AND to_revision IS NULL",
        [(work.revision, indicator_of(slot), period_of(slot)) for slot in slots],
    )


def live_cells(read: Read, indicator: int, first: int = 0, last: int = 9999, stand: int | None = None) -> Cells:
    """The cells of one indicator in these years, live now or at a Datenstand."""
    then = "l.to_revision IS NULL"
    if stand is not None:
        then = "l.from_revision <= ? AND (l.to_revision IS NULL OR l.to_revision > ?)"
    sql = (
        "SELECT l.indicator_id, l.period, v.region_id, v.value, v.status FROM live l"  # noqa: S608 - own words
        f" JOIN value v ON v.slice_id = l.slice_id WHERE {then} AND l.indicator_id = ? AND l.period BETWEEN ? AND ?"
    )
    stands = () if stand is None else (stand, stand)
    return as_cells(read(sql, (*stands, indicator, first, last)))


def around(read: Read, fresh: Cells, stand: int | None = None) -> Cells:
    """The cells, live now or at a Datenstand, of the indicators and (at least) the years of ``fresh``."""
    parts = [nothing()]
    numbers = fresh.indicator
    for indicator in numbers[starts(numbers)].tolist():
        years = fresh.of(indicator).period
        parts.append(live_cells(read, indicator, int(years.min()), int(years.max()), stand))
    return joined(parts)


def slice_cells(read: Read, number: int) -> tuple[Cells, Ints]:
    """The cells of one slice, live or not, and their ranks (0 = none)."""
    sql = (
        "SELECT s.indicator_id, s.period, v.region_id, v.value, v.status, v.rank FROM slice s"
        " JOIN value v ON v.slice_id = s.slice_id WHERE s.slice_id = ? ORDER BY v.region_id"
    )
    rows = read(sql, (number,))
    return as_cells(rows), np.array([row[5] or 0 for row in rows], dtype=np.int64)


def written_by(read: Read, revision: int) -> list[int]:
    """The slots of the slices a revision wrote, computed ones left out."""
    sql = (
        "SELECT l.indicator_id, l.period FROM touch t"
        " JOIN live l ON l.indicator_id = t.indicator_id AND l.from_revision = t.revision_id"
        " JOIN slice s ON s.slice_id = l.slice_id WHERE t.revision_id = ? AND s.definition_id IS NULL"
    )
    return [slot_of(indicator, period) for indicator, period in read(sql, (revision,))]


def states(read: Read, slot: int) -> Iterator[tuple[int, Cells]]:
    """Everything an indicator's year has been: from which revision on, and its cells (none when it had ended)."""
    sql = (
        "SELECT from_revision, to_revision, slice_id FROM live"
        " WHERE indicator_id = ? AND period = ? ORDER BY from_revision"
    )
    ended: int | None = None
    for first, last, number in read(sql, (indicator_of(slot), period_of(slot))):
        if ended is not None and ended < first:
            yield ended, nothing()
        yield first, slice_cells(read, number)[0]
        ended = last
    if ended is not None:
        yield ended, nothing()


def live_slices(read: Read, indicator: int) -> dict[int, int]:
    """Year → number of the live slice."""
    sql = "SELECT period, slice_id FROM live WHERE to_revision IS NULL AND indicator_id = ?"
    return {int(period): int(number) for period, number in read(sql, (indicator,))}


def as_cells(rows: Sequence[Row]) -> Cells:
    """Cells from rows of indicator, period, region, value, status (further columns are ignored)."""
    if not rows:
        return nothing()
    indicator, period, region, value, status, *_ = zip(*rows, strict=True)
    places = [np.array(column, dtype=np.int64) for column in (indicator, period, region)]
    # A word damaged on disk is read as missing here, and found by the checksum.
    codes = np.array([CODE.get(word, CODE["missing"]) for word in status], dtype=np.int8)
    return cells(places[0], places[1], places[2], np.array(value, dtype=np.float64), codes)


def _require_regions(fresh: Cells, names: Names) -> None:
    """The table of values has no references to look at: ValueError for the number of a region that there is not."""
    used = np.flatnonzero(np.bincount(fresh.region, minlength=len(names.keys)))
    if used[-1] >= len(names.keys) or not names.keys[used].all():
        raise ValueError("values of an unknown region")


def _made(making: Making | None) -> tuple[int | None, int | None]:
    return (making.definition, making.denominator_period) if making else (None, None)


def _checksums(fresh: Cells, rank: Ints, names: Names, bounds: Sequence[int]) -> Iterator[bytes]:
    return checksums(names.keys, fresh.region, fresh.value, fresh.status, rank, bounds)


def write_results(writer: Writer, counted: Cells, numbers: Mapping[int, int]) -> None:
    """Write the distribution of each slot over the cells that count; ``numbers`` are the slices of the slots."""
    frame = aggregates(counted.slot, counted.value)
    columns = [frame[name].tolist() for name in frame]
    rows = list(zip([numbers[slot] for slot in frame.index.tolist()], *columns, strict=True))
    marks = ", ".join("?" * 7)
    writer.run_many(f"INSERT INTO aggregate VALUES ({marks})", rows)  # noqa: S608
