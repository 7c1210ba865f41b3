"""Uploads before publication: each file a draft, checked by a worker, decided on by a person."""

from __future__ import annotations

from cockpit.drafts.checking import CHANGED, LINES
from cockpit.drafts.choosing import choose, insist, leave, publish, repair, send_back
from cockpit.drafts.documents import unpacked
from cockpit.drafts.opening import approves, create, discard, find, mine, original
from cockpit.drafts.work import work

__all__ = [
    "CHANGED",
    "LINES",
    "approves",
    "choose",
    "create",
    "discard",
    "find",
    "insist",
    "leave",
    "mine",
    "original",
    "publish",
    "repair",
    "send_back",
    "unpacked",
    "work",
]
