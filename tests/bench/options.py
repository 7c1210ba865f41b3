"""What was asked for on the command line: which parts, and how large."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Options:
    """Rows of the import, values to read from, sizes of growth and of the large store, seconds of load, turns."""

    parts: tuple[str, ...]
    rows: int
    values: int
    largest: int
    seconds: int
    rounds: int
    large: int
    indicators: int


@cache
def options() -> Options:
    """Read once from the command line of this process."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help="names of parts; all when none is given")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the import (also 5000000)")
    parser.add_argument("--values", type=int, default=1_000_000, help="values to read from (also 20000000, 160000000)")
    parser.add_argument("--largest", type=int, default=3_200_000, help="the largest of the four sizes of growth")
    parser.add_argument("--seconds", type=int, default=4, help="how long each address is asked under load")
    parser.add_argument("--rounds", type=int, default=2, help="how often the ways take turns")
    parser.add_argument("--large", type=int, default=20_000_000, help="values of the large store")
    parser.add_argument("--indicators", type=int, default=500, help="its indicators; what is left are Gemeinden")
    given = vars(parser.parse_args())
    return Options(parts=tuple(given.pop("parts")), **given)
