"""What the Kreis page says about shipped data, told as a council member would check it."""

from __future__ import annotations

import pytest

from cockpit.base.errors import NotFound
from cockpit.charts import words
from cockpit.query import Snapshot, profile, region, selection, view


def test_the_headline_sums_are_complete_for_every_kreis(live: Snapshot) -> None:
    for kreis in live.kreise[::40]:
        said = profile(live, kreis).headline
        assert said.judged == said.improving + said.no_trend + said.worsening + said.no_verdict


def test_context_figures_are_shown_but_never_counted(live: Snapshot) -> None:
    lippe = profile(live, region(live, "lippe"))
    context = [card for card in lippe.cards if card.indicator.direction == 0]
    assert "haushaltseinkommen" in {card.indicator.id for card in context}
    assert all(card.judgement.direction == "no_verdict" and card.judgement.reason == "context" for card in context)
    assert lippe.headline.judged == sum(card.indicator.judged for card in lippe.cards)


def test_unemployment_of_2020_is_too_old_for_a_statement_about_today(live: Snapshot) -> None:
    card = _card(live, "lippe", "arbeitslosenquote")
    assert (card.latest.year, card.latest.value) == (2020, 6.4)
    assert card.judgement.too_old
    assert card.judgement.direction == "no_verdict"


def test_employment_in_lippe_rose_from_53_5_to_64_6_and_improves(live: Snapshot) -> None:
    trend = _card(live, "lippe", "beschaeftigtenquote").judgement.verdict.trend
    assert (trend.first_year, trend.last_year) == (2011, 2021)
    assert (round(trend.first_value, 1), round(trend.last_value, 1)) == (53.5, 64.6)
    assert trend.key == "improving"


def test_the_peak_of_2008_is_no_base_year_for_lippe(live: Snapshot) -> None:
    card = _card(live, "lippe", "industrie-energieverbrauch-je-einwohner")
    assert card.orientation.value is None
    assert card.orientation.reason == "base_value_limited"
    assert card.series.at(2008).status == "limited"


def test_energy_comes_first(live: Snapshot) -> None:
    goals = [card.indicator.sdg[0] for card in profile(live, region(live, "lippe")).cards]
    assert goals[0] == 7
    assert goals == sorted(goals, key=goals.index), "cards of one goal stand together"


def test_heating_shares_and_the_rest_make_a_hundred(live: Snapshot) -> None:
    for name in ("lippe", "flensburg", "berlin", "hamburg"):
        whole = _card(live, name, "heizung-energietraeger").whole
        assert whole.parts[-1].label == "übrige"
        assert abs(sum(part.point.value for part in whole.parts) - 100) < 1e-9


def test_a_place_among_comparable_kreise_never_counts_the_kreis_itself(live: Snapshot) -> None:
    place = _card(live, "lippe", "beschaeftigtenquote").placement
    assert place.n <= 30
    assert sorted(place.values) == list(place.values)
    assert place.band == 1 + sum(place.value > place.values[place.n * q // 4] for q in (1, 2, 3))


def test_gaps_name_what_no_official_source_has(live: Snapshot) -> None:
    gaps = {item.id for item in profile(live, region(live, "lippe")).gaps}
    assert {"energieverbrauch-eigene-gebaeude", "treibhausgase-je-einwohner", "led-strassenbeleuchtung"} <= gaps


def _card(live: Snapshot, kreis: str, indicator: str):
    cards = profile(live, region(live, kreis)).cards
    return next(card for card in cards if card.indicator.id == indicator)


def test_a_land_has_no_kreis_page(live: Snapshot) -> None:
    with pytest.raises(NotFound, match="kein Kreis"):
        profile(live, region(live, "05"))


def test_a_secret_series_is_called_secret_not_just_empty(live: Snapshot) -> None:
    wolfsburg = selection(live, {"kreise": "wolfsburg"}, indicator="industrie-energieverbrauch-je-einwohner")
    assert words.finding(view(live, wolfsburg)).endswith("(geheim)")
