"""Boundaries are a Datenstand of their own: earlier ones stay without them, syncing what ships keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cockpit import people
from cockpit.base.errors import NotFound, Refused
from cockpit.model.catalogue import Catalogue
from cockpit.model.geometry import Geometry
from cockpit.model.revision import Revision
from cockpit.store import Store
from cockpit.store import geometry as boundaries

from .example import AT, assert_same, everything, judge, published

TRIANGLE = Geometry("© Amt 2026", 10, 10, ((0, 0, 10, 0, 0, 10), (10, 10, -10, -10)), {"05766": ((0, 1),)})


def saved(store: Store, geometry: Geometry = TRIANGLE) -> Revision | None:
    entry = people.entry(who="befehl", action="geometry", subject="Kreisgrenzen", after=geometry.source, at=AT)
    return boundaries.save(store.database, geometry, AT, "befehl", "grenzen.zip", entry)


def test_boundaries_are_there_from_their_datenstand_on(store: Store) -> None:
    before = store.revision().id
    made = saved(store)
    assert made is not None
    assert (made.id, made.kind, made.file_name) == (before + 1, "geometry", "grenzen.zip")
    assert made.note == "Grenzen von 1 Kreisen. © Amt 2026"
    assert store.catalogue().geometry == TRIANGLE
    assert store.catalogue(before).geometry is None
    assert [item.action for item in people.protocol(store, 10)] == ["geometry"]
    assert people.check_protocol(store) == ()


def test_the_same_boundaries_twice_are_nothing_new(store: Store) -> None:
    first = saved(store)
    assert saved(store) is None
    assert first is not None
    assert store.revision().id == first.id
    assert len(people.protocol(store, 10)) == 1


def test_other_boundaries_follow_and_the_old_ones_stay_readable(store: Store) -> None:
    first = saved(store)
    newer = replace(TRIANGLE, source="© Amt 2027")
    second = saved(store, newer)
    assert first is not None
    assert second is not None
    assert store.catalogue().geometry == newer
    assert store.catalogue(first.id).geometry == TRIANGLE


def test_removed_boundaries_are_gone_now_and_there_before(store: Store) -> None:
    made = saved(store)
    gone = boundaries.remove(store.database, "Neuer Zuschnitt folgt", AT, "befehl")
    assert made is not None
    assert gone.note == "Kreisgrenzen entfernt: Neuer Zuschnitt folgt"
    assert store.catalogue().geometry is None
    assert store.catalogue(made.id).geometry == TRIANGLE
    with pytest.raises(NotFound, match="keine Kreisgrenzen"):
        boundaries.remove(store.database, "Noch einmal", AT, "befehl")


def test_syncing_what_ships_keeps_them(store: Store, catalogue: Catalogue) -> None:
    saved(store)
    assert store.sync(catalogue, at=AT, by="init", judge=judge) is None
    assert store.catalogue().geometry == TRIANGLE
    fewer = replace(catalogue, peculiarities=(), targets=())
    store.sync(fewer, at=AT, by="init", judge=judge)
    assert store.catalogue().geometry == TRIANGLE


def test_no_value_and_no_indicator_is_touched_and_the_store_stays_sound(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2024, 8.0))
    stand, then = store.revision().id, everything(store, None)
    made = saved(store)
    assert made is not None
    assert store.revision(made.id).indicators == ()
    assert store.last_touch(("arbeitslose",)).id == stand
    assert_same(then, everything(store, None))
    assert store.verify() == ()


def test_they_are_not_taken_back_like_values_but_removed(store: Store) -> None:
    made = saved(store)
    assert made is not None
    with pytest.raises(Refused, match="cockpit geometry remove"):
        store.withdraw(made.id, reason="Irrtum", by="befehl", judge=judge, at=AT)
