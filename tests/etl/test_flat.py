"""Flat files of GENESIS, new and old, and the whole of INKAR: one value per row, quantities below each other."""

from __future__ import annotations

import io
import zipfile

import pytest

from cockpit.etl import inspect
from cockpit.model.draft import Choices
from cockpit.store import Store
from tests.etl.conftest import Take, about, number
from tests.etl.flat import ffcsv, ffcsv_old, inkar_bulk, population


def zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("12411-0015_de_flat.csv", data)
    return file.getvalue()


@pytest.mark.parametrize("data", [ffcsv(), zipped(ffcsv())], ids=["csv", "zip"])
def test_the_new_layout_offers_each_measure_unit_and_attribute_apart(data: bytes) -> None:
    report = inspect(data, "12411.zip")
    assert (report.form, report.periods, report.refusal) == ("ffcsv", (2018,), "")
    assert {one.partition(": ")[2] for one in report.columns} == {
        f"Bevölkerungsstand / {sex} / {unit}"
        for sex in ("Insgesamt", "männlich", "weiblich")
        for unit in ("Anzahl", "%")
    }
    assert "Prozent" in about(report, "eigene Spalten").problem


def test_the_total_of_the_new_layout_is_the_published_population(store: Store, take: Take) -> None:
    report = take(ffcsv(), indicator="bevoelkerung", column="Bevölkerungsstand / Insgesamt / Anzahl")
    assert report.refused == 0
    stored = {key: number(store, "bevoelkerung", key, 2018) for key, *_ in population() if len(key) in (2, 5)}
    assert stored == {key: float(total) for key, _, total, *_ in population() if len(key) in (2, 5)}
    assert stored["05766"] == 348391


def test_per_cent_and_numbers_are_never_mixed(store: Store, take: Take) -> None:
    lines = [line for line in ffcsv().decode().splitlines() if ";GESM;" not in line and ";GESW;" not in line]
    report = take("\n".join(lines), indicator="bevoelkerung")
    assert report.refusal == ""
    assert number(store, "bevoelkerung", "05766", 2018) == 348391
    assert len(report.columns) == 2


def test_the_old_layout_gives_the_same_population(store: Store, take: Take) -> None:
    report = take(ffcsv_old(), indicator="bevoelkerung", column="Insgesamt")
    assert (report.form, report.encoding, report.periods) == ("ffcsv_old", "cp1252", (2018,))
    assert number(store, "bevoelkerung", "05766", 2018) == 348391
    assert "Bevoelkerungsstand / männlich / Anzahl" in "".join(report.columns)


def test_a_flat_file_of_laender_only_is_refused(take: Take) -> None:
    head, *rows = ffcsv().decode().splitlines()
    laender = [row for row in rows if len(row.split(";")[7]) == 2]
    assert laender
    report = take("\n".join([head, *laender]), indicator="bevoelkerung")
    assert "keine Kreise" in report.refusal


def test_the_whole_of_inkar_keeps_only_kreise_and_laender(store: Store, take: Take) -> None:
    report = take(inkar_bulk(), "inkar.csv")
    assert (report.form, report.rows_read, report.new, report.refused) == ("inkar_bulk", 3, 2, 1)
    assert number(store, "arbeitslosenquote", "05766", 2017) == 6.6
    assert number(store, "arbeitslosenquote", "05", 2017) is None
    assert "anderer Raumbezüge" in about(report, "Raumbezüge").problem
    assert about(report, "Glück").code == "indicator.unknown"


def test_one_indicator_of_inkar_may_be_taken_alone(store: Store, take: Take) -> None:
    chosen = Choices(columns=(("Glück der Bevölkerung", "bevoelkerung"),))
    take(inkar_bulk(), "inkar.csv", indicator="bevoelkerung", choices=chosen)
    assert number(store, "bevoelkerung", "05766", 2017) == 348933
    assert store.series("arbeitslosenquote").empty
