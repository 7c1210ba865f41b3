"""A report as a Word document: every block with the styles of the template, so that it can be edited further."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from cockpit.base.texts import text
from cockpit.outputs.report.signs import legal
from cockpit.outputs.report.structure import Block, Chapter, Grid, Listing, Paragraph, Picture, Report
from cockpit.outputs.report.word_table import table
from cockpit.outputs.report.word_template import Template
from cockpit.outputs.report.word_text import add, chart, corner, fill, point


def write(report: Report, template: Template) -> None:
    """Fill the template's document with the report."""
    title = add(template, "", "title")
    if report.qr:
        corner(title, report.qr, text("report.qr", address=report.address))
    title.add_run(legal(report.title))
    add(template, report.subtitle, "subtitle")
    for line in (*report.facts, report.stand, f"{text('report.address')} {report.address}"):
        add(template, line, "note", close=True)
    for chapter in report.chapters:
        _chapter(template, chapter)


def _chapter(template: Template, chapter: Chapter) -> None:
    body = template.document.element.body
    before = len(body)
    add(template, chapter.title, f"heading-{chapter.level}")
    for place, block in enumerate(chapter.blocks, start=1):
        _block(template, block)
        if chapter.together and place in {chapter.together, len(chapter.blocks)}:
            _keep_together(template.document, list(body[before - 1 : -1]))
            before = len(body)


def _keep_together(document: Document, elements: Sequence[BaseOxmlElement]) -> None:
    """Every paragraph stays with its successor, those in tables too; only the last element may stand at an end."""
    for element in elements[:-1]:
        for paragraph in element.iter(qn("w:p")):
            WordParagraph(paragraph, document).paragraph_format.keep_with_next = True


def _block(template: Template, block: Block) -> None:
    match block:
        case Paragraph():
            fill(add(template, "", block.role), block.text, block.mark)
        case Listing():
            for name, said in block.items:
                point(template, name, said)
        case Picture():
            chart(template, block)
        case Grid():
            table(template, block)
