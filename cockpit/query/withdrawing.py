"""What taking a Datenstand back would do: which of its cells would return, and which later ones stand in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from cockpit.model.revision import Revision
from cockpit.store import Store

CELL = ["indicator", "key", "year"]


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """``returning``: differences of the Datenstand that still count (columns of ``Store.differences``);
    ``kept``: the others with a column ``by``, the Datenstand that decided them since.
    """

    returning: pd.DataFrame
    kept: pd.DataFrame

    @property
    def keys(self) -> frozenset[str]:
        """The regions whose values this is about."""
        return frozenset([*self.returning["key"].tolist(), *self.kept["key"].tolist()])

    @property
    def vanishing(self) -> int:
        """How many returning cells had no value before."""
        before = self.returning
        return int((before["before"].isna() & (before["before_status"] == "")).sum())


def outlook(store: Store, revision: Revision) -> Outlook:
    """Compared by the own cells of the Datenstand; computed ones follow from them."""
    own = _own(store, revision.id)
    by: dict[tuple[str, str, int], int] = {}
    for later in _later(store, revision):
        for cell in _own(store, later.id)[CELL].itertuples(index=False, name=None):
            by.setdefault((str(cell[0]), str(cell[1]), int(cell[2])), later.id)
    deciding = [by.get((str(i), str(k), int(y)), 0) for i, k, y in own[CELL].itertuples(index=False, name=None)]
    marked = own.assign(by=deciding)
    is_kept = marked["by"] > 0
    return Outlook(marked[~is_kept].drop(columns="by"), marked[is_kept])


def _own(store: Store, revision: int) -> pd.DataFrame:
    frame = store.differences(revision)
    computed = [code for code, item in store.catalogue().indicators.items() if item.formula]
    own: pd.DataFrame = frame[~frame["indicator"].isin(computed)]
    return own


def _later(store: Store, revision: Revision) -> Iterator[Revision]:
    """Newer Datenstände that wrote any of the same indicators and still count, newest first."""
    newer = store.revision().id - revision.id
    touched = set(revision.indicators)
    for item in store.revisions(newer) if newer else ():
        is_writing = item.kind not in ("withdrawal", "catalogue", "recompute")
        if is_writing and touched & set(item.indicators) and store.withdrawn_by(item.id) is None:
            yield item
