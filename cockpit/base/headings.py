"""Long texts by their headings, and the part of an address that leads to one."""

from __future__ import annotations

import re

HEADING = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)


def anchor(title: str) -> str:
    """The heading as the part of an address after #: ``Eigene Daten`` → ``eigene-daten``."""
    return "-".join(re.findall(r"\w+", title.lower()))


def sections(written: str) -> dict[str, str]:
    """The Markdown below each second-level heading, by heading; what stands before the first one is left out."""
    parts = HEADING.split(written)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))
