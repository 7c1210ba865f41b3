"""How words are compared: without case, umlauts, accents, signs and endings."""

from __future__ import annotations

import re
import unicodedata

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ENDING = re.compile(r"(?:e[mnrs]?|n|s)$")
SHORTEST_STEM = 4


def plain(words: str) -> str:
    """Lower case, umlauts and accents written out, signs as blanks: what is compared."""
    spelled = unicodedata.normalize("NFC", words).lower().translate(UMLAUTS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def says(told: str, wanted: str) -> bool:
    """Whether every wanted word begins a word of ``told`` or stands within one, in any order, endings forgiven.

    Both as :func:`plain` writes them.
    """
    words = told.split()
    return all(any(_begins(stem(one), word) for word in words) for one in wanted.split())


def stem(word: str) -> str:
    """A word without the ending of its case and number: eigenen → eigen, gebaeuden → gebaeud."""
    bare = ENDING.sub("", word)
    return bare if len(bare) >= SHORTEST_STEM else word


def _begins(wanted: str, word: str) -> bool:
    return word.startswith(wanted) or (len(wanted) >= SHORTEST_STEM and wanted in word)
