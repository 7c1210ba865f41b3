"""Reading a PNG back without our painter: its chunks by hand, its points by Pillow."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass

import numpy as np
from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Picture:
    """Width and height in points, dots per metre, the texts it carries, and its points (rows × columns × 3)."""

    width: int
    height: int
    per_metre: int
    said: dict[str, str]
    points: np.ndarray


def read(content: bytes) -> Picture:
    """Every chunk is checked against its own sum."""
    assert content.startswith(SIGNATURE)
    chunks: dict[bytes, list[bytes]] = {}
    place = len(SIGNATURE)
    while place < len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        assert struct.unpack(">I", content[place + 8 + length : place + 12 + length])[0] == zlib.crc32(kind + body)
        chunks.setdefault(kind, []).append(body)
        place += 12 + length
    wide, high = struct.unpack(">II", chunks[b"IHDR"][0][:8])
    per_metre = struct.unpack(">IIB", chunks[b"pHYs"][0])[0]
    said = dict(_text(body) for body in chunks.get(b"iTXt", []))
    with Image.open(io.BytesIO(content)) as opened:
        points = np.asarray(opened.convert("RGB")).astype(np.int16)
    assert points.shape == (high, wide, 3)
    return Picture(wide, high, per_metre, said, points)


def _text(body: bytes) -> tuple[str, str]:
    keyword, rest = body.split(b"\0", 1)
    content = rest[2:].split(b"\0", 2)[2]  # two flags, language, translated keyword, then the text
    return keyword.decode(), content.decode()


def without_text(svg: str) -> str:
    """The same picture with every text taken out."""
    return re.sub(r"<text .*?</text>", "", svg, flags=re.DOTALL)


def ink(picture: Picture, blank: Picture) -> np.ndarray:
    """Where two pictures differ enough to be seen: rows × columns, true or false."""
    return np.abs(picture.points - blank.points).max(axis=2) > 40
