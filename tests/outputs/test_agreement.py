"""For every shipped indicator: CSV, JSON, both readers of XLSX, page, SVG and PNG say one and the same number."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree

import openpyxl
import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from cockpit.base.errors import NotFound
from cockpit.charts import words
from cockpit.outputs import formats
from cockpit.outputs.png import painted
from cockpit.query import Snapshot, selection
from tests.outputs.pictures import read
from tests.walks.asking import Tables
from tests.walks.conftest import client  # noqa: F401 - a fixture

SPACE = "{http://www.w3.org/2000/svg}"
Cell = tuple[float | None, str]


def german(value: float, decimals: int) -> str:
    """A second, plain way to write a number: half away from zero by hand, points between thousands."""
    whole, _, rest = f"{abs(value):.15f}".partition(".")
    digits = int(repr_digits(abs(value), decimals))
    shown = f"{digits:0{decimals + 1}d}"
    whole, rest = (shown[:-decimals], shown[-decimals:]) if decimals else (shown, "")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    sign = "\N{MINUS SIGN}" if value < 0 and digits else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def repr_digits(value: float, decimals: int) -> str:
    """The decimal digits people wrote down, shifted and rounded half up."""
    mantissa, _, exponent = repr(value).partition("e")
    whole, _, rest = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = (whole + rest).ljust(point + decimals + 1, "0") if point >= 0 else "0" * -point + whole + rest
    point = max(point, 0)
    digits = digits.ljust(point + decimals + 1, "0")
    kept = int(digits[: point + decimals] or 0)
    return str(kept + (digits[point + decimals] >= "5"))


def test_the_plain_way_of_writing_numbers() -> None:
    cases = [(64.58, 1, "64,6"), (3.25, 1, "3,3"), (-2.25, 1, "−2,3"), (1234567.5, 0, "1.234.568"), (0.05, 1, "0,1"),
             (-0.04, 1, "0,0"), (12.0, 2, "12,00"), (0.005, 2, "0,01"), (999.95, 1, "1.000,0"), (1e-5, 3, "0,000"),
             (2.5e7, 0, "25.000.000")]  # fmt: skip
    for value, decimals, wanted in cases:
        assert german(value, decimals) == wanted


def by_csv(content: bytes) -> dict[tuple[str, int, str], Cell]:
    rows = csv.DictReader(io.StringIO(content.decode()))
    return {
        (row["ags"], int(row["jahr"]), row.get("teil") or ""): (
            float(row["wert"]) if row["wert"] else None,
            words.status_word(row["status"]),
        )
        for row in rows
    }


def by_json(content: bytes) -> dict[tuple[str, int, str], Cell]:
    return {
        (row["ags"], row["jahr"], row.get("teil") or ""): (row["wert"], words.status_word(row["status"]))
        for row in json.loads(content)
    }


def by_openpyxl(content: bytes) -> dict[tuple[str, int, str], Cell]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["Werte"]
    return _table(list(sheet.iter_rows(values_only=True)))


def by_calamine(content: bytes) -> dict[tuple[str, int, str], Cell]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Werte").to_python()
    return _table([tuple(None if cell == "" else cell for cell in row) for row in rows])


def _table(rows: list[tuple[object, ...]]) -> dict[tuple[str, int, str], Cell]:
    head = [str(name) for name in rows[0]]
    found = {}
    for row in rows[1:]:
        cells = dict(zip(head, row, strict=False))
        value = cells["Wert"]
        place = (str(cells["AGS"]), int(str(cells["Jahr"]).removesuffix(".0")), str(cells.get("Teil") or ""))
        found[place] = (None if value is None else float(str(value)), str(cells["Status"] or ""))
    return found


@pytest.fixture(scope="module")
def names(live: Snapshot) -> list[str]:
    return sorted(live.catalogue.indicators)


def written(live: Snapshot, name: str, suffix: str, args: dict[str, str]) -> bytes:
    return formats()[suffix].indicator(live, selection(live, args, indicator=name))


def test_the_data_files_hold_the_same_values_bit_for_bit(live: Snapshot, names: list[str]) -> None:
    """All Kreise for three indicators, two Kreise for each of them: reading back 10,000 rows twice takes its time."""
    compared = 0
    for name in names:
        whole = name in {"gisd-score", "industrie-energieverbrauch", "heizung-energietraeger"}
        args = {} if whole else {"kreise": "lippe~hamburg"}
        truth = by_csv(written(live, name, "csv", args))
        workbook = written(live, name, "xlsx", args)
        assert by_json(written(live, name, "json", args)) == truth, name
        assert by_openpyxl(workbook) == truth, name
        assert by_calamine(workbook) == truth, name
        compared += len(truth)
    assert compared > 10_000


def test_the_page_shows_what_the_files_hold(live: Snapshot, names: list[str], client: FlaskClient) -> None:  # noqa: F811
    compared = 0
    for name in names:
        indicator = live.catalogue.indicators[name]
        truth = by_csv(written(live, name, "csv", {"kreise": "lippe"}))
        if not any(value is not None for value, _ in truth.values()):
            continue
        page = Tables(client.get(f"/indikator/{name}?kreise=lippe&ansicht=tabelle").text)
        shown = {row[0]: row[1] for row in page.rows if len(row) > 1}
        newest = max(year for _, year, _ in truth)
        for (_, year, part), (value, status) in truth.items():
            if part and (year != newest or part not in shown):
                continue
            cell = shown[part or str(year)]
            if value is None:
                assert cell == status, (name, year)
            else:
                assert cell.partition(" (")[0] == german(value, indicator.decimals), (name, year, part)
            compared += 1
    assert compared > 500


def test_every_number_of_map_and_ranking_is_that_of_the_files(live: Snapshot, names: list[str]) -> None:
    compared = 0
    for name in names:
        indicator = live.catalogue.indicators[name]
        for tab in () if indicator.parts else ("karte", "rangliste"):
            try:
                picture = written(live, name, "svg", {"ansicht": tab, "kreise": "lippe"}).decode()
            except NotFound:
                continue
            year = re.search(r"· (\d{4})</", picture.replace("\n", ""))
            truth = by_csv(written(live, name, "csv", {"jahr": year[1]})) if year else {}
            held = {live.catalogue.regions[key].display_name: cell for (key, _, _), cell in truth.items()}
            for title in _titles(picture):
                place, _, said = title.rpartition(": ")
                value, status = held.get(re.sub(r"^\d+\. ", "", place), (None, "kein Wert"))
                wanted = status if value is None else german(value, indicator.decimals)
                assert re.match(re.escape(wanted) + r"(?![\d.,])", said), (name, tab, title, wanted)
                compared += 1
    assert compared > 5_000


def test_every_number_of_a_course_is_that_of_the_files(live: Snapshot, names: list[str]) -> None:
    compared = 0
    for name in names:
        indicator = live.catalogue.indicators[name]
        if indicator.parts:
            continue
        try:
            picture = written(live, name, "svg", {"kreise": "lippe~bielefeld"}).decode()
        except NotFound:
            continue
        truth = by_csv(written(live, name, "csv", {}))
        held = {(live.catalogue.regions[key].display_name, year): cell for (key, year, _), cell in truth.items()}
        for title in _titles(picture):
            found = re.fullmatch(r"(.+) (\d{4}): ([^ ]+)( \(.+\))?", title)
            if found is None:
                assert title.startswith(("Ziel ", "Fortschreibung ")), title
                continue
            value, status = held[found[1], int(found[2])]
            assert value is not None, title
            assert found[3] == german(value, indicator.decimals), (name, title)
            assert found[4] is None or found[4] == f" ({status})", (name, title)
            compared += 1
    assert compared > 80


def test_every_part_of_a_whole_is_that_of_the_files(live: Snapshot) -> None:
    for name, indicator in live.catalogue.indicators.items():
        if not indicator.parts:
            continue
        picture = written(live, name, "svg", {"kreise": "lippe"}).decode()
        newest = by_csv(written(live, name, "csv", {"kreise": "lippe"}))
        held = {part: value for (_, _, part), (value, _) in newest.items()}
        shown = {title.rpartition(": ")[0].partition(", ")[2]: title.rpartition(": ")[2] for title in _titles(picture)}
        assert set(shown) - {indicator.rest} == set(held)
        for part, value in held.items():
            assert value is not None
            assert shown[part].startswith(german(value, indicator.decimals) + "\N{NO-BREAK SPACE}"), part
        left = 100 - sum(value or 0 for value in held.values())
        if indicator.rest:
            assert shown[indicator.rest].startswith(german(round(left, 10), indicator.decimals))


def test_the_png_is_the_svg_and_its_sentence_is_the_pages(
    live: Snapshot,
    names: list[str],
    client: FlaskClient,  # noqa: F811
) -> None:
    compared = 0
    for name in ("beschaeftigtenquote", "heizung-energietraeger"):
        asked = {"kreise": "lippe", "thema": "hell"}
        assert written(live, name, "png", asked) == painted(written(live, name, "svg", asked))
    for name in names:
        for args in _asked(live, name):
            try:
                picture = written(live, name, "svg", {**args, "thema": "hell"}).decode()
            except NotFound:
                with pytest.raises(NotFound):
                    written(live, name, "png", args)
                continue
            content = written(live, name, "png", args) if args["ansicht"] != "rangliste" else painted(picture, 160, 1.0)
            root = ElementTree.fromstring(picture)  # noqa: S314 - our own picture
            shown = read(content)
            assert shown.said["Title"] == root.findtext(f"{SPACE}title")
            assert shown.said["Description"] == root.findtext(f"{SPACE}desc")
            query = "&".join(f"{key}={value}" for key, value in args.items() if key != "breite" and value != "anteile")
            page = unescape(client.get(f"/indikator/{name}?{query}").text)
            assert shown.said["Title"] in page, (name, args)
            compared += 1
    assert compared > 60


def _asked(live: Snapshot, name: str) -> Iterator[dict[str, str]]:
    if live.catalogue.indicators[name].parts:
        yield {"kreise": "lippe", "ansicht": "anteile", "breite": "300"}
        return
    yield {"kreise": "lippe", "ansicht": "verlauf", "breite": "300"}
    yield {"kreise": "lippe", "ansicht": "rangliste", "breite": "300"}


def _titles(picture: str) -> list[str]:
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own picture
    shapes = [node for node in root.iter() if node is not root]
    return [title.text or "" for node in shapes for title in node.findall(f"{SPACE}title")]
