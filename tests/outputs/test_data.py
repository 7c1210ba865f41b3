"""CSV and JSON hold exactly what is stored; a plain second way reads the shipped files to compare."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from cockpit.outputs import formats
from cockpit.outputs.json import indicator_json, kreis_json
from cockpit.query import Snapshot, region, selection

HEADER = ["ags", "name", "jahr", "wert", "status", "einheit", "quelle", "stand"]


def test_the_csv_has_the_agreed_columns_and_only_what_was_asked_for(live: Snapshot) -> None:
    rows = _csv(live, "arbeitslosenquote", {"kreise": "05766~05958", "zeit": "2010..2020"})
    assert list(rows[0]) == HEADER
    assert {row["ags"] for row in rows} == {"05766", "05958"}
    assert {int(row["jahr"]) for row in rows} == set(range(2010, 2021))
    assert {row["stand"] for row in rows} == {str(live.revision.id)}
    assert all("Statistik der Bundesagentur für Arbeit" in row["quelle"] for row in rows)


def test_values_come_back_bit_for_bit(live: Snapshot, start_folder: Path) -> None:
    for indicator in ("beschaeftigtenquote", "gisd-score", "industrie-energieverbrauch"):
        with (start_folder / f"{indicator}.csv").open(encoding="utf-8") as file:
            shipped = {
                (r["ags"], r["jahr"]): float(r["wert"]) for r in csv.DictReader(file, delimiter=";") if r["wert"]
            }
        exported = {(r["ags"], r["jahr"]): float(r["wert"]) for r in _csv(live, indicator, {}) if r["wert"]}
        assert exported == shipped


def test_secret_values_are_empty_cells_with_a_status(live: Snapshot, start_folder: Path) -> None:
    with (start_folder / "industrie-energieverbrauch.csv").open(encoding="utf-8") as file:
        shipped = {(r["ags"], r["jahr"]) for r in csv.DictReader(file, delimiter=";") if r["status"] == "suppressed"}
    secret = [row for row in _csv(live, "industrie-energieverbrauch", {}) if row["status"] == "suppressed"]
    assert shipped
    assert {(row["ags"], row["jahr"]) for row in secret} == shipped
    assert {row["wert"] for row in secret} == {""}


def test_json_lists_the_same_rows(live: Snapshot) -> None:
    chosen = selection(live, {"kreise": "lippe"}, indicator="beschaeftigtenquote")
    listed = json.loads(formats()["json"].indicator(live, chosen))
    rows = _csv(live, "beschaeftigtenquote", {"kreise": "lippe"})
    assert [(row["jahr"], row["wert"]) for row in listed] == [(int(r["jahr"]), float(r["wert"])) for r in rows]


def test_shares_carry_their_part(live: Snapshot) -> None:
    rows = _csv(live, "heizung-energietraeger", {"kreise": "lippe"})
    assert list(rows[0]) == [*HEADER, "teil"]
    assert "Gas" in {row["teil"] for row in rows}


def test_the_kreis_as_json_keeps_its_interface(live: Snapshot) -> None:
    document = json.loads(formats()["json"].kreis(live, region(live, "lippe"), selection(live, {})))
    assert document["kreis"]["ags"] == "05766"
    assert document["stand"] == live.revision.id
    wanted = {"id", "titel", "einheit", "jahr", "wert", "status", "richtung_urteil", "ziel", "orientierung"}
    wanted |= {"tempo_quote", "urteil", "grund", "methode", "stabil", "band"}
    assert all(wanted <= set(entry) for entry in document["indikatoren"])
    by_id = {entry["id"]: entry for entry in document["indikatoren"]}
    assert by_id["beschaeftigtenquote"]["richtung_urteil"] == "improving"
    assert by_id["beschaeftigtenquote"]["wert"] == 64.58
    assert by_id["pv-leistung-je-1000-einwohner"]["ziel"] is None
    assert by_id["pv-leistung-je-1000-einwohner"]["orientierung"]["jahr"] == 2030
    assert by_id["energieverbrauch-eigene-gebaeude"]["grund"] == "gap"


def test_the_kreis_as_csv_has_one_line_per_indicator(live: Snapshot) -> None:
    lippe = region(live, "lippe")
    listed = json.loads(formats()["json"].kreis(live, lippe, selection(live, {})))["indikatoren"]
    lines = list(csv.DictReader(io.StringIO(formats()["csv"].kreis(live, lippe, selection(live, {})).decode())))
    assert [line["id"] for line in lines] == [entry["id"] for entry in listed]


def _csv(live: Snapshot, indicator: str, args: dict[str, str]) -> list[dict[str, str]]:
    written = formats()["csv"].indicator(live, selection(live, args, indicator=indicator))
    return list(csv.DictReader(io.StringIO(written.decode("utf-8"))))


def test_json_has_one_entry_per_line_and_is_nothing_but_json(live: Snapshot) -> None:
    """A line per entry can be compared by programs that compare lines."""
    found = kreis_json(live, region(live, "lippe"), selection(live, {})).decode()
    entries = json.loads(found)["indikatoren"]
    lines = [line.rstrip(",") for line in found.splitlines() if line.startswith('{"id"')]
    assert [json.loads(line) for line in lines] == entries
    rows = indicator_json(live, selection(live, {"kreise": "lippe"}, indicator="beschaeftigtenquote")).decode()
    assert len(rows.splitlines()) == len(json.loads(rows)) + 2
