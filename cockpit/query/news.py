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
    """The newest publications of values people look at, newest first, each indicator once."""
    found: dict[str, News] = {}
    for revision in snap.store.revisions(LOOKED_THROUGH):
        if revision.id > snap.revision.id:
            continue
        item = _item(snap, revision)
        if item is not None:
            found.setdefault(item.address, item)
        if len(found) == limit:
            break
    return tuple(found.values())


def _item(snap: Snapshot, revision: Revision) -> News | None:
    known = [snap.catalogue.indicators.get(name) for name in revision.indicators]
    shown = [item for item in known if item is not None and item.kind != "base"]
    if not shown or not revision.new + revision.changed:
        return None
    title = shown[0].title
    if len(shown) > 1:
        title = text("query.news.more", title=title, n=len(shown) - 1)
    note = text("query.news.note", n=number(revision.new + revision.changed))
    return News(revision.created_at.date(), title, note, f"/indikator/{shown[0].id}")
