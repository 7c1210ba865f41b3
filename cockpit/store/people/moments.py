"""Moments as text that sorts by time: UTC, always with microseconds."""

from __future__ import annotations

from datetime import UTC, datetime


def written(at: datetime) -> str:
    """A moment as stored; words of equal length, so that comparing them compares the moments."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A stored moment, in UTC."""
    return datetime.fromisoformat(text)
