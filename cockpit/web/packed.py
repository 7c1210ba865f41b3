"""Answers in the form they travel in: which packing a browser takes, and how to get from one to another."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache

import brotli  # type: ignore[import-untyped] # ships no types
from flask import request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

PACKINGS = ("br", "gzip")
"""Best first; "" is unpacked."""
BR_LEVEL, GZIP_LEVEL = 5, 6
LEAST_BYTES = 500
REMEMBERED = 256
COMPRESSED = {"text/html", "text/css", "text/csv", "text/plain", "text/javascript", "application/javascript",
              "application/json", "image/svg+xml", "text/xml"}  # fmt: skip
PACK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=BR_LEVEL)),
    "gzip": lambda content: gzip.compress(content, GZIP_LEVEL, mtime=0),
    "": lambda content: content,
}
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.decompress(content)),
    "gzip": gzip.decompress,
    "": lambda content: content,
}


def wanted() -> str:
    """The packing this request takes; "" for none."""
    return best_of(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=REMEMBERED)
def best_of(accepted: str) -> str:
    """The best packing among those that a header ``Accept-Encoding`` names; "" for none."""
    return parse_accept_header(accepted, Accept).best_match(PACKINGS) or ""


def worth_packing(content_type: str, content: bytes) -> bool:
    """Whether packing makes it smaller: texts that are not tiny."""
    return content_type.partition(";")[0] in COMPRESSED and len(content) >= LEAST_BYTES
