"""The status of a value: what a sign of official statistics meant, kept to the pixel."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """English words for the signs of official statistics; ``PLAIN`` is a value without remark."""

    PLAIN = ""
    SUPPRESSED = "suppressed"
    PENDING = "pending"
    UNRELIABLE = "unreliable"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    LIMITED = "limited"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    FINAL = "final"


OUT_OF_SLOPES = frozenset(
    {Status.SUPPRESSED, Status.PENDING, Status.UNRELIABLE, Status.NOT_APPLICABLE, Status.MISSING, Status.LIMITED}
)
"""Values with these statuses are shown as such and take no part in slopes."""

WITHOUT_VALUE = OUT_OF_SLOPES - {Status.LIMITED}

WORST_FIRST = (
    Status.SUPPRESSED,
    Status.UNRELIABLE,
    Status.PENDING,
    Status.NOT_APPLICABLE,
    Status.MISSING,
    Status.LIMITED,
    Status.ESTIMATED,
    Status.PROVISIONAL,
    Status.REVISED,
    Status.FINAL,
    Status.PLAIN,
)
"""Order in which the status of a computed value follows from its inputs: the first one present."""
