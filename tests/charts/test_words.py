"""German sentences made from numbers, as a council member reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cockpit import charts
from cockpit.base.texts import has_text
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.model.verdict import Judgement, Trend, Verdict
from cockpit.model.view import Card, Placement, Profile, View

Make = Callable[..., Profile]
REASONS = (
    "too_few",
    "one_date",
    "break",
    "no_value",
    "context",
    "gap",
    "too_old",
    "no_target",
    "not_positive",
    "no_base_value",
    "base_value_limited",
    "base_before_break",
    "no_method",
)


def plain(sentence: str) -> str:
    return sentence.replace("\N{NO-BREAK SPACE}", " ")


def verdict(first: float, last: float, movement: int, key: str = "improving", reason: str = "") -> Verdict:
    return Verdict(Trend(key, movement, None, None, 11, 2011, first, 2021, last, reason))  # type: ignore[arg-type]


def test_headline_names_all_four_sums(profile: Make) -> None:
    assert words.headline(profile(3, 2, 4, 5)) == (
        "Von 14 bewertbaren Indikatoren verbessern sich 3, 2 zeigen keinen klaren Trend, 4 verschlechtern sich; "
        "für 5 ist keine Aussage möglich."
    )


def test_headline_speaks_of_one_in_the_singular(profile: Make) -> None:
    assert words.headline(profile(1, 1, 1, 4)) == (
        "Von 7 bewertbaren Indikatoren verbessert sich 1, 1 zeigt keinen klaren Trend, 1 verschlechtert sich; "
        "für 4 ist keine Aussage möglich."
    )


def test_headline_keeps_the_zeros(profile: Make) -> None:
    assert words.headline(profile(0, 0, 0, 2)) == (
        "Von 2 bewertbaren Indikatoren verbessern sich 0, 0 zeigen keinen klaren Trend, 0 verschlechtern sich; "
        "für 2 ist keine Aussage möglich."
    )


def test_headline_of_one_indicator_and_of_none(profile: Make) -> None:
    assert words.headline(profile(1, 0, 0, 0)).startswith("Von 1 bewertbaren Indikator verbessert sich 1,")
    assert words.headline(profile(0, 0, 0, 0)) == "Für Kreis Lippe liegt kein bewertbarer Indikator vor."


def test_targets_line_counts_only_what_was_decided(profile: Make) -> None:
    assert words.targets_line(profile(1, 0, 0, 0)) == "Ein beschlossenes Ziel ist für keinen Indikator hinterlegt."
    assert words.targets_line(profile(1, 0, 0, 0, on_track=1, away=1, too_slow=2)) == (
        "Für 4 Indikatoren gibt es ein beschlossenes Ziel: 1 auf Kurs, 2 in richtiger Richtung, aber zu langsam "
        "und 1 entfernt sich."
    )
    assert words.targets_line(profile(1, 0, 0, 0, met=1, away=0)) == (
        "Für 1 Indikator gibt es ein beschlossenes Ziel: 1 erreicht."
    )


def test_movement_says_from_when_to_when(card: Card) -> None:
    sentence = words.movement(card.judgement.verdict, card.indicator, judged=True)
    assert plain(sentence) == "Von 2011 bis 2021 von 53,5 auf 64,6 % gestiegen."
    assert "64,6\N{NO-BREAK SPACE}%" in sentence


def test_movement_without_trend_does_not_claim_one(card: Card) -> None:
    sentence = words.movement(verdict(20.93, 21.03, 0, "no_trend"), card.indicator, judged=True)
    assert plain(sentence) == "Von 2011 bis 2021 von 20,9 auf 21,0 %, ohne klaren Trend."


def test_movement_against_its_own_ends_is_called_a_trend(card: Card) -> None:
    sentence = words.movement(verdict(6.0, 6.4, -1), card.indicator, judged=True)
    assert plain(sentence) == "Von 2011 bis 2021 im Trend gesunken, zuletzt von 6,0 auf 6,4 %."


def test_movement_that_rounds_to_nothing_is_not_called_rising(card: Card) -> None:
    sentence = words.movement(verdict(6.01, 6.04, 0, "no_trend"), card.indicator, judged=True)
    assert plain(sentence) == "2011 und 2021 je 6,0 %, ohne klaren Trend."


def test_two_years_are_told_without_claiming_or_denying_a_trend(employment: View) -> None:
    short = Verdict(Trend("no_verdict", 0, None, None, 2, 2020, 62.81, 2021, 64.58, "context"))
    sentence = words.movement(short, employment.indicator, judged=True)
    assert plain(sentence) == "Von 2020 bis 2021 von 62,8 auf 64,6 % gestiegen."
    view = replace(employment, judgements={"05766": replace(employment.judgements["05766"], verdict=short)})
    assert plain(words.finding(view)).endswith("von 62,8 (2020) auf 64,6 % (2021) gestiegen")


def test_no_values_no_sentence(card: Card) -> None:
    nothing = Verdict(Trend("no_verdict", 0, None, None, 0, None, None, None, None, "no_value"))
    assert words.movement(None, card.indicator, judged=True) == ""
    assert words.movement(nothing, card.indicator, judged=True) == ""


def test_too_old_is_told_without_judgement(jobless: Card) -> None:
    assert words.card_sentence(jobless) == (
        "2010–2020 von 8,4 auf 6,4 gesunken. Letzter Wert 2020 – für eine heutige Aussage zu alt."
    )
    assert words.age_note(jobless) == "Wert von 2020 · älterer Stand"
    assert words.reason(jobless.judgement) == ("letzter Wert 2020: für eine heutige Aussage zu alt")


def test_rahmenzahl_is_told_but_not_judged(card: Card) -> None:
    judgement = replace(
        card.judgement, direction="no_verdict", reason="context", verdict=verdict(1, 2, 1, "no_verdict", "context")
    )
    told = plain(words.card_sentence(replace(card, judgement=judgement)))
    assert told == "Von 2011 bis 2021 von 1,0 auf 2,0 % gestiegen. Rahmenzahl, wird nicht bewertet."


def test_a_gap_invites_to_upload(card: Card) -> None:
    unknown = replace(card.judgement, reason="gap")
    assert words.reason(unknown) == "Dazu liegen keine Kreisdaten vor – eigene Daten hochladen"


def test_a_gap_that_was_filled_is_judged_like_any_other(card: Card) -> None:
    filled = replace(
        card,
        indicator=replace(card.indicator, kind="gap"),
        judgement=replace(card.judgement, direction="no_verdict", reason="too_few"),
    )
    assert words.card_sentence(filled).endswith("Zu wenige Werte für eine Aussage.")


@pytest.mark.parametrize("key", REASONS)
def test_every_reason_has_german_words(key: str, card: Card) -> None:
    assert has_text(f"words.reason.{key}")
    judgement = replace(card.judgement, reason=key)
    assert words.reason(judgement)


def test_values_with_unit_status_and_decimals(energy: View, card: Card) -> None:
    assert words.value(21.03, energy.indicator) == "21,0\N{NO-BREAK SPACE}GJ je Einwohner"
    assert plain(words.value(-2.25, card.indicator)) == "−2,3 %"
    assert plain(words.value(5.14, card.indicator, "provisional")) == "5,1 % (vorläufig)"
    assert words.value(None, card.indicator, "suppressed") == "geheim"
    assert words.value(None, card.indicator, "unreliable") == "nicht sicher genug"
    assert words.value(None, card.indicator, "pending") == "kommt später"
    assert words.value(None, card.indicator) == "kein Wert"


def test_awkward_units_are_made_readable(card: Card) -> None:
    income = replace(card.indicator, unit="1.000 Euro je Einwohner")
    index = replace(card.indicator, unit="Index 0–1", decimals=2)
    assert plain(words.value(39.6, income)) == "39,6 Tsd. Euro je Einwohner"
    assert words.value(0.61, index) == "0,61"


def test_a_card_without_value_says_so_even_for_a_rahmenzahl(card: Card) -> None:
    judgement = replace(card.judgement, direction="no_verdict", reason="context")
    assert words.card_sentence(replace(card, latest=None, judgement=judgement)) == "Kein verwendbarer Wert."


def test_per_cent_differ_by_prozentpunkte(card: Card, energy: View) -> None:
    assert plain(words.difference(-11.11, card.indicator)) == "11,1 Prozentpunkte"
    assert plain(words.difference(1.0, card.indicator)) == "1,0 Prozentpunkt"
    assert plain(words.difference(3, energy.indicator)) == "3,0 GJ je Einwohner"


def test_orientation_says_that_nobody_decided_it(with_target: View) -> None:
    assert plain(words.orientation_sentence(with_target)) == (
        "Orientierungswert 2030: 70,0 % (Bundesziel, gleichmäßig umgerechnet; kein Beschluss für diesen Kreis). "
        "Abstand: 5,4 Prozentpunkte."
    )


def test_projection_names_its_years_and_is_no_forecast(with_target: View) -> None:
    assert plain(words.projection_sentence(with_target)) == (
        "Beim Tempo 2016–2021 ergäben sich 2030 75,8 % (zwischen 72,1 und 78,4 %); 75,0 % würden 2029 erreicht. "
        "Rechenregel nach dem Indikatorenbericht des Statistischen Bundesamtes; von diesem weder berechnet noch "
        "geprüft. Keine Prognose."
    )


def test_nothing_is_projected_from_an_old_value(with_target: View) -> None:
    old: Judgement = replace(with_target.judgements["05766"], too_old=True)
    assert words.projection_sentence(replace(with_target, judgements={"05766": old})) == ""


def test_target_sentence_names_the_pace(with_target: View) -> None:
    assert plain(words.target_sentence(with_target)) == (
        "Beschlossenes Ziel 2030: 75,0 %. Beim Tempo 2016–2021: auf Kurs."
    )


def test_stability_is_said_only_where_there_is_a_verdict(with_target: View, employment: View) -> None:
    assert words.stability_sentence(with_target) == "Das Urteil hängt von der Methode ab."
    assert words.stability_sentence(employment) == ""


def test_placement_is_a_quarter_among_named_others(employment: View) -> None:
    placement = Placement(2021, 64.58, 4, (1.0,) * 30)
    region = employment.chosen[0].region
    assert words.placement_sentence(placement, region) == (
        "Kreis Lippe liegt 2021 im obersten Viertel der 30 vergleichbaren Landkreise (nach der Höhe des Wertes)."
    )
    berlin = Region("11000", "kreis", "Berlin", "Berlin", "berlin", "Kreisfreie Stadt")
    assert "nur bedingt vergleichbar" in words.placement_sentence(placement, berlin)


def test_source_line_names_licence_and_datenstand(employment: View) -> None:
    assert words.source_line(employment.source, employment.revision) == (
        "Quelle: Laufende Raumbeobachtung des BBSR – INKAR, Ausgabe 2024 · dl-de/by-2-0 · Datenstand 12 vom 14.11.2026"
    )
    assert words.stand_line(2021, employment.revision) == ("Werte für 2021 · übernommen am 14.11.2026 (Datenstand 12)")


def test_words_at_the_ends_know_what_is_better(employment: View, energy: View, heating: View) -> None:
    assert words.ends(employment.indicator) == ("niedrig, ungünstig", "hoch, günstig")
    assert words.ends(energy.indicator) == ("niedrig, günstig", "hoch, ungünstig")
    assert words.ends(heating.indicator) == ("niedrig", "hoch")


def test_findings_of_each_tab(employment: View) -> None:
    assert plain(words.finding(employment)) == (
        "Kreis Lippe: Beschäftigungsquote von 53,5 (2011) auf 64,6 % (2021) gestiegen"
    )
    karte = replace(employment, selection=employment.selection.but(tab="karte"))
    assert plain(words.finding(karte)) == "Kreis Lippe: Beschäftigungsquote 2021 bei 64,6 %, Rang 10 von 53"
    nobody = replace(karte, chosen=())
    assert plain(words.finding(nobody)) == (
        "Beschäftigungsquote 2021: von 52,5 % (Gelsenkirchen) bis 68,6 % (Kreis Gütersloh)"
    )


def test_subtitle_says_measure_area_and_period(employment: View) -> None:
    alone = replace(employment, chosen=employment.chosen[:1])
    assert words.subtitle(alone) == (
        "Beschäftigungsquote, % der 15- bis 64-Jährigen · Kreis Lippe und 6 vergleichbare Landkreise · 1997–2021"
    )


def test_subtitle_names_every_kreis_that_is_compared(employment: View) -> None:
    both = replace(employment, chosen=employment.chosen[:2])
    area = "Kreis Lippe und Kreis Gütersloh, dazu 6 vergleichbare Landkreise"
    assert area in words.subtitle(both)
    assert area in charts.alt(charts.scene("line", both))
    assert "Kreis Lippe und 6 vergleichbare" in words.subtitle(both, "strip"), "the strip marks the Kreis only"
