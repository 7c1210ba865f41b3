"""What others published since a file was checked: never overwritten unseen."""

from __future__ import annotations

import pandas as pd

from cockpit.base.errors import CockpitError
from cockpit.base.texts import text
from cockpit.store import history, slices
from cockpit.store.cells import Cells, at, same
from cockpit.store.frames import in_order, places
from cockpit.store.history import Read
from cockpit.store.names import Names


class Conflict(CockpitError):
    """Cells changed by others since the check; nothing was stored.

    ``cells`` has the rows indicator key year base live fresh (numbers, NaN for none).
    """

    exit_code = 3
    http_status = 409

    def __init__(self, cells: pd.DataFrame) -> None:
        first = cells.iloc[0]
        words = {"n": len(cells), "code": first["indicator"], "region": first["key"], "year": first["year"]}
        form = "store.conflict.one" if len(cells) == 1 else "store.conflict.many"
        super().__init__(text(form, **words), "", text("store.conflict.remedy"))
        self.cells = cells


def refuse_conflicts(read: Read, names: Names, live: Cells, fresh: Cells, base: int) -> None:
    """Raise Conflict where the live cell is neither what it was at ``base`` nor what is to be published."""
    if base >= history.newest(read):
        return
    then = at(slices.around(read, fresh, base), fresh.address)
    now = at(live, fresh.address)
    other = ~same(now, then) & ~same(now, fresh)
    if other.any():
        values = {"base": then.value[other], "live": now.value[other], "fresh": fresh.value[other]}
        raise Conflict(in_order(pd.DataFrame(places(fresh.address[other], names) | values)))
