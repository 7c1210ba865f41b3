"""Which Maßnahmen and council targets a Datenstand brought, changed or took away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cockpit.model.action import Action
from cockpit.model.target import Target
from cockpit.store.database import Database
from cockpit.store.documents import declared

KINDS = ("action", "target")


@dataclass(frozen=True, slots=True)
class Revised:
    """One of them before and after a Datenstand; None before or after means that it was or is not there."""

    before: Action | Target | None
    after: Action | Target | None


def revised(database: Database, first: int, last: int) -> Mapping[int, tuple[Revised, ...]]:
    """By Datenstand from ``first`` to ``last``, in the order of their ids; targets that ship are left out."""
    sql = "SELECT kind, code, from_revision, to_revision, document FROM definition WHERE kind IN (?, ?)"
    asked = f"{sql} AND (from_revision BETWEEN ? AND ? OR to_revision BETWEEN ? AND ?) ORDER BY kind, code, version"
    begun: dict[tuple[int, str, str], Action | Target] = {}
    ended: dict[tuple[int, str, str], Action | Target] = {}
    for kind, code, since, until, document in database.read(asked, (*KINDS, first, last, first, last)):
        item = declared(kind, document)
        if isinstance(item, Target) and not item.own:
            continue
        begun[since, kind, code] = item
        if until is not None:
            ended[until, kind, code] = item
    found: dict[int, tuple[Revised, ...]] = {}
    for place in sorted(begun.keys() | ended.keys()):
        if first <= place[0] <= last:
            found[place[0]] = (*found.get(place[0], ()), Revised(ended.get(place), begun.get(place)))
    return found
