"""One question at page, CSV and JSON, and what differs from a plain reading of the shipped files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from html.parser import HTMLParser
from math import isclose
from typing import Protocol

from werkzeug.test import TestResponse

from cockpit.base.formats import number
from cockpit.charts import words
from tests.walks.plain import Plain

ROUNDING = 1e-12
"""How far a worked out value may differ, relatively; a value of a file may not differ at all."""


@dataclass(frozen=True)
class Place:
    """One cell: indicator, key of the region, year."""

    name: str
    key: str
    year: int


class Asking(Protocol):
    """Whoever answers addresses: a client of Flask, or one that also notes what it got."""

    def get(self, path: str) -> TestResponse:
        """The answer to one of them."""


class Tables(HTMLParser):
    """The cells of every row of the tables of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def disagreement(client: Asking, plain: Plain, place: Place, decimals: int) -> str:
    """What page, CSV or JSON say of the place that the files do not; empty when they agree."""
    truth, status = plain.tables[place.name][place.key, place.year]
    asked = f"/indikator/{place.name}{{}}?kreise={place.key}&zeit={place.year}..{place.year}"
    rows = list(csv.DictReader(io.StringIO(client.get(asked.format(".csv")).text)))
    entries = client.get(asked.format(".json")).json
    page = Tables(client.get(asked.format("") + "&ansicht=tabelle").text)
    cells = [row[1] for row in page.rows if len(row) > 1 and row[0] == str(place.year)]
    table = [(row["ags"], int(row["jahr"]), float(row["wert"]) if row["wert"] else None, row["status"]) for row in rows]
    listed = [(entry["ags"], entry["jahr"], entry["wert"], entry["status"]) for entry in entries]
    told = f"{place}: files {truth} {status!r}, CSV {table}, JSON {listed}, page {cells}"
    if len(table) != 1 or table != listed or table[0][:2] != (place.key, place.year) or table[0][3] != status:
        return told
    right = same(table[0][2], truth, exact="formula" not in plain.declared[place.name])
    return "" if right and cells[:1] == [_written(truth, status, decimals)] else told


def same(said: float | None, truth: float | None, *, exact: bool) -> bool:
    """Whether both are the same number, or both none."""
    if said is None or truth is None:
        return said is truth
    return said == truth if exact else isclose(said, truth, rel_tol=ROUNDING)


def _written(value: float | None, status: str, decimals: int) -> str:
    if value is None:
        return words.status_word(status or "missing")
    remark = words.status_word(status) if status not in {"", "final"} else ""
    return number(value, decimals) + (f" ({remark})" if remark else "")


def kreis_disagreements(client: Asking, plain: Plain, slug: str) -> tuple[list[str], int]:
    """Newest values in the JSON of a Kreis that are not those of the files, and how many were compared."""
    document = json.loads(client.get(f"/kreis/{slug}.json").data)
    key, compared, differing = document["kreis"]["ags"], 0, []
    for entry in document["indikatoren"]:
        form, held = plain.declared.get(entry["id"], {}), plain.tables.get(entry["id"], {})
        years = [year for (own, year), (value, _) in held.items() if own == key and value is not None]
        if not years or form.get("kind") == "shares":
            continue
        truth, status = held[key, max(years)]
        told = (entry["jahr"], entry["status"]) == (max(years), status)
        if not told or not same(entry["wert"], truth, exact="formula" not in form):
            differing.append(
                f"{slug} {entry['id']}: {entry['jahr']} {entry['wert']} {entry['status']!r}, files {truth}"
            )
        compared += 1
    return differing, compared
