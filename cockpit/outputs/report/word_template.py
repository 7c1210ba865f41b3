"""The Word file a report starts from: its styles say how things look, and an administration may bring its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.styles.style import BaseStyle, ParagraphStyle

from cockpit.base.errors import CockpitError
from cockpit.base.settings import settings
from cockpit.base.texts import text

SHIPPED = "vorlage.docx"
NEEDED = MappingProxyType(
    {
        "title": ("Title", "Titel"),
        "subtitle": ("Subtitle", "Untertitel"),
        "heading-1": ("heading 1", "Überschrift 1"),
        "heading-2": ("heading 2", "Überschrift 2"),
        "caption": ("caption", "Beschriftung"),
        "bullet": ("List Bullet", "Aufzählungszeichen"),
        "plain": ("Normal", "Standard"),
        "lead": ("Cockpit Leitsatz",) * 2,
        "finding": ("Cockpit Kernaussage",) * 2,
        "note": ("Cockpit Hinweis",) * 2,
        "source": ("Cockpit Quelle",) * 2,
        "cell": ("Cockpit Tabellentext",) * 2,
        "small": ("Cockpit Tabellenzusatz",) * 2,
    }
)
"""Role in a report → name of the style inside the file, name that Word shows in German."""


TABLE = "Cockpit Tabelle"


@dataclass(frozen=True, slots=True)
class Template:
    """An opened, still empty document, its styles of paragraphs by role, and the style of its tables."""

    document: Document
    styles: Mapping[str, ParagraphStyle]
    table: BaseStyle


def template() -> Template:
    """The document of the setting or the shipped one, read anew because it will be filled.

    Raises CockpitError when it is no Word file or lacks a style, naming every missing one as Word shows it.
    """
    file = settings().report_template or settings().data / "report" / SHIPPED
    document = _opened(file)
    held = {(style.name or "").casefold(): style for style in document.styles}
    paragraphs = {name: style for name, style in held.items() if isinstance(style, ParagraphStyle)}
    table = held.get(TABLE.casefold())
    missing = [shown for name, shown in NEEDED.values() if name.casefold() not in paragraphs]
    if missing or table is None:
        names = ", ".join([*missing, *([TABLE] if table is None else [])])
        raise CockpitError(text("report.style_missing", names=names), str(file), text("report.style_missing_remedy"))
    return Template(document, {role: paragraphs[name.casefold()] for role, (name, _) in NEEDED.items()}, table)


def _opened(file: Path) -> Document:
    try:
        return docx.Document(str(file))
    except (OSError, ValueError, KeyError, BadZipFile, PackageNotFoundError) as fault:
        raise CockpitError(text("report.template"), str(file), text("report.template_remedy")) from fault
