"""The catalogue goes into the store as versions and comes back as it was at any Datenstand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.verdict import Verdict
from cockpit.store import Store

from .example import AT, indicator, judge, publication, region, rows


def test_the_catalogue_comes_back_as_it_went_in(store: Store, catalogue: Catalogue) -> None:
    assert store.catalogue() == catalogue
    assert list(store.catalogue().indicators) == list(catalogue.indicators)
    assert list(store.catalogue().regions) == list(catalogue.regions)


def test_syncing_the_same_catalogue_again_makes_no_datenstand(store: Store, catalogue: Catalogue) -> None:
    assert store.sync(catalogue, at=AT, by="init") is None
    assert len(store.revisions()) == 1


def test_every_earlier_catalogue_can_be_rebuilt(store: Store, catalogue: Catalogue) -> None:
    renamed = replace(catalogue.indicators["arbeitslose"], title="Arbeitslose (neu)")
    second = replace(catalogue, indicators=dict(catalogue.indicators) | {"arbeitslose": renamed})
    third = replace(second, targets=(), indicators={k: v for k, v in second.indicators.items() if k != "bevoelkerung"})
    fourth = replace(third, indicators=dict(reversed(catalogue.indicators.items())), targets=catalogue.targets)
    seen = {1: catalogue}
    for step in (second, third, fourth):
        revision = store.sync(step, at=AT, by="init")
        assert revision is not None
        seen[revision.id] = step
    for stand, expected in seen.items():
        assert store.catalogue(stand) == expected
        assert list(store.catalogue(stand).indicators) == list(expected.indicators)
    assert store.catalogue() == fourth


def test_only_the_indicators_that_a_change_bears_on_are_touched(store: Store, catalogue: Catalogue) -> None:
    renamed = replace(catalogue.indicators["arbeitslose"], title="Arbeitslose (neu)")
    step = replace(catalogue, indicators=dict(catalogue.indicators) | {"arbeitslose": renamed})
    revision = store.sync(step, at=AT, by="init")
    assert revision is not None
    assert revision.indicators == ("arbeitslose",)
    assert (revision.new, revision.changed) == (0, 1)
    assert store.last_touch(["bevoelkerung"]).id == 1
    without = store.sync(replace(step, targets=()), at=AT, by="init")
    assert without is not None
    assert without.indicators == ("erneuerbare-strom",)
    source = replace(catalogue.sources["regionalstatistik"], title="Neuer Titel")
    resourced = store.sync(replace(step, targets=(), sources={source.id: source}), at=AT, by="init")
    assert resourced is not None
    assert set(resourced.indicators) == set(catalogue.indicators)


def test_a_new_indicator_and_a_new_kreis_can_be_published_at_once(store: Store, catalogue: Catalogue) -> None:
    store.profile("05766")
    new = region("05999", "kreis", "Neuer Kreis", land="05", valid_from=date(2026, 1, 1))
    grown = replace(
        catalogue,
        regions=dict(catalogue.regions) | {new.key: new},
        indicators=dict(catalogue.indicators) | {"wald": indicator("wald")},
    )
    store.sync(grown, at=AT, by="init")
    store.publish(publication(rows(("wald", "05999", 2026, 3.0), ("wald", "16063", 2026, 5.0))), judge=judge, at=AT)
    assert store.map("wald", 2026)["key"].tolist() == ["05999", "16063"]
    assert store.map("wald", 2026)["rank"].tolist() == [2, 1]
    assert store.verify() == ()


def test_an_open_store_notices_what_another_one_wrote(store: Store, catalogue: Catalogue, url: str) -> None:
    store.profile("05766")
    other = Store.open(url)
    other.sync(replace(catalogue, indicators=dict(catalogue.indicators) | {"wald": indicator("wald")}), at=AT, by="x")
    other.publish(publication(rows(("wald", "05766", 2026, 3.0))), judge=judge, at=AT)
    other.close()
    assert store.profile("05766")["indicator"].tolist() == ["wald"]
    assert "wald" in store.catalogue().indicators


def test_a_dissolved_kreis_is_no_longer_ranked_in_later_slices(store: Store, catalogue: Catalogue) -> None:
    gone = replace(catalogue.regions["05766"], valid_to=date(2025, 12, 31))
    store.sync(replace(catalogue, regions=dict(catalogue.regions) | {"05766": gone}), at=AT, by="init")
    store.publish(
        publication(rows(("arbeitslose", "05766", 2020, 9.0), ("arbeitslose", "01001", 2020, 1.0))), judge=judge, at=AT
    )
    assert store.map("arbeitslose", 2020)["rank"].dropna().tolist() == [1]


def test_a_changed_declaration_is_judged_anew(store: Store, catalogue: Catalogue) -> None:
    store.publish(
        publication(rows(("arbeitslose", "05766", 2019, 1.0), ("arbeitslose", "05766", 2020, 3.0))), judge=judge, at=AT
    )

    def strict(item: Indicator, frame: pd.DataFrame, declared: Catalogue) -> dict[str, Verdict]:
        return {key: replace(verdict, target_id=item.title) for key, verdict in judge(item, frame, declared).items()}

    renamed = replace(catalogue.indicators["arbeitslose"], title="Arbeitslose (neu)")
    step = replace(catalogue, indicators=dict(catalogue.indicators) | {"arbeitslose": renamed})
    store.sync(step, at=AT, by="init", judge=strict)
    assert store.verdicts("arbeitslose")["05766"].target_id == "Arbeitslose (neu)"
    store.recompute(judge, at=AT, by="init")
    assert store.verdicts("arbeitslose")["05766"].target_id == ""
