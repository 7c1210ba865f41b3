"""The same figure everywhere: CSV, DOCX, PDF and the page of the ZIP, each read back by a parser of its own."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from cockpit.outputs.csv import indicator_csv, kreis_csv
from cockpit.outputs.docx import indicator_docx, kreis_docx
from cockpit.outputs.pdf import indicator_pdf, kreis_pdf
from cockpit.outputs.zip import kreis_zip
from cockpit.query import Snapshot, region, selection
from tests.report.conftest import Rows

PLACES = ("lippe", "berlin", "duisburg")
WithValue = dict[str, tuple[str, str, str]]


def german(written: str, decimals: int) -> str:
    """A machine's figure as a German one, rounded a second, plain way."""
    figure = Decimal(written).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(figure):.{decimals}f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    return ("−" if figure < 0 else "") + grouped + (f",{rest}" if rest else "")


def expected(live: Snapshot, place: Region) -> WithValue:
    """Title → unit, figure and year as the CSV of the Kreis has them."""
    found: WithValue = {}
    for row in csv.DictReader(io.StringIO(kreis_csv(live, place, selection(live, {})).decode())):
        if row["wert"]:
            indicator = live.indicator(row["id"])
            unit = indicator.unit_long or indicator.unit
            found[row["titel"]] = (unit, german(row["wert"], indicator.decimals), row["jahr"])
    assert len(found) > 20
    return found


def test_german_figures_are_written_as_by_hand() -> None:
    assert [german("1234567.25", 1), german("-2.25", 1), german("0.5", 0), german("12", 0)] == [
        "1.234.567,3",
        "−2,3",
        "1",
        "12",
    ]


@pytest.mark.parametrize("slug", PLACES)
def test_the_word_report_holds_every_figure_of_the_csv(
    live: Snapshot, slug: str, word_tables: Callable[[bytes], list[Rows]]
) -> None:
    place = region(live, slug)
    rows = word_tables(kreis_docx(live, place, selection(live, {})))[1]
    shown = {row[0].partition("\n")[0]: row for row in rows if len(row) == 4}
    for title, (unit, figure, year) in expected(live, place).items():
        assert shown[title][0] == f"{title}\n{unit}"
        amount, _, when = shown[title][1].partition("\n")
        assert (amount, when[:4]) == (figure, year), title


@pytest.mark.parametrize("slug", PLACES)
def test_the_pdf_report_holds_every_figure_of_the_csv(
    live: Snapshot, slug: str, pdf_text: Callable[[bytes], str], squeezed: Callable[[str], str]
) -> None:
    place = region(live, slug)
    said = pdf_text(kreis_pdf(live, place, selection(live, {})))
    for title, (unit, figure, year) in expected(live, place).items():
        assert squeezed(f"{title}{unit}{figure}{year}") in said, title


@pytest.mark.parametrize("slug", PLACES)
def test_the_page_of_the_zip_holds_every_figure_of_the_csv(
    live: Snapshot, slug: str, unpacked: Callable[[bytes], Mapping[str, bytes]], squeezed: Callable[[str], str]
) -> None:
    place = region(live, slug)
    files = unpacked(kreis_zip(live, place, selection(live, {})))
    said = squeezed(html.unescape(re.sub(r"<[^>]*>", "", files["index.html"].decode())))
    for title, (unit, figure, year) in expected(live, place).items():
        assert squeezed(f"{title}{unit}{figure}{year}") in said, title
    assert files["daten/kreis.csv"] == kreis_csv(live, place, selection(live, {}))


def latest(live: Snapshot, indicator: Indicator) -> tuple[str, str, str] | None:
    """Key, year and value of the first region in the newest year that has values, from the CSV of all rows."""
    written = indicator_csv(live, selection(live, {}, indicator=indicator.id)).decode()
    rows = [row for row in csv.DictReader(io.StringIO(written)) if row["wert"] and row["status"] == ""]
    if not rows:
        return None
    newest = max(rows, key=lambda row: (row["jahr"], row["ags"]))
    return newest["ags"], newest["jahr"], newest["wert"]


def test_every_shipped_indicator_says_the_same_in_csv_word_and_pdf(
    live: Snapshot,
    word_tables: Callable[[bytes], list[Rows]],
    pdf_text: Callable[[bytes], str],
    squeezed: Callable[[str], str],
) -> None:
    seen = 0
    for indicator in live.catalogue.indicators.values():
        found = latest(live, indicator) if indicator.kind in {"indicator", "base"} else None
        if found is None:
            continue
        key, year, value = found
        name, figure = live.catalogue.regions[key].display_name, german(value, indicator.decimals)
        chosen = selection(live, {"kreise": key}, indicator=indicator.id)
        head, *rows = word_tables(indicator_docx(live, chosen))[0]
        own = next(row for row in rows if row[0] == name)
        assert (head[-1], own[-1]) == (year, figure), indicator.id
        said = pdf_text(indicator_pdf(live, chosen))
        assert squeezed("".join(own)) in said, indicator.id
        seen += 1
    assert seen > 35


def test_the_sentence_over_the_chart_is_the_same_in_word_and_pdf(
    live: Snapshot, pdf_text: Callable[[bytes], str], squeezed: Callable[[str], str]
) -> None:
    chosen = selection(live, {"kreise": "lippe"}, indicator="arbeitslosenquote")
    sentence = squeezed("Kreis Lippe: Arbeitslosenquote von 8,4 (2010) auf 6,4 % (2020) gesunken.")
    assert sentence in pdf_text(indicator_pdf(live, chosen))
