"""Looks into an archive before anything else opens it: what would unpack to too much is refused, piece by piece.

The libraries that read workbooks trust what a file says of itself; a few hundred bytes can make them ask for more
memory than there is, and the process dies. So every entry is unpacked here first, a piece at a time, and counted.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cockpit.base.errors import Refused
from cockpit.base.texts import text

MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
SMALL = 50_000
"""Archives below this size may unpack as if they had it: repetitive tables pack well."""
MOST_ENTRIES = 2_000
MOST_CELLS = 8_000_000
MOST_TEXT = 300_000_000
PIECE = 1 << 20
OVERLAP = 200
PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf", ".vml")
FAULTS = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, NotImplementedError, ValueError)

IN_ROW = re.compile(rb'r="[A-Z]{1,3}(\d{1,7})"')
IN_COLUMN = re.compile(rb'r="([A-Z]{1,3})\d')
SHARED = re.compile(rb't="s"[^>]*>\s*<v>(\d{1,9})</v>')
ROW_BEGINS = re.compile(rb"<row\b")
ROW = re.compile(
    rb"<table:table-row\b([^>]*?)(/?)>|<table:(?:covered-)?table-cell\b([^>]*?)/?>|</table:table-row>", re.DOTALL
)
REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')


def entries(data: bytes) -> list[zipfile.ZipInfo]:
    """What an archive contains; ``Refused`` when it is damaged or says itself that it is too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()
    except FAULTS as fault:
        raise broken() from fault
    size = sum(entry.file_size for entry in found)
    if len(found) > MOST_ENTRIES or size > MOST_UNPACKED or size > MOST_RATIO * max(len(data), SMALL):
        raise bomb(size)
    return found


def require_harmless(data: bytes) -> None:
    """Refuse a workbook whose cells, repeated cells, shared texts or declared entities would fill the memory."""
    listed = entries(data)
    shared = [_lengths(_pieces(data, entry)) for entry in listed if _begins_with(data, entry, b"<sst")]
    longest = max(shared, key=np.sum, default=np.zeros(0, dtype=np.int64))
    for entry in listed:
        if entry.filename == "content.xml":
            _require_few_repeated(_pieces(data, entry))
        elif not entry.filename.lower().endswith(PICTURES):
            _require_few_cells(_pieces(data, entry), longest)


def content_of(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """One entry unpacked, never more than it says."""
    return b"".join(piece for piece, _ in _pieces(data, entry))


def broken() -> Refused:
    """The archive cannot be read."""
    return Refused(text("etl.refused.broken"), remedy=text("etl.refused.broken_remedy"))


def bomb(size: int) -> Refused:
    """The archive would unpack to too much."""
    return Refused(text("etl.refused.bomb", size=size // 1_000_000), remedy=text("etl.refused.bomb_remedy"))


def _begins_with(data: bytes, entry: zipfile.ZipInfo, mark: bytes) -> bool:
    """Whether the mark stands in the first piece of an entry."""
    piece, _ = next(_pieces(data, entry), (b"", b""))
    return mark in piece


def _pieces(data: bytes, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """The pieces of an entry, each also with the end of the one before it; an entry longer than it says is refused."""
    try:
        seen, end = 0, b""
        for piece in _inflated(data, entry):
            seen += len(piece)
            if seen > entry.file_size:
                raise bomb(max(seen, MOST_UNPACKED))
            if b"<!DOCTYPE" in end + piece[:OVERLAP] or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise Refused(text("etl.refused.entities"), remedy=text("etl.refused.entities_remedy"))
            yield piece, end + piece
            end = piece[-OVERLAP:]
    except FAULTS as fault:
        raise broken() from fault


def _inflated(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry as its own stream ends, not as the directory says."""
    start = entry.header_offset
    lengths = data[start + 26 : start + 30]
    start += 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[place : place + PIECE]) for place in range(0, len(packed), PIECE))
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for place in range(0, len(packed), PIECE):
        rest = bytes(packed[place : place + PIECE])
        while rest and not stream.eof:
            yield stream.decompress(rest, PIECE)
            rest = stream.unconsumed_tail
    yield stream.flush()


def _require_few_cells(pieces: Iterator[tuple[bytes, bytes]], shared: NDArray[np.int64]) -> None:
    """Refuse a sheet whose corners lie too far apart, or whose cells repeat long texts too often."""
    rows = columns = letters = cells = begun = 0
    for piece, whole in pieces:
        lines = ROW_BEGINS.split(piece)
        begun, cells = begun + len(lines) - 1, cells + piece.count(b"</c>")
        rows, columns = max(rows, begun), max(columns, *(line.count(b"</c>") for line in lines))
        rows = max(rows, int(max(set(IN_ROW.findall(whole)), key=lambda row: (len(row), row), default=b"0")))
        columns = max(columns, max(map(_number, set(IN_COLUMN.findall(whole))), default=0))
        if len(shared):
            used = np.array(SHARED.findall(piece), dtype=np.int64)
            letters += int(shared[used[used < len(shared)]].sum())
        if max(rows * columns, cells) > MOST_CELLS or letters > MOST_TEXT:
            raise Refused(text("etl.refused.cells"), remedy=text("etl.refused.cells_remedy"))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _lengths(pieces: Iterator[tuple[bytes, bytes]]) -> NDArray[np.int64]:
    """The length of each shared text."""
    content = b"".join(piece for piece, _ in pieces)
    starts = np.array([found.start() for found in re.finditer(rb"<si\b", content)] + [len(content)], dtype=np.int64)
    return np.diff(starts)


def _require_few_repeated(pieces: Iterator[tuple[bytes, bytes]]) -> None:
    """Refuse an OpenDocument sheet that repeats itself into too many cells; empty ends do not count."""
    content = b"".join(piece for piece, _ in pieces)
    total = width = empty = 0
    rows = 1
    for found in ROW.finditer(content):
        row, cell = found.group(1), found.group(3)
        if row is not None:
            rows, width, empty = _times(row), 0, 0
        elif cell is not None:
            empty += _times(cell)
            if b"value" in cell or content[found.end() - 2 : found.end() - 1] != b"/":
                width, empty = width + empty, 0
        else:
            total += rows * width
            if total > MOST_CELLS:
                raise Refused(text("etl.refused.cells"), remedy=text("etl.refused.cells_remedy"))


def _times(attributes: bytes) -> int:
    found = REPEATED.search(attributes)
    return int(found.group(1)) if found else 1
