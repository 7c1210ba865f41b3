"""The page of a council's targets: only what was decided, both paces as a plain calculation gives them, all changes."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cockpit.base.errors import BadRequest, NotFound
from cockpit.base.settings import settings
from cockpit.model.target import Target
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.query import snapshot as resolved
from cockpit.store import Store, council_targets
from cockpit.store.council_targets import Deed
from cockpit.web.page import Moved, Page, match
from cockpit.web.server import create_server
from tests.conftest import TODAY
from tests.web.pages.reading import found, request_for, words_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORK, WASTE, SCHOOL = "beschaeftigtenquote", "haushaltsabfaelle-je-einwohner", "schulabgaenger-ohne-abschluss"
GAP, OLD = "energieverbrauch-eigene-gebaeude", "arbeitslosenquote"
PAPER = {"decision": "VII/12", "decided_on": date(2025, 9, 14), "decided": True, "own": True}


def own(indicator: str, value: float | None, **more: object) -> Target:
    words = {"region": "05766", "year": 2030, "source": "Kreistag", "value": value, **PAPER, **more}
    return Target(f"lippe-{indicator}-{words['year']}", indicator, **words)  # type: ignore[arg-type]


TARGETS = (
    own(WORK, 70.0, url="https://lippe.example/v/12", note="Mit dem Jobcenter."),
    own(WASTE, None, relative=-20.0, base_year=2010),
    own(WASTE, 280.0, year=2040),
    own(GAP, 100.0),
    own(OLD, 4.0),
)
LAW = Target("land-schule", SCHOOL, "05", 2030, "Schulgesetz", value=4.0, decided=True, derivation="So steht es da.")
RIVAL = Target("land-arbeit", WORK, "05", 2030, "Landesgesetz", value=68.0, decided=True)


@pytest.fixture(scope="module")
def file(shipped_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five targets of Kreis Lippe and two that bind it, all made up; the last one was taken back."""
    path = Path(shutil.copy(shipped_file, tmp_path_factory.mktemp("ziele") / "c.sqlite"))
    store = Store.open(f"sqlite:///{path}")
    known = store.catalogue()
    store.sync(replace(known, targets=(*known.targets, LAW, RIVAL)), at=AT, by="Test", judge=assess)
    deed = Deed("pflege", AT, assess)
    for target in TARGETS:
        council_targets.save(store.database, target, 0, deed)
    council_targets.save(store.database, replace(TARGETS[0], value=71.0), 1, deed)
    council_targets.remove(store.database, TARGETS[4].id, "War ein Entwurf", 1, deed)
    store.close()
    return path


@pytest.fixture(scope="module")
def decided(file: Path) -> Iterator[Snapshot]:
    store = Store.open(f"sqlite:///{file}")
    yield resolved(store, None, TODAY)
    store.close()


def opened(snap: Snapshot, path: str = "/kreis/lippe/ziele", **args: str) -> Page:
    module, _ = match(path)
    return module.page(request_for(snap, path, args))


def cards(page: Page) -> dict[str, str]:
    """The words of each card by its id."""
    return {one.id: words_of(one).replace("\xa0", " ") for one in found(page.tree, "Article")}


def test_own_targets_come_first_then_the_law_that_binds_and_no_spread_value(decided: Snapshot) -> None:
    page = opened(decided)
    assert list(cards(page)) == [TARGETS[3].id, TARGETS[1].id, TARGETS[2].id, TARGETS[0].id, RIVAL.id, LAW.id]
    titles = [words_of(one) for one in found(page.tree, "H2")][:2]
    assert titles == ["Vom Kreistag beschlossen", "Was Land und Bund für den Kreis beschlossen haben"]
    assert "2.572" not in words_of(page.tree)  # the Bundesziel for photovoltaics, spread evenly


def test_needed_and_actual_pace_are_what_a_plain_calculation_gives(decided: Snapshot) -> None:
    said = cards(opened(decided))[TARGETS[0].id]
    held = decided.store.series(WORK, ["05766"]).dropna(subset="value")
    last, first = held.iloc[-1], held.iloc[-6]
    needed = (71.0 - last["value"]) / (2030 - last["year"])
    actual = (last["value"] - first["value"]) / (last["year"] - first["year"])

    def german(value: float) -> str:
        return f"{value:.2f}".replace(".", ",")

    assert f"Nötiges Tempo {german(needed)} Prozentpunkte mehr je Jahr, gerechnet ab {last['year']}" in said
    span = f"{first['year']}–{last['year']}"
    assert f"Tatsächliches Tempo {german(actual)} Prozentpunkte mehr je Jahr ({span})" in said
    assert f"Tempo-Quote {german(actual / needed)} – das sind" in said
    assert "auf Kurs Ziel mindestens 71,0 % im Jahr 2030" in said


def test_the_decision_is_named_and_its_paper_leads_elsewhere_and_says_so(decided: Snapshot) -> None:
    page = opened(decided)
    assert "Kreistag, Beschluss VII/12 vom 14.09.2025" in cards(page)[TARGETS[0].id]
    (outside,) = [link for link in found(page.tree, "A") if str(link.href).startswith("https://")]
    assert (outside.href, outside.rel) == ("https://lippe.example/v/12", "noopener external nofollow")
    assert "andere" in words_of(outside)


def test_a_change_is_told_as_decided_and_in_numbers_and_a_later_step_says_what_counts(decided: Snapshot) -> None:
    said = cards(opened(decided))
    base = decided.store.series(WASTE, ["05766"]).set_index("year")["value"][2010]
    assert "20 % weniger als 2010 im Jahr 2030" in said[TARGETS[1].id]
    assert f"sind das {base * 0.8:.0f} kg je Einwohner" in said[TARGETS[1].id]
    assert "Im Urteil zählt das Ziel 2030: Kreistag." in said[TARGETS[2].id]
    assert "Im Urteil zählt das Ziel 2030: Kreistag." in said[RIVAL.id]
    assert "Im Urteil zählt" not in said[LAW.id]
    assert "Herleitung So steht es da." in said[LAW.id]


def test_one_picture_per_indicator_with_the_ring_of_the_target_that_counts(decided: Snapshot) -> None:
    page = opened(decided)
    pictures = {one.id: found(one, "Img") for one in found(page.tree, "Article")}
    assert {name for name, held in pictures.items() if held} == {TARGETS[0].id, TARGETS[1].id, LAW.id}
    (image,) = pictures[TARGETS[0].id]
    assert "Ziel 2030: 71,0" in image.alt
    assert f"stand={decided.revision.id}" in image.src


def test_without_values_there_is_a_target_but_no_verdict(decided: Snapshot) -> None:
    said = cards(opened(decided))[TARGETS[3].id]
    assert "keine Aussage Ziel höchstens 100 kWh je m² im Jahr 2030" in said
    assert "Stand noch kein Wert" in said


def test_every_change_stands_with_day_datenstand_office_before_and_after(decided: Snapshot) -> None:
    (table,) = found(opened(decided).tree, "Table", "target-steps")
    rows = [words_of(row).replace("\xa0", " ") for row in found(table.children[2], "Tr")]
    assert len(rows) == len(TARGETS) + 2
    assert "Arbeitslosenquote zurückgenommen Ziel 2030 zurückgenommen: War ein Entwurf höchstens 4,0 %" in rows[0]
    assert rows[0].endswith("kein Ziel")
    assert "Beschäftigungsquote geändert mindestens 70,0 % im Jahr 2030" in rows[1]
    assert "mindestens 71,0 % im Jahr 2030" in rows[1]
    assert all("22.11.2026 Datenstand" in row and "Datenpflege für Kreis Lippe" in row for row in rows)
    assert "pflege" not in " ".join(rows).replace("Datenpflege", "")


def test_an_older_datenstand_shows_what_held_then_and_cannot_be_edited(decided: Snapshot) -> None:
    first = decided.revision.id - len(TARGETS) - 1  # the first target had just been set
    then = resolved(decided.store, first, TODAY)
    page = opened(then, stand=str(first))
    assert [name for name in cards(page) if name.startswith("lippe")] == [TARGETS[0].id]
    assert "70,0 %" in cards(page)[TARGETS[0].id]
    links = [str(link.href) for link in found(page.tree, "A")]
    assert not [link for link in links if "bearbeiten" in link or link.endswith("/neu")]
    assert f"/kreis/lippe?stand={first}" in links
    assert f"/kreis/lippe/ziele.json?stand={first}" in links


def test_where_nothing_is_decided_the_page_says_so_and_who_may_enter_it(ask) -> None:  # type: ignore[no-untyped-def]
    said = words_of(ask("/kreis/lippe/ziele").tree)
    assert "Hier ist kein Ziel eingetragen, das der Kreistag beschlossen hat." in said
    assert "Eintragen kann Ziele, wer für Kreis Lippe ein Konto der Datenpflege hat." in said
    assert "bleibt ein Orientierungswert" in said
    assert "das der Rat der Stadt beschlossen hat." in words_of(ask("/kreis/bielefeld/ziele").tree)
    assert "das der Kreistag beschlossen hat." in words_of(ask("/kreis/lippe").tree)


def test_a_law_alone_is_shown_without_a_decision_of_the_council(decided: Snapshot) -> None:
    page = opened(decided, "/kreis/herford/ziele")
    assert "Hier ist kein Ziel eingetragen, das der Kreistag beschlossen hat." in words_of(page.tree)
    assert list(cards(page)) == [RIVAL.id, LAW.id]
    assert list(cards(opened(decided, "/kreis/goettingen/ziele"))) == []


def test_kreis_goal_and_indicator_lead_to_the_targets(decided: Snapshot) -> None:
    kreis = opened(decided, "/kreis/lippe")
    (listed,) = found(kreis.tree, "Ul", "target-lines")
    lines = [words_of(item).replace("\xa0", " ") for item in found(listed, "Li")]
    assert "Beschäftigungsquote : mindestens 71,0 % im Jahr 2030 auf Kurs" in lines
    assert len(lines) == 4  # one for each target that counts
    assert "Alle 6 Ziele mit Beschluss und Tempo" in words_of(kreis.tree)
    goal = opened(decided, "/kreis/lippe/sdg/8")
    assert f"/kreis/lippe/ziele#{TARGETS[0].id}" in [str(link.href) for link in found(goal.tree, "A")]
    assert not found(opened(decided, "/kreis/lippe/sdg/14").tree, "Ul", "target-lines")
    indicator = opened(decided, f"/indikator/{WORK}", kreise="lippe")
    assert "/kreis/lippe/ziele" in [str(link.href) for link in found(indicator.tree, "A")]


def test_other_methods_tell_their_own_pace(decided: Snapshot) -> None:
    said = cards(opened(decided, methode="sdsn"))[TARGETS[0].id]
    assert "gerechnet ab dem Basisjahr 2015" in said
    rates = cards(opened(decided, methode="opensdg"))[TARGETS[0].id]
    assert " % mehr je Jahr, gerechnet ab dem Basisjahr 2015" in rates


def test_other_spellings_lead_to_the_one_address_and_only_a_kreis_has_targets(decided: Snapshot) -> None:
    with pytest.raises(Moved) as moved:
        opened(decided, "/kreis/05766/ziele")
    assert moved.value.location == "/kreis/lippe/ziele"
    for wrong in ("/kreis/land-bayern/ziele", "/kreis/nirgendwo/ziele"):
        with pytest.raises(NotFound):
            opened(decided, wrong)
    with pytest.raises(BadRequest):
        opened(decided, jahr="x")


def test_a_frozen_page_and_its_data_are_gone_once_a_value_behind_the_pace_is_blocked(
    file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "c.sqlite"
    with closing(sqlite3.connect(file)) as held, closing(sqlite3.connect(path)) as copy:
        held.backup(copy)
    store = Store.open(f"sqlite:///{path}")
    stand = store.revision().id
    years = store.series(WORK, ["05766"]).dropna(subset="value")["year"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{path}")
        patch.setenv("COCKPIT_TODAY", TODAY.isoformat())
        settings.cache_clear()
        client = create_server().test_client()
        frozen = [f"/kreis/lippe/ziele{suffix}?stand={stand}" for suffix in ("", ".json", ".csv")]
        assert [client.get(one).status_code for one in frozen] == [200] * 3
        store.block(WORK, "05766", int(years.iloc[-3]), reason="geheim", by="x", judge=assess, at=AT)
        assert [client.get(one).status_code for one in frozen] == [410] * 3
        assert client.get("/kreis/lippe/ziele").status_code == 200
        assert client.get("/kreis/lippe/ziele.json").status_code == 200
        assert client.get(f"/kreis/goettingen/ziele?stand={stand}").status_code == 200
    settings.cache_clear()
    store.close()
