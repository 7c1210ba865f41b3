"""A View or Profile as bytes: one file per format, found by its name; the suffix of an address chooses."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from cockpit.outputs.format import Format


@cache
def formats() -> Mapping[str, Format]:
    """All formats by suffix (without dot); a new module in this package is a new format."""
    names = [item.name for item in pkgutil.iter_modules(__path__)]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {item.suffix: item for item in found}


__all__ = ["Format", "formats"]
