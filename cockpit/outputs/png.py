"""A chart as a PNG picture: the SVG of the same address, painted with the fonts that ship with a package."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import font_source_sans_pro
import resvg_py

from cockpit.model.selection import Selection
from cockpit.outputs.format import Format
from cockpit.outputs.svg import picture
from cockpit.query import Snapshot

FAMILY = "Source Sans Pro"
FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")
RATIO = 2.0
MOST_PIXELS = 8_000_000
CSS_DPI = 96
METRES_PER_INCH = 0.0254
HEAD = 33  # signature (8) and the first chunk IHDR (25)
SPACE = "{http://www.w3.org/2000/svg}"


@cache
def fonts() -> tuple[str, ...]:
    """The font files every picture is painted with; a bare server has none of its own."""
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return tuple(str(folder / name) for name in FILES)


def painted(svg: str | bytes, width: int | None = None, scale: float = RATIO) -> bytes:
    """An SVG with a fixed theme as PNG; ``width`` in CSS pixels (default: its own), ``scale`` device pixels for each.

    The resolution is written so that the picture keeps its CSS size in Word and print (96 dpi × ``scale``). Pictures
    above 8 million pixels get a lower ``scale``. Title and description of the SVG travel along as text.
    """
    content = svg.decode() if isinstance(svg, bytes) else svg
    root = ElementTree.fromstring(content)  # noqa: S314 - our own picture
    own, high = float(root.attrib["width"]), float(root.attrib["height"])
    zoom = (width or own) / own
    scale = min(scale, (MOST_PIXELS / (own * high * zoom * zoom)) ** 0.5)
    drawn = resvg_py.svg_to_bytes(
        svg_string=content,
        zoom=zoom * scale,
        skip_system_fonts=True,
        font_files=list(fonts()),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        languages=["de"],
    )
    return drawn[:HEAD] + b"".join(_chunks(root, scale)) + drawn[HEAD:]


def _chunks(root: ElementTree.Element, scale: float) -> Iterator[bytes]:
    per_metre = round(CSS_DPI * scale / METRES_PER_INCH)
    yield _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    for keyword, tag in ((b"Title", "title"), (b"Description", "desc")):
        if said := root.findtext(SPACE + tag):
            yield _chunk(b"iTXt", keyword + b"\0\0\0de\0\0" + said.encode())


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def indicator_png(snap: Snapshot, selection: Selection) -> bytes:
    """The picture of the same address as ``.svg``; a PNG cannot change its colours, so it is light unless asked."""
    return painted(picture(snap, selection, selection.theme or "hell"))


FORMAT = Format("png", "image/png", indicator_png)
