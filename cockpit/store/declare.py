"""Take an indicator declared in the browser into the catalogue, as a new version when there is one already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cockpit.base.errors import Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator, Source
from cockpit.model.revision import Revision
from cockpit.store import declarations, history
from cockpit.store.computed import order
from cockpit.store.database import Database
from cockpit.store.documents import declared, rebuilt
from cockpit.store.entries import Entry, enter
from cockpit.store.history import Read
from cockpit.store.publication import Judge
from cockpit.store.sync import take_over

KIND = "definition"


def declare(
    database: Database,
    indicator: Indicator,
    source: Source | None,
    judge: Judge,
    at: datetime,
    by: str,
    entry: Entry | None = None,
) -> Revision:
    """The new revision; the newest one when everything is declared like this already.

    Refused when the id or the source belongs to what ships with the program, or something it names is unknown.
    """
    own = replace(indicator, own=True)
    with database.writing() as writer:
        stored = declarations.contents(writer.rows, None)
        before = rebuilt(stored)
        _refuse_shipped(writer.rows, before, own, source)
        whole = replace(
            before,
            indicators={**before.indicators, own.id: own},
            sources={**before.sources, source.id: source} if source else before.sources,
        )
        _refuse_unknown(whole, own)
        newest = history.newest(writer.rows)
        revision = Revision(newest + 1, at, by, KIND, note=own.title)
        made = take_over(writer, stored, whole, revision, judge) or history.revision(writer.rows, newest)
        enter(entry, writer, made)
        return made


def _refuse_shipped(read: Read, stored: Catalogue, own: Indicator, source: Source | None) -> None:
    """Also ids that shipped once: their values are still in the store."""
    sql = "SELECT document FROM definition WHERE kind = 'indicator' AND code = ? ORDER BY version DESC LIMIT 1"
    if any(not declared("indicator", document).own for (document,) in read(sql, (own.id,))):
        raise Refused(text("store.own.shipped", code=own.id), "", text("store.own.shipped_remedy"))
    if source is None or stored.sources.get(source.id) in {None, source}:
        return
    users = [item.id for item in stored.indicators.values() if item.source == source.id and not item.own]
    if users:
        raise Refused(text("store.own.source_shipped", code=source.id), "", text("store.own.shipped_remedy"))


def _refuse_unknown(whole: Catalogue, own: Indicator) -> None:
    inputs = own.formula.inputs if own.formula else ()
    unknown = [
        *(one for one in (own.source,) if one not in whole.sources),
        *(one for one in (own.topic,) if one not in whole.topics),
        *(str(number) for number in own.sdg if number not in whole.sdgs),
        *(code for code in (*inputs, *(part.indicator for part in own.parts)) if code not in whole.indicators),
        *(key for key in own.kreise if key not in whole.regions),
    ]
    if unknown:
        raise Refused(text("store.own.unknown", code=own.id, names=enumeration(unknown)))
    order(whole)  # formulas that refer to each other in a circle are a StoreFault
