"""Official keys as they are written, brought to one spelling: zeros restored, levels told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from cockpit.etl.batch import Batch, once
from cockpit.model.region import BUND, Regions

DIGITS = re.compile(r"'?(\d+)(?:\.0)?")
LENGTHS = {1: 2, 4: 5, 7: 8, 11: 12}
"""Length of a key that lost its leading zero → length it has."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key in its own spelling and its level: bund, land, district, kreis, gemeinde or unknown."""

    key: str
    level: str
    repaired: bool = False


def spelled(raw: str, regions: Regions) -> Key:
    """The key meant by a cell; 8 and 12 digits that end in zeros are the Land or the Kreis itself."""
    written = raw.strip().upper()
    found = DIGITS.fullmatch(written)
    digits = found.group(1) if found else ""
    if written.rstrip("0") == BUND or (digits and not digits.strip("0")):
        return Key(BUND, "bund")
    full = digits.zfill(LENGTHS.get(len(digits), len(digits)))
    repaired = len(full) != len(digits)
    if len(full) in (8, 12):
        full, level = _of_gemeinde(full)
    else:
        level = {2: "land", 3: "district", 5: "kreis"}.get(len(full), "unknown")
    known = full[:5] if level == "gemeinde" else full
    if level in ("land", "kreis") and known not in regions:
        return Key(full, "unknown", repaired)
    return Key(full or raw.strip(), level, repaired)


def _of_gemeinde(full: str) -> tuple[str, str]:
    if not full[2:].strip("0"):
        return full[:2], "land"
    if not full[5:].strip("0"):
        return full[:5], "kreis"
    return full, "gemeinde"


def resolve_keys(batch: Batch, regions: Regions) -> Batch:
    """Adds ``key`` and ``level``; rows between Land and Kreis are dropped, restored zeros are said."""
    codes, written = pd.factorize(batch.frame["raw_key"])
    keys = [spelled(str(raw), regions) for raw in written]
    frame = batch.frame.assign(
        key=pd.array([one.key for one in keys], dtype="str").take(codes),
        level=pd.array([one.level for one in keys], dtype="str").take(codes),
    )
    mended = [n for n, one in enumerate(keys) if one.repaired and one.level != "unknown"]
    batch = batch.of(frame)
    if mended:
        before, after = str(written[mended[0]]), keys[mended[0]].key
        rows = frame[pd.Series(codes, index=frame.index).isin(mended)]
        head = batch.key_header
        batch = batch.noting(
            *once(rows, "note", "key.repaired", field="raw_key", column=head, before=before, after=after)
        )
    between = frame["level"] == "district"
    note = once(frame[between], "note", "key.dropped_district", field="raw_key", column=batch.key_header)
    return batch.dropping(between, *note)
