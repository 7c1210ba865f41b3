"""Reads numbers: the notation is decided for a whole column from evidence, then every cell must follow it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

COMMA, POINT = ",", "."
BARE = b"0123456789-.,"
"""What most columns consist of; nothing has to be taken away from their cells before they are read."""
SAMPLE = 1_000
"""Cells looked at first where one that gives evidence is enough."""
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
    array = pa.array(cells, type=pa.large_string(), from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    array = pc.fill_null(array, "")
    if _is_bare(array):
        return array
    trimmed = pc.utf8_trim_whitespace(array)
    minus = pc.replace_substring(trimmed, "\N{MINUS SIGN}", "-")
    grouped = pc.replace_substring_regex(minus, r"^([-+]?\d{1,3})[\s\x{a0}\x{2009}\x{202f}](\d{3})", r"\1\2")
    return pc.replace_substring_regex(grouped, r"(\d)[\s\x{a0}\x{2009}\x{202f}](\d{3})", r"\1\2")


def mark_of(cells: Sequence[str] | pa.Array) -> str:
    """The decimal mark the cells speak for: ``,``, ``.`` or empty when none of them is evidence."""
    array = bare(cells if isinstance(cells, pa.Array) else texts_of(list(cells)))
    only = _only_mark(array)
    if only is not None:
        return only if _gives_evidence(array, only) else ""
    votes = {mark: pc.sum(pc.match_substring_regex(array, pattern)).as_py() or 0 for mark, pattern in ONLY.items()}
    if votes[COMMA] == votes[POINT]:
        return ""
    return max(votes, key=votes.__getitem__)


def bare(array: pa.Array) -> pa.Array:
    """Cells without what stands beside the number, where any cell is more than digits and marks."""
    if _is_bare(array) or not pc.any(pc.match_substring_regex(array, r"[%()prse]")).as_py():
        return array
    return pc.replace_substring_regex(array, BESIDE, "")


def is_ambiguous(array: pa.Array) -> bool:
    """Whether a cell such as ``1.234`` means different numbers in the two notations."""
    return _only_mark(array) != "" and bool(pc.any(pc.match_substring_regex(bare(array), EITHER)).as_py())


def parse(array: pa.Array, mark: str) -> NDArray[np.float64]:
    """Numbers in the notation of ``mark``; NaN where a cell does not follow it."""
    plainly = _plainly(array, mark)
    if plainly is not None:
        return plainly
    fits = pc.match_substring_regex(array, STRICT[mark])
    other = POINT if mark == COMMA else COMMA
    plain = pc.replace_substring(array, other, "") if pc.any(pc.match_substring(array, other)).as_py() else array
    if mark == COMMA:
        plain = pc.replace_substring(plain, ",", ".")
    plain = pc.replace_substring_regex(plain, r"^\+", "")
    numbers = pc.cast(pc.if_else(fits, plain, None), pa.float64())
    return np.array(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)


def _bytes(array: pa.Array) -> bytes:
    """The cells one behind the other, in UTF-8."""
    _, offsets, data = array.buffers()
    if data is None:
        return b""
    first, last = np.frombuffer(offsets, np.int64)[[array.offset, array.offset + len(array)]].tolist()
    return bytes(memoryview(data)[first:last])


def _is_bare(array: pa.Array) -> bool:
    return not _bytes(array).translate(None, BARE)


def _only_mark(array: pa.Array) -> str | None:
    """The only mark in bare cells, at most once in each; empty when there is none, ``None`` for everything else."""
    data = _bytes(array)
    marks = [mark for mark in (COMMA, POINT) if mark.encode() in data]
    if len(marks) > 1 or data.translate(None, BARE):
        return None
    if marks and pc.max(pc.count_substring(array, marks[0])).as_py() > 1:
        return None
    return marks[0] if marks else ""


def _gives_evidence(array: pa.Array, mark: str) -> bool:
    """Whether any cell can only be meant in this notation."""
    return bool(mark) and any(
        pc.any(pc.match_substring_regex(cells, ONLY[mark])).as_py() for cells in (array[:SAMPLE], array[SAMPLE:])
    )


def _plainly(array: pa.Array, mark: str) -> NDArray[np.float64] | None:
    """The numbers where all cells are bare digits around one mark, which need not be looked at one by one."""
    data, other = _bytes(array), POINT if mark == COMMA else COMMA
    if other.encode() in data or data.translate(None, BARE):
        return None
    points = pc.replace_substring(array, COMMA, POINT) if mark == COMMA else array
    odd = (pc.starts_with(points, POINT), pc.starts_with(points, "-."), pc.ends_with(points, POINT))
    if any(pc.any(edge).as_py() for edge in odd):
        return None
    try:
        return np.array(pc.cast(points, pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
    except pa.ArrowInvalid:
        return None
