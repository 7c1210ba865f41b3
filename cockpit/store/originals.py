"""How original files lie in the store: packed, which costs little processor time and room."""

from __future__ import annotations

import gzip
import zlib

import pyarrow as pa

ZSTD = b"\x28\xb5\x2f\xfd"
LEVEL = 1


def packed(content: bytes) -> bytes:
    """The bytes as a zstd frame: half the processor time of gzip at its fastest, and a quarter less room."""
    return bytes(pa.Codec("zstd", compression_level=LEVEL).compress(content, asbytes=True))


def unpacked(kept: bytes) -> bytes:
    """The original bytes, gzip from older versions too; ValueError for damaged ones."""
    try:
        if kept[: len(ZSTD)] != ZSTD:
            return gzip.decompress(kept)
        with pa.CompressedInputStream(pa.BufferReader(kept), "zstd") as stream:
            return bytes(stream.read())
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError("damaged original file") from error
