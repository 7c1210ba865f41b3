"""How wide a text will be: metrics of Source Sans Pro, with room for the wider system fonts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont

# Arial runs 7 to 13 per cent wider than Source Sans Pro, Segoe UI and Roboto less
ROOM = 1.13
FALLBACK = 0.6
FILES = {False: "SourceSansPro-Regular.ttf", True: "SourceSansPro-Bold.ttf"}
# where German compounds and names may be parted; spans of years (en dash) stay whole
HYPHENS = ("-", "/")
LINE_HEIGHT = 1.3


@cache
def _advances(bold: bool) -> dict[str, float]:
    path = Path(font_source_sans_pro.__file__).parent / "files" / FILES[bold]
    with TTFont(path, lazy=True) as font:
        cmap, widths, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return {chr(code): widths[glyph][0] / units for code, glyph in cmap.items() if code < 0x2600}


@cache
def width(content: str, size: float, bold: bool = False) -> float:
    """Width in pixels, rounded up to a tenth."""
    advances = _advances(bold)
    return round(sum(advances.get(sign, FALLBACK) for sign in content) * size * ROOM + 0.05, 1)


def wrap(content: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Lines no wider than ``room``; breaks at spaces, then after hyphens, at worst inside a word."""
    lines: list[str] = []
    line = ""
    for word in _pieces(content):
        if width((line + word).rstrip(" "), size, bold) <= room or not line:
            line += word
        else:
            lines.append(line.rstrip(" "))
            line = word
        while width(line.rstrip(" "), size, bold) > room and len(line.rstrip(" ")) > 1:
            head = _fitting(line, room, size, bold)
            lines.append(line[:head])
            line = line[head:]
    return (*lines, line.rstrip(" ")) if line.strip() else tuple(lines)


def _pieces(content: str) -> list[str]:
    pieces = [""]
    for sign, after in zip(content, content[1:] + " ", strict=True):
        pieces[-1] += sign
        inside_word = len(pieces[-1]) > 3 and after != "/"  # https:// stays whole
        if sign == " " or (sign in HYPHENS and inside_word):
            pieces.append("")
    return [piece for piece in pieces if piece]


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    return max((end for end in range(1, len(word)) if width(word[:end], size, bold) <= room), default=1)
