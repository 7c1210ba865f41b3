"""Whatever stands in an address: a German answer, never a crash, never a payload that runs."""

from __future__ import annotations

import json
import random
import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.conftest import ROOT

SCRIPT = "<script>alert(1)</script>"
BREAKS_OUT = '"><img src=x onerror=alert(1)>'
PAYLOADS = (
    SCRIPT,
    BREAKS_OUT,
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}",
    "{name}",
    "%s%n",
    "x" * 3000,
    "9" * 5000,
    "\x00",
    "lippe\x00",
    "../../etc/passwd",
    "..\\..\\",
    "-1",
    "0",
    "99999999999999999999",
    "1e9",
    "٢٠٢٠",
    "²",
    "\u202e\u0000\ufffe",
    "\U0001f600",
    "' OR 1=1 --",
    "1;DROP TABLE value",
    "=cmd()",
    "~~~",
    "~".join(["lippe"] * 400),
    "a~b~c",
    "lippe~",
    "..",
    "2020..",
    "..2020..",
    "2020..2010",
    "NaN",
    "true",
    "[]",
    "  ",
    "DG",
    "05",
    "16056",
    "03152",
    "deutschland",
    "nordrhein-westfalen",
    "ÄÖÜß",
    "lippe?x=1",
    "lippe#x",
    "karte",
    "anteile",
    "daten",
)
NAMES = ("kreise", "indikator", "zeit", "jahr", "ansicht", "methode", "stand", "zum", "thema", "breite", "hoehe",
         "sdg", "feld", "bezug", "land", "sortierung", "q", "interaktiv", "farbe", SCRIPT)  # fmt: skip
PATHS = ("/", "/kreise", "/indikatoren", "/hebelprojekte", "/methodik", "/hilfe", "/kreis/lippe", "/kreis/lippe.json",
         "/kreis/lippe.csv", "/kreis/lippe.svg", "/indikator/pv-leistung", "/indikator/gisd-score.csv",
         "/indikator/gisd-score.json", "/indikator/beschaeftigtenquote.svg", "/indikator/ee-anteil-bruttostrom.svg",
         "/indikator/heizung-energietraeger.svg", "/indikator/led-strassenbeleuchtung.svg", "/suche.json", "/suche",
         "/hebelprojekt/synergie", "/healthz", "/readyz", "/robots.txt", "/favicon.ico")  # fmt: skip
PLACES = ("/{}", "/kreis/{}", "/kreis/{}.json", "/kreis/{}.csv", "/indikator/{}", "/indikator/{}.csv",
          "/indikator/{}.svg", "/hebelprojekt/{}", "/land/{}", "/assets/{}", "/_dash-component-suites/{}/x.js",
          "/vergleich/{}", "/kreis/lippe/{}")  # fmt: skip
DATA = re.compile(r"\.(csv|json|svg)$")
GERMAN = re.compile("gibt es|ist kein|nicht|Höchstens|zu lang|liegen keine|endet vor")
KINDS = ("text/html", "application/json", "text/csv", "image/svg+xml", "text/plain")


def asked_for() -> list[str]:
    pick = random.Random(22)  # noqa: S311 - the same walk every time
    found = [place.format(quote(payload, safe="")) for place in PLACES for payload in pick.sample(PAYLOADS, 16)]
    for name in NAMES:
        for payload in PAYLOADS:
            found.append(f"{pick.choice(PATHS)}?{quote(name)}={quote(payload, safe='')}")
    for _ in range(60):
        pairs = [f"{quote(pick.choice(NAMES[:18]))}={quote(pick.choice(PAYLOADS), safe='')}" for _ in range(3)]
        found.append(f"{pick.choice(PATHS)}?{'&'.join([*pairs, pairs[0]])}")
    return found


@pytest.fixture(scope="module")
def answers(client: FlaskClient) -> list[tuple[str, int, str, str]]:
    """Address, status, media type and text of every answer."""
    found = []
    for address in asked_for():
        answer = client.get(address)
        found.append((address, answer.status_code, answer.mimetype, answer.get_data(as_text=True)))
    return found


def test_more_than_a_thousand_hostile_addresses_break_nothing(answers: list[tuple[str, int, str, str]]) -> None:
    assert len(answers) > 1000
    broken = [(address[:120], status) for address, status, _, _ in answers if status >= 500]
    assert broken == []
    assert {mimetype for _, _, mimetype, _ in answers} <= {*KINDS}


def test_no_payload_comes_back_unescaped(answers: list[tuple[str, int, str, str]]) -> None:
    for address, _, mimetype, body in answers:
        if mimetype in {"text/html", "image/svg+xml"}:
            assert SCRIPT not in body, address[:120]
            assert "<img src=x" not in body, address[:120]
            assert "<svg/onload" not in body, address[:120]
            assert 'href="javascript:' not in body, address[:120]
            assert "\x00" not in body, address[:120]


def test_every_refusal_is_german(answers: list[tuple[str, int, str, str]]) -> None:
    refused = [(address, status, body) for address, status, _, body in answers if status >= 400]
    assert len(refused) > 400
    for address, _, body in refused:
        assert not re.search(r"Not Found|Bad Request|Internal Server Error|The requested URL", body), address[:120]
        assert re.search(r"gibt es|ist kein|hat keine|nicht|Höchstens|zu lang|liegen keine|endet vor", body), address[
            :120
        ]


def test_who_asks_for_data_is_refused_with_data(answers: list[tuple[str, int, str, str]]) -> None:
    refused = [item for item in answers if item[1] >= 400 and DATA.search(item[0].partition("?")[0])]
    assert len(refused) > 150
    for address, status, mimetype, body in refused:
        assert status in {400, 404}, (address[:120], status)
        assert mimetype == "application/json", address[:120]
        assert set(json.loads(body)) == {"fehler", "wo", "abhilfe"}
        assert json.loads(body)["fehler"].rstrip().endswith((".", "!")), address[:120]


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/indikator/gibtsnicht.csv", 404, "gibtsnicht"),
        ("/indikator/gibtsnicht.json", 404, "gibtsnicht"),
        ("/indikator/gibtsnicht.svg", 404, "gibtsnicht"),
        ("/indikator/gibtsnicht", 404, "gibtsnicht"),
        ("/indikator/gisd-score.csv?kreise=99999", 404, "99999"),
        ("/indikator/gisd-score.csv?zeit=2020..2010", 400, "2020..2010"),
        ("/indikator/gisd-score.csv?jahr=1900", 404, "1900"),
        ("/indikator/gisd-score.json?jahr=1900", 404, "1900"),
        ("/indikator/gisd-score.svg?jahr=1900", 404, "1900"),
        ("/indikator/gisd-score?jahr=1900", 404, "1900"),
        ("/indikator/heizung-energietraeger.csv?jahr=1900", 404, "1900"),
        ("/kreis/99999.json", 404, "99999"),
        ("/kreis/lippe.svg", 404, ".svg"),
        ("/kreis/lippe.json?stand=987654", 404, "987654"),
        ("/kreis/lippe.json?stand=0", 400, "0"),
        ("/kreis/lippe.json?methode=bauch", 400, "bauch"),
        ("/indikator/ee-anteil-bruttostrom.svg?ansicht=karte", 404, "Bruttostrom"),
        ("/indikator/led-strassenbeleuchtung.svg", 404, "Werte"),
        ("/indikator/gisd-score.svg?ansicht=tabelle", 404, "tabelle"),
        ("/kreis/land-nordrhein-westfalen", 404, "kein Kreis"),
        ("/kreis/05.json", 404, "kein Kreis"),
        ("/kreis/deutschland.json", 404, "kein Kreis"),
    ],
)
def test_what_does_not_exist_is_said_with_its_name(client: FlaskClient, address: str, status: int, word: str) -> None:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == status
    assert word in answer.get_data(as_text=True)


@pytest.mark.parametrize("value", ["/kreis/lippe", SCRIPT, "\x00", "//fremd.example", None, 7, "x" * 3999, "/kreis/05"])
def test_the_live_page_answers_every_address_too(client: FlaskClient, value: object) -> None:
    for pathname, search in ((value, ""), ("/indikator/gisd-score", f"?kreise={value}")):
        inputs = [
            {"id": "_address", "property": "pathname", "value": pathname},
            {"id": "_address", "property": "search", "value": search},
        ]
        call = {"output": "_page.children", "outputs": {"id": "_page", "property": "children"}, "inputs": inputs}
        assert client.post("/_dash-update-component", json=call).status_code in {200, 204, 400}


def test_the_example_addresses_of_the_readme_answer(client: FlaskClient) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    addresses = re.findall(r"`(/(?:kreis|indikator)/[^`]+)`", readme)
    assert len(addresses) >= 3
    for address in addresses:
        assert client.get(address).status_code == 200, address
