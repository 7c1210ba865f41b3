"""The named profiles, one file each, found by name: how they measure a pace, and their cuts."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cockpit.model.verdict import PROFILES
from cockpit.progress.method import Method


@cache
def methods() -> tuple[Method, ...]:
    """All profiles: the five known ones in their order, then any other file of this folder by name."""
    names = sorted((module.name for module in iter_modules(__path__)), key=_order)
    return tuple(_method(name) for name in names)


def _order(name: str) -> tuple[int, str]:
    return (PROFILES.index(name) if name in PROFILES else len(PROFILES), name)


def _method(name: str) -> Method:
    module = import_module(f"{__name__}.{name}")
    return Method(name, module.CUTS, module.measure)
