"""Targets follow from the law and the shipped figures; projects say no more than is known."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from cockpit.model.catalogue import Catalogue
from cockpit.model.programme import Programme


def value(data: Path, indicator: str, key: str, year: int) -> float:
    with (data / "start" / f"{indicator}.csv").open(encoding="utf-8", newline="") as file:
        return next(
            float(row["wert"])
            for row in csv.DictReader(file, delimiter=";")
            if (row["ags"], row["jahr"]) == (key, str(year))
        )


@pytest.fixture(scope="module")
def programme(shipped: Catalogue) -> Programme:
    return shipped.programmes["digitalstrategie"]


def test_the_target_for_photovoltaics_is_215_gigawatt_spread_over_the_population(
    data: Path, shipped: Catalogue
) -> None:
    target = next(one for one in shipped.targets if one.indicator == "pv-leistung-je-1000-einwohner")
    assert target.value == pytest.approx(215_000_000 / value(data, "bevoelkerung", "DG", 2024) * 1000, abs=1e-4)
    assert (target.year, target.region) == (2030, "DG")
    assert "83.577.140" in target.derivation


def test_the_target_for_wind_is_115_gigawatt_spread_over_the_area(data: Path, shipped: Catalogue) -> None:
    target = next(one for one in shipped.targets if one.indicator == "wind-leistung-je-km2")
    assert target.value == pytest.approx(115_000_000 / value(data, "gebietsflaeche", "DG", 2022), abs=1e-4)
    assert "357.580,15" in target.derivation


def test_no_federal_target_counts_as_decided_for_a_kreis(shipped: Catalogue) -> None:
    assert shipped.targets
    for target in shipped.targets:
        assert not target.decided
        assert target.source
        assert target.derivation


def test_every_national_target_of_the_facts_is_carried_over(facts: Path, shipped: Catalogue) -> None:
    with (facts / "ziele.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = {(one.source, one.year) for one in shipped.targets}
    assert {(re.sub(r" \(Fassung.*", "", row["quelle"]), int(row["zieljahr"])) for row in rows} <= held
    relatives = {float(row["wert"]) for row in rows if row["art"] == "relativ"}
    assert {one.relative for one in shipped.targets if one.relative is not None} == relatives


def test_the_programme_has_18_projects_in_five_fields_in_order(programme: Programme) -> None:
    assert [project.number for project in programme.projects] == list(range(1, 19))
    assert {project.field for project in programme.projects} == set(programme.fields)
    assert len(programme.fields) == 5
    for word in ("Leuchtturmprojekte", "Hebelprojekte", "23", "Modernisierungsagenda"):
        assert word in programme.naming


def test_a_state_older_than_2025_is_not_sold_as_todays(programme: Programme) -> None:
    for project in programme.projects:
        year = re.search(r"\d{4}$", project.state_date)
        old = year is None or int(year[0]) < 2025
        assert old == project.state.startswith("Heutiger Stand nicht belegt."), project.id
        assert not old or (project.state_date or "31.08.2022") in project.state, project.id
        assert old == (project.state_short == "Heutiger Stand nicht belegt"), project.id


def test_projects_without_a_municipal_side_have_no_links_and_say_why(programme: Programme) -> None:
    for project in programme.projects[15:17]:
        assert project.relation == "keiner"
        assert project.links == ()
        assert "keine Verknüpfung" in project.for_the_kreis


def test_links_lead_to_what_people_see_and_no_link_outranks_its_project(
    shipped: Catalogue, programme: Programme
) -> None:
    order = ("direkt", "mittelbar", "gering", "keiner")
    for project in programme.projects:
        for link in project.links:
            assert shipped.indicators[link.indicator].kind == "indicator"
            assert link.reason.endswith(".")
            assert order.index(link.grade) >= order.index(project.relation)


def test_projects_keep_what_the_facts_say(facts: Path, programme: Programme) -> None:
    with (facts / "hebelprojekte.csv").open(encoding="utf-8", newline="") as file:
        rows = {int(row["nr"]): row for row in csv.DictReader(file)}
    for project in programme.projects:
        row = rows[project.number]
        assert (project.id, project.title, project.field) == (row["slug"], row["name"], row["handlungsfeld"])
        assert (project.certainty, project.relation) == (row["sicherheit"], row["kommunalbezug"])
        assert project.sdg == tuple(int(number) for number in row["sdg"].split())
        assert project.urls == tuple(f"https://{address.strip()}" for address in row["adresse"].split(";"))
        assert project.ministry_then == row["ressort_2022"]
