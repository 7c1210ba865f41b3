"""The own style sheets and scripts with a fingerprint in their address, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cockpit import __version__

FIRST = "tokens.css"
APART = frozenset({"staff.css", "upload.js", "embed.css", "embed.js", "embed-height.js"})
"""Files that only some pages ask for by name: the staff side and what is embedded elsewhere."""
FINGERPRINT = "v"


@cache
def addresses(folder: Path) -> Mapping[str, str]:
    """Address by file name of every file in ``assets/``, tokens first because the other style sheets build on them."""
    files = sorted(
        (path for path in folder.iterdir() if path.is_file()), key=lambda path: (path.name != FIRST, path.name)
    )
    return {path.name: f"/assets/{path.name}?{FINGERPRINT}={_digest(path)}" for path in files}


def style_sheets(folder: Path) -> tuple[str, ...]:
    """Addresses of the style sheets of every page, tokens first."""
    return _for_every_page(folder, ".css")


def own_scripts(folder: Path) -> tuple[str, ...]:
    """Addresses of the own scripts of every page."""
    return _for_every_page(folder, ".js")


@cache
def build_mark(folder: Path) -> str:
    """Changes whenever the program or its assets change: part of every ETag ("painter version")."""
    package = Path(__file__).parents[1]
    moments = sorted(path.stat().st_mtime_ns for path in package.rglob("*.*") if "__pycache__" not in path.parts)
    state = repr((__version__, len(moments), moments[-1], sorted(addresses(folder).values())))
    return hashlib.sha256(state.encode()).hexdigest()[:12]


def _for_every_page(folder: Path, suffix: str) -> tuple[str, ...]:
    held = addresses(folder).items()
    return tuple(address for name, address in held if name.endswith(suffix) and name not in APART)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
