"""Whose value each cell is: followed along all slices of its year, with withdrawn Datenstände left out.

Every Datenstand that changed a cell has *written* it. A withdrawal writes nothing of its own: it makes the newest
writing that is not withdrawn count again. So it does not matter in which order several Datenstände are taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from cockpit.store import slices
from cockpit.store.cells import ABSENT, Cells, Flags, Ints, changes, nothing
from cockpit.store.history import Read


@dataclass(frozen=True, slots=True, eq=False)
class Writings:
    """Columns of equal length, ascending by cell and revision; a cell may come several times."""

    cells: Cells
    revision: Ints

    def where(self, chosen: Flags | Ints) -> Writings:
        """Some of the writings."""
        return Writings(self.cells.where(chosen), self.revision[chosen])

    def without(self, revisions: Collection[int]) -> Writings:
        """Those of other revisions."""
        return self.where(~np.isin(self.revision, list(revisions)))

    def newest(self) -> Writings:
        """The last writing of each cell: what counts."""
        last = np.r_[self.cells.address[1:] != self.cells.address[:-1], True][: len(self.revision)]
        return self.where(last)

    def counting(self, address: Ints) -> tuple[Cells, Ints]:
        """What counts at ascending addresses, ABSENT where nothing does, and whose it is (0 nobody's)."""
        newest = self.newest()
        place = np.searchsorted(newest.cells.address, address)
        found = np.isin(address, newest.cells.address)
        value, status = np.full(len(address), np.nan), np.full(len(address), ABSENT, dtype=np.int8)
        owner = np.zeros(len(address), dtype=np.int64)
        value[found], status[found] = newest.cells.value[place[found]], newest.cells.status[place[found]]
        owner[found] = newest.revision[place[found]]
        return Cells(address, value, status), owner


def withdrawals(read: Read) -> dict[int, int]:
    """Withdrawn revision → the revision that took it back."""
    return {int(old): int(by) for old, by in read("SELECT withdrawn_id, revision_id FROM withdrawal", ())}


def writings(read: Read, slots: Iterable[int]) -> Writings:
    """Every writing, withdrawn ones included, of all cells in these slots (an indicator's years)."""
    parts: list[tuple[int, Cells]] = []
    for slot in slots:
        before = nothing()
        for revision, after in slices.states(read, slot):
            parts.append((revision, changes(before, after)[1]))
            before = after
    return _sorted(parts).without(withdrawals(read).values())


def _sorted(parts: list[tuple[int, Cells]]) -> Writings:
    held = [nothing(), *(cells for _, cells in parts)]
    address, value, status = (
        np.concatenate([getattr(cells, name) for cells in held]) for name in ("address", "value", "status")
    )
    revision = np.repeat(
        np.array([0, *(revision for revision, _ in parts)], dtype=np.int64), [len(cells) for cells in held]
    )
    order = np.lexsort((revision, address))
    return Writings(Cells(address[order], value[order], status[order]), revision[order])
