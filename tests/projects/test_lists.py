"""Projects and comparisons as data, asked of the real application: complete, equal to the facts, cacheable."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from cockpit.base.settings import settings
from cockpit.web.server import create_server
from tests.conftest import ROOT, TODAY
from tests.web.pages.reading import found, words_of

KEYS = ["nr", "slug", "name", "handlungsfeld", "ressort_2022", "ressort_heute", "stand_am", "sicherheit", "adresse",
        "sdg", "indikatoren", "kommunalbezug"]  # fmt: skip


@pytest.fixture(scope="module")
def client(shipped_file: Path) -> Iterator[FlaskClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COCKPIT_DATABASE_URL", f"sqlite:///{shipped_file}")
        patch.setenv("COCKPIT_TODAY", TODAY.isoformat())
        settings.cache_clear()
        yield create_server().test_client()
    settings.cache_clear()


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    table = ROOT.parent / "shared" / "facts" / "hebelprojekte.csv"
    if not table.is_file():
        pytest.skip("the facts are not shipped; they are expected in ../shared/facts")
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def official(fact: dict[str, str]) -> list[str]:
    return [f"https://{part.strip().rstrip('/')}" for part in fact["adresse"].split(";") if part.strip()]


def german_day(written: str) -> str:
    """``2025-10-01`` as ``01.10.2025``, ``2024-01`` as ``01/2024``, a year as it is."""
    parts = written.split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 else "/".join(reversed(parts))


def test_all_eighteen_projects_agree_with_the_facts(client, facts):
    shown = client.get("/hebelprojekte.json").get_json()
    assert len(shown) == len(facts) == 18
    for told, fact in zip(shown, facts, strict=True):
        assert told["nr"] == int(fact["nr"])
        assert told["name"] == fact["name"]
        assert told["handlungsfeld"] == fact["handlungsfeld"]
        for when in ("ressort_2022", "ressort_heute"):  # what stands in brackets is a remark
            assert told[when].partition(" (")[0] == fact[when].partition(" (")[0]
        assert told["sicherheit"] == fact["sicherheit"]
        assert told["sdg"] == [int(number) for number in re.findall(r"\d+", fact["sdg"])]
        assert told["kommunalbezug"] == fact["kommunalbezug"]
        assert told["stand_am"] == german_day(fact["stand_am"])
        assert [address.rstrip("/") for address in told["adresse"]] == official(fact)


def test_all_eighteen_pages_agree_with_the_facts(ask, facts):
    for fact in facts:
        tree = ask(f"/hebelprojekt/{fact['slug']}").tree
        said = words_of(tree)
        names = [fact["name"], fact["handlungsfeld"], fact["ressort_2022"], fact["ressort_heute"].partition(" (")[0]]
        bearing = "kein Bezug" if fact["kommunalbezug"] == "keiner" else fact["kommunalbezug"]
        for words in (*names, bearing, f"Sicherheit: {fact['sicherheit']}"):
            assert words in said, (fact["slug"], words)
        day = german_day(fact["stand_am"]) or "31.08.2022 (Beschluss des Programms), kein eigenes Datum bekannt"
        assert f"Stand der Angabe: {day} · " in said
        goals = found(found(tree, "Ul", "goals")[0], "Span", "sdg")
        assert [words_of(goal) for goal in goals] == fact["sdg"].split()
        outside = [link.href.rstrip("/") for link in found(tree, "A") if "://" in link.href]
        assert outside == official(fact)


def test_all_eighteen_rows_agree_with_the_facts(ask, facts):
    rows = [row for row in found(ask("/hebelprojekte").tree, "Tr") if found(row, "Td")]
    assert len(rows) == len(facts)
    for row, fact in zip(rows, facts, strict=True):
        said = words_of(row)
        assert said.startswith(fact["name"])
        day = german_day(fact["stand_am"])
        known = f"zuletzt bekannt: {day}" if day else "ohne eigenes Datum"
        assert f"{known} · {fact['sicherheit']}" in said
        year = re.search(r"\d{4}", fact["stand_am"])
        assert ("Heutiger Stand nicht belegt" in said) == (year is None or year[0] < "2025")


def test_each_project_says_the_same_twelve_things(client):
    for told in client.get("/hebelprojekte.json").get_json():
        assert sorted(told) == sorted(KEYS)
        for name in told["indikatoren"]:
            assert client.get(f"/indikator/{name}.json?kreise=lippe").status_code == 200


def test_compared_values_are_those_of_each_kreis_page(client):
    shown = client.get("/vergleich.json?kreise=lippe~herford").get_json()
    assert [kreis["ags"] for kreis in shown["kreise"]] == ["05766", "05758"]
    for place, slug in enumerate(("lippe", "herford")):
        own = {one["id"]: one for one in client.get(f"/kreis/{slug}.json").get_json()["indikatoren"]}
        for item in shown["indikatoren"]:
            told = item["werte"][place]
            assert {name: told[name] for name in own[item["id"]]} == own[item["id"]]


def test_the_table_says_the_same_as_the_json(client):
    answer = client.get("/vergleich.csv?kreise=lippe~herford&stand=39")
    rows = list(csv.DictReader(answer.get_data(as_text=True).splitlines()))
    told = client.get("/vergleich.json?kreise=lippe~herford&stand=39").get_json()["indikatoren"]
    assert answer.mimetype == "text/csv"
    assert {row["stand"] for row in rows} == {"39"}
    pairs = [(item, own) for item in told for own in item["werte"]]
    for row, (item, own) in zip(rows, pairs, strict=True):
        assert (row["id"], row["ags"]) == (item["id"], own["ags"])
        assert row["wert"] == ("" if own["wert"] is None else repr(own["wert"]))
        assert row["jahr"] == ("" if own["jahr"] is None else str(own["jahr"]))
        assert row["hinweise"] == " ".join(item["hinweise"])


def test_the_workbook_says_the_same_as_the_json(client):
    answer = client.get("/vergleich.xlsx?kreise=lippe~herford&stand=39")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    beside, every, facts = (
        book.get_sheet_by_name(name).to_python() for name in ("Nebeneinander", "Bewertung", "Quellen")
    )
    told = client.get("/vergleich.json?kreise=lippe~herford&stand=39").get_json()["indikatoren"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert beside[0][2] == "Kreis Lippe (05766)"
    for row, item in zip(beside[1:], told, strict=True):
        assert row[0] == item["titel"]
        assert [cell or None for cell in row[2:6]] == [
            cell or None for own in item["werte"] for cell in (own["wert"], own["wert"] is not None and own["jahr"])
        ]
        assert row[6] == " ".join(item["hinweise"])
    assert {row[0] for row in every[1:]} == {"05766", "05758"}
    assert any("/vergleich?kreise=lippe~herford&stand=39" in str(row[1]) for row in facts)


def test_differing_years_are_said_in_the_data_too(client):
    for item in client.get("/vergleich.json?kreise=lippe~herford~berlin").get_json()["indikatoren"]:
        years = {told["jahr"] for told in item["werte"] if told["wert"] is not None}
        assert bool(item["hinweise"]) == (len(years) > 1)


@pytest.mark.parametrize(
    "path",
    [
        "/hebelprojekte.json",
        "/vergleich.json?kreise=lippe~herford",
        "/vergleich.csv?kreise=lippe",
        "/vergleich.xlsx?kreise=lippe",
    ],
)
def test_nothing_new_is_answered_with_304(client, path):
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert "Set-Cookie" not in first.headers


@pytest.mark.parametrize(
    ("query", "status"),
    [("kreise=nirgends", 404), ("kreise=lippe&wer=da", 400), ("kreise=01001~01002~01003~01004~01051~01053", 400),
     ("kreise=lippe&stand=99999", 404), ("kreise=lippe&indikatoren=%3Cscript%3E", 404)],
)  # fmt: skip
def test_wrong_questions_get_german_answers(client, query, status):
    assert client.get(f"/vergleich.json?{query}").status_code == status
