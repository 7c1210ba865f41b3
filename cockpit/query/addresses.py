"""Hundreds of addresses that differ in one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from cockpit.model.selection import Selection
from cockpit.query.address import CHOSEN, SAFE, address
from cockpit.query.snapshot import Snapshot


def addresses_by_kreise(snap: Snapshot, path: str, chosen: Selection) -> Callable[[Iterable[str]], str]:
    """From keys of Kreise to ``address`` with these chosen: a map has hundreds that differ in nothing else."""
    _, _, others = address(snap, path, chosen, kreise=()).partition("?")
    known, rest = snap.catalogue.regions, f"&{others}" if others else ""

    def written(keys: Iterable[str]) -> str:
        places = "~".join(known[key].slug or key for key in keys)
        return f"{path}?{CHOSEN}={quote(places, safe=SAFE)}{rest}" if places else path + rest.replace("&", "?", 1)

    return written
