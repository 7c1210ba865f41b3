"""A declaration and a table dropped in appear without Python and without a list to edit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cockpit.catalogue import check, load, schema, start_files
from cockpit.model.catalogue import breaks_of, matches


def test_one_toml_and_one_csv_make_a_new_indicator_with_values(small: Path) -> None:
    folder = small / "catalogue/indicators/umwelt"
    text = (folder / "abfall.toml").read_text(encoding="utf-8").replace("Abfall", "Biomüll")
    (folder / "biomuell.toml").write_text(text, encoding="utf-8")
    (small / "start/biomuell.csv").write_text("ags;jahr;wert;status\n05766;2021;12000;\n", encoding="utf-8")
    assert check(small) == ()
    assert load(small).indicators["biomuell"].title == "Biomüll"
    assert "biomuell" in [file.indicator for file in start_files(small)]


def test_a_new_kreis_is_one_line_and_exists_only_from_its_day(small: Path) -> None:
    with (small / "regions/kreise.csv").open("a", encoding="utf-8") as file:
        file.write("05798;Neu;Neu;neu;;;;;;;;;;2026-01-01;\n")
    region = load(small).regions["05798"]
    assert not region.exists_on(date(2025, 12, 31))
    assert region.exists_on(date(2026, 1, 1))
    assert region.is_current


def test_what_formulas_divide_by_is_loaded_first(small: Path) -> None:
    (small / "start/bevoelkerung.csv").write_text("ags;jahr;wert;status\n", encoding="utf-8")
    assert [file.indicator for file in start_files(small)] == ["bevoelkerung", "abfall"]


def test_note_and_repairs_come_from_the_description_beside_the_table(small: Path) -> None:
    (small / "start/abfall.toml").write_text('note = "Notiz"\nrepairs = ["add_dissolved"]\n', encoding="utf-8")
    (file,) = start_files(small)
    assert (file.note, file.repairs) == ("Notiz", ("add_dissolved",))


def test_a_pattern_means_all_of_a_land_a_star_means_all() -> None:
    assert matches(("14*",), "14511")
    assert not matches(("14*",), "15001")
    assert matches(("*",), "DG")
    assert matches(("05766", "05770"), "05770")
    assert not matches(("05766",), "0576")


def test_a_computed_indicator_knows_the_breaks_of_its_inputs_by_year(small: Path) -> None:
    table = small / "catalogue/peculiarities.csv"
    lines = ["bevoelkerung;*;2011;2011;break;Zensus 2011", "abfall;05*;2006;2009;break;Neu gezählt"]
    table.write_text("\n".join([table.read_text(encoding="utf-8").strip(), *lines, ""]), encoding="utf-8")
    indicator = small / "catalogue/indicators/umwelt/muell.toml"
    own = '\n[[breaks]]\nyear = 2015\nreason = "Neue Abgrenzung"\n'
    indicator.write_text(indicator.read_text(encoding="utf-8") + own, encoding="utf-8")
    found = breaks_of(load(small), "muell")
    assert [(one.year, one.keys, one.reason) for one in found] == [
        (2009, ("05*",), "Neu gezählt"),
        (2011, ("*",), "Zensus 2011"),
        (2015, ("*",), "Neue Abgrenzung"),
    ]


def test_a_limited_value_is_no_break(small: Path) -> None:
    assert breaks_of(load(small), "abfall") == ()


def test_the_schema_explains_every_field_in_german_and_demands_the_direction() -> None:
    made = schema()
    properties = made["properties"]
    assert isinstance(properties, dict)
    assert all(field["description"] for field in properties.values())
    assert "Pflichtangabe" in properties["direction"]["description"]
    assert "direction" in made["required"]
    assert made["additionalProperties"] is False
