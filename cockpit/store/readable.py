"""What can be read in the bytes of a file of any form, so that a value in it can be looked for."""

from __future__ import annotations

import gzip
import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 256 * 1024 * 1024
ENCODINGS = ("cp1252", "cp850", "mac_roman")
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Readable:
    """The texts of a file; ``sealed`` says that some of it could not be read, such as pictures."""

    texts: tuple[str, ...]
    sealed: bool


NOTHING, SEALED = Readable((), False), Readable((), True)


def readable(data: bytes) -> Readable:
    """Plain text in any usual encoding, packed text, and the XML inside workbooks."""
    try:
        if data[:2] == b"\x1f\x8b":
            with gzip.open(BytesIO(data)) as packed:
                inside = packed.read(MOST_BYTES + 1)
            return readable(inside) if len(inside) <= MOST_BYTES else SEALED
        return _workbook(data) if data[:2] == b"PK" else _plain(data)
    except (OSError, EOFError, zlib.error, BadZipFile, NotImplementedError, RuntimeError, RecursionError):
        return SEALED  # damaged, encrypted or packed in an unknown way


def _workbook(data: bytes) -> Readable:
    with ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > MOST_BYTES:
            return SEALED
        found = [_plain(archive.read(member)) for member in members if not member.is_dir()]
    return Readable(tuple(one for each in found for one in each.texts), any(each.sealed for each in found))


def _plain(data: bytes) -> Readable:
    texts = [one for text in _decoded(data) for one in _with_marks_taken_off(text)]
    return Readable(tuple(texts), not texts and bool(data))


def _decoded(data: bytes) -> list[str]:
    """The text in every encoding it may be in; nothing for bytes that are no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return [data.decode(encoding, "replace")]
    if b"\x00" in data:
        return []
    try:
        return [data.decode("utf-8")]
    except UnicodeDecodeError:
        return [data.decode(encoding, "replace") for encoding in ENCODINGS]


def _with_marks_taken_off(text: str) -> Iterator[str]:
    """The text folded; XML also without its marks, for words that are written in several pieces."""
    yield text.casefold()
    if text.lstrip("\ufeff \r\n").startswith("<"):
        yield html.unescape(TAG.sub("", text)).casefold()
        yield html.unescape(text).casefold()
