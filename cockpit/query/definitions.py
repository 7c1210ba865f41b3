"""The versions of one indicator's definition: what it said since which Datenstand, and what changed."""

from __future__ import annotations

from dataclasses import dataclass, fields

from cockpit.model.indicator import Indicator
from cockpit.model.revision import Revision
from cockpit.query.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Version:
    """One version, in force since ``revision``; ``changed`` names the fields that differ from the one before."""

    number: int
    revision: Revision
    indicator: Indicator
    changed: tuple[str, ...]


def versions(snap: Snapshot, indicator: str) -> tuple[Version, ...]:
    """All versions, newest first; empty for an indicator that does not exist."""
    touching = [item for item in snap.store.revisions() if indicator in item.indicators and not item.file_sha256]
    found: list[Version] = []
    for revision in reversed(touching):
        if revision.id > snap.revision.id:
            break
        held = snap.store.catalogue(revision.id).indicators.get(indicator)
        if held is not None and (not found or held != found[-1].indicator):
            changed = _changed(found[-1].indicator, held) if found else ()
            found.append(Version(len(found) + 1, revision, held, changed))
    return tuple(reversed(found))


def _changed(before: Indicator, after: Indicator) -> tuple[str, ...]:
    return tuple(one.name for one in fields(Indicator) if getattr(before, one.name) != getattr(after, one.name))
