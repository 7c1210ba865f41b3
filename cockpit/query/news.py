"""What came into the cockpit last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.model.revision import Revision
from cockpit.query.snapshot import Snapshot

LOOKED_THROUGH = 60


@dataclass(frozen=True, slots=True)
class News:
    """One publication: day, title, note and where to see it."""

    date: date
    title: str
    note: str
    address: str


def news(snap: Snapshot, limit: int = 6) -> tuple[News, ...]:
    """The newest publications of values people look at: newest day first, core indicators first within a day."""
    found: dict[str, tuple[date, bool, News]] = {}
    for revision in snap.store.revisions(LOOKED_THROUGH):
        item = _item(snap, revision) if revision.id <= snap.revision.id else None
        if item is not None:
            core = snap.catalogue.indicators[item.address.rpartition("/")[2]].core
            found.setdefault(item.address, (item.date, core, item))
    ranked = sorted(found.values(), key=lambda entry: entry[:2], reverse=True)
    return tuple(item for _, _, item in ranked[:limit])


def _item(snap: Snapshot, revision: Revision) -> News | None:
    known = [snap.catalogue.indicators.get(name) for name in revision.indicators]
    shown = sorted((item for item in known if item is not None and item.kind != "base"), key=lambda item: not item.core)
    if not shown or not revision.new + revision.changed:
        return None
    title = shown[0].title
    if len(shown) > 1:
        title = text("query.news.more", title=title, n=len(shown) - 1)
    note = text("query.news.note", n=number(revision.new + revision.changed))
    return News(revision.created_at.date(), title, note, f"/indikator/{shown[0].id}")
