"""Where the same is found on screen, frozen, and the QR code that leads there."""

from __future__ import annotations

import io

import segno

from cockpit.base.settings import settings
from cockpit.model.selection import Selection
from cockpit.query import Snapshot, address

INK = "#14252e"


def frozen_address(snap: Snapshot, path: str, selection: Selection) -> str:
    """The address with its Datenstand; complete where the host of the cockpit is set, else from the slash on."""
    lasting = selection.but(stand=snap.revision.id, theme="", width=None, height=None, indicator="")
    return settings().public_url.rstrip("/") + address(snap, path, lasting)


def qr_code(address: str) -> str:
    """An SVG that a telephone reads; empty for an address without a host, which would lead nowhere."""
    if not address.startswith(("http://", "https://")):
        return ""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=4, border=2, dark=INK, light="#ffffff", xmldecl=False, nl=False
    )
    return out.getvalue().decode()
