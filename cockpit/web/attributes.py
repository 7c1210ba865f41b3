"""React's names and values of attributes and styles as HTML writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any

NAMES = {"className": "class", "htmlFor": "for", "httpEquiv": "http-equiv", "acceptCharset": "accept-charset",
         "viewBox": "viewBox"}  # fmt: skip
UNSEEN = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "style", "loading_state"})
BOOLEAN = frozenset(
    {
        "async",
        "autofocus",
        "autoplay",
        "checked",
        "controls",
        "default",
        "defer",
        "disabled",
        "formnovalidate",
        "hidden",
        "loop",
        "multiple",
        "muted",
        "novalidate",
        "open",
        "playsinline",
        "readonly",
        "required",
        "reversed",
        "selected",
    }
)
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "cite"})
SHORT, REMEMBERED = 120, 16_384
"""Characters of a text worth remembering as it is written, and how many such texts: pages say much the same."""
HARMLESS = ("/", "#", "data:image/", "https://", "http://")
"""How nearly all addresses begin; none of them can be one that runs script, and pictures are long to look through."""
# What React leaves without "px"; the same list as in react-dom, as far as pages use CSS.
UNITLESS = frozenset(
    {
        "animationIterationCount",
        "aspectRatio",
        "columnCount",
        "columns",
        "fillOpacity",
        "flex",
        "flexGrow",
        "flexShrink",
        "fontWeight",
        "gridArea",
        "gridColumn",
        "gridColumnEnd",
        "gridColumnStart",
        "gridRow",
        "gridRowEnd",
        "gridRowStart",
        "lineClamp",
        "lineHeight",
        "opacity",
        "order",
        "orphans",
        "scale",
        "stopOpacity",
        "strokeOpacity",
        "strokeWidth",
        "tabSize",
        "widows",
        "zIndex",
        "zoom",
    }
)


def attributes(props: Mapping[str, Any]) -> str:
    """All attributes of a component with a leading space each, by name: Dash keeps them in an order that varies."""
    parts = [
        _remembered(name, value) if type(value) is str and len(value) < SHORT else _attribute(name, value)
        for name, value in sorted(props.items())
        if name not in UNSEEN
    ]
    if style := style_text(props.get("style") or {}):
        parts.append(f' style="{escape(style)}"')
    return "".join(parts)


def escaped(words: str) -> str:
    """Text as HTML writes it."""
    return _short(words) if len(words) < SHORT else escape(words)


@lru_cache(maxsize=REMEMBERED)
def _short(words: str) -> str:
    return escape(words)


@cache
def _name(prop: str) -> str:
    return prop if "-" in prop else NAMES.get(prop, prop.lower())


def _attribute(prop: str, value: Any) -> str:
    name = _name(prop)
    if value is None or (value is False and "-" not in name):
        return ""
    if name in BOOLEAN:
        return f" {name}"
    if value is True and name == "download":
        return " download"
    return f' {name}="{escape(_text(name, value))}"'


@lru_cache(maxsize=REMEMBERED)
def _remembered(prop: str, value: str) -> str:
    return _attribute(prop, value)


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):  # Dash writes the id of a pattern-matching component as sorted JSON
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    written = str(value)
    return "about:blank" if name in ADDRESSES and _runs_script(written) else written


def _runs_script(address: str) -> bool:
    if address.startswith(HARMLESS):
        return False
    bare = re.sub(r"[\x00-\x20]", "", address).lower()
    return bare.startswith(("javascript:", "vbscript:", "data:text/html"))


def style_text(style: Mapping[str, Any]) -> str:
    """A style dict as CSS declarations: ``{"marginTop": 4}`` → ``margin-top:4px``; nothing can break out of a value."""
    return ";".join(
        f"{_property(name)}:{_measure(name, value)}"
        for name, value in style.items()
        if value is not None and not isinstance(value, bool) and value != "" and not _breaks_out(str(value))
    )


def _property(name: str) -> str:
    if name.startswith("--"):
        return name
    dashed = re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)
    return f"-{dashed}" if dashed.startswith("ms-") else dashed


def _measure(name: str, value: Any) -> str:
    if isinstance(value, (int, float)) and value != 0 and name not in UNITLESS and not name.startswith("--"):
        return f"{value}px"
    return str(value).strip()


def _breaks_out(value: str) -> bool:
    return any(sign in value for sign in ";{}")
