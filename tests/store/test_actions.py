"""Actions are versioned like every declaration: one revision, one entry, old Datenstände stay as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cockpit import people
from cockpit.base.errors import NotFound, Refused
from cockpit.model.action import Action, Decision, Progress
from cockpit.model.catalogue import Catalogue
from cockpit.model.revision import Revision
from cockpit.store import Store

from .example import AT, assert_same, everything, judge, published

BUSES = Action(
    "lippe-takt", "05766", "Halbstundentakt", "beschlossen", "Amt 66",
    start=date(2024, 1, 1), budget=1_250_000.5, sdg=(8,), projects=("p1",), indicators=("arbeitslose",),
    decision=Decision("VII/123", date(2023, 12, 4), "https://lippe.example/vorlage/123", "paper-123"),
    progress=(Progress(2024, "Zwei Linien fahren."),),
)  # fmt: skip


def saved(store: Store, *actions: Action) -> Revision:
    entry = people.entry(who="pflege", action="measure", subject=actions[0].id, at=AT)
    return store.save_actions(actions, by="pflege", at=AT, entry=entry)


def entries(store: Store) -> list[str]:
    return [item.action for item in people.protocol(store, 10)]


def test_several_actions_come_as_one_datenstand_with_one_entry(store: Store) -> None:
    before = store.revision().id
    other = replace(BUSES, id="lippe-rad", title="Radweg", indicators=())
    made = saved(store, BUSES, other)
    assert (made.id, made.kind, made.new, made.indicators) == (before + 1, "action", 2, ("arbeitslose",))
    assert store.catalogue().actions == {"lippe-takt": BUSES, "lippe-rad": other}
    assert store.catalogue(before).actions == {}
    assert entries(store) == ["measure"]
    assert saved(store, BUSES).id == made.id
    assert entries(store) == ["measure"]


def test_a_change_is_a_new_version_and_the_old_one_stays_readable(store: Store) -> None:
    first = saved(store, BUSES)
    second = saved(store, replace(BUSES, state="abgeschlossen", indicators=("bevoelkerung",)))
    assert (second.new, second.changed) == (0, 1)
    assert set(second.indicators) == {"arbeitslose", "bevoelkerung"}  # the page of the old one changed too
    assert store.catalogue(first.id).actions["lippe-takt"].state == "beschlossen"
    assert [(one.number, one.since, one.until, one.action.state) for one in store.action_history("lippe-takt")] == [
        (2, second.id, None, "abgeschlossen"),
        (1, first.id, second.id, "beschlossen"),
    ]


def test_a_removed_action_is_gone_now_and_there_before(store: Store) -> None:
    first = saved(store, BUSES)
    gone = store.remove_action("lippe-takt", reason="Doppelt", by="pflege", at=AT)
    assert gone.note == "„Halbstundentakt“ entfernt: Doppelt"
    assert gone.indicators == ("arbeitslose",)
    assert store.catalogue().actions == {}
    assert store.catalogue(first.id).actions == {"lippe-takt": BUSES}
    with pytest.raises(NotFound):
        store.remove_action("lippe-takt", reason="Doppelt", by="pflege", at=AT)


def test_no_value_and_no_verdict_changes_but_the_indicator_counts_as_touched(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2023, 9.0), ("arbeitslose", "05766", 2024, 8.0),
              ("bevoelkerung", "05766", 2024, 1000.0))  # fmt: skip
    stand = store.revision().id
    then, said = everything(store, None), store.verdicts("arbeitslose")
    made = saved(store, BUSES)
    assert store.last_touch(("arbeitslose",)).id == made.id
    assert store.last_touch(("bevoelkerung",)).id == stand
    store.recompute(judge, at=AT, by="test")
    assert store.revision().id == made.id  # nothing was left to compute
    assert_same(then, everything(store, None))
    assert store.verdicts("arbeitslose") == said
    assert store.verify() == ()


def test_another_kreis_cannot_take_an_id_even_after_it_was_removed(store: Store) -> None:
    saved(store, BUSES)
    store.remove_action("lippe-takt", reason="Doppelt", by="pflege", at=AT)
    with pytest.raises(Refused, match="anderen Kreises"):
        saved(store, replace(BUSES, region="09162"))


def test_what_an_action_names_must_exist_and_nothing_is_kept_otherwise(store: Store) -> None:
    stand = store.revision().id
    for wrong in (
        replace(BUSES, indicators=("fehlt",)), replace(BUSES, projects=("fehlt",)),
        replace(BUSES, sdg=(3,)), replace(BUSES, region="99999"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="nicht gibt"):
            saved(store, replace(BUSES, id="gut"), wrong)
    assert store.revision().id == stand
    assert entries(store) == []


def test_an_update_of_the_program_keeps_actions_and_they_cannot_be_withdrawn_as_values(
    store: Store, catalogue: Catalogue
) -> None:
    made = saved(store, BUSES)
    assert store.sync(catalogue, at=AT, by="init", judge=judge) is None
    assert store.catalogue().actions == {"lippe-takt": BUSES}
    with pytest.raises(Refused, match="enthält Maßnahmen"):
        store.withdraw(made.id, reason="x", by="pflege", judge=judge, at=AT)
