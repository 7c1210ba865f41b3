"""The only package that knows SQLAlchemy: tables, writing, reading, revisions, migrations."""

from cockpit.store.publication import Judge, Publication
from cockpit.store.store import Store

__all__ = ["Judge", "Publication", "Store"]
