"""Run the long runs, print one table and keep it as JSON: ``python -m tests.soak [part …] [--share S] [--seed N]``."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import ROOT
from tests.soak import backup, concurrency, crash, damage, disk, fuzz, load, mutation, truth
from tests.soak.asked import Asked
from tests.soak.figures import Figure, table, write

PARTS: dict[str, Callable[[Asked], Sequence[Figure]]] = {
    "crash": crash.run,
    "damage": damage.run,
    "disk": disk.run,
    "fuzz": fuzz.run,
    "truth": truth.run,
    "backup": backup.run,
    "concurrency": concurrency.run,
    "load": load.run,
    "mutation": mutation.run,
}


def main(words: Sequence[str] | None = None) -> int:
    """0 when every promise is held, 1 when one is missed or could not be looked at."""
    reader = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    reader.add_argument("part", nargs="*", help=f"some of {', '.join(PARTS)}; all when none is named")
    reader.add_argument("--share", type=float, default=1.0, help="how much of the full length, 0.01 to try")
    reader.add_argument("--seed", type=int, default=secrets.randbelow(1 << 30), help="repeats the lot of another run")
    given = reader.parse_args(words)
    unknown = sorted(set(given.part) - set(PARTS))
    if unknown or not 0 < given.share <= 1:
        reader.error(f"unknown: {', '.join(unknown)}" if unknown else "the share lies above 0 and at most at 1")
    with tempfile.TemporaryDirectory(prefix="cockpit-soak-") as place:
        asked = Asked(given.share, given.seed, Path(place))
        found = {name: part(asked) for name, part in PARTS.items() if not given.part or name in given.part}
    print(f"\nshare {given.share:g}, seed {given.seed}\n\n{table(found)}")
    print(f"\nkept in {write(found, ROOT / 'instance' / 'soak', given.share, given.seed).relative_to(ROOT)}")
    return 0 if all(one.held for figures in found.values() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
