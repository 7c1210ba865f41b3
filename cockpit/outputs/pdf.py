"""PDF/UA-1 for paper and screen readers: a report set by typst, with the fonts of a package embedded."""

from __future__ import annotations

from functools import cache
from threading import Lock

import typst

from cockpit.base.settings import settings
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.outputs.format import Format
from cockpit.outputs.report import Report, indicator_report, kreis_report
from cockpit.outputs.report.signs import FILES
from cockpit.outputs.report.typesetting import as_data
from cockpit.query import Snapshot

TEMPLATE = "bericht.typ"
_ONE_AT_A_TIME = Lock()


def indicator_pdf(snap: Snapshot, selection: Selection) -> bytes:
    """One page on an indicator."""
    return pdf(indicator_report(snap, selection))


def kreis_pdf(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """The report of a Kreis."""
    return pdf(kreis_report(snap, region, selection))


def pdf(report: Report) -> bytes:
    """The file; dates and identity come from the Datenstand, so that equal reports are equal bytes."""
    made = int(report.revision.created_at.timestamp())
    with _ONE_AT_A_TIME:
        written = _compiler().compile(
            input=_template(),
            format="pdf",
            sys_inputs={"bericht": as_data(report)},
            pdf_standards=["ua-1"],
            timestamp=made,
        )
    if not isinstance(written, bytes):
        raise TypeError(type(written))
    return written


@cache
def _template() -> bytes:
    return (settings().data / "report" / TEMPLATE).read_bytes()


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps the fonts. Nothing of the machine is used, and no file can be read."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FILES])
    return typst.Compiler(root=settings().data / "report", font_paths=fonts, ignore_system_fonts=True)


FORMAT = Format("pdf", "application/pdf", indicator_pdf, kreis_pdf)
