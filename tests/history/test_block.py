"""A blocked value is gone everywhere, frozen addresses that showed it say so, and no other address does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from cockpit import people, query
from cockpit.model.revision import Revision
from cockpit.progress import assess
from cockpit.query import Snapshot
from cockpit.store import Store
from tests.conftest import TODAY
from tests.history.conftest import fails
from tests.people.conftest import Person

QUOTE = "arbeitslosenquote"
SECRET = 4.4321
SHOWN = ("4,4", "4.4321")
MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Sign = Callable[..., Person]
SHEET = {"indikator": QUOTE, "kreis": "lippe", "jahr": "2020", "grund": "Weniger als drei Fälle"}


def block(store: Store, indicator: str = QUOTE, key: str = "05766", year: int = 2020) -> Revision:
    return store.block(indicator, key, year, reason="Geheimhaltung", by="Test", judge=assess, at=MOMENT)


def frozen(store: Store, stand: int) -> Snapshot:
    return query.snapshot(store, stand, TODAY)


@pytest.fixture
def secret(staff_store: Store, publish: Callable[..., Revision]) -> int:
    """The Datenstand in which Lippe's value of 2020 was published; it is blocked by now."""
    made = publish((QUOTE, "05766", 2020, SECRET))
    block(staff_store)
    return made.id


def test_the_confirmation_names_what_follows_and_blocks_nothing(signed_in: Sign, staff_store: Store) -> None:
    answer = signed_in("freigabe", ()).post("/daten/sperren", "/daten/sperren", **SHEET)
    assert answer.status_code == 200
    for said in ("nicht rückgängig", "allen", "geheim", "Hochgeladene Dateien", "Protokoll", "Kreis Lippe, 2020"):
        assert said in answer.text, said
    assert staff_store.blocks() == ()


def test_the_confirmation_names_the_computed_indicators(signed_in: Sign) -> None:
    answer = signed_in("freigabe", ()).post(
        "/daten/sperren", "/daten/sperren", **{**SHEET, "indikator": "pv-leistung", "jahr": "2023"}
    )
    assert "Photovoltaik-Leistung je 1.000 Einwohner" in answer.text


def test_confirmed_it_is_done_recorded_and_shown_as_secret(signed_in: Sign, staff_store: Store) -> None:
    officer = signed_in("freigabe", ())
    answer = officer.post("/daten/sperren", "/daten/sperren", **SHEET, bestaetigt="ja")
    assert answer.status_code == 303
    assert [(one.indicator, one.key, one.year) for one in staff_store.blocks()] == [(QUOTE, "05766", 2020)]
    assert "geheim" in officer.get(f"/indikator/{QUOTE}?kreise=lippe&ansicht=tabelle").text
    entry = people.protocol(staff_store, 1, None)[0]
    assert (entry.action, entry.subject, entry.after) == ("block", f"{QUOTE} 05766 2020", SHEET["grund"])
    page = officer.get(answer.headers["Location"]).text
    assert "Sperrung" in page
    assert "geheim" in page
    assert "Weniger als drei Fälle" in officer.get("/daten/sperren").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"grund": ""}, "Bitte einen Grund"),
        ({"jahr": "20"}, "vier Ziffern"),
        ({"indikator": "pv-leistung-je-1000-einwohner"}, "eigene Werte hat"),
        ({"kreis": "atlantis"}, "nicht bekannt"),
        ({"jahr": "1999"}, "1999"),
    ],
)
def test_what_cannot_be_blocked_is_said_on_the_form(
    signed_in: Sign, staff_store: Store, changed: dict[str, str], said: str
) -> None:
    answer = signed_in("freigabe", ()).post(
        "/daten/sperren", "/daten/sperren", **{**SHEET, **changed, "bestaetigt": "ja"}
    )
    assert answer.status_code >= 400
    assert said in answer.text
    assert staff_store.blocks() == ()


def test_only_some_may_block_and_only_what_is_theirs(signed_in: Sign, someone: Person, staff_store: Store) -> None:
    assert someone.get("/daten/sperren").status_code == 303
    assert signed_in().get("/daten/sperren").status_code == 403
    herford = signed_in("freigabe", ("05758",), "herford")
    assert herford.post("/daten/sperren", "/daten/sperren", **SHEET, bestaetigt="ja").status_code == 403
    assert staff_store.blocks() == ()


def test_the_original_file_is_given_to_nobody_any_more(signed_in: Sign, secret: int) -> None:
    answer = signed_in().get(f"/daten/stand/{secret}/datei")
    assert answer.status_code == 410


def test_the_value_is_in_no_answer_of_any_datenstand(someone: Person, secret: int) -> None:
    for stand in ("", f"stand={secret}", f"stand={secret - 1}"):
        for path in (f"/indikator/{QUOTE}", f"/indikator/{QUOTE}.csv", f"/indikator/{QUOTE}.json", "/kreis/lippe",
                     "/kreis/lippe.json", f"/daten/stand/{secret}", "/daten"):  # fmt: skip
            assert "4.4321" not in someone.get(f"{path}?{stand}").text, (path, stand)
    row = re.findall(r"<tr><th[^>]*>.*?</tr>", someone.get(f"/daten/stand/{secret}").text)
    assert not any("4,4<" in one and "2020" in one for one in row)


GONE = [
    "/kreis/lippe",
    f"/indikator/{QUOTE}?kreise=lippe",
    f"/indikator/{QUOTE}",  # the map beside the course shows every Kreis in 2020
    f"/indikator/{QUOTE}?ansicht=karte&jahr=2020",
    f"/indikator/{QUOTE}?ansicht=rangliste",
    f"/indikator/{QUOTE}?kreise=lippe&ansicht=tabelle",
    f"/?indikator={QUOTE}",
]
STILL_THERE = [
    "/kreis/herford",
    "/indikator/bevoelkerung?kreise=lippe",
    f"/indikator/{QUOTE}?kreise=herford&ansicht=tabelle",
    f"/indikator/{QUOTE}?kreise=lippe&ansicht=tabelle&zeit=2008..2019",
    f"/indikator/{QUOTE}?ansicht=karte&jahr=2019",
    f"/indikator/{QUOTE}?kreise=lippe&ansicht=daten",
    "/",
    "/daten",
    "/kreise",
    "/methodik",
]


@pytest.mark.parametrize("path", GONE)
def test_a_frozen_page_that_showed_it_is_gone(someone: Person, secret: int, path: str) -> None:
    join = "&" if "?" in path else "?"
    answer = someone.get(f"{path}{join}stand={secret}")
    assert answer.status_code == 410
    assert "Dieser Wert wurde am 22.11.2026 gesperrt (Geheimhaltung)" in answer.text


@pytest.mark.parametrize("path", STILL_THERE)
def test_a_frozen_page_that_did_not_show_it_is_still_there(someone: Person, secret: int, path: str) -> None:
    join = "&" if "?" in path else "?"
    assert someone.get(f"{path}{join}stand={secret}").status_code == 200


@pytest.mark.parametrize("path", [*GONE, *STILL_THERE])
def test_live_pages_are_never_gone(someone: Person, secret: int, path: str) -> None:
    assert secret
    assert someone.get(path).status_code == 200


def test_a_datenstand_after_the_block_never_had_the_value(someone: Person, staff_store: Store, secret: int) -> None:
    newest = staff_store.revision().id
    assert newest > secret
    assert someone.get(f"/kreis/lippe?stand={newest}").status_code == 200


def test_a_datenstand_before_there_was_a_value_is_still_there(
    someone: Person, staff_store: Store, publish: Callable[..., Revision]
) -> None:
    before = staff_store.revision().id
    publish((QUOTE, "05766", 2024, 3.21))
    block(staff_store, year=2024)
    assert someone.get(f"/kreis/lippe?stand={before}").status_code == 200
    assert someone.get(f"/indikator/{QUOTE}?kreise=lippe&stand={before}").status_code == 200


def test_browsers_holding_the_frozen_page_are_told_too(someone: Person, staff_store: Store) -> None:
    stand = staff_store.revision().id
    path = f"/kreis/lippe?stand={stand}"
    tag = someone.get(path).headers["ETag"]
    assert someone.client.get(path, headers={"If-None-Match": tag}).status_code == 304
    block(staff_store)
    assert someone.client.get(path, headers={"If-None-Match": tag}).status_code == 410


def test_what_was_computed_from_it_counts_as_shown(someone: Person, staff_store: Store) -> None:
    stand = staff_store.revision().id
    block(staff_store, "pv-leistung", "05766", 2023)
    name = "pv-leistung-je-1000-einwohner"
    assert someone.get(f"/indikator/{name}?kreise=lippe&stand={stand}").status_code == 410
    assert someone.get(f"/kreis/lippe?stand={stand}").status_code == 410


def test_a_part_of_a_whole_counts_as_shown(someone: Person, staff_store: Store) -> None:
    stand = staff_store.revision().id
    block(staff_store, "zensus22-heizung-gas", "05766", 2022)
    whole = "/indikator/heizung-energietraeger"
    assert someone.get(f"{whole}?kreise=lippe&stand={stand}").status_code == 410
    assert someone.get(f"{whole}?kreise=herford&stand={stand}").status_code == 200


def test_rows_of_other_kreise_and_years_are_not_concerned(staff_store: Store, secret: int) -> None:
    snap = frozen(staff_store, secret)

    def asked(**args: str) -> bool:
        chosen = query.selection(snap, args, indicator=QUOTE)
        return query.blocked(snap, chosen, "rows") is not None

    assert asked()
    assert asked(kreise="lippe~herford")
    assert not asked(kreise="herford")
    assert not asked(jahr="2019")
    assert not asked(zeit="..2019")
    assert not asked(kreise="bielefeld")


def test_a_picture_also_shows_the_comparable_kreise(staff_store: Store, secret: int) -> None:
    snap = frozen(staff_store, secret)
    beside = next(key for key, near in snap.peers.items() if "05766" in near)
    apart = next(key for key, near in snap.peers.items() if "05766" not in near and key != "05766")
    for key, expected in ((beside, True), (apart, False)):
        chosen = query.selection(snap, {"kreise": key}, indicator=QUOTE)
        assert (query.blocked(snap, chosen) is not None) is expected


def test_nothing_remembered_tells_the_value_of_a_comparable_kreis(staff_store: Store) -> None:
    """The strip of a Kreis page is drawn from remembered values of comparable Kreise."""
    stand = staff_store.revision().id
    snap = frozen(staff_store, stand)
    beside = next(key for key, near in snap.peers.items() if "05766" in near)
    region = snap.catalogue.regions[beside]

    def others() -> tuple[float, ...]:
        cards = query.profile(frozen(staff_store, stand), region).cards
        place = next(card.placement for card in cards if card.indicator.id == QUOTE)
        return place.values if place else ()

    before = others()
    block(staff_store)
    assert len(others()) == len(before) - 1


def test_values_of_linked_indicators_beside_a_project(someone: Person, staff_store: Store) -> None:
    stand = staff_store.revision().id
    linked = [link.indicator for programme in staff_store.catalogue().programmes.values()
              for project in programme.projects for link in project.links]  # fmt: skip
    name = next(one for one in linked if len(staff_store.series(one, ["05766"])))
    newest = int(staff_store.series(name, ["05766"])["year"].max())
    computed = staff_store.catalogue().indicators[name].formula
    if computed:
        pytest.skip("the first linked indicator is computed")
    block(staff_store, name, "05766", newest)
    assert someone.get(f"/hebelprojekte?kreise=lippe&stand={stand}").status_code == 410
    assert someone.get(f"/hebelprojekte?kreise=herford&stand={stand}").status_code == 200
    assert someone.get(f"/hebelprojekte?stand={stand}").status_code == 200


def test_without_an_entry_in_the_audit_log_nothing_is_blocked(
    signed_in: Sign, staff_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, before = signed_in("freigabe", ()), staff_store.revision()
    fails(monkeypatch)
    assert officer.post("/daten/sperren", "/daten/sperren", **SHEET, bestaetigt="ja").status_code == 500
    assert staff_store.blocks() == ()
    assert staff_store.revision() == before
