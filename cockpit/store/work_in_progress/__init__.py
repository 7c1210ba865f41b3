"""Uploads on their way into the store: drafts, their parts, remembered mappings and signs of life of the work."""

from __future__ import annotations

from cockpit.store.work_in_progress.beats import Beat, alive, beating
from cockpit.store.work_in_progress.crowd import at_work
from cockpit.store.work_in_progress.mappings import Mapping, mapping, remember
from cockpit.store.work_in_progress.parts import drop_parts, part, part_names, put_parts
from cockpit.store.work_in_progress.rows import (
    add,
    change,
    expire,
    find,
    listed,
    newest_revision,
    person,
    remove,
    stamp,
)

__all__ = [
    "Beat",
    "Mapping",
    "add",
    "alive",
    "at_work",
    "beating",
    "change",
    "drop_parts",
    "expire",
    "find",
    "listed",
    "mapping",
    "newest_revision",
    "part",
    "part_names",
    "person",
    "put_parts",
    "remember",
    "remove",
    "stamp",
]
