"""Links that leave the cockpit: marked for the eye and for the ear, opened beside it, telling nothing of where from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from dash.development.base_component import Component

from cockpit.base.texts import text
from cockpit.charts.words import NBSP
from cockpit.web.many import html

Shown: TypeAlias = Component | str | Sequence[Component | str]
WEB = ("http://", "https://")


def is_outside(address: str) -> bool:
    """Whether an address leads to another website; anything but http(s) never becomes a link."""
    return address.startswith(WEB)


def link(shown: Shown, address: str) -> Component:
    """A link of a written text, marked where it leads outside."""
    return outside(shown, address) if is_outside(address) else html.A(shown, href=address)


def outside(shown: Shown, address: str, *, rel: str = "", **attributes: Any) -> Component:
    """A link to another website in a window of its own; ``rel`` adds to ``noopener external``."""
    parts = [shown] if isinstance(shown, str | Component) else list(shown)
    sign = html.Span(className="outside", **{"aria-hidden": "true"})
    said = html.Span(f" {text('programmes.outside')}", className="vh")
    kept = html.Span([NBSP, sign, said], className="outside-mark")
    named = " ".join(filter(None, ("noopener external", rel)))
    return html.A([*parts, kept], href=address, target="_blank", rel=named, **attributes)
