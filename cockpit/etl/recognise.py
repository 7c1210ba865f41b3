"""The second step: which form an opened file has; every module in ``cockpit.etl.forms`` is asked."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from typing import Protocol, cast

from cockpit.base.errors import Refused
from cockpit.base.formats import enumeration
from cockpit.base.texts import text
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
    """The table in the chosen form, else in the one that is surest of itself."""
    known = known_forms()
    wanted = material.choices.form
    if wanted and wanted not in known:
        problem = text("etl.refused.no_form", form=wanted)
        raise Refused(problem, remedy=text("etl.refused.no_form_remedy", known=enumeration(known, "oder")))
    surest = known[wanted] if wanted else max(known.values(), key=lambda form: form.likeness(material))
    table = surest.table(material)
    return replace(table, is_workbook=material.is_workbook, written=material.written.get(table.sheet, {}))
