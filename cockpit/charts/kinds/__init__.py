"""One file per kind of chart, found by its name: each makes a Scene from a View."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts.scene import Scene
from cockpit.model.view import Card, View


@cache
def kinds() -> tuple[str, ...]:
    """Names of all kinds of charts: the modules of this package."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


def scene(kind: str, view: View) -> Scene:
    """The scene of that kind; ``Refused`` in German if the view cannot be drawn that way."""
    made: Scene = _module(kind).scene(view)
    return made


def card_scene(kind: str, card: Card) -> Scene:
    """A small picture from a card: ``spark`` or ``strip``."""
    module = _module(kind)
    if not hasattr(module, "card_scene"):
        raise _unknown(kind)
    made: Scene = module.card_scene(card)
    return made


def _module(kind: str) -> ModuleType:
    if kind not in kinds():
        raise _unknown(kind)
    return import_module(f"{__name__}.{kind}")


def _unknown(kind: str) -> Refused:
    return Refused(text("charts.no_kind"), kind, text("charts.no_kind_remedy", kinds=", ".join(kinds())))
