"""Several indicators in one file: told by a column, by headers, by a mapping; numerator and denominator apart."""

from __future__ import annotations

import pytest

from cockpit.model.draft import Choices
from cockpit.store import Store
from tests.etl.conftest import Take, about, number

WIDE = "AGS;Kreis;Arbeitslosenquote;Einwohner;Bemerkung\n05766;Lippe;6,4;346151;ok\n05762;Höxter;5,5;140000;ok\n"


def test_an_indicator_may_be_called_by_its_title(store: Store, take: Take) -> None:
    report = take("ags;indikator;jahr;wert\n05766;Arbeitslosenquote;2020;6,4\n05766;Bevölkerung;2020;346151\n")
    assert report.indicators == ("arbeitslosenquote", "bevoelkerung")
    assert number(store, "bevoelkerung", "05766", 2020) == 346151
    told = [one for one in report.findings if one.code == "indicator.by_title"]
    assert [one.cell for one in told] == ["Bevölkerung"]


def test_a_misspelled_indicator_is_proposed_and_taken_only_when_ticked(store: Store, take: Take) -> None:
    lines = "ags;indikator;jahr;wert\n05766;Arbeitslosenqoute;2020;6,4\n05762;arbeitslosenquote;2020;5,5\n"
    report = take(lines, dry_run=True)
    finding = about(report, "am nächsten kommt")
    assert (finding.severity, finding.code, finding.fix) == ("error", "indicator.near", "accept_indicators")
    assert (report.new, report.refused) == (1, 1)
    assert take(lines, repairs=["accept_indicators"]).new == 2
    assert number(store, "arbeitslosenquote", "05766", 2020) == 6.4


def test_a_name_may_be_mapped_to_an_indicator(store: Store, take: Take) -> None:
    chosen = Choices(columns=(("ALQ", "arbeitslosenquote"),))
    assert take("ags;indikator;jahr;wert\n05766;ALQ;2020;6,4\n", choices=chosen).new == 1
    assert number(store, "arbeitslosenquote", "05766", 2020) == 6.4


def test_columns_headed_by_ids_need_no_mapping(store: Store, take: Take) -> None:
    report = take("ags;jahr;arbeitslosenquote;bevoelkerung\n05766;2020;6,4;346151\n05762;2020;5,5;140000\n")
    assert report.indicators == ("arbeitslosenquote", "bevoelkerung")
    assert number(store, "arbeitslosenquote", "05766", 2020) == 6.4
    assert number(store, "bevoelkerung", "05766", 2020) == 346151


def test_columns_are_mapped_by_their_numbers(store: Store, take: Take) -> None:
    chosen = Choices(columns=(("3", "arbeitslosenquote"), ("4", "bevoelkerung")), year=2020)
    report = take(WIDE, choices=chosen)
    assert report.new == 4
    assert number(store, "arbeitslosenquote", "05762", 2020) == 5.5
    assert number(store, "bevoelkerung", "05766", 2020) == 346151


def test_columns_with_the_titles_of_indicators_are_proposed_but_not_taken(take: Take) -> None:
    report = take(WIDE, year=2020)
    assert report.asks == ("indicator",)
    assert [one.value for one in report.guesses if one.field == "columns"] == ["3=arbeitslosenquote"]


def test_numerator_and_denominator_make_the_share_themselves(store: Store, take: Take) -> None:
    shares = [one for one in store.catalogue().indicators.values() if one.formula and len(one.formula.inputs) == 2]
    share = next(one for one in shares if one.formula and one.formula.window == 1 and one.formula.denominator)
    assert share.formula
    above, below = share.formula.inputs
    asked = take("ags;jahr;wert\n05766;2023;6,4\n", indicator=share.id)
    assert above in asked.refusal
    chosen = Choices(columns=(("3", above), ("4", below)))
    report = take("ags;jahr;oben;unten\n05766;2023;500;1000\n05762;2023;300;1200\n", choices=chosen)
    assert (report.new, report.refused) == (4, 0), report.findings
    expected = 500 / 1000 * share.formula.factor
    assert number(store, share.id, "05766", 2023) == pytest.approx(expected)


def test_a_mapping_to_a_computed_indicator_is_refused(store: Store, take: Take) -> None:
    computed = next(one for one in store.catalogue().indicators.values() if one.formula)
    report = take(WIDE, choices=Choices(columns=(("3", computed.id),), year=2020))
    assert "berechnet" in report.refusal
