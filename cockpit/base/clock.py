"""The one place that knows today's date, so that ages and tests agree on it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cockpit.base.settings import settings


def today() -> date:
    """Today's date, or the date fixed by ``COCKPIT_TODAY``."""
    fixed = settings().today
    return date.fromisoformat(fixed) if fixed else date.today()


def now() -> datetime:
    """The current moment in UTC; its date follows ``COCKPIT_TODAY``."""
    moment = datetime.now(UTC)
    fixed = settings().today
    if not fixed:
        return moment
    day = date.fromisoformat(fixed)
    return moment.replace(year=day.year, month=day.month, day=day.day)
