"""A Datenstand: one step in the single sequence of everything that can change what a page says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """One Datenstand: who, when, which file, and how many values were new, changed, unchanged, refused."""

    id: int
    created_at: datetime
    created_by: str
    kind: str
    file_name: str = ""
    file_sha256: str = ""
    note: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One value that must not be public, or one computed from it: blank in every Datenstand since ``revision``.

    ``at`` and ``by`` say when and by whom it was blocked, ``reason`` why.
    """

    indicator: str
    key: str
    year: int
    reason: str
    at: datetime
    by: str
    revision: int
