"""Keys of a column, or the names that stand for them, brought to one spelling; what was changed is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import Series

from cockpit.etl.batch import Batch, once
from cockpit.etl.columns import chosen
from cockpit.etl.keys import Key, spelled
from cockpit.etl.kreis_names import Meaning, NameBook
from cockpit.etl.report import Finding
from cockpit.etl.table import Table
from cockpit.model.draft import Choices
from cockpit.model.region import Regions

ACCEPT = "accept_names"
MOST_NAMES = 1000


def resolve_keys(batch: Batch, regions: Regions, table: Table, wishes: Choices) -> Batch:
    """Adds ``key`` and ``level``; names become keys, restored zeros are said, what is between Land and Kreis goes."""
    codes, written = pd.factorize(batch.frame["raw_key"])
    said = dict(wishes.names)
    keys = [spelled(said.get(str(raw), str(raw)), regions) for raw in written]
    meant = _named(written, keys, regions) if table.by_name else {}
    for n, one in meant.items():
        if one.key and (one.how == "exact" or (one.how == "near" and ACCEPT in wishes.repairs)):
            keys[n] = Key(one.key, regions[one.key].level)
    frame = batch.frame.assign(
        key=chosen(codes, [one.key for one in keys]),
        level=chosen(codes, [one.level for one in keys]),
    )
    batch = _told(batch.of(frame), codes, keys, meant, regions)
    mended = [n for n, one in enumerate(keys) if one.repaired and one.level != "unknown"]
    if mended:
        before, after = str(written[mended[0]]), keys[mended[0]].key
        rows, values = frame[np.isin(codes, mended)], {"before": before, "after": after, "name": _name(after, regions)}
        batch = batch.noting(*once(rows, "note", "key.repaired", field="raw_key", column=batch.key_header, **values))
    between = batch.frame["level"].isin(["district", "union"])
    some = batch.frame[between]
    return batch.dropping(
        between, *once(some, "note", "key.dropped_district", field="raw_key", column=batch.key_header)
    )


def _named(written: pd.Index[str], keys: list[Key], regions: Regions) -> dict[int, Meaning]:
    """For each name that is no key what it means, by its position."""
    book = NameBook(regions)
    open_names = [n for n, raw in enumerate(written) if keys[n].level == "unknown" and str(raw).strip()]
    far = {n: Meaning(str(written[n]), "", "unknown") for n in open_names[MOST_NAMES:]}
    return {n: book.meaning(str(written[n])) for n in open_names[:MOST_NAMES]} | far


def _told(batch: Batch, codes: NDArray[np.intp], keys: list[Key], meant: dict[int, Meaning], regions: Regions) -> Batch:
    """Every guess said; rows of names that stay open are refused, those without any value pass by."""
    frame, head = batch.frame, batch.key_header
    findings: list[Finding] = []
    proposals: list[tuple[str, str, float]] = []
    refused: list[int] = []
    exact = [n for n, one in meant.items() if one.how == "exact"]
    sure = frame[np.isin(codes, exact)]
    findings += once(sure, "note", "key.by_name", field="raw_key", column=head, names=len(exact)) if exact else ()
    for n, one in meant.items():
        rows = frame[codes == n]
        filled = rows[rows["cell"].str.strip() != ""]
        if one.how == "exact" or filled.empty:
            continue
        proposals += [(one.written, key, score) for key, score in one.proposals]
        names = " / ".join(f"{key} {_name(key, regions)}" for key, _ in one.proposals)
        taken = keys[n].level != "unknown"
        problem = "key.name_taken" if taken else f"key.name_{one.how}"
        values = {"written": one.written, "names": names}
        findings += once(filled, "note" if taken else "error", problem, field="raw_key", column=head, **values)
        refused += [] if taken else [n]
    batch = replace(batch, names=tuple(proposals))
    bad = Series(np.isin(codes, refused), index=frame.index)
    return batch.noting(*findings) if not refused else batch.refusing(bad, *findings)


def _name(key: str, regions: Regions) -> str:
    """The name of a region, or of the Kreis a Gemeinde lies in."""
    found = regions.get(key) or regions.get(key[:5])
    return found.display_name if found else ""
