"""The only package that knows SQLAlchemy: tables, writing, reading, revisions, migrations."""

from cockpit.model.revision import Block
from cockpit.store.conflicts import Conflict
from cockpit.store.effect import Effect, Flip
from cockpit.store.publication import Judge, Publication
from cockpit.store.replica import Readers
from cockpit.store.store import Store
from cockpit.store.withdraw import Withdrawal

__all__ = ["Block", "Conflict", "Effect", "Flip", "Judge", "Publication", "Readers", "Store", "Withdrawal"]
