"""Frozen addresses that showed a value blocked since answer "gone", from memory, disk or store alike."""

from __future__ import annotations

from flask import request

from cockpit import query
from cockpit.base.errors import Gone
from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.query import Snapshot
from cockpit.query.blocked import Form

FORMS: dict[str, Form] = {"svg": "picture", "png": "picture", "xlsx": "workbook"}
"""What a suffix shows; everything else holds the rows behind the picture too."""


def refuse_blocked(snap: Snapshot, shown: Selection | Region, form: Form = "picture") -> None:
    """Raise Gone in German when the frozen view held a value that is blocked by now."""
    found = query.blocked(snap, shown, form)
    if found is not None:
        raise Gone(text("embed.blocked", day=day(found.at)), request.path, text("embed.blocked_remedy"))
