"""One indicator on one page: finding, chart, table, what it means, source and how to cite it."""

from __future__ import annotations

from cockpit.base.errors import NotFound
from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.selection import Selection
from cockpit.model.view import View
from cockpit.outputs.cite import chart_work, citations
from cockpit.outputs.report.address import frozen_address, qr_code
from cockpit.outputs.report.chart import indicator_blocks, kind
from cockpit.outputs.report.structure import Block, Chapter, Paragraph, Report
from cockpit.query import Snapshot, view

HEIGHT = 330


def indicator_report(snap: Snapshot, selection: Selection) -> Report:
    """The page of a View as a document; NotFound for shares without a Kreis, which have no picture."""
    shown = view(snap, selection)
    indicator = shown.indicator
    if indicator.parts and not shown.chosen:
        raise NotFound(text("outputs.shares_of_one"), "kreise", text("outputs.shares_of_one_remedy"))
    address = frozen_address(snap, f"/indikator/{indicator.id}", selection)
    blocks = (*indicator_blocks(shown, 1, high=HEIGHT), *_about(shown), *_cited(shown, address))
    return Report(
        title=indicator.title,
        subtitle=words.subtitle(shown, kind(shown)),
        facts=(),
        stand=text("pages.stand", n=snap.revision.id, day=day(snap.revision.created_at)),
        address=address,
        qr=qr_code(address),
        revision=snap.revision,
        today=snap.today,
        subject=f"{words.finding_as(kind(shown), shown)}.",
        keywords=(indicator.short_title, *indicator.keywords),
        chapters=(Chapter(text("report.finding"), blocks),),
        author=text("report.author"),
    )


def _about(shown: View) -> tuple[Block, ...]:
    told = f"{text('report.definition')} {shown.indicator.definition}"
    return (Paragraph(told, "note"),) if shown.indicator.definition else ()


def _cited(shown: View, address: str) -> tuple[Block, ...]:
    """The long form; the Datenstand in it makes the figures findable later on."""
    long = next(form for form in citations(chart_work(shown, address, shown.today)) if form.name == "long")
    return (Paragraph(text("report.cite", citation=long.content), "note"),)
