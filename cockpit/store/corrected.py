"""Start data travel with the program; what people corrected or took back here is not undone by a newer version."""

from __future__ import annotations

import numpy as np

from cockpit.store.cells import Cells, Flags, same
from cockpit.store.history import Read
from cockpit.store.owners import withdrawals, writings

KIND = "start"


def corrected(read: Read, fresh: Cells) -> Flags:
    """Which cells of start data must stay away: those that count as someone's own, and values once taken back."""
    kept = np.zeros(len(fresh), dtype=bool)
    touched = _touched_by_people(read)
    where = np.flatnonzero(np.isin(fresh.indicator, touched))
    if not len(where):
        return kept
    asked = fresh.where(where)
    written, taken_back = writings(read, np.unique(asked.slot).tolist()), withdrawals(read)
    _, owner = written.without(taken_back).counting(asked.address)
    of_start = [0, *(number for (number,) in read("SELECT revision_id FROM revision WHERE kind = ?", (KIND,)))]
    kept[where] = ~np.isin(owner, of_start)
    for revision in set(written.revision.tolist()) & set(taken_back):
        then, _ = written.where(written.revision == revision).counting(asked.address)
        kept[where] |= same(then, asked)
    return kept


def _touched_by_people(read: Read) -> list[int]:
    """Indicators in which anything but the program itself ever changed values."""
    sql = (
        "SELECT DISTINCT t.indicator_id FROM touch t JOIN revision r ON r.revision_id = t.revision_id"
        " WHERE r.kind NOT IN ('start', 'catalogue', 'definition', 'recompute')"
    )
    return [number for (number,) in read(sql, ())]
