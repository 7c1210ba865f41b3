"""Block a value that must not be public: blank in every Datenstand, with all that tells it or was computed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cockpit.base.errors import Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.revision import Revision
from cockpit.store import draft_traces, files, history, slices
from cockpit.store.again import computed_again
from cockpit.store.cells import Cells, changes, nothing, one_cell
from cockpit.store.computed import Touched
from cockpit.store.database import Database, Writer
from cockpit.store.entries import Entry, enter
from cockpit.store.names import indicator_number, names, region_number
from cockpit.store.publication import Judge
from cockpit.store.publish import CatalogueAt, follow_up
from cockpit.store.sealing import blank, replace_cell, seal
from cockpit.store.telling import Secret, secret
from cockpit.store.work import Work


@dataclass(frozen=True, slots=True)
class Blocking:
    """Which value is to be blocked – indicator, region key, year – and why, by whom, when."""

    indicator: str
    key: str
    year: int
    reason: str
    by: str
    at: datetime

    def says(self, problem: str, **values: object) -> str:
        """The problem in German, with the place of the value."""
        return text(f"store.block.{problem}", code=self.indicator, region=self.key, year=self.year, **values)


def block(
    database: Database, wanted: Blocking, catalogue_at: CatalogueAt, judge: Judge, entry: Entry | None = None
) -> Revision:
    """The new revision; afterwards no byte of the value is left in the store.

    NotFound for unknown names; Refused when there is no such value, it is computed, or already blocked.
    """
    with database.writing() as writer:
        known = names(writer.rows)
        place = (indicator_number(known, wanted.indicator), wanted.year, region_number(known, wanted.key))
        sql = "SELECT revision_id FROM block WHERE indicator_id = ? AND period = ? AND region_id = ?"
        earlier = writer.rows(sql, place)
        if not earlier:
            work = Work(writer, history.newest(writer.rows) + 1, catalogue_at(writer.rows), known)
            made = _made(work, wanted, one_cell(*place), judge)
            enter(entry, writer, made)
    database.erase()  # also when asked again: an earlier attempt may have been cut off just here
    if earlier:
        raise Refused(wanted.says("again", id=earlier[0][0]))
    return made


def _made(work: Work, wanted: Blocking, cell: Cells, judge: Judge) -> Revision:
    writer, region = work.writer, int(cell.region[0])
    holding = _holding(work, wanted, cell)
    known = _secret(work, wanted, [*holding, *_made_from(writer, holding)], region)
    revision = Revision(work.revision, wanted.at, wanted.by, "block", changed=1)
    history.write(writer, revision)
    _note(writer, wanted, cell, revision)
    for number in holding:
        blank(writer, number, region)
        seal(writer, work.names, number)
    touched = _blank_computed(work, holding, region)
    touched.setdefault(wanted.indicator, set()).add(wanted.year)
    files.withhold(writer, cell, known, wanted.reason, wanted.at)
    draft_traces.forget(writer, touched, known, text("store.block.draft"), wanted.at)
    codes = follow_up(work, judge, touched, nothing())
    return replace(revision, indicators=codes)


def _holding(work: Work, wanted: Blocking, cell: Cells) -> list[int]:
    """Every slice of any Datenstand that has the cell."""
    sql = (
        "SELECT l.slice_id, s.definition_id FROM live l JOIN slice s ON s.slice_id = l.slice_id"
        " JOIN value v ON v.slice_id = l.slice_id WHERE l.indicator_id = ? AND l.period = ? AND v.region_id = ?"
    )
    rows = work.writer.rows(sql, (int(cell.indicator[0]), int(cell.period[0]), int(cell.region[0])))
    if not rows:
        raise Refused(wanted.says("nothing"))
    if any(definition is not None for _, definition in rows):
        declared = work.catalogue.indicators.get(wanted.indicator)
        inputs = declared.formula.inputs if declared and declared.formula else ()
        raise Refused(wanted.says("computed"), "", text("store.block.computed_remedy", inputs=enumeration(inputs)))
    return [int(number) for number, _ in rows]


def _secret(work: Work, wanted: Blocking, holding: Sequence[int], region: int) -> Secret:
    """Every number the cell ever had in these slices, with what it is called."""
    numbers: set[float] = set()
    for number in holding:
        sql = "SELECT value FROM value WHERE slice_id = ? AND region_id = ? AND value IS NOT NULL"
        numbers |= {float(value) for (value,) in work.writer.rows(sql, (number, region))}
    called = work.catalogue.regions.get(wanted.key)
    return secret(wanted.key, called, wanted.indicator, work.catalogue.indicators.get(wanted.indicator), numbers)


def _note(writer: Writer, wanted: Blocking, cell: Cells, revision: Revision) -> None:
    place = (int(cell.indicator[0]), int(cell.period[0]), int(cell.region[0]))
    writer.run(
        "INSERT INTO block (block_id, indicator_id, period, region_id, revision_id, reason, at, who)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(writer.next_id("block"), *place, revision.id, wanted.reason),
            *(wanted.at.astimezone(UTC).isoformat(), wanted.by),
        ),
    )


def _blank_computed(work: Work, holding: Sequence[int], region: int) -> Touched:
    """Compute every slice again that was made from these, directly or not; which years of which indicators they are.

    A slice is always younger than what it was made from, so that ascending numbers are inputs before results.
    """
    touched: Touched = {}
    writer, known = work.writer, work.names
    for number in _made_from(writer, holding):
        stored = slices.slice_cells(writer.rows, number)[0]
        again = computed_again(
            writer.rows, known, number, lambda source: slices.slice_cells(writer.rows, source)[0]
        ).cells
        _, now = changes(stored, again)
        for place in [place for place, held in enumerate(now.region.tolist()) if held == region]:
            cell = again.where(again.address == now.address[place])
            replace_cell(writer, number, region, cell)
            seal(writer, known, number)
            indicator, period = int(now.indicator[place]), int(now.period[place])
            touched.setdefault(known.codes[indicator], set()).add(period)
    return touched


def _made_from(writer: Writer, holding: Sequence[int]) -> list[int]:
    marks = ", ".join("?" * len(holding))
    sql = (
        "WITH RECURSIVE hit(slice_id) AS ("  # noqa: S608 - own marks
        f" SELECT slice_id FROM made_from WHERE input_id IN ({marks})"
        " UNION SELECT m.slice_id FROM hit h JOIN made_from m ON m.input_id = h.slice_id)"
        " SELECT slice_id FROM hit ORDER BY slice_id"
    )
    return [int(number) for (number,) in writer.rows(sql, tuple(holding))]
