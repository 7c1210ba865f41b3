"""One file with every slip of a long day: exactly these findings, with exactly these repairs, and nothing else."""

from __future__ import annotations

from cockpit.store import Store
from tests.etl.conftest import Take, about, number

LED, COUNT = "led-strassenbeleuchtung", "arbeitslose"
SLIPS = """ags;jahr;wert
16056;2023;61,5
1001;2023;64,6
05762;2023;812,0
05766;2023;1.234,5,6
05758;2031;60,1
05754;2023;50,1
05754;2023;51,1
05770;2022;61,2
05770;2023;6,12
"""


def test_every_slip_has_its_finding_and_its_repair(store: Store, take: Take) -> None:
    report = take(SLIPS, indicator=LED)
    told = [(one.severity, one.code, one.line, one.column, one.cell, one.repair, one.fix) for one in report.findings]
    assert told == [
        ("note", "key.repaired", 3, "ags", "1001", "Als 01001 Flensburg gelesen.", ""),
        ("error", "period.future", 6, "jahr", "2031", "Das Jahr berichtigen.", ""),
        (
            "error", "value.unreadable", 5, "wert", "1.234,5,6",
            "Eine Zahl eintragen; fehlt der Wert, das Feld leer lassen oder „.“ für geheim setzen.", "",
        ),
        ("error", "duplicate.different", 7, "wert", "50,1", "Nur die richtige Zeile stehen lassen.", ""),
        ("error", "duplicate.different", 8, "wert", "51,1", "Nur die richtige Zeile stehen lassen.", ""),
        ("error", "territory.gone", 2, "wert", "61,5", "Werte des Nachfolgers einlesen.", ""),
        ("error", "value.above", 4, "wert", "812,0", "Den Wert und seine Einheit prüfen.", ""),
        ("warning", "check.factor_ten_new", 10, "wert", "6,12", "Das Komma prüfen.", ""),
        ("note", "check.few", None, None, None, "", ""),
        ("note", "check.few", None, None, None, "", ""),
    ]  # fmt: skip
    assert (report.rows_read, report.new, report.refused) == (9, 3, 6)
    assert [number(store, LED, key, year) for key, year in (("01001", 2023), ("05770", 2022), ("05770", 2023))] == [
        64.6, 61.2, 6.12,
    ]  # fmt: skip


def test_the_problems_are_named_in_plain_words(take: Take) -> None:
    problems = {one.code: one.problem for one in take(SLIPS, indicator=LED).findings}
    assert problems["key.repaired"] == "Die führende Null fehlt; sie wurde ergänzt: 1001 → 01001."
    assert problems["period.future"] == "Das Jahr 2031 liegt in der Zukunft."
    assert problems["value.unreadable"] == "„1.234,5,6“ ist keine Zahl in der Schreibweise dieser Spalte."
    assert problems["duplicate.different"] == "05754 kommt für 2023 mehrmals mit verschiedenen Werten vor."
    assert problems["territory.gone"] == "Eisenach, Kreisfreie Stadt (bis 30.06.2021) (16056) gab es 2023 nicht mehr."
    assert problems["value.above"] == "812,0 liegt über dem größten möglichen Wert 100 (möglich: 0 bis 100 %)."
    assert problems["check.factor_ten_new"].startswith("6,12 nach 61 im Vorjahr: Unterschied um das Zehnfache")


def test_a_count_of_a_dissolved_kreis_comes_with_the_repair_to_add_it(take: Take) -> None:
    lines = "ags;jahr;wert\n16056;2023;900\n16063;2023;2100\n"
    finding = about(take(lines, indicator=COUNT, dry_run=True), "Eisenach")
    assert (finding.code, finding.fix) == ("territory.gone_addable", "add_dissolved")
    assert finding.group == "Aufgelöste Kreise ihrem Nachfolger zuschlagen"
    ticked = take(lines, indicator=COUNT, repairs=["add_dissolved"])
    assert [one.code for one in ticked.findings if one.severity == "error"] == []


def test_a_tenth_of_the_value_stored_for_the_same_year_waits_for_its_tick(store: Store, take: Take) -> None:
    take("ags;jahr;wert\n05558;2023;61,2\n", indicator=LED)
    finding = about(take("ags;jahr;wert\n05558;2023;6,12\n", indicator=LED), "Zehnfache")
    assert (finding.code, finding.fix, finding.line) == ("check.factor_ten", "accept_factor_ten", 2)
    assert number(store, LED, "05558", 2023) == 61.2


def test_fourteen_lost_zeros_are_one_finding_with_all_their_lines(take: Take, store: Store) -> None:
    keys = [one.key for one in store.catalogue().regions.values() if one.level == "kreis" and one.key < "01062"][:14]
    lines = "\n".join(["ags;jahr;wert", *(f"{key[1:]};2023;50,5" for key in keys)])
    finding = about(take(lines, indicator=LED), "führende Null")
    assert (finding.rows, finding.lines) == (14, tuple(range(2, 16)))
    assert finding.repair == "Alle 14 so gelesen, etwa 01001 als Flensburg."
