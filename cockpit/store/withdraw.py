"""Take a Datenstand back: those of its cells that still count return to what they were, as a new Datenstand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pandas as pd

from cockpit.base.errors import Forbidden, Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.revision import Revision
from cockpit.store import history, slices
from cockpit.store.blocked import blocked
from cockpit.store.cells import ABSENT, Cells, Flags, Ints, address_of, differing, joined
from cockpit.store.database import Database
from cockpit.store.entries import Entry, enter
from cockpit.store.frames import in_order, places
from cockpit.store.history import Read
from cockpit.store.names import Names, names
from cockpit.store.owners import withdrawals, writings
from cockpit.store.publication import Judge
from cockpit.store.publish import CatalogueAt, follow_up, years_of
from cockpit.store.work import Work

NEVER = frozenset({"catalogue", "definition", "action", "target", "geometry", "withdrawal", "block", "recompute"})
Allowed = Callable[[str], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Withdrawal:
    """The new revision (None when no cell still counted), how many cells returned to a value or vanished.

    ``kept`` has the rows indicator key year value live by_revision: what was to be taken back, what stands there now,
    and which Datenstand decided that.
    """

    revision: Revision | None
    returned: int
    removed: int
    kept: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """What a Datenstand wrote, what counts there and whose that is, what goes and what that becomes (ABSENT: none)."""

    written: Cells
    live: Cells
    owner: Ints
    going: Flags
    becoming: Cells


def withdraw(
    database: Database,
    number: int,
    catalogue_at: CatalogueAt,
    judge: Judge,
    at: datetime,
    by: str,
    reason: str,
    allowed: Allowed | None = None,
    entry: Entry | None = None,
) -> Withdrawal:
    """The withdrawal; Refused when it cannot be, Forbidden when a cell is not ``allowed``: nothing is changed then."""
    with database.writing() as writer:
        read = writer.rows
        old, known = history.revision(read, number), names(read)
        _refuse(read, old)
        plan = _planned(read, number)
        _forbid(plan.written, known, allowed)
        kept = _kept(known, plan)
        if not plan.going.any():
            enter(entry, writer, None)
            return Withdrawal(None, 0, 0, kept)
        going, removed = len(plan.becoming), int((plan.becoming.status == ABSENT).sum())
        revision = Revision(
            id=history.newest(read) + 1,
            created_at=at,
            created_by=by,
            kind="withdrawal",
            note=reason,
            changed=going,
            unchanged=len(kept),
        )
        history.write(writer, revision)
        writer.run("INSERT INTO withdrawal (revision_id, withdrawn_id) VALUES (?, ?)", (revision.id, number))
        codes = _carried_out(Work(writer, revision.id, catalogue_at(read), known), plan, judge)
        enter(entry, writer, revision)
        return Withdrawal(replace(revision, indicators=codes), going - removed, removed, kept)


def _carried_out(work: Work, plan: _Plan, judge: Judge) -> tuple[str, ...]:
    """The indicators whose values changed, computed ones too."""
    laid, changed = _laid(work.writer.rows, plan)
    slices.end(work, sorted(set(changed.tolist()) - set(laid.slot.tolist())))
    slices.write(work, laid, {})
    return follow_up(work, judge, years_of(plan.becoming, work.names), laid)


def _refuse(read: Read, old: Revision) -> None:
    if old.kind in NEVER:
        raise Refused(text(f"store.withdraw.never_{old.kind}", id=old.id))
    by = withdrawals(read).get(old.id)
    if by is not None:
        raise Refused(text("store.withdraw.again", id=old.id, by=by))


def _planned(read: Read, number: int) -> _Plan:
    """What taking back means, cell by cell; blocked cells stay blocked."""
    everything = writings(read, slices.written_by(read, number))
    counting = everything.without(withdrawals(read))
    written = everything.where(everything.revision == number).cells
    live, owner = counting.counting(written.address)
    secret = blocked(read, written)
    going: Flags = (owner == number) & ~secret
    becoming, _ = counting.without({number}).counting(written.address[going])
    return _Plan(written, live, _named(read, owner, secret, written), going, becoming)


def _named(read: Read, owner: Ints, secret: Flags, written: Cells) -> Ints:
    """For blocked cells the Datenstand that blocked them."""
    rows = read("SELECT indicator_id, period, region_id, revision_id FROM block", ())
    by = {address_of(indicator, period, region): revision for indicator, period, region, revision in rows}
    return np.array(
        [
            by[address] if hidden else own
            for address, hidden, own in zip(written.address.tolist(), secret.tolist(), owner.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _forbid(written: Cells, known: Names, allowed: Allowed | None) -> None:
    if allowed is None:
        return
    keys = [known.keys[region].decode() for region in np.unique(written.region).tolist()]
    outside = [key for key in keys if not allowed(key)]
    if outside:
        raise Forbidden(text("store.withdraw.outside", keys=enumeration(sorted(outside)[:10])))


def _kept(known: Names, plan: _Plan) -> pd.DataFrame:
    stay = ~plan.going
    written, live = plan.written.where(stay), plan.live.where(stay)
    values = {"value": written.value, "live": live.value, "by_revision": plan.owner[stay]}
    return in_order(pd.DataFrame(places(written.address, known) | values))


def _laid(read: Read, plan: _Plan) -> tuple[Cells, Ints]:
    """Whole new slices, and all years that change: one that is left without cells has no slice any more."""
    live, becoming = slices.around(read, plan.becoming), plan.becoming
    rest = live.where(~np.isin(live.address, becoming.address))
    laid = joined([rest, becoming.where(becoming.status != ABSENT)])
    slots = differing(live, laid)
    return laid.where(np.isin(laid.slot, slots)), slots
