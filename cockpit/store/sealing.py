"""Put a slice in order again after one of its cells was blanked: ranks, distribution, counts and checksum."""

from __future__ import annotations

import numpy as np

from cockpit.store import slices
from cockpit.store.cells import STATUSES, Cells
from cockpit.store.checksum import checksum
from cockpit.store.database import Writer
from cockpit.store.names import Names
from cockpit.store.ranking import ranks
from cockpit.store.slices import write_results


def blank(writer: Writer, number: int, region: int) -> None:
    """Take the value of one region out of a slice; it is shown as secret from now on."""
    writer.run(
        "UPDATE value SET value = NULL, status = 'suppressed', rank = NULL WHERE slice_id = ? AND region_id = ?",
        (number, region),
    )


def replace_cell(writer: Writer, number: int, region: int, cell: Cells) -> None:
    """Make the cell of one region what is given, at most one cell; its rank follows when the slice is sealed."""
    writer.run("DELETE FROM value WHERE slice_id = ? AND region_id = ?", (number, region))
    rows = [
        (number, region, None if np.isnan(value) else value, STATUSES[status])
        for value, status in zip(cell.value.tolist(), cell.status.tolist(), strict=True)
    ]
    writer.run_many("INSERT INTO value (slice_id, region_id, value, status) VALUES (?, ?, ?, ?)", rows)


def seal(writer: Writer, names: Names, number: int) -> None:
    """Ranks among those that were ranked before and still have a value; everything else follows."""
    cells, old = slices.slice_cells(writer.rows, number)
    has_value = ~np.isnan(cells.value)
    counted = (old > 0) & has_value
    rank = ranks(cells, counted)
    moved = np.flatnonzero(rank != old).tolist()
    writer.run_many(
        "UPDATE value SET rank = ? WHERE slice_id = ? AND region_id = ?",
        [(int(rank[place]) or None, number, int(cells.region[place])) for place in moved],
    )
    found = checksum(names.keys[cells.region], cells.value, cells.status, rank)
    described = (len(cells), int(has_value.sum()), found, number)
    writer.run("UPDATE slice SET n = ?, filled = ?, checksum = ? WHERE slice_id = ?", described)
    writer.run("DELETE FROM aggregate WHERE slice_id = ?", (number,))
    ranked = cells.where(counted)
    write_results(writer, ranked, dict.fromkeys(ranked.slot.tolist(), number))
