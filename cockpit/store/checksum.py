"""The checksum of a slice: any flipped bit of a value, status, rank or region is found by recomputing it."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from cockpit.store.cells import STATUSES, Codes, Floats, Ints

RECORD = np.dtype([("key", "S12"), ("value", "<f8"), ("status", "S16"), ("rank", "<i4")])
_WORDS = np.array([status.encode() for status in STATUSES], dtype="S16")


def checksum(keys: npt.NDArray[np.bytes_], value: Floats, status: Codes, rank: Ints) -> bytes:
    """16 bytes over the rows sorted by region key; a missing value is the one canonical NaN, a missing rank 0."""
    records = np.empty(len(keys), dtype=RECORD)
    records["key"], records["status"], records["rank"] = keys, _WORDS[status], rank
    records["value"] = np.where(np.isnan(value), np.nan, value)
    return blake2b(records[np.argsort(keys, kind="stable")].tobytes(), digest_size=16).digest()
