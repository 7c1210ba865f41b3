"""The Store: one open database, what may be written to it and every question it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

import pandas as pd

from cockpit.base.errors import NotFound
from cockpit.model.action import Action
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator, Source
from cockpit.model.revision import Block, Revision
from cockpit.model.verdict import Verdict
from cockpit.store import actions as doings
from cockpit.store import blocked, declarations, documents, files, history, reading, schema
from cockpit.store.blocking import Blocking, block
from cockpit.store.database import Database
from cockpit.store.declare import declare
from cockpit.store.differences import differences
from cockpit.store.effect import Effect, preview
from cockpit.store.entries import Entry
from cockpit.store.history import Read
from cockpit.store.names import Names, names
from cockpit.store.owners import withdrawals
from cockpit.store.publication import Judge, Publication
from cockpit.store.publish import publish, recompute
from cockpit.store.sync import sync
from cockpit.store.verify import verify
from cockpit.store.withdraw import Withdrawal, withdraw

Answer = TypeVar("Answer")
KEPT_CATALOGUES = 8


class Store:
    """Everything stored, at the newest Datenstand (``stand`` None) or any earlier one. Safe for many threads."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._names: Names | None = None
        self._catalogues: dict[int, Catalogue] = {}

    @classmethod
    def open(cls, url: str) -> Store:
        """The store at ``url``; StoreFault in German when that is impossible. Connects only when first asked."""
        return cls(schema.connect(url))

    def migrate(self) -> bool:
        """Bring the tables up to date; True when something was done."""
        return schema.migrate(self.database)

    def is_current(self) -> bool:
        """Whether the tables are those of this version of the program."""
        return schema.is_current(self.database)

    def close(self) -> None:
        """Close all connections of this process."""
        self.database.close()

    def sync(self, catalogue: Catalogue, *, at: datetime, by: str, judge: Judge | None = None) -> Revision | None:
        """Take over changed declarations; None when nothing changed. Without ``judge``, call ``recompute`` after it."""
        return sync(self.database, catalogue, judge, at, by)

    def publish(
        self,
        publication: Publication,
        *,
        judge: Judge,
        at: datetime,
        base: int | None = None,
        entry: Entry | None = None,
    ) -> Revision | None:
        """Make the next Datenstand; None, and no ``entry`` in the audit log, when no value is new or changed.

        ``base`` is the Datenstand the rows were checked against; Conflict when others changed one of the cells since.
        """
        return publish(self.database, publication, self._live_catalogue, judge, at, base, entry)

    def preview(self, publication: Publication, *, judge: Judge, at: datetime, base: int | None = None) -> Effect:
        """What ``publish`` would do; nothing is kept."""
        return preview(self.database, publication, self._live_catalogue, judge, at, base)

    def withdraw(
        self,
        revision: int,
        *,
        reason: str,
        by: str,
        judge: Judge,
        at: datetime,
        allowed: Callable[[str], bool] | None = None,
        entry: Entry | None = None,
    ) -> Withdrawal:
        """Take a Datenstand back where its values still count. NotFound, Refused; Forbidden where not ``allowed``."""
        return withdraw(self.database, revision, self._live_catalogue, judge, at, by, reason, allowed, entry)

    def withdrawn_by(self, revision: int) -> int | None:
        """The Datenstand that took this one back; None when none did."""
        return withdrawals(self.database.read).get(revision)

    def differences(self, revision: int) -> pd.DataFrame:
        """Rows indicator key year before before_status after after_status: what a Datenstand changed, formulas too.

        Where there was or is no row the number is NaN and the status "". NotFound for an unknown revision.
        """
        self.revision(revision)
        return self._ask(lambda read, known: differences(read, known, revision))

    def block(
        self,
        indicator: str,
        key: str,
        year: int,
        *,
        reason: str,
        by: str,
        judge: Judge,
        at: datetime,
        entry: Entry | None = None,
    ) -> Revision:
        """Blank a value in every Datenstand, with its files and all that was computed from it. NotFound, Refused."""
        wanted = Blocking(indicator, key, year, reason, by, at)
        return block(self.database, wanted, self._live_catalogue, judge, entry)

    def blocks(self) -> tuple[Block, ...]:
        """Every blocked value and what was computed from it."""
        return self._ask(blocked.blocks)

    def recompute(self, judge: Judge, *, at: datetime, by: str) -> Revision | None:
        """Compute all formulas and verdicts anew; a revision only when a formula value changed."""
        return recompute(self.database, self._live_catalogue, judge, at, by)

    def declare(
        self,
        indicator: Indicator,
        source: Source | None,
        *,
        by: str,
        judge: Judge,
        at: datetime,
        entry: Entry | None = None,
    ) -> Revision:
        """Take over an own indicator, with its source unless that is known; Refused when the id ships already."""
        return declare(self.database, indicator, source, judge, at, by, entry)

    def save_actions(
        self, actions: Sequence[Action], *, by: str, at: datetime, note: str = "", entry: Entry | None = None
    ) -> Revision:
        """Take over new or changed actions in one revision; the newest one when all are stored like this. Refused."""
        return doings.save(self.database, actions, at, by, note, entry)

    def remove_action(self, action: str, *, reason: str, by: str, at: datetime, entry: Entry | None = None) -> Revision:
        """Take an action back; earlier Datenstände keep it. NotFound for an unknown one."""
        return doings.remove(self.database, action, reason, at, by, entry)

    def action_history(self, action: str) -> tuple[doings.Version, ...]:
        """Every version of an action, newest first; empty when there never was one."""
        return doings.versions(self.database.read, action)

    def revision(self, stand: int | None = None) -> Revision:
        """One revision; NotFound for an unknown one."""
        return history.revision(self.database.read, stand)

    def revisions(self, limit: int | None = None) -> tuple[Revision, ...]:
        """The newest revisions first."""
        return history.revisions(self.database.read, limit)

    def catalogue(self, stand: int | None = None) -> Catalogue:
        """The declarations as they were at a Datenstand; empty before the first ``sync``."""
        return self._catalogue_at(self.database.read, history.newest(self.database.read) if stand is None else stand)

    def series(
        self, indicator: str, keys: Sequence[str] | None = None, stand: int | None = None, years: reading.Years = None
    ) -> pd.DataFrame:
        """Rows key year value status rank by key and year, within ``years``; rank is a float, NaN without rank."""
        return self._ask(lambda read, known: reading.series(read, known, indicator, keys, stand, years))

    def profile(self, key: str, stand: int | None = None, *, newest: bool = False) -> pd.DataFrame:
        """Rows indicator year value status rank of one region; ``newest``: from the newest value of each indicator."""
        return self._ask(lambda read, known: reading.profile(read, known, key, stand, newest=newest))

    def map(self, indicator: str, year: int, stand: int | None = None) -> pd.DataFrame:
        """Rows key value status rank of one year."""
        return self._ask(lambda read, known: reading.on_map(read, known, indicator, year, stand))

    def values(self, wanted: Sequence[tuple[str, int]], keys: Sequence[str], stand: int | None = None) -> reading.Table:
        """Values of many years (indicator, year): a row for each, a column for every key, NaN for none."""
        return self._ask(lambda read, known: reading.values(read, known, wanted, keys, stand))

    def years(self, indicator: str, stand: int | None = None) -> tuple[int, ...]:
        """Years in which any region has a value."""
        return self._ask(lambda read, known: reading.years(read, known, indicator, stand))

    def aggregates(self, indicator: str, stand: int | None = None) -> pd.DataFrame:
        """Rows year n minimum lower_quartile median upper_quartile maximum over current Kreise (by level: Länder)."""
        return self._ask(lambda read, known: reading.aggregates(read, known, indicator, stand))

    def verdicts(self, indicator: str) -> dict[str, Verdict]:
        """Verdicts of the live state by region key."""
        return self._ask(lambda read, known: reading.verdicts(read, known, indicator))

    def profile_verdicts(self, key: str) -> dict[str, Verdict]:
        """Verdicts of the live state by indicator."""
        return self._ask(lambda read, known: reading.profile_verdicts(read, known, key))

    def last_touch(self, indicators: Sequence[str], stand: int | None = None) -> Revision:
        """The newest revision up to ``stand`` that touched any of them; ``stand`` itself when none did."""
        return self.revision(history.last_touch(self.database.read, indicators, stand) or stand)

    def denominator_years(self, indicator: str, stand: int | None = None) -> dict[int, int]:
        """Year of a formula value → year of its denominator, where that is older."""
        return self._ask(lambda read, known: reading.denominator_years(read, known, indicator, stand))

    def coverage(self, stand: int | None = None) -> pd.DataFrame:
        """Rows indicator first_year last_year n_years n_kreise revision."""
        return reading.coverage(self.database.read, stand)

    def file(self, sha256: str) -> bytes:
        """The original bytes of a published file; NotFound when not kept, Gone when withheld."""
        return files.original(self.database.read, sha256)

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the stored values, in German; empty when sound."""
        return verify(self.database)

    def _ask(self, question: Callable[[Read, Names], Answer]) -> Answer:
        """Answer with the numbers known so far; look again when another process has given new ones."""
        try:
            return question(self.database.read, self._names or self._learn())
        except (NotFound, KeyError, IndexError):
            return question(self.database.read, self._learn())

    def _learn(self) -> Names:
        self._names = names(self.database.read)
        return self._names

    def _live_catalogue(self, read: Read) -> Catalogue:
        return self._catalogue_at(read, history.newest(read))

    def _catalogue_at(self, read: Read, stand: int) -> Catalogue:
        state = declarations.state(read, stand)
        found = self._catalogues.get(state)
        if found is None:
            found = documents.rebuilt(declarations.contents(read, state))
            kept = list(self._catalogues.items())[1 - KEPT_CATALOGUES :]
            self._catalogues = dict([*kept, (state, found)])
        return found
