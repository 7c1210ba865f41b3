"""Which signs a document may hold: names come from people, and no sign in them may keep a report from being made."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont

FILES = Path(font_source_sans_pro.__file__).parent / "files"
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
UNKNOWN = "?"
SPACES = frozenset("\t\n\r ")


def legal(content: str) -> str:
    """Composed letters; control signs, which XML forbids, and marks that turn the reading direction are left out."""
    return "".join(_kept(sign) for sign in unicodedata.normalize("NFC", content))


def printable(content: str) -> str:
    """Legal text the embedded font can show: ``?`` for what it has no glyph for, which PDF/UA forbids."""
    return "".join(sign if ord(sign) in _glyphs() else UNKNOWN for sign in legal(content))


def _kept(sign: str) -> str:
    if sign in SPACES:
        return " "
    return "" if unicodedata.category(sign) in INVISIBLE else sign


@cache
def _glyphs() -> frozenset[int]:
    found = []
    for name in ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf"):
        with TTFont(FILES / name, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return found[0] & found[1]
