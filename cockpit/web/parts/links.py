"""Addresses of other pages, so that a frozen Datenstand stays frozen wherever one goes."""

from __future__ import annotations

from collections.abc import Iterable

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.query import address
from cockpit.web.page import PageRequest

LOADED = {"data-load": "true"}
"""On links to long pages: the browser loads them anew, which shows them at once; Dash would first build every row."""


def to(request: PageRequest, path: str, **changes: object) -> str:
    """``path`` in the Datenstand being looked at, with nothing else carried over."""
    return address(request.snapshot, path, Selection(stand=request.selection.stand).but(**changes))


def to_kreis(request: PageRequest, region: Region, suffix: str = "") -> str:
    """The page of a Kreis, or its data with a suffix such as ``.csv``."""
    return to(request, f"/kreis/{region.slug or region.key}{suffix}")


def to_indicator(request: PageRequest, indicator: str, kreise: Iterable[str] = (), **changes: object) -> str:
    """The page of an indicator with these Kreise chosen."""
    return to(request, f"/indikator/{indicator}", kreise=tuple(kreise), **changes)


def here(request: PageRequest, **changes: object) -> str:
    """This page with some of its state changed."""
    return address(request.snapshot, request.path, request.selection, **changes)
