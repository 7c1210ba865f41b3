"""The workbook as Excel's readers see it: numbers as numbers, words as words, nothing that runs, the same bytes."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cockpit.etl import Request, run
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.outputs import formats
from cockpit.outputs.sheets import Figure, Sheet, book
from cockpit.progress import judge_on
from cockpit.query import Snapshot, profile, region, selection, snapshot
from cockpit.store import Store

PAYLOADS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://fremd.example")', "http://fremd.example", "007")


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def of_indicator(live: Snapshot, name: str, **args: str) -> Workbook:
    return opened(formats()["xlsx"].indicator(live, selection(live, args, indicator=name)))


def of_kreis(live: Snapshot, slug: str = "lippe") -> Workbook:
    return opened(formats()["xlsx"].kreis(live, region(live, slug), selection(live, {})))


def records(sheet: Worksheet) -> list[dict[str, object]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def facts(book_: Workbook) -> dict[str, object]:
    return {str(name): content for name, content in book_["Quellen"].iter_rows(min_row=2, values_only=True)}


def test_an_indicator_has_values_verdicts_and_sources(live: Snapshot) -> None:
    found = of_indicator(live, "beschaeftigtenquote", kreise="lippe")
    assert found.sheetnames == ["Werte", "Bewertung", "Quellen"]
    values = found["Werte"]
    assert values.freeze_panes == "A2"
    assert values.auto_filter.ref == values.dimensions
    assert [cell.value for cell in values[1]] == [
        "AGS", "Name", "Jahr", "Wert", "Status", "Einheit", "Quelle", "Datenstand"]  # fmt: skip
    key, name, year, value, *_ = values[26]
    assert (key.value, key.data_type) == ("05766", "s")
    assert name.value == "Kreis Lippe"
    assert (year.value, year.number_format) == (2021, "General")
    assert (value.value, value.data_type, value.number_format) == (64.58, "n", "#,##0.0")
    assert values.column_dimensions["B"].width >= len("Kreis Lippe")


def test_the_numbers_of_the_verdict_are_those_of_the_judge(live: Snapshot) -> None:
    (row,) = records(of_indicator(live, "beschaeftigtenquote", kreise="lippe")["Bewertung"])
    verdict = live.store.verdicts("beschaeftigtenquote")["05766"]
    assert row["Richtung"] == "verbessert sich"
    assert row["Trend je Jahr"] == verdict.trend.slope
    assert row["p-Wert"] == verdict.trend.p
    assert (row["Fenster von"], row["Fenster bis"]) == (2011, 2021)
    assert (row["Wert am Anfang"], row["Wert am Ende"]) == (53.47, 64.58)
    assert row["Urteil"] == "kein beschlossenes Ziel"


def test_a_pace_stands_there_for_each_method_with_its_years_and_what_would_be_needed(live: Snapshot) -> None:
    name, kreis = "ee-anteil-bruttostrom", "land-nordrhein-westfalen"
    key = region(live, kreis).key
    rows = {row["Methode"]: row for row in records(of_indicator(live, name, kreise=kreis)["Bewertung"])}
    verdict = live.store.verdicts(name)[key]
    judged = judge_on(verdict, live.catalogue.indicators[name], verdict.trend.last_year, live.today, "destatis")
    assert not judged.too_old
    assert len(rows) == len(verdict.paces) >= 5
    pace = verdict.pace("robust")
    assert pace is not None
    assert pace.ratio is not None
    row = rows["Theil–Sen"]
    assert (row["Tempo-Quote"], row["Tempo bisher je Jahr"]) == (pace.ratio, pace.observed)
    assert row["Tempo nötig je Jahr"] == pace.required
    assert (row["Tempo von"], row["Tempo bis"]) == (pace.first_year, pace.last_year)
    assert row["Zielwert"] == verdict.target_value
    assert row["Zielart"] == "Orientierungswert, kein Beschluss"
    assert row["Urteil"] == "kein beschlossenes Ziel", "an Orientierungswert is never judged"
    assert row["Maß des Tempos"] == "in der Einheit"
    assert rows["Eurostat"]["Maß des Tempos"] == "Wachstumsrate in Prozent"


def test_what_is_too_old_for_a_statement_has_no_pace(live: Snapshot) -> None:
    (row,) = records(of_indicator(live, "arbeitslosenquote", kreise="lippe")["Bewertung"])
    assert row["Richtung"] == "keine Aussage"
    assert "zu alt" in str(row["Grund"])
    assert row["Tempo bisher je Jahr"] is None


def test_without_a_kreis_all_regions_are_judged_in_one_row_each(live: Snapshot) -> None:
    rows = records(of_indicator(live, "beschaeftigtenquote", jahr="2021")["Bewertung"])
    assert len(rows) == len({row["AGS"] for row in rows}) >= 400


def test_what_has_no_verdict_says_so(live: Snapshot) -> None:
    found = of_indicator(live, "heizung-energietraeger", kreise="lippe")
    assert found["Bewertung"]["A2"].value == "Zu dieser Auswahl gibt es keine Bewertung."
    assert [cell.value for cell in found["Werte"][1]][-1] == "Teil"


def test_secret_values_are_words_not_zeros(live: Snapshot) -> None:
    rows = records(of_indicator(live, "industrie-energieverbrauch")["Werte"])
    secret = [row for row in rows if row["Status"] == "geheim"]
    assert secret
    assert {row["Wert"] for row in secret} == {None}


def test_sources_name_licence_datenstand_and_address(live: Snapshot) -> None:
    found = facts(of_indicator(live, "verkehrsunfaelle-je-1000-einwohner", kreise="lippe"))
    indicator = live.catalogue.indicators["verkehrsunfaelle-je-1000-einwohner"]
    source = live.catalogue.sources[indicator.source]
    assert found["Definition"] == indicator.definition
    assert found["Datenstand"] == f"Datenstand {live.revision.id} vom {live.revision.created_at:%d.%m.%Y}"
    assert found["Adresse dieser Angaben"] == f"/indikator/{indicator.id}?kreise=lippe&stand={live.revision.id}"
    whole = of_indicator(live, indicator.id, kreise="lippe")["Quellen"]
    listed = list(whole.iter_rows(min_row=2, values_only=True))
    assert ("Quellenangabe", source.attribution) in listed
    assert ("Lizenz", source.licence) in listed
    assert "÷" in str(found["Formel"])
    own = facts(of_indicator(live, "industrie-energieverbrauch", kreise="lippe"))
    assert any(name.startswith("Bruch ") for name in own)


def test_a_kreis_has_one_row_per_indicator_and_parts_and_gaps(live: Snapshot) -> None:
    rows = records(of_kreis(live)["Indikatoren"])
    shown = profile(live, region(live, "lippe"))
    parts = sum(len(card.whole.parts) - 1 for card in shown.cards if card.whole)
    assert len(rows) == len(shown.cards) + len(shown.gaps) + parts
    by_title = {(row["Indikator"], row["Teil"]): row for row in rows}
    for card in shown.cards:
        if card.whole is None:
            row = by_title[card.indicator.title, None]
            assert row["Wert"] == (card.latest.value if card.latest else None)
            assert row["Jahr"] == (card.latest.year if card.latest else None) or card.latest is None
            assert row["Quelle"] == card.source.attribution
            goal = card.decided or card.orientation
            assert row["Zielwert"] == (goal.value if goal else None)
    solar = by_title["Photovoltaik-Leistung je 1.000 Einwohner", None]
    assert (solar["Zieljahr"], solar["Zielart"]) == (2030, "Orientierungswert, kein Beschluss")
    assert {row["Grund"] for row in rows if row["Wert"] is None} <= {
        "Dazu liegen keine Kreisdaten vor – eigene Daten hochladen", "kein verwendbarer Wert"}  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula_a_number_or_a_link(live: Snapshot, payload: str) -> None:
    content = book([Sheet("Probe", ["Text", "Zahl"], [(payload, Figure(-1.5, 1))])], payload, payload, live.revision)
    sheet = opened(content)["Probe"]
    assert sheet["A2"].data_type == "s"
    assert str(sheet["A2"].value).lstrip("'") == payload
    assert not str(sheet["A2"].value).startswith(("=", "+", "-", "@", "\t"))
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("n", -1.5)
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        parts = {name: held.read(name).decode() for name in held.namelist() if name.endswith((".xml", ".rels"))}
    assert "<f>" not in "".join(parts.values())
    assert 'TargetMode="External"' not in "".join(parts.values())


def test_hostile_names_of_own_indicators_stay_text(live: Snapshot) -> None:
    name = "beschaeftigtenquote"
    bad = replace(live.catalogue.indicators[name], unit="=cmd()", definition="@x", caveat="z" * 40_000)
    kept = dict(live.catalogue.indicators) | {name: bad}
    hostile = replace(live, catalogue=_with(live.catalogue, kept))
    found = of_indicator(hostile, name, kreise="lippe")
    assert found["Werte"]["F2"].value == "'=cmd()"
    assert facts(found)["Definition"] == "'@x"
    assert len(str(facts(found)["Zu beachten"])) == 32_000


def _with(catalogue: Catalogue, indicators: dict[str, Indicator]) -> Catalogue:
    return replace(catalogue, indicators=indicators)


def test_every_double_survives_to_the_last_bit(live: Snapshot) -> None:
    values = [0.1 + 0.2, 1.4309972799154702, 1e-17, 123456789.123456789, 2**53 + 1.0, 5e-324, -0.0]
    sheet = opened(book([Sheet("Probe", ["Wert"], [(Figure(v, 2),) for v in values])], "", "", live.revision))["Probe"]
    assert [float(sheet.cell(row, 1).value) for row in range(2, 2 + len(values))] == values


def test_frozen_files_keep_their_bytes_after_later_publications(shipped_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(shipped_file, tmp_path / "cockpit.sqlite"))
    store = Store.open(f"sqlite:///{file}")
    stand = store.revision(None).id
    before, newest = _everything(store, stand), _everything(store, None)
    for value in ("40.0", "41.0"):
        table = f"ags;jahr;wert;status\n05766;2020;{value};\n05766;2021;{value};\n"
        run(store, Request(table.encode(), "neu.csv", indicator="beschaeftigtenquote", by="Prüfung"),
            at=datetime(2026, 11, 22, 12, tzinfo=UTC))  # fmt: skip
    assert _everything(store, stand) == before
    assert all(now != then for now, then in zip(_everything(store, None), newest, strict=True))
    store.close()


def _everything(store: Store, stand: int | None) -> list[bytes]:
    snap = snapshot(store, stand, datetime(2026, 11, 22, tzinfo=UTC).date())
    args = {"kreise": "lippe"} | ({"stand": str(stand)} if stand else {})
    chosen = selection(snap, args, indicator="beschaeftigtenquote")
    found = [formats()[suffix].indicator(snap, chosen) for suffix in ("svg", "png", "csv", "json", "xlsx")]
    whole = selection(snap, {"stand": str(stand)} if stand else {})
    return [*found, formats()["xlsx"].kreis(snap, region(snap, "lippe"), whole)]
