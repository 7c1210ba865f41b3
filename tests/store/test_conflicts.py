"""Two people work at the same time: different cells both stand, the same cell is asked about."""

from __future__ import annotations

import pytest

from cockpit.base.errors import CockpitError
from cockpit.store import Conflict, Store

from .example import AT, judge, publication, published, rows, shown, withdrawn

LIPPE, FLENSBURG = ("05766", 2020), ("01001", 2020)


@pytest.fixture
def base(store: Store) -> int:
    """The Datenstand against which both officers checked their files."""
    return published(store, ("arbeitslose", *LIPPE, 10.0), ("arbeitslose", *FLENSBURG, 20.0))


def test_two_officers_of_different_kreise_both_stand(store: Store, base: int) -> None:
    published(store, ("arbeitslose", *LIPPE, 11.0), base=base)
    published(store, ("arbeitslose", *FLENSBURG, 21.0), base=base)
    assert shown(store, "arbeitslose") == {LIPPE: 11.0, FLENSBURG: 21.0}


def test_for_the_same_cell_the_second_is_asked_and_nothing_is_stored(store: Store, base: int) -> None:
    first = published(store, ("arbeitslose", *LIPPE, 11.0), base=base)
    with pytest.raises(Conflict, match="seit der Prüfung jemand anderes geändert: arbeitslose, 05766, 2020") as caught:
        published(store, ("arbeitslose", *LIPPE, 12.0), ("arbeitslose", "09162", 2020, 5.0), base=base)
    assert caught.value.cells.to_dict("records") == [
        {"indicator": "arbeitslose", "key": "05766", "year": 2020, "base": 10.0, "live": 11.0, "fresh": 12.0}
    ]
    assert isinstance(caught.value, CockpitError)
    assert (caught.value.http_status, caught.value.exit_code) == (409, 3)
    assert store.revision().id == first


def test_an_unchanged_row_of_an_older_check_does_not_undo_a_correction(store: Store, base: int) -> None:
    published(store, ("arbeitslose", *LIPPE, 11.0), base=base)
    with pytest.raises(Conflict):
        published(store, ("arbeitslose", *LIPPE, 10.0), ("arbeitslose", *FLENSBURG, 21.0), base=base)


def test_both_sending_the_same_number_is_no_conflict(store: Store, base: int) -> None:
    published(store, ("arbeitslose", *LIPPE, 11.0), base=base)
    published(store, ("arbeitslose", *LIPPE, 11.0), ("arbeitslose", *FLENSBURG, 21.0), base=base)
    assert shown(store, "arbeitslose") == {LIPPE: 11.0, FLENSBURG: 21.0}


def test_a_cell_that_is_again_as_it_was_at_the_check_is_no_conflict(store: Store, base: int) -> None:
    withdrawn(store, published(store, ("arbeitslose", *LIPPE, 11.0)))
    published(store, ("arbeitslose", *LIPPE, 12.0), base=base)
    assert shown(store, "arbeitslose")[LIPPE] == 12.0


def test_a_value_that_was_taken_back_since_is_asked_about(store: Store) -> None:
    base = published(store, ("arbeitslose", *LIPPE, 10.0))
    withdrawn(store, base)
    with pytest.raises(Conflict) as caught:
        published(store, ("arbeitslose", *LIPPE, 11.0), base=base)
    assert caught.value.cells["live"].isna().tolist() == [True]


def test_a_value_that_others_brought_first_is_asked_about(store: Store, base: int) -> None:
    published(store, ("arbeitslose", "09162", 2020, 5.0))
    with pytest.raises(Conflict, match="2 Werte"):
        published(store, ("arbeitslose", "09162", 2020, 6.0), ("arbeitslose", *LIPPE, 11.0), base=base - 1)


def test_without_a_base_the_last_one_counts(store: Store, base: int) -> None:
    published(store, ("arbeitslose", *LIPPE, 11.0))
    published(store, ("arbeitslose", *LIPPE, 12.0))
    assert shown(store, "arbeitslose")[LIPPE] == 12.0
    assert base < store.revision().id


def test_the_preview_asks_as_publishing_would(store: Store, base: int) -> None:
    published(store, ("arbeitslose", *LIPPE, 11.0))
    fresh = publication(rows(("arbeitslose", *LIPPE, 12.0)))
    with pytest.raises(Conflict):
        store.preview(fresh, judge=judge, at=AT, base=base)
