"""What came into the cockpit last: values, council targets and Maßnahmen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cockpit.base.formats import number
from cockpit.base.texts import text
from cockpit.model.action import Action
from cockpit.model.revision import Revision
from cockpit.model.target import Target
from cockpit.query.snapshot import Snapshot
from cockpit.store.revised import Revised, revised

LOOKED_THROUGH = 60
OF_VALUES = {"block": "blocked", "withdrawal": "withdrawn"}
"""How the note on values is worded; a publication of whatever kind is the usual case."""
OF_DECLARATIONS = frozenset({"catalogue", "definition", "action", "target", "recompute", "geometry"})


@dataclass(frozen=True, slots=True)
class News:
    """One publication: day, title, note and where to see it."""

    date: date
    title: str
    note: str
    address: str


Ranked = tuple[date, bool, News]
"""Its day and whether it comes first on it."""


def news(snap: Snapshot, limit: int = 6) -> tuple[News, ...]:
    """The newest publications: newest day first; within a day what was decided and core indicators first."""
    seen = [item for item in snap.store.revisions(LOOKED_THROUGH) if item.id <= snap.revision.id]
    if not seen:
        return ()
    declared = revised(snap.store.database, seen[-1].id, seen[0].id)
    found: dict[str, Ranked] = {}
    for revision in seen:
        told = [_told(snap, revision, declared.get(revision.id, ())), _values(snap, revision)]
        for item in told:
            if item is not None:
                found.setdefault(item[2].address, item)
    ranked = sorted(found.values(), key=lambda entry: entry[:2], reverse=True)
    return tuple(item for _, _, item in ranked[:limit])


def _told(snap: Snapshot, revision: Revision, changed: Sequence[Revised]) -> Ranked | None:
    """The first target or Maßnahme that was new, changed or taken away, and how many more."""
    known = [one for one in changed if _region(one) in snap.catalogue.regions]
    if not known:
        return None
    first = known[0]
    title, address = _titled(snap, first)
    if len(known) > 1:
        title = text("query.news.more", title=title, n=len(known) - 1)
    places = {_region(one): None for one in known}
    note = text("query.news.kreise", n=len(places))
    if len(places) == 1:
        note = snap.catalogue.regions[_region(first)].display_name
    return (revision.created_at.date(), True, News(revision.created_at.date(), title, note, address))


def _region(one: Revised) -> str:
    item = one.after or one.before
    return item.region if item else ""


def _titled(snap: Snapshot, one: Revised) -> tuple[str, str]:
    """What happened to which target or Maßnahme, in plain words, and where it is seen."""
    item = one.after or one.before
    deed = "new" if one.before is None else "gone" if one.after is None else "changed"
    place = snap.catalogue.regions[_region(one)]
    if isinstance(item, Action):
        anchor = f"#{item.id}" if one.after else ""
        return text(f"query.news.action_{deed}", title=item.title), f"/kreis/{place.slug}/massnahmen{anchor}"
    if not isinstance(item, Target):
        raise TypeError(item)
    measured = snap.catalogue.indicators.get(item.indicator)
    title = measured.title if measured else item.indicator
    address = f"/indikator/{item.indicator}?kreise={place.slug}" if measured else f"/kreis/{place.slug}"
    return text(f"query.news.target_{deed}", title=title, year=item.year), address


def _values(snap: Snapshot, revision: Revision) -> Ranked | None:
    """The indicators whose values were published, taken back or blocked."""
    count = revision.new + revision.changed
    if not count or revision.kind in OF_DECLARATIONS:
        return None
    known = [snap.catalogue.indicators.get(name) for name in revision.indicators]
    shown = sorted((item for item in known if item is not None and item.kind != "base"), key=lambda item: not item.core)
    if not shown:
        return None
    title = shown[0].title
    if len(shown) > 1:
        title = text("query.news.more", title=title, n=len(shown) - 1)
    worded = OF_VALUES.get(revision.kind, "values")
    note = text(f"query.news.{worded}_{'one' if count == 1 else 'many'}", n=number(count))
    day = revision.created_at.date()
    return (day, shown[0].core, News(day, title, note, f"/indikator/{shown[0].id}"))
