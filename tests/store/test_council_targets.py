"""A council's target outranks those of Land and Bund, changes one verdict and no value, and every version stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cockpit import people, query
from cockpit.base.errors import NotFound, Refused
from cockpit.model.catalogue import Catalogue
from cockpit.model.revision import Revision
from cockpit.model.target import Target
from cockpit.model.verdict import Verdict
from cockpit.people.council_targets import removed_target, saved_target
from cockpit.progress import assess
from cockpit.query.judged import chosen_verdicts
from cockpit.query.targets import council_steps, held_targets
from cockpit.store import Store, council_targets
from cockpit.store.council_targets import Deed

from .example import AT, assert_same, everything, judge, publication, rows

LIPPE, AACHEN = "05766", "05334"
DENSITY = "arbeitslosendichte"
ON = date(2026, 3, 2)
COUNCIL = Target(
    "lippe-dichte-2030", DENSITY, LIPPE, 2030, "Kreistag", value=60.0, decided=True, own=True, decision="VII/12",
    decided_on=date(2025, 9, 14), url="https://lippe.example/v/12",
)  # fmt: skip
LAND = Target("land-2030", DENSITY, "05", 2030, "Landesgesetz", value=70.0, decided=True)
BUND = Target("bund-2030", DENSITY, "DG", 2030, "Bundesgesetz", value=80.0, decided=True)
SPREAD = Target("rechnerisch-2030", DENSITY, "DG", 2030, "Bundesziel", value=90.0)


@pytest.fixture
def filled(store: Store, catalogue: Catalogue) -> Store:
    """Ten years of a density that rises by one a year, in two Kreise of the same Land; Land and Bund have decided."""
    ships = replace(catalogue, targets=(*catalogue.targets, LAND, BUND, SPREAD))
    store.sync(ships, at=AT, by="init", judge=assess)
    cells = [
        (name, key, year, value)
        for key in (LIPPE, AACHEN)
        for year in range(2015, 2025)
        for name, value in (("arbeitslose", float(year - 1975)), ("bevoelkerung", 1000.0))
    ]
    store.publish(publication(rows(*cells)), judge=assess, at=AT)
    return store


def save(store: Store, target: Target = COUNCIL, seen: int = 0) -> Revision:
    held = next((one for one in store.catalogue().targets if one.id == target.id), None)
    entry = saved_target("pflege", target, held, AT)
    return council_targets.save(store.database, target, seen, Deed("pflege", AT, assess, entry))


def remove(store: Store, target: Target = COUNCIL, seen: int = 1, reason: str = "Aufgehoben") -> Revision:
    held = next((one for one in store.catalogue().targets if one.id == target.id), target)
    deed = Deed("pflege", AT, assess, removed_target("pflege", held, reason, AT))
    return council_targets.remove(store.database, target.id, reason, seen, deed)


def verdict(store: Store, key: str = LIPPE, stand: int | None = None) -> Verdict:
    snap = query.snapshot(store, stand, ON)
    return chosen_verdicts(snap, snap.indicator(DENSITY), [key])[key]


def shown(found: Verdict) -> tuple[Any, ...]:
    pace = found.pace()
    assert pace is not None
    return found.target_id, found.target_value, found.decided, pace.key


def cached(store: Store) -> dict[tuple[int, int], bytes]:
    found = store.database.read("SELECT indicator_id, region_id, packed FROM verdict")
    return {(indicator, region): bytes(packed) for indicator, region, packed in found}


def checksums(store: Store) -> list[tuple[Any, ...]]:
    return store.database.read("SELECT slice_id, revision_id, indicator_id, period, n, checksum FROM slice ORDER BY 1")


def test_the_council_comes_before_the_land_the_land_before_the_bund_and_both_before_what_only_orients(
    filled: Store, catalogue: Catalogue
) -> None:
    assert shown(verdict(filled)) == ("land-2030", 70.0, True, "too_slow")
    save(filled)
    assert shown(verdict(filled)) == (COUNCIL.id, 60.0, True, "too_slow")
    assert verdict(filled).pace().ratio == pytest.approx(1 / (11 / 6))  # type: ignore[union-attr]
    save(filled, replace(COUNCIL, value=55.0), seen=1)  # from 49 to 55 in six years: the pace there is
    assert shown(verdict(filled)) == (COUNCIL.id, 55.0, True, "on_track")
    remove(filled, seen=2)
    assert shown(verdict(filled))[:2] == ("land-2030", 70.0)
    for ships, wanted in (((BUND, SPREAD), "bund-2030"), ((SPREAD,), "rechnerisch-2030")):
        filled.sync(replace(catalogue, targets=ships), at=AT, by="init", judge=assess)
        assert shown(verdict(filled))[:3] == (wanted, ships[0].value, ships[0].decided)


def test_a_target_changes_no_value_and_no_other_verdict(filled: Store) -> None:
    sums, values, packed = checksums(filled), everything(filled, None), cached(filled)
    made = save(filled)
    assert checksums(filled) == sums
    assert_same(values, everything(filled, None))
    after = cached(filled)
    assert after.keys() == packed.keys()
    numbers = filled.database.read("SELECT indicator_id FROM indicator WHERE code = ?", (DENSITY,))
    regions = filled.database.read("SELECT region_id FROM region WHERE key = ?", (LIPPE,))
    assert [cell for cell in after if after[cell] != packed[cell]] == [(numbers[0][0], regions[0][0])]
    assert shown(verdict(filled, AACHEN))[:2] == ("land-2030", 70.0)
    assert (made.kind, made.indicators, made.new) == ("target", (DENSITY,), 1)
    filled.recompute(assess, at=AT, by="test")  # everything anew says the same
    assert cached(filled) == after
    assert filled.verify() == ()
    remove(filled)
    assert cached(filled) == packed
    assert checksums(filled) == sums


def test_an_older_datenstand_still_shows_the_verdict_of_its_time(filled: Store) -> None:
    before = filled.revision().id
    first = save(filled)
    second = save(filled, replace(COUNCIL, value=55.0, decision="VII/40"), seen=1)
    gone = remove(filled, seen=2)
    told = {stand: shown(verdict(filled, stand=stand))[:2] for stand in (before, first.id, second.id, gone.id)}
    law, council = ("land-2030", 70.0), COUNCIL.id
    assert told == {before: law, first.id: (council, 60.0), second.id: (council, 55.0), gone.id: law}
    assert [one.number for one in council_targets.versions(filled.database, COUNCIL.id)] == [2, 1]


def test_every_step_is_kept_with_what_was_before_and_after(filled: Store) -> None:
    first, changed = save(filled), replace(COUNCIL, value=55.0)
    second, third = save(filled, changed, seen=1), remove(filled, seen=2, reason="Neuer Beschluss")
    snap = query.snapshot(filled, None, ON)
    steps = council_steps(snap, snap.catalogue.regions[LIPPE])
    told = [(one.revision.id, one.before, one.after) for one in steps]
    assert told == [(third.id, changed, None), (second.id, COUNCIL, changed), (first.id, None, COUNCIL)]
    assert third.note == "Ziel 2030 zurückgenommen: Neuer Beschluss"
    assert council_steps(snap, snap.catalogue.regions[AACHEN]) == ()
    earlier = query.snapshot(filled, first.id, ON)
    assert len(council_steps(earlier, snap.catalogue.regions[LIPPE])) == 1
    log = [(one.action, one.before, one.after) for one in people.protocol(filled, 3)]
    said = "2030: {} (Kreistag, VII/12, 14.09.2025)"
    assert log == [
        ("target_end", said.format(55), "Neuer Beschluss"),
        ("target", said.format(60), said.format(55)),
        ("target", "", said.format(60)),
    ]
    assert people.check_protocol(filled) == ()


def test_held_targets_name_the_one_that_counts_and_judge_each_by_itself(filled: Store) -> None:
    save(filled)
    save(filled, replace(COUNCIL, id="lippe-dichte-2040", year=2040, value=65.0))
    snap = query.snapshot(filled, None, ON)
    found = held_targets(snap, snap.catalogue.regions[LIPPE])
    assert [(one.target.id, one.counts, one.is_own) for one in found] == [
        (COUNCIL.id, True, True), ("lippe-dichte-2040", False, True), ("land-2030", False, False),
        ("bund-2030", False, False),
    ]  # fmt: skip
    assert [one.card.decided.value for one in found if one.card.decided] == [60.0, 65.0, 70.0, 80.0]
    assert [one.card.judgement.key for one in found] == ["too_slow", "on_track", "too_slow", "too_slow"]
    assert {one.since.kind for one in found[:2]} == {"target"}


def test_a_version_someone_else_has_seen_last_is_not_overwritten(filled: Store) -> None:
    save(filled)
    stand = filled.revision().id
    with pytest.raises(Refused, match="inzwischen"):
        save(filled, replace(COUNCIL, value=10.0))  # two people set the same target at once
    save(filled, replace(COUNCIL, value=55.0), seen=1)
    for late in (lambda: save(filled, replace(COUNCIL, value=10.0), seen=1), lambda: remove(filled, seen=1)):
        with pytest.raises(Refused, match="inzwischen"):
            late()
    assert filled.revision().id == stand + 1
    assert save(filled, replace(COUNCIL, value=55.0), seen=2).id == stand + 1  # nothing new: no Datenstand, no entry
    assert len(people.protocol(filled, 9)) == 2


def test_taken_back_and_set_again_it_goes_on_under_its_name(filled: Store) -> None:
    save(filled)
    remove(filled)
    save(filled)
    assert [one.number for one in council_targets.versions(filled.database, COUNCIL.id)] == [2, 1]
    assert council_targets.version(filled.database, COUNCIL.id) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(COUNCIL, id="land-2030"), "gehört einem anderen Ziel"),
        (replace(COUNCIL, indicator="fehlt"), "nicht gibt: fehlt"),
        (replace(COUNCIL, region="99999"), "nicht gibt: 99999"),
        (replace(COUNCIL, region="05"), "nicht gibt: 05"),
    ],
    ids=["of the Land", "no indicator", "no region", "a Land"],
)
def test_what_ships_is_out_of_reach_and_what_a_target_names_exists(filled: Store, wrong: Target, said: str) -> None:
    stand = filled.revision().id
    with pytest.raises(Refused, match=said):
        save(filled, wrong, seen=1 if wrong.id == "land-2030" else 0)
    assert filled.revision().id == stand


def test_one_indicator_and_year_has_one_target_of_a_council(filled: Store) -> None:
    save(filled)
    with pytest.raises(Refused, match="schon ein Ziel"):
        save(filled, replace(COUNCIL, id="zweites"))
    save(filled, replace(COUNCIL, id="aachen", region=AACHEN))
    assert shown(verdict(filled, AACHEN))[:2] == ("aachen", 60.0)


def test_another_kreis_cannot_take_an_id_even_after_it_was_taken_back(filled: Store) -> None:
    save(filled)
    remove(filled)
    with pytest.raises(Refused, match="gehört einem anderen Ziel"):
        save(filled, replace(COUNCIL, region=AACHEN))


def test_only_a_council_target_that_holds_can_be_taken_back(filled: Store) -> None:
    for name in ("fehlt", "land-2030"):
        with pytest.raises(NotFound):
            remove(filled, replace(COUNCIL, id=name), seen=1)


def test_an_update_of_the_program_keeps_targets_and_they_cannot_be_withdrawn_as_values(
    store: Store, catalogue: Catalogue
) -> None:
    made = save(store)
    assert store.sync(catalogue, at=AT, by="init", judge=judge) is None
    assert COUNCIL in store.catalogue().targets
    with pytest.raises(Refused, match="enthält Ziele"):
        store.withdraw(made.id, reason="x", by="pflege", judge=judge, at=AT)
