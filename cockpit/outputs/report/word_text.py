"""Paragraphs and pictures in a Word document, with the styles of the template."""

from __future__ import annotations

import io

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from cockpit.charts.svg.colours import palette
from cockpit.outputs.png import painted
from cockpit.outputs.report.signs import legal
from cockpit.outputs.report.structure import Picture
from cockpit.outputs.report.word_template import Template

SIGNS = {"improving": ("●", "on-track"), "no_trend": ("■", "ink-3"), "worsening": ("×", "away"),
         "no_verdict": ("○", "ink-3")}  # fmt: skip
"""Signs that Arial has, and their colours; the word beside says the same."""
NO_BREAK = "\N{NO-BREAK SPACE}"
QR_WIDTH = Emu(24 * 36000)
OF_THE_ROOM = 0.92
"""Width of a chart; wider ones would leave no room for a second one on the page with the usual Arial."""
ANCHOR = f"""<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="114300" distR="0" simplePos="0" relativeHeight="1"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>
<wp:wrapSquare wrapText="bothSides"/></wp:anchor>"""
EXTENT, DESCRIBED = 3, 5
"""Places among the children of an anchor: the format fixes their order."""


def add(template: Template, content: str, role: str, *, close: bool = False) -> WordParagraph:
    """A new paragraph at the end; ``close`` leaves no space below it."""
    paragraph = template.document.add_paragraph(legal(content))
    styled(paragraph, template, role)
    if close:
        paragraph.paragraph_format.space_after = Emu(0)
    return paragraph


def styled(paragraph: WordParagraph, template: Template, role: str) -> None:
    """Set by id: looking for the default style each time would take a third of the whole time."""
    paragraph._p.style = template.styles[role].style_id


def fill(paragraph: WordParagraph, content: str, mark: str) -> None:
    """Text behind the sign of a status."""
    if mark:
        sign, colour = SIGNS[mark]
        run = paragraph.add_run(f"{sign}{NO_BREAK}")
        run.font.color.rgb = RGBColor.from_string(palette("druck")[colour].removeprefix("#").upper())
        run.font.bold = True
    paragraph.add_run(legal(content))


def point(template: Template, name: str, said: str) -> None:
    """A bulleted point; without a name it is a source line, as small as the template sets those."""
    paragraph = add(template, "", "bullet")
    if name:
        paragraph.add_run(legal(name)).bold = True
    run = paragraph.add_run(legal(f" {said}" if name else said))
    if not name:
        run.font.size = template.styles["source"].font.size


def room(template: Template) -> Emu:
    """Width between the margins of the template."""
    section = template.document.sections[-1]
    return Emu((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def chart(template: Template, picture: Picture) -> None:
    """The picture with its caption, which stays below it."""
    paragraph = template.document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    width = Emu(int(room(template) * OF_THE_ROOM * picture.share))
    _place(paragraph.add_run(), painted(picture.svg), picture.alt, width)
    _caption(template, picture)


def corner(paragraph: WordParagraph, svg: str, alt: str) -> None:
    """A small picture in the upper right corner, anchored in the paragraph, with the text beside it."""
    _place(paragraph.add_run(), painted(svg), alt, QR_WIDTH)
    inline = next(paragraph._p.iter(qn("wp:inline")))
    anchor = parse_xml(ANCHOR)
    anchor.insert(EXTENT, inline.find(qn("wp:extent")))
    anchor.insert(DESCRIBED, inline.find(qn("wp:docPr")))
    anchor.append(inline.find(qn("a:graphic")))
    inline.getparent().replace(inline, anchor)


def _place(run: Run, png: bytes, alt: str, width: Emu) -> None:
    run.add_picture(io.BytesIO(png), width=width)
    for described in run._r.iter(qn("wp:docPr")):
        described.set("descr", legal(alt))


def _caption(template: Template, picture: Picture) -> None:
    """The number is a field, so that Word can list the pictures and count on when more are added."""
    before, number, after = picture.caption.partition(str(picture.number))
    paragraph = add(template, before, "caption")
    _field(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = " SEQ Abbildung "
    paragraph.add_run()._r.append(code)
    _field(paragraph, "separate")
    paragraph.add_run(number)
    _field(paragraph, "end")
    paragraph.add_run(legal(after))


def _field(paragraph: WordParagraph, kind: str) -> None:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(sign)
