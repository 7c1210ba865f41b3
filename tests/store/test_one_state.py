"""Several questions that must fit together are answered from one state, whatever others publish meanwhile."""

from __future__ import annotations

import pytest

from cockpit.base.errors import StoreFault
from cockpit.store import Store

from .example import published, shown


def test_a_publication_gets_between_no_two_questions(store: Store, url: str) -> None:
    published(store, ("arbeitslose", "05766", 2020, 1.0))
    other = Store.open(url)
    with store.database.one_state():
        before = store.revision().id
        published(other, ("arbeitslose", "05766", 2020, 2.0), ("arbeitslose", "05766", 2021, 2.0))
        assert store.revision().id == before
        assert store.years("arbeitslose") == (2020,)
        assert shown(store, "arbeitslose") == {("05766", 2020): 1.0}
        assert other.revision().id == before + 1
    assert store.revision().id == before + 1
    assert shown(store, "arbeitslose") == {("05766", 2020): 2.0, ("05766", 2021): 2.0}
    other.close()


def test_after_a_failed_question_the_state_is_given_back(store: Store) -> None:
    published(store, ("arbeitslose", "05766", 2020, 1.0))
    with pytest.raises(StoreFault), store.database.one_state():
        store.database.read("SELECT nothing FROM nowhere")
    published(store, ("arbeitslose", "05766", 2020, 3.0))
    assert shown(store, "arbeitslose") == {("05766", 2020): 3.0}
