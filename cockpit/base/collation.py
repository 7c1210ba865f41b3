"""German order of words, as dictionaries have it (DIN 5007, variant 1)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

REMEMBERED = 4_096
"""Every list of Kreise sorts the same four hundred names."""


@lru_cache(maxsize=REMEMBERED)
def collated(words: str) -> tuple[str, str]:
    """Key to sort by: umlauts and accents as their letter, ß as ss, capitals as small ones; then as written."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign)), words
