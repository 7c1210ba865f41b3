"""Official keys as they are written, brought to one spelling: zeros restored, levels told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cockpit.model.region import BUND, Regions

DIGITS = re.compile(r"'?(\d+)(?:\.0)?")
LENGTHS = {1: 2, 4: 5, 7: 8, 11: 12}
"""Length of a key that lost its leading zero → length it has."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key in its own spelling and its level: bund, land, district, kreis, union, gemeinde or unknown."""

    key: str
    level: str
    repaired: bool = False


def spelled(raw: str, regions: Regions) -> Key:
    """The key meant by a cell; 8 and 12 digits that end in zeros are the Land, the Kreis or what is between them."""
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
    """Key and level of 8 or 12 digits; the 12 of a Gemeinde become its 8, so that both spellings are one."""
    if not full[2:].strip("0"):
        return full[:2], "land"
    if full[3:5] == "00":
        return full[:3], "district"
    if not full[5:].strip("0"):
        return full[:5], "kreis"
    if len(full) == 12 and full.endswith("000"):
        return full[:9], "union"
    return full[:5] + full[-3:], "gemeinde"
