"""The second step: which form an opened file has; every module in ``cockpit.etl.forms`` is asked."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from cockpit.etl import forms
from cockpit.etl.material import Material
from cockpit.etl.table import Table


class Form(Protocol):
    """A module in ``cockpit.etl.forms``."""

    def likeness(self, material: Material) -> int:
        """How sure the form is that the file is its own: 0 no, 1 if nobody else wants it, up to 9."""

    def table(self, material: Material) -> Table:
        """The clean body and the roles of its columns; ``Refused`` with line and reason otherwise."""


@cache
def known_forms() -> dict[str, Form]:
    """Every form by the name of its file."""
    names = sorted(module.name for module in pkgutil.iter_modules(forms.__path__))
    return {name: cast(Form, importlib.import_module(f"{forms.__name__}.{name}")) for name in names}


def recognise(material: Material) -> Table:
    """The table in the form that is surest of itself."""
    surest = max(known_forms().values(), key=lambda form: form.likeness(material))
    return surest.table(material)
