"""DOCX for people who go on writing: a report with the styles of a template, the same bytes for the same Datenstand."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx.document import Document
from docx.oxml.ns import qn

from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.outputs.format import Format
from cockpit.outputs.report import Report, indicator_report, kreis_report
from cockpit.outputs.report.signs import legal
from cockpit.outputs.report.typesetting import footer
from cockpit.outputs.report.word import write
from cockpit.outputs.report.word_template import template
from cockpit.query import Snapshot

MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FOOT = "{{Fußzeile}}"
MOST_SIGNS = 255
"""What the format allows in a property of the file."""


def indicator_docx(snap: Snapshot, selection: Selection) -> bytes:
    """One page on an indicator."""
    return docx(indicator_report(snap, selection))


def kreis_docx(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """The report of a Kreis."""
    return docx(kreis_report(snap, region, selection))


def docx(report: Report) -> bytes:
    """The file; raises CockpitError when the template of the administration lacks a style."""
    opened = template()
    write(report, opened)
    _fill_foot(opened.document, footer(report))
    _say_what_it_is(opened.document, report)
    out = io.BytesIO()
    opened.document.save(out)
    return _dated(out.getvalue(), report.revision.created_at)


def _fill_foot(document: Document, foot: str) -> None:
    """Head and foot belong to the template; where it asks for it, the report's name and Datenstand are put in."""
    for section in document.sections:
        for paragraph in (*section.header.paragraphs, *section.footer.paragraphs):
            for run in paragraph.runs:
                if FOOT in run.text:
                    run.text = run.text.replace(FOOT, legal(foot))


def _say_what_it_is(document: Document, report: Report) -> None:
    about, made = document.core_properties, report.revision.created_at.replace(tzinfo=None)
    about.title, about.author, about.language = legal(report.title)[:MOST_SIGNS], report.author, report.language
    about.subject = legal(report.subject)[:MOST_SIGNS]
    about.keywords = legal(", ".join(report.keywords))[:MOST_SIGNS]
    about.comments, about.last_modified_by, about.revision = "", report.author, 1
    about.created = about.modified = made
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), report.language)


def _dated(content: bytes, made: datetime) -> bytes:
    """The same parts with the date of the Datenstand instead of now."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as dated:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            dated.writestr(entry, given.read(name))
    return out.getvalue()


FORMAT = Format("docx", MIMETYPE, indicator_docx, kreis_docx)
