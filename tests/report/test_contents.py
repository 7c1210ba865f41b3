"""What a report says: everything of the Kreis page that a council needs, chosen by the address, nothing invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cockpit.base.errors import BadRequest, NotFound
from cockpit.base.settings import settings
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.model.target import ResolvedTarget, Target
from cockpit.model.view import Card
from cockpit.outputs.report import Report, indicator_report, kreis_report
from cockpit.outputs.report.chart import indicator_blocks
from cockpit.outputs.report.choice import MOST_CHOSEN
from cockpit.outputs.report.status import furthest, moved
from cockpit.outputs.report.structure import Grid, Listing, Paragraph
from cockpit.query import Snapshot, address, profile, region, selection, view


def made(snap: Snapshot, place: Region, **args: str) -> Report:
    return kreis_report(snap, place, selection(snap, args))


def titles(report: Report) -> list[str]:
    return [chapter.title for chapter in report.chapters]


def rows(report: Report) -> list[str]:
    """Titles of the indicators in the status table."""
    grid = next(chapter for chapter in report.chapters if chapter.title.startswith("Alle Indikatoren")).blocks[0]
    assert isinstance(grid, Grid)
    return [row[0].text for row in grid.rows]


def test_a_report_opens_with_the_sentence_of_the_page(live: Snapshot, lippe: Region) -> None:
    report = made(live, lippe)
    assert report.title == "Bericht: Kreis Lippe"
    assert report.chapters[0].blocks[0] == Paragraph(words.headline(profile(live, lippe)), "lead")
    assert report.facts == ("Nordrhein-Westfalen · 347.149 Einwohner (2024) · 1.246 km² · AGS 05766",)
    assert report.stand == f"Datenstand {live.revision.id} vom {live.revision.created_at:%d.%m.%Y}"


def test_the_status_table_lists_every_indicator_of_the_page_once(live: Snapshot, lippe: Region) -> None:
    cards = [card for card in profile(live, lippe).cards if card.indicator.kind != "shares"]
    assert rows(made(live, lippe)) == [card.indicator.title for card in cards]


def test_chapters_come_in_the_order_a_council_reads(live: Snapshot, lippe: Region) -> None:
    shown = titles(made(live, lippe))
    wanted = ["Auf einen Blick", "Am stärksten verbessert", "Verschlechtert sich am stärksten",
              "Alle Indikatoren nach Nachhaltigkeitszielen", "Ausgewählte Indikatoren",
              "Hebelprojekte, die den Kreis betreffen", "Wie gerechnet wird", "Quellen und Datenstand"]  # fmt: skip
    assert [title for title in shown if title in wanted] == wanted


def test_nothing_is_said_about_local_actions_as_long_as_none_are_stored(live: Snapshot, lippe: Region) -> None:
    assert not [title for title in titles(made(live, lippe)) if "Maßnahmen vor Ort" in title]


def test_what_moved_most_gets_a_chart_without_being_asked_for(live: Snapshot, lippe: Region) -> None:
    found = profile(live, lippe)
    pictured = [picture.name for picture in made(live, lippe).pictures]
    assert {card.indicator.id for card in (*found.improved, *found.worsened)} <= set(pictured)
    assert len(pictured) == 4


def test_the_address_chooses_the_indicators_with_a_chart(live: Snapshot, lippe: Region) -> None:
    report = made(live, lippe, indikatoren="aerzte-je-10000~arbeitslosenquote")
    assert [picture.name for picture in report.pictures] == ["aerzte-je-10000", "arbeitslosenquote"]
    assert [picture.number for picture in report.pictures] == [1, 2]
    assert report.address.endswith(
        f"/kreis/lippe?indikatoren=aerzte-je-10000~arbeitslosenquote&stand={live.revision.id}"
    )


def test_the_address_chooses_one_goal_or_several(live: Snapshot, lippe: Region) -> None:
    cards = profile(live, lippe).cards
    for asked, goals in (("8", {8}), ("7~13", {7, 13})):
        report = made(live, lippe, sdg=asked)
        wanted = [card.indicator.title for card in cards if goals & set(card.indicator.sdg)]
        assert set(rows(report)) <= set(wanted)
        assert len(rows(report)) >= 3
        assert report.facts[1].startswith("Beschränkt auf: ")
        assert f"sdg={asked}" in report.address
        assert report.chapters[0].blocks[0] == made(live, lippe).chapters[0].blocks[0]


def test_the_choice_survives_the_way_into_an_address_and_back(live: Snapshot) -> None:
    for asked in ({"sdg": "7~13"}, {"sdg": "7"}, {"indikatoren": "aerzte-je-10000~arbeitslosenquote"}):
        chosen = selection(live, asked)
        query = address(live, "/kreis/lippe", chosen).partition("?")[2]
        assert selection(live, dict(pair.split("=") for pair in query.split("&"))) == chosen


def test_more_indicators_than_six_pages_hold_are_refused_in_german(live: Snapshot, lippe: Region) -> None:
    every = "~".join(card.indicator.id for card in profile(live, lippe).cards[: MOST_CHOSEN + 1])
    with pytest.raises(BadRequest, match="höchstens 5 Indikatoren"):
        made(live, lippe, indikatoren=every)


@pytest.mark.parametrize("asked", ["gibt-es-nicht", "arbeitslosenquote~../etc"])
def test_an_unknown_indicator_is_not_found(live: Snapshot, lippe: Region, asked: str) -> None:
    with pytest.raises(NotFound):
        made(live, lippe, indikatoren=asked)


@pytest.mark.parametrize("asked", ["18", "7~", "0", "7~x", "~"])
def test_a_goal_outside_the_seventeen_is_refused(live: Snapshot, lippe: Region, asked: str) -> None:
    with pytest.raises(BadRequest):
        made(live, lippe, sdg=asked)


def test_lists_of_pages_filter_by_several_goals_too(live: Snapshot) -> None:
    assert selection(live, {"sdg": "7~13"}).every_goal == (7, 13)
    assert selection(live, {"sdg": "7"}).every_goal == (7,)
    assert selection(live, {}).every_goal == ()


def decided(card: Card, key: str, ratio: float | None) -> Card:
    """The card as it would be after a council decision on it."""
    target = Target("t", card.indicator.id, card.series.region.key, 2030, "Kreistag", value=1.0, decided=True)
    said = replace(card.judgement, key=key, ratio=ratio)
    return replace(card, decided=ResolvedTarget(target, 1.0), judgement=said)


def test_decided_targets_furthest_from_the_needed_pace_come_slowest_first(live: Snapshot, lippe: Region) -> None:
    cards = profile(live, lippe).cards
    behind = (
        decided(cards[0], "too_slow", 0.4),
        decided(cards[1], "on_track", 1.2),
        decided(cards[2], "missed", None),
        decided(cards[3], "away", -0.5),
        cards[4],
        decided(cards[5], "nearly", 0.9),
    )
    assert furthest(behind) == (behind[2], behind[3], behind[0])
    assert furthest(cards) == ()


def test_what_lies_behind_names_the_target_and_who_can_act(live: Snapshot, lippe: Region) -> None:
    card = next(one for one in profile(live, lippe).cards if one.indicator.id == "beschaeftigtenquote")
    listing = moved([decided(card, "too_slow", 0.4)], "report.furthest_none")
    assert isinstance(listing, Listing)
    name, said = listing.items[0]
    assert name == "Beschäftigungsquote: 64,6\N{NO-BREAK SPACE}% (2021)"
    assert "Beschlossenes Ziel 2030: 1,0\N{NO-BREAK SPACE}%." in said
    assert "Handeln können hier:" in said


def test_without_a_public_address_there_is_no_code_to_photograph(
    live: Snapshot, lippe: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (made(live, lippe).qr, made(live, lippe).address[:1]) == ("", "/")
    monkeypatch.setattr(settings(), "public_url", "https://cockpit.example")
    report = made(live, lippe)
    assert report.address == f"https://cockpit.example/kreis/lippe?stand={live.revision.id}"
    assert report.qr.startswith("<svg")


def test_a_ranking_is_an_excerpt_with_both_ends_and_the_chosen_kreis(live: Snapshot) -> None:
    shown = view(live, selection(live, {"kreise": "lippe", "ansicht": "rangliste"}, indicator="arbeitslosenquote"))
    grid = next(block for block in indicator_blocks(shown, 1) if isinstance(block, Grid))
    ranks = [row[1].text for row in grid.rows]
    assert "Kreis Lippe" in [row[0].text for row in grid.rows]
    assert (len(ranks), ranks[0]) == (7, "1")
    assert "Auszug" in grid.caption


def test_the_small_table_names_exactly_the_years_it_shows(live: Snapshot) -> None:
    shown = view(live, selection(live, {"kreise": "lippe"}, indicator="arbeitslosenquote"))
    grid = next(block for block in indicator_blocks(shown, 1) if isinstance(block, Grid))
    years = [column.title for column in grid.columns[1:]]
    assert years == [str(year) for year in range(2014, 2021)]
    assert grid.caption.endswith("2014–2020 (Auszug: die letzten 7 von 13 Jahren mit Werten seit 2008)")
    chosen = selection(live, {"kreise": "lippe", "zeit": "2015..2020"}, indicator="arbeitslosenquote")
    short = next(block for block in indicator_blocks(view(live, chosen), 1) if isinstance(block, Grid))
    assert short.caption.endswith(", 2015–2020")


def test_every_kreis_can_be_reported(live: Snapshot) -> None:
    for place in live.kreise[::9]:
        report = made(live, place)
        assert report.pictures or "–" in str(report.chapters), place.name


def test_a_gap_is_told_as_a_gap_without_a_picture(live: Snapshot, lippe: Region) -> None:
    gap = profile(live, lippe).gaps[0]
    report = made(live, lippe, indikatoren=gap.id)
    assert report.pictures == ()
    chapter = next(item for item in report.chapters if item.title == gap.title)
    assert chapter.blocks[0] == Paragraph("Dazu liegen keine Kreisdaten vor – eigene Daten hochladen.", "finding")


def test_a_land_has_no_kreis_report(live: Snapshot) -> None:
    with pytest.raises(NotFound):
        made(live, region(live, "nordrhein-westfalen"))


def test_shares_need_a_kreis_and_say_so(live: Snapshot) -> None:
    with pytest.raises(NotFound, match="nur für einzelne Kreise"):
        indicator_report(live, selection(live, {}, indicator="heizung-energietraeger"))


def test_every_indicator_can_be_a_document_for_every_tab(live: Snapshot) -> None:
    for indicator in live.catalogue.indicators.values():
        for tab in ("verlauf", "karte", "rangliste", "tabelle", "daten"):
            chosen = selection(live, {"kreise": "lippe", "ansicht": tab}, indicator=indicator.id)
            report = indicator_report(live, chosen)
            assert report.chapters[0].blocks[0] == Paragraph(report.subject, "finding"), (indicator.id, tab)
