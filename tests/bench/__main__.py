"""Run every comparison and print its figures: ``make bench``."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Sequence

from tests.bench import (
    embeds,
    growth,
    ingest,
    large,
    peers_ingest,
    peers_pages,
    peers_reading,
    peers_serving,
    pictures,
    reading,
    search,
    upload,
)
from tests.bench.options import options
from tests.bench.sheet import Sheet, keep, show

PARTS = {
    "ingest": ingest.compare,
    "upload": upload.compare,
    "reading": reading.compare,
    "pictures": pictures.compare,
    "embeds": embeds.compare,
    "search": search.compare,
    "peers_ingest": peers_ingest.compare,
    "peers_reading": peers_reading.compare,
    "peers_serving": peers_serving.compare,
    "peers_pages": peers_pages.compare,
    "growth": growth.compare,
    "large": large.compare,
}


def main(wanted: Sequence[str]) -> None:
    if unknown := set(wanted) - set(PARTS):
        raise SystemExit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for name, part in PARTS.items():
        if not wanted or name in wanted:
            print(f"\n== {name}", flush=True)
            keep(name, _run(part))


def _run(part: Callable[[], Sequence[Sheet] | None]) -> Sequence[Sheet] | str:
    """The sheets of a part, shown; of one that only prints, what it printed."""
    printed = _Both()
    with contextlib.redirect_stdout(printed):
        sheets = part()
    for sheet in sheets or ():
        show(sheet)
    return sheets or printed.getvalue()


class _Both(io.StringIO):
    """Shows at once what is printed, and keeps it."""

    def write(self, words: str) -> int:
        sys.__stdout__.write(words)  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]
        return super().write(words)


if __name__ == "__main__":
    main(options().parts)
