"""What one Datenstand changed: every cell before and after it, computed ones included."""

from __future__ import annotations

import pandas as pd

from cockpit.store import blocked, slices
from cockpit.store.cells import Cells, changes, joined, nothing
from cockpit.store.frames import compared
from cockpit.store.history import Read
from cockpit.store.names import Names

_SLICES = (
    "SELECT l.indicator_id, l.period, v.region_id, v.value, v.status FROM touch t"
    " JOIN live l ON l.indicator_id = t.indicator_id JOIN value v ON v.slice_id = l.slice_id"
    " WHERE t.revision_id = ? AND t.indicator_id = ?"
)


def differences(read: Read, names: Names, revision: int) -> pd.DataFrame:
    """Rows indicator key year before before_status after after_status, by these three.

    A cell blocked since is not told any more; the Datenstand that blocked it lists it as secret before and after.
    """
    touched = read("SELECT indicator_id FROM touch WHERE revision_id = ? ORDER BY indicator_id", (revision,))
    parts = [_changes(read, revision, indicator) for (indicator,) in touched]
    before, after = (joined([nothing(), *(part[side] for part in parts)]) for side in (0, 1))
    frame = compared(before, after, names)
    secret = blocked.cells_of(read, names, revision)
    return pd.concat([frame, secret], ignore_index=True) if len(secret) else frame


def _changes(read: Read, revision: int, indicator: int) -> tuple[Cells, Cells]:
    """The changed cells of one indicator; all of them at once would be millions of rows in memory."""
    asked = (revision, indicator, revision)
    before = slices.as_cells(read(f"{_SLICES} AND l.to_revision = ?", asked))
    after = slices.as_cells(read(f"{_SLICES} AND l.from_revision = ?", asked))
    return changes(before, after)
