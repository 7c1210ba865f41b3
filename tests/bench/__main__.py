"""Run every comparison and print its figures: ``make bench``."""

from __future__ import annotations

import sys

from tests.bench import embeds, ingest, pages, pictures, reading, search, upload

PARTS = {
    "ingest": ingest.compare,
    "upload": upload.compare,
    "reading": reading.compare,
    "pages": pages.compare,
    "pictures": pictures.compare,
    "embeds": embeds.compare,
    "search": search.compare,
}


def main(wanted: list[str]) -> None:
    for name, part in PARTS.items():
        if not wanted or name in wanted:
            print(f"\n== {name}", flush=True)
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
