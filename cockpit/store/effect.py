"""What publishing would do: the publication itself, carried out and rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from cockpit.base.uncollected import uncollected
from cockpit.model.verdict import Verdict
from cockpit.store.database import Database
from cockpit.store.differences import differences
from cockpit.store.history import Read
from cockpit.store.names import names
from cockpit.store.packing import unpack
from cockpit.store.publication import Judge, Publication
from cockpit.store.publish import CatalogueAt, lay

_STATES = pd.CategoricalDtype(["new", "changed", "derived"])
_NOTHING = {
    **dict.fromkeys(("indicator", "key"), "str"),
    "year": "int64",
    **{"before": "float64", "before_status": "str", "after": "float64", "after_status": "str", "state": "str"},
}


@dataclass(frozen=True, slots=True)
class Flip:
    """A Kreis whose direction or verdict by any method would differ; None when there is no verdict at all."""

    indicator: str
    key: str
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """How many uploaded values are new, changed and unchanged, the changing cells, and the verdicts that flip.

    ``cells`` has the rows indicator key year before before_status after after_status state, computed values included;
    ``state`` is ``new``, ``changed`` or ``derived``.
    """

    new: int
    changed: int
    unchanged: int
    cells: pd.DataFrame
    flips: tuple[Flip, ...]


@uncollected()
def preview(
    database: Database,
    publication: Publication,
    catalogue_at: CatalogueAt,
    judge: Judge,
    at: datetime,
    base: int | None,
) -> Effect:
    """Exactly what publish would do, in a transaction that is not kept."""
    with database.writing(keep=False) as writer:
        done = lay(writer, publication, catalogue_at, judge, at, base)
        revision = done.revision
        if revision is None:
            none = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _NOTHING.items()})
            return Effect(0, 0, done.unchanged, none, ())
        known, catalogue = names(writer.rows), catalogue_at(writer.rows)
        frame = differences(writer.rows, known, revision.id)
        computed = [code for code, item in catalogue.indicators.items() if item.formula]
        states = np.where(frame["indicator"].isin(computed), 2, np.where(_is_new(frame), 0, 1))
        cells = frame.assign(state=pd.Categorical.from_codes(states, dtype=_STATES))
        kreise = {key for key, region in catalogue.regions.items() if region.level == "kreis"}
        flips = [flip for flip in _flips(database.read, writer.rows, revision.indicators) if flip.key in kreise]
        return Effect(revision.new, revision.changed, done.unchanged, cells, tuple(flips))


def _is_new(frame: pd.DataFrame) -> pd.Series:
    """A row without number always has a status, so neither means that there was none."""
    return frame["before"].isna() & (frame["before_status"] == "")


def _flips(then: Read, now: Read, codes: Sequence[str]) -> Iterator[Flip]:
    """``then`` reads beside the open transaction, ``now`` within it; by indicator and key."""
    for code in codes:
        before, after = _packed(then, code), _packed(now, code)
        for key in sorted(before.keys() | after.keys()):
            if before.get(key) != after.get(key):
                old, new = (unpack(side[key]) if key in side else None for side in (before, after))
                if _told(old) != _told(new):
                    yield Flip(code, key, old, new)


def _packed(read: Read, code: str) -> dict[str, bytes]:
    sql = (
        "SELECT r.key, d.packed FROM verdict d JOIN indicator i ON i.indicator_id = d.indicator_id"
        " JOIN region r ON r.region_id = d.region_id WHERE i.code = ?"
    )
    return {str(key): bytes(packed) for key, packed in read(sql, (code,))}


def _told(verdict: Verdict | None) -> object:
    """Direction and verdict by method: what people are told."""
    if verdict is None:
        return None
    return verdict.trend.key, tuple((pace.method, pace.key) for pace in verdict.paces)
