"""From bytes to text: which encoding and which delimiter a file was written with."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from charset_normalizer import from_bytes

from cockpit.base.errors import Refused
from cockpit.base.texts import text

FOOTER = "__________"
DELIMITERS = (";", "\t", "|", ",")
# Letters and marks German statistics contain; other ones after decoding as cp1252 are a sign of another code page.
USUAL = frozenset("äöüÄÖÜßéèêáàâçñôøåæëïóúíÉ–—„“”‚‘’…€§°²³µ©®·« »\u00a0\u00adø½¼×")
# A quotation mark within a word was an umlaut of DOS (cp850).
MARKS = frozenset("„”“‚‘’…")
MISREAD = re.compile(rf"(?<=[A-Za-z])[{''.join(sorted(MARKS))}](?=[a-z])")
ASCII = bytes(range(128))
LONGEST_LINE = 1_000_000
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, wanted: str | None = None) -> tuple[str, str]:
    """Text and the name of its encoding: the wanted one, else utf-8-sig, utf-16, utf-8, cp1252, or what is found."""
    if wanted:
        if wanted not in ENCODINGS:
            problem = text("etl.refused.no_encoding", encoding=wanted)
            raise Refused(problem, remedy=text("etl.refused.no_encoding_remedy", known=", ".join(ENCODINGS)))
        return _strict(data, wanted)
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data, "utf-8-sig")
    if data.startswith(UTF16):
        return _strict(data, "utf-16")
    if b"\x00" in data[:LONGEST_LINE]:
        raise Refused(text("etl.refused.binary"), remedy=text("etl.refused.binary_remedy"))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _one_byte(data)


def _strict(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as fault:
        problem = text("etl.refused.encoding", encoding=encoding, position=fault.start)
        raise Refused(problem, remedy=text("etl.refused.encoding_remedy")) from fault


def _one_byte(data: bytes) -> tuple[str, str]:
    """The first code page in which the text reads like German; otherwise what charset-normalizer finds."""
    counts = Counter(data.translate(None, ASCII))
    for encoding in ("cp1252", "cp850", "mac_roman"):
        meant = {bytes([byte]).decode(encoding, errors="replace"): count for byte, count in counts.items()}
        usual = sum(count for character, count in meant.items() if character in USUAL)
        decoded = data.decode(encoding, errors="replace")
        misread = len(MISREAD.findall(decoded)) if MARKS & meant.keys() else 0
        if usual - misread >= 0.9 * counts.total():
            return decoded, encoding
    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(encoding, errors="replace"), encoding


def delimiter(content: str) -> str:
    """The delimiter most lines have; ``;`` before tab, ``|`` and ``,`` because commas are decimal commas too."""
    lines = [line for line in content[:50_000].partition(FOOTER)[0].splitlines() if line.strip()][:200]
    counts = {mark: sum(mark in line for line in lines) for mark in DELIMITERS}
    for mark in DELIMITERS:
        if lines and counts[mark] >= 0.6 * len(lines):
            return mark
    best = max(DELIMITERS, key=counts.__getitem__)
    if not counts[best]:
        raise Refused(text("etl.refused.delimiter"), remedy=text("etl.refused.delimiter_remedy"))
    return best


def require_short_lines(data: bytes) -> None:
    """Refuse a text with a line no table has; such a line costs memory and means nothing."""
    start = 0
    while len(data) - start > LONGEST_LINE:
        window = start, start + LONGEST_LINE + 1
        end = max(data.rfind(b"\n", *window), data.rfind(b"\r", *window))
        if end >= 0:
            start = end + 1
            continue
        problem = text("etl.refused.long_line", most=LONGEST_LINE)
        raise Refused(problem, remedy=text("etl.refused.long_line_remedy"))
