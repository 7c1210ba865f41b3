"""For each real file: which right values or which refusal it ends in, and why; counts and spots read off the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cockpit.etl import Request, prepare
from cockpit.store import Store
from tests.etl.conftest import AT

RATE_COLUMN = "Arbeitslosenquote bez. auf alle zivile Erwerbsp."


@dataclass(frozen=True)
class Case:
    """One file taken one way: the values of Kreise it ends in with some spots, or the words of its refusal."""

    name: str
    why: str
    indicator: str | None
    column: str | None = None
    year: int | None = None
    kreise: int = 0
    refused: int = 0
    spots: dict[tuple[str, int], float] = field(default_factory=dict)
    refusal: str = ""
    told: frozenset[str] = frozenset()


CASES = [
    Case(
        "01_genesis_12411-0015_kreise.csv", "five days in the header; old Kreise have dashes, 03159 lacks 2018",
        "bevoelkerung", kreise=2006, refused=1, told=frozenset({"territory.not_there", "check.dash_after_value"}),
        spots={("05766", 2014): 345127, ("01001", 2014): 84694, ("11000", 2018): 3644826},
    ),
    Case(
        "02_regio_12411-01-01-4_2018.csv", "Hamburg and Berlin stand as Länder; districts of Berlin are left out",
        "bevoelkerung", "Insgesamt", kreise=401, told=frozenset({"key.city_state", "key.gemeinden_dropped"}),
        spots={("01001", 2018): 89504, ("05766", 2018): 348391, ("02000", 2018): 1841179, ("DG", 2018): 83019213},
    ),
    Case(
        "02_regio_12411-01-01-4_2018.csv", "three columns: one has to be said",
        "bevoelkerung", refusal="mehrere Wertspalten",
    ),
    Case(
        "04_regio_23111-01-04-4_krankenhaeuser_2017.csv", "the beds, not the hospitals, and a warning",
        "bevoelkerung", "aufgestellte Betten in Krankenhäusern (JD)", kreise=401, told=frozenset({"check.subject"}),
        spots={("01001", 2017): 860, ("05766", 2017): 1403},
    ),
    Case(
        "04_regio_23111-01-04-4_krankenhaeuser_2017.csv", "17 columns: one has to be said",
        "bevoelkerung", refusal="Krankenhäuser",
    ),
    Case(
        "05_regio_12411-01-01-4_2021_kopf_ersetzt.csv", "the year stands nowhere: it has to be said",
        "bevoelkerung", "total", refusal="Das Jahr der Werte steht nirgends",
    ),
    Case(
        "05_regio_12411-01-01-4_2021_kopf_ersetzt.csv", "with the year it is the population of 2021",
        "bevoelkerung", "total", 2021, kreise=400, told=frozenset({"key.city_state"}),
        spots={("01001", 2021): 91113, ("05766", 2021): 346151, ("DG", 2021): 83237124},
    ),
    Case(
        "07_inkar_2017_kreise.csv", "the column that bears the title; decimal commas in quotation marks",
        "arbeitslosenquote", kreise=401, spots={("05766", 2017): 6.6, ("01001", 2017): 8.9},
    ),
    Case(
        "07_inkar_2017_kreise.csv", "the same file, thousands points in the column of incomes",
        "haushaltseinkommen", kreise=401, spots={("05766", 2017): 1891, ("01001", 2017): 1598},
    ),
    Case(
        "08_inkar.xls", "the same in old Excel; the sheet of definitions is passed by",
        "arbeitslosenquote", kreise=401, spots={("05766", 2017): 6.6, ("01001", 2017): 8.9},
    ),
    Case(
        "10_ladesaeulenregister_koeln_2022.csv", "charging points: no AGS and a thousand rows for one Kreis",
        "pv-leistung", year=2022, refusal="keinen amtlichen Schlüssel (AGS) und mehrere Zeilen je Kreis",
    ),
    Case(
        "11_localzero_mastr_ee_2021.csv", "Länder, Kreise and 10,907 Gemeinden: each Kreis counts once",
        "pv-leistung", "pv", 2021, kreise=401, told=frozenset({"key.gemeinden_dropped", "territory.leaving"}),
        spots={("05766", 2021): 180467.443, ("01001", 2021): 18576.986, ("DG", 2021): 60096526.835},
    ),
    Case(
        "12_localzero_gebaeude_zensus.csv", "25 columns of buildings and flats: one has to be said",
        "bevoelkerung", year=2011, refusal="mehrere Wertspalten",
    ),
    Case(
        "12_localzero_gebaeude_zensus.csv", "with the column each Kreis counts once, and a warning",
        "bevoelkerung", "buildings_total", 2011, kreise=400, told=frozenset({"check.subject", "key.gemeinden_dropped"}),
        spots={("05766", 2011): 92262, ("01001", 2011): 16787},
    ),
    Case(
        "15_genesis_12411-0013_laender.csv", "Länder side by side",
        "bevoelkerung", refusal="keine Kreise: die Länder stehen",
    ),
    Case(
        "inkar2024_A_ArbeitslosigkeitKreis.xls", "years in the second header row, cast back to the Kreise of today",
        "arbeitslose", kreise=10800, told=frozenset({"territory.backcast"}),
        spots={("05766", 1995): 12398, ("05766", 2021): 10579, ("01001", 1995): 4691},
    ),
    Case(
        "regiostat2017_43531-01-02-4.csv", "old and new Kreise side by side, secret values, energy carriers as columns",
        "industrie-energieverbrauch", "insgesamt",
        kreise=5508, told=frozenset({"territory.not_there", "known.limited"}),
        spots={("05766", 2015): 6642322, ("05766", 2014): 6905725},
    ),
    Case(
        "regiostat2021_13211-02-05-4.csv", "the year in the first column, the rate in the twelfth",
        "arbeitslosenquote", RATE_COLUMN, kreise=2407, told=frozenset({"key.gemeinden_rate"}),
        spots={("05766", 2020): 6.4, ("01001", 2020): 9.1, ("05766", 2015): 7.3},
    ),
    Case("kreise_vg5000_2021-07-01.geojson", "a map is no table", "bevoelkerung", year=2021, refusal="AGS"),
]  # fmt: skip


def test_no_real_file_is_missing_in_the_table(realdata: Path) -> None:
    files = {path.name for path in realdata.iterdir() if path.suffix != ".md"}
    assert files == {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name[:8]} {case.why}")
def test_a_real_file_ends_in_its_values_or_its_refusal(store: Store, realdata: Path, case: Case) -> None:
    data = (realdata / case.name).read_bytes()
    report, publication = prepare(store, Request(data, case.name, case.indicator, case.column, case.year), at=AT)
    if case.refusal:
        assert case.refusal in report.refusal
        assert publication is None
        return
    assert report.refusal == ""
    assert publication is not None
    rows = publication.rows
    assert not rows.duplicated(["indicator", "key", "year"]).any()
    assert int((rows["key"].str.len() == 5).sum()) == case.kreise
    assert report.refused == case.refused
    values = {(row.key, row.year): row.value for row in rows.itertuples()}
    assert {spot: values[spot] for spot in case.spots} == case.spots  # type: ignore[index]
    assert case.told <= {one.code for one in report.findings}


@pytest.mark.parametrize("column", ["4", "5"])
def test_hospitals_are_never_taken_for_the_population_that_is_stored(
    shipped_store: Store, realdata: Path, column: str
) -> None:
    name = "04_regio_23111-01-04-4_krankenhaeuser_2017.csv"
    request = Request((realdata / name).read_bytes(), name, "bevoelkerung", column)
    report, publication = prepare(shipped_store, request, at=AT)
    assert publication is None
    assert "Keine Zeile" in report.refusal
    whole = next(one for one in report.findings if one.code == "check.mismatch")
    assert (whole.severity, whole.fix) == ("error", "accept_factor_ten")
    assert "Bevölkerung" in whole.problem
