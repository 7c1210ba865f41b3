"""Which values must not be public: asked before anything is stored or taken back."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from cockpit.model.revision import Block
from cockpit.store.cells import Cells, Flags, address_of
from cockpit.store.database import Row
from cockpit.store.frames import in_order
from cockpit.store.history import Read
from cockpit.store.names import Names

# Slices that hold a blocked cell or were computed from it, whenever that was.
_DERIVED = (
    "WITH RECURSIVE hit(block_id, slice_id) AS ("
    " SELECT b.block_id, l.slice_id FROM block b"
    "  JOIN live l ON l.indicator_id = b.indicator_id AND l.period = b.period"
    " UNION SELECT h.block_id, m.slice_id FROM hit h JOIN made_from m ON m.input_id = h.slice_id)"
    " SELECT DISTINCT b.block_id, s.indicator_id, s.period FROM hit h JOIN block b ON b.block_id = h.block_id"
    " JOIN slice s ON s.slice_id = h.slice_id"
    " JOIN value v ON v.slice_id = h.slice_id AND v.region_id = b.region_id"
    " WHERE v.value IS NULL AND v.status = 'suppressed'"
    " AND (s.indicator_id <> b.indicator_id OR s.period <> b.period)"
)


def blocks(read: Read, names: Names) -> tuple[Block, ...]:
    """Every blocked cell with what was computed from it, oldest first; a computed one names the block it is due to."""
    sql = "SELECT block_id, indicator_id, region_id, period, reason, at, who, revision_id FROM block ORDER BY block_id"
    own = {row[0]: row for row in read(sql, ())}
    found = [(number, row[1], row[3], False) for number, row in own.items()]
    if own:
        found += [(number, indicator, period, True) for number, indicator, period in read(_DERIVED, ())]
    found.sort(key=lambda one: (one[0], one[3], names.codes[one[1]], one[2]))
    return tuple(_block(names, own[number], indicator, period) for number, indicator, period, _ in found)


def cells_of(read: Read, names: Names, revision: int) -> pd.DataFrame:
    """The cells that a Datenstand blocked, with the columns of ``compared``; neither value is told."""
    if not read("SELECT 1 FROM block WHERE revision_id = ?", (revision,)):
        return pd.DataFrame()
    found = [block for block in blocks(read, names) if block.revision == revision]
    frame = pd.DataFrame(
        {
            "indicator": pd.array([block.indicator for block in found], dtype="str"),
            "key": pd.array([block.key for block in found], dtype="str"),
            "year": np.array([block.year for block in found], dtype=np.int64),
        }
    )
    hidden = pd.array(["suppressed"] * len(found), dtype="str")
    frame = frame.assign(before=np.nan, before_status=hidden, after=np.nan, after_status=hidden)
    return in_order(frame)


def blocked(read: Read, among: Cells) -> Flags:
    """Which of the cells are blocked."""
    rows = read("SELECT indicator_id, period, region_id FROM block", ())
    return np.isin(among.address, [address_of(*row) for row in rows])


def _block(names: Names, row: Row, indicator: int, period: int) -> Block:
    _, _, region, _, reason, at, who, revision = row
    key = str(names.labels[region])
    return Block(names.codes[indicator], key, period, reason, datetime.fromisoformat(at), who, revision)
