"""Indicators declared in the browser live beside those that ship, through every update of the program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cockpit.base.errors import Refused, StoreFault
from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Formula, Indicator, Source
from cockpit.model.revision import Revision
from cockpit.store import Store

from .example import AT, indicator, judge, published, shown, withdrawn

SOURCE = Source("eigen-lernorte", "Lernorte", "Kreis Lippe", "", "dl-de/by-2-0", "u", "Kreis Lippe, 2026", "u")
PLACES = indicator("lernorte", source=SOURCE.id, kreise=("05766",))


def declared(store: Store, item: Indicator = PLACES, source: Source | None = SOURCE) -> Revision:
    return store.declare(item, source, by="Pflegerin", judge=judge, at=AT)


def test_an_own_indicator_is_declared_filled_computed_with_and_taken_back_like_any_other(store: Store) -> None:
    revision = declared(store)
    assert (revision.kind, revision.created_by, revision.new, revision.indicators) == (
        "definition", "Pflegerin", 2, ("lernorte",),
    )  # fmt: skip
    assert store.catalogue().indicators["lernorte"] == replace(PLACES, own=True)
    assert store.catalogue().sources[SOURCE.id] == SOURCE
    first = published(store, ("lernorte", "05766", 2025, 12.0), ("bevoelkerung", "05766", 2025, 24_000.0))
    rate = indicator("lernortdichte", formula=Formula(("lernorte",), ("bevoelkerung",), 1000.0))
    declared(store, rate, None)
    assert shown(store, "lernortdichte") == {("05766", 2025): 0.5}
    assert store.verdicts("lernortdichte").keys() == {"05766"}
    withdrawn(store, first)
    assert shown(store, "lernorte") == shown(store, "lernortdichte") == {}
    assert store.verify() == ()


def test_an_update_of_the_program_keeps_own_indicators_their_sources_and_values(
    store: Store, catalogue: Catalogue
) -> None:
    declared(store)
    published(store, ("lernorte", "05766", 2025, 12.0))
    assert store.sync(catalogue, at=AT, by="init", judge=judge) is None
    grown = replace(catalogue, indicators={**catalogue.indicators, "wald": indicator("wald")})
    revision = store.sync(grown, at=AT, by="init", judge=judge)
    assert revision is not None
    assert revision.indicators == ("wald",)
    assert list(store.catalogue().indicators) == [*grown.indicators, "lernorte"]
    assert store.catalogue().sources[SOURCE.id] == SOURCE
    assert shown(store, "lernorte") == {("05766", 2025): 12.0}
    assert store.sync(grown, at=AT, by="init", judge=judge) is None


def test_an_own_indicator_changes_as_a_new_version_and_the_old_one_stays_readable(store: Store) -> None:
    before = declared(store).id
    revision = declared(store, replace(PLACES, title="Lernorte für alle"))
    assert (revision.new, revision.changed) == (0, 1)
    assert store.catalogue().indicators["lernorte"].title == "Lernorte für alle"
    assert store.catalogue(before).indicators["lernorte"].title == "Lernorte"
    again = declared(store, replace(PLACES, title="Lernorte für alle"))
    assert again == revision == store.revision()


def test_the_id_of_a_shipped_indicator_is_taken_even_when_it_ships_no_longer(
    store: Store, catalogue: Catalogue
) -> None:
    with pytest.raises(Refused, match="mitgelieferten Indikator"):
        declared(store, indicator("arbeitslose"), None)
    fewer = {code: item for code, item in catalogue.indicators.items() if code != "erneuerbare-strom"}
    store.sync(replace(catalogue, indicators=fewer, targets=()), at=AT, by="init", judge=judge)
    with pytest.raises(Refused, match="mitgelieferten Indikator"):
        declared(store, indicator("erneuerbare-strom"), None)


def test_a_shipped_source_cannot_be_rewritten_from_the_browser(store: Store) -> None:
    with pytest.raises(Refused, match="regionalstatistik"):
        declared(store, PLACES, replace(SOURCE, id="regionalstatistik"))
    assert store.revision().id == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"source": "gibtsnicht"}, "gibtsnicht"),
        ({"topic": "unthema"}, "unthema"),
        ({"sdg": (99,)}, "99"),
        ({"formula": Formula(("fehlt",))}, "fehlt"),
        ({"kreise": ("99999",)}, "99999"),
    ],
)
def test_a_declaration_that_names_what_does_not_exist_is_refused(store: Store, change: dict, named: str) -> None:
    with pytest.raises(Refused, match=named):
        declared(store, replace(PLACES, **change))
    assert store.revision().id == 1


def test_formulas_that_need_each_other_are_refused(store: Store) -> None:
    declared(store, indicator("a"), None)
    declared(store, indicator("b", formula=Formula(("a",))), None)
    with pytest.raises(StoreFault, match="im Kreis"):
        declared(store, indicator("a", formula=Formula(("b",))), None)


def test_a_catalogue_that_brings_the_id_of_an_own_indicator_is_refused_as_a_whole(
    store: Store, catalogue: Catalogue
) -> None:
    """Shipped and own values under one name would be mixed up."""
    declared(store)
    shipped = replace(catalogue, indicators={**catalogue.indicators, "lernorte": indicator("lernorte")})
    with pytest.raises(Refused, match="lernorte"):
        store.sync(shipped, at=AT, by="init", judge=judge)
    assert store.catalogue().indicators["lernorte"].own


def test_a_formula_for_some_kreise_gives_values_to_no_other_and_proves_so(store: Store) -> None:
    published(store, *(("bevoelkerung", key, 2025, 24_000.0) for key in ("05766", "01001", "DG")))
    half = indicator("haelfte", formula=Formula(("bevoelkerung",), (), 0.5), kreise=("05766",))
    declared(store, half, None)
    assert shown(store, "haelfte") == {("05766", 2025): 12_000.0}
    published(store, ("bevoelkerung", "01001", 2025, 90_000.0), ("bevoelkerung", "05766", 2025, 26_000.0))
    assert shown(store, "haelfte") == {("05766", 2025): 13_000.0}
    assert store.verify() == ()
    declared(store, replace(half, kreise=("01001",)), None)
    assert shown(store, "haelfte") == {("01001", 2025): 45_000.0}
    declared(store, replace(half, kreise=()), None)
    assert shown(store, "haelfte") == {("DG", 2025): 12_000.0, ("01001", 2025): 45_000.0, ("05766", 2025): 13_000.0}
    assert store.verify() == ()


def test_the_denominator_of_a_formula_for_some_kreise_is_the_newest_one_these_have(store: Store) -> None:
    published(store, *(("bevoelkerung", key, 2024, 1_000.0) for key in ("05766", "01001", "09162", "05334")))
    published(store, ("bevoelkerung", "05766", 2025, 2_000.0))
    published(store, *(("arbeitslose", key, 2025, 100.0) for key in ("05766", "01001", "09162", "05334")))
    rate = Formula(("arbeitslose",), ("bevoelkerung",), 1000.0, denominator_max_age=1)
    declared(store, indicator("eigene-dichte", formula=rate, kreise=("05766",)), None)
    assert shown(store, "eigene-dichte") == {("05766", 2025): 50.0}
    assert store.verify() == ()
