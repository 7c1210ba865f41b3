"""Units as headers write them: found in the last level of a header, and brought to one spelling."""

from __future__ import annotations

import re
from functools import cache

from cockpit.base.texts import text

SEPARATOR = " / "
"""Stands between the levels of a header."""
PER_CENT = "%"
BRACKETED = re.compile(r"[(\[](?:in\s+)?([^()\[\]]+)[)\]]\s*$")
SPOKEN = re.compile(r"\bin\s+(\S.*)$", re.IGNORECASE)


def unit_in(label: str) -> str:
    """The unit a header names in its last level, in brackets or after ``in``; empty when it names none we know."""
    level = label.rpartition(SEPARATOR)[2].strip()
    found = [level, *(pattern.search(level) for pattern in (BRACKETED, SPOKEN))]
    named = [one if isinstance(one, str) else one.group(1).strip() for one in found if one]
    return next((one for one in named if one.lower() in _spellings()), "")


def same_unit(written: str, unit: str) -> bool:
    """Whether a written unit is that of an indicator; of ``kg je Einwohner`` the part before ``je`` may stand alone."""
    meant = _spellings()[written.lower()]
    parts = (unit, unit.partition(" je ")[0])
    return meant in {_spellings().get(part.lower(), part) for part in parts}


@cache
def _spellings() -> dict[str, str]:
    """Every spelling in lower case → the unit meant."""
    units = [line.split("|") for line in text("etl.words.units").splitlines()]
    return {word.lower(): words[0] for words in units for word in words}
