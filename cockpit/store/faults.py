"""Turn what a database driver reports into German faults that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from cockpit.base.errors import StoreFault
from cockpit.base.texts import has_text, text

# Parts of driver messages (SQLite's and PostgreSQL's) and the fault they mean; the first match counts.
SIGNS = (
    ("database is locked", "locked"),
    ("lock timeout", "locked"),
    ("no such table", "missing"),
    ("undefinedtable", "missing"),
    ("does not exist", "missing"),
    ("readonly", "readonly"),
    ("permission denied", "readonly"),
    ("read-only", "readonly"),
    ("disk is full", "full"),
    ("no space left", "full"),
    ("not a database", "damaged"),
    ("malformed", "damaged"),
    ("disk i/o", "failing"),
    ("unable to open", "unreachable"),
    ("connection", "unreachable"),
)


def fault(error: Exception, where: str) -> StoreFault:
    """The fault that ``error`` of a driver means, at the place ``where``."""
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    found = next((name for sign, name in SIGNS if sign in reason.lower()), "other")
    remedy = f"store.fault.{found}_remedy"
    return StoreFault(text(f"store.fault.{found}", reason=reason), where, text(remedy) if has_text(remedy) else "")


@contextmanager
def translated(where: str, *driver_errors: type[Exception]) -> Iterator[None]:
    """Raise errors of the driver as StoreFault."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (DBAPIError, *driver_errors)):
            raise fault(error, where) from error
        raise
