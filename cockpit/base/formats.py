"""German numbers, dates and spans; rounding happens here, once, half away from zero."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

MINUS = "\N{MINUS SIGN}"
THIN_POINT = "."
REMEMBERED = 20_000
GERMAN_SIGNS = str.maketrans(",.", ".,")


def rounded(value: float, decimals: int) -> Decimal:
    """``value`` rounded half away from zero in decimal: 3.25 → 3.3, −2.25 → −2.3."""
    step = Decimal(1).scaleb(-decimals)
    return Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)


def number(value: float, decimals: int = 0, *, plus: bool = False) -> str:
    """German notation with thousands point and decimal comma: 1234.5 → ``1.234,5``."""
    return _written(value, decimals, plus)


@lru_cache(maxsize=REMEMBERED)
def _written(value: float, decimals: int, plus: bool) -> str:
    """Remembered, because every chart of a kind of Kreis writes the same thousand comparable values again."""
    figure = rounded(value, decimals)
    sign = MINUS if figure < 0 else "+" if plus and figure > 0 else ""
    swapped = f"{abs(figure):,.{decimals}f}".translate(GERMAN_SIGNS)
    return sign + swapped


def day(moment: date | datetime) -> str:
    """German date: ``14.11.2026``."""
    return f"{moment:%d.%m.%Y}"


def span(first: int, last: int) -> str:
    """Years with an en dash, one year alone: ``2010–2020``, ``2020``."""
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def enumeration(items: Iterable[str], last: str = "und") -> str:
    """German enumeration: ``a, b und c``."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
