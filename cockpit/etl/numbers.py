"""Reads numbers: the notation is decided for a whole column from evidence, then every cell must follow it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

COMMA, POINT = ",", "."
PLAIN = r"^-?\d+(\.\d+)?$"
# What only one notation can mean; \.\d{3} alone is left out on purpose: 1.234 may be either.
ONLY = {
    COMMA: r",\d{1,2}$|,\d{4,}$|^-?\d{4,},\d+$|^-?0\d*,\d+$|\.\d{3},\d|\.\d{3}\.\d{3}|,\d+[eE][-+]?\d+$",
    POINT: r"\.\d{1,2}$|\.\d{4,}$|^-?\d{4,}\.\d+$|^-?0\d*\.\d+$|,\d{3}\.\d|,\d{3},\d{3}|\.\d+[eE][-+]?\d+$",
}
EITHER = r"^-?[1-9]\d{0,2}[.,]\d{3}$"
STRICT = {
    COMMA: r"^[-+]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?([eE][-+]?\d{1,2})?$",
    POINT: r"^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][-+]?\d{1,2})?$",
}


# What may stand beside a number without being part of it: brackets, a per cent sign, the letter of a status.
BESIDE = r"^\(|[\s\x{a0}\x{202f}]*[%prse]?\)?$"


def texts_of(cells: object) -> pa.Array:
    """Cells as one Arrow array of stripped strings, real minus signs and blanks within numbers made plain."""
    array = pa.array(cells, type=pa.string(), from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    trimmed = pc.utf8_trim_whitespace(pc.fill_null(array, ""))
    if pc.all(pc.match_substring_regex(trimmed, PLAIN)).as_py():
        return trimmed
    minus = pc.replace_substring(trimmed, "\N{MINUS SIGN}", "-")
    grouped = pc.replace_substring_regex(minus, r"^([-+]?\d{1,3})[\s\x{a0}\x{2009}\x{202f}](\d{3})", r"\1\2")
    return pc.replace_substring_regex(grouped, r"(\d)[\s\x{a0}\x{2009}\x{202f}](\d{3})", r"\1\2")


def mark_of(cells: Sequence[str] | pa.Array) -> str:
    """The decimal mark the cells speak for: ``,``, ``.`` or empty when none of them is evidence."""
    array = bare(cells if isinstance(cells, pa.Array) else texts_of(list(cells)))
    votes = {mark: pc.sum(pc.match_substring_regex(array, pattern)).as_py() or 0 for mark, pattern in ONLY.items()}
    if votes[COMMA] == votes[POINT]:
        return ""
    return max(votes, key=votes.__getitem__)


def bare(array: pa.Array) -> pa.Array:
    """Cells without what stands beside the number, where any cell is more than digits and marks."""
    if not pc.any(pc.match_substring_regex(array, r"[%()prse]")).as_py():
        return array
    return pc.replace_substring_regex(array, BESIDE, "")


def is_ambiguous(array: pa.Array) -> bool:
    """Whether a cell such as ``1.234`` means different numbers in the two notations."""
    return bool(pc.any(pc.match_substring_regex(bare(array), EITHER)).as_py())


def parse(array: pa.Array, mark: str) -> NDArray[np.float64]:
    """Numbers in the notation of ``mark``; NaN where a cell does not follow it."""
    fits = pc.match_substring_regex(array, STRICT[mark])
    other = POINT if mark == COMMA else COMMA
    plain = pc.replace_substring(array, other, "") if pc.any(pc.match_substring(array, other)).as_py() else array
    if mark == COMMA:
        plain = pc.replace_substring(plain, ",", ".")
    plain = pc.replace_substring_regex(plain, r"^\+", "")
    numbers = pc.cast(pc.if_else(fits, plain, None), pa.float64())
    return np.array(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)
