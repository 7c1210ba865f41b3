"""A ZIP for the council information system: the report as a page with its pictures, data and PDF."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from cockpit.base.texts import text
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.outputs.csv import indicator_csv, kreis_csv
from cockpit.outputs.format import Format
from cockpit.outputs.pdf import pdf
from cockpit.outputs.report import Report, kreis_report
from cockpit.outputs.report.leaf import File, leaf, picture_file
from cockpit.query import Snapshot

REPORT, EVERYTHING = "bericht.pdf", "daten/kreis.csv"


def kreis_zip(snap: Snapshot, region: Region, selection: Selection) -> bytes:
    """The archive; the same bytes for the same Datenstand."""
    report = kreis_report(snap, region, selection)
    series = {picture.name: f"daten/{picture.name}.csv" for picture in report.pictures}
    said = {name: text("report.file_series", title=snap.indicator(name).title) for name in series}
    files: list[File] = [(REPORT, text("report.file_pdf")), (EVERYTHING, text("report.file_csv"))]
    files += [(file, said[name]) for name, file in series.items()]
    parts = {"index.html": leaf(report, files).encode(), REPORT: pdf(report), **_pictures(report)}
    parts[EVERYTHING] = kreis_csv(snap, region, selection)
    for name, file in series.items():
        parts[file] = indicator_csv(snap, selection.but(indicator=name, kreise=(region.key,), tab="verlauf"))
    return _packed(parts, snap.revision.created_at)


def _pictures(report: Report) -> dict[str, bytes]:
    return {picture_file(picture): picture.svg.encode() for picture in report.pictures}


def _packed(parts: dict[str, bytes], made: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


FORMAT = Format("zip", "application/zip", None, kreis_zip)
