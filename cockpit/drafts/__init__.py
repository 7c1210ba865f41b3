"""Uploads before publication: each file a draft, checked by a worker, decided on by a person."""

from __future__ import annotations

from cockpit.drafts.approving import Overtaken, approves, hands, seen
from cockpit.drafts.checking import CHANGED, LINES
from cockpit.drafts.choosing import choose, insist, leave, outdated, publish, recheck, repair, send_back
from cockpit.drafts.documents import unpacked
from cockpit.drafts.opening import create, discard, find, mine, original
from cockpit.drafts.work import work

__all__ = [
    "CHANGED",
    "LINES",
    "Overtaken",
    "approves",
    "choose",
    "create",
    "discard",
    "find",
    "hands",
    "insist",
    "leave",
    "mine",
    "original",
    "outdated",
    "publish",
    "recheck",
    "repair",
    "seen",
    "send_back",
    "unpacked",
    "work",
]
