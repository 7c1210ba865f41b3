"""What the first visitor would wait for is ready before he comes; a store that is not there stops nothing."""

from __future__ import annotations

import pytest

from cockpit.base.errors import StoreFault
from cockpit.query import Snapshot, search
from cockpit.query.search import _index
from cockpit.web import state
from cockpit.web.warm import warm_up


def test_the_search_is_ready_before_the_first_letter(live: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "store", lambda: live.store)
    _index.cache_clear()
    warm_up().join(60)
    made = _index.cache_info().misses
    assert search(live, "lippe")
    assert _index.cache_info().misses == made == 1


def test_a_store_that_is_not_there_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise StoreFault("Der Speicher fehlt.", "", "")

    monkeypatch.setattr(state, "store", missing)
    raised: list[object] = []
    monkeypatch.setattr("threading.excepthook", raised.append)
    warm_up().join(60)
    assert raised == []
