"""The server's first answer is the whole page, and Dash's callback gives the very same tree."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from cockpit.web import shell
from cockpit.web.page import address_map, menu, pages

CALL = "/_dash-update-component"
TRIAL = "trial_pages"


def ask_dash(client: FlaskClient, pathname: str, search: str = "") -> dict[str, Any]:
    values = {"pathname": pathname, "search": search}
    body = {
        "output": f"{shell.LIVE}.children",
        "outputs": {"id": shell.LIVE, "property": "children"},
        "inputs": [{"id": shell.ADDRESS, "property": name, "value": value} for name, value in values.items()],
        "changedPropIds": [f"{shell.ADDRESS}.pathname"],
    }
    answer = client.post(CALL, json=body)
    assert answer.status_code == 200
    return answer.json["response"][shell.LIVE]["children"]  # type: ignore[no-any-return, index]


def words(node: Any) -> str:
    if isinstance(node, dict):
        return words(node["props"].get("children"))
    if isinstance(node, list):
        return "".join(words(child) for child in node)
    return "" if node is None else str(node)


def first_tree(markup: str) -> str:
    found = re.search(r'<div id="first-answer">(.*)</div>\n<div id="live" hidden>', markup, re.S)
    assert found
    return found[1]


def test_the_heading_is_there_before_any_script(client: FlaskClient) -> None:
    assert "<h1>Wie entwickelt sich Ihr Kreis? 2020 &lt;b&gt;</h1>" in client.get("/").text


def test_the_document_says_what_it_is(client: FlaskClient) -> None:
    markup = client.get("/?jahr=2019").text
    assert '<html lang="de">' in markup
    assert "<title>Start 2019 – Kommunales Cockpit</title>" in markup
    assert '<meta name="description" content="Wo steht Ihr Kreis?">' in markup
    assert '<link rel="alternate" type="application/json" href="/kreis/lippe.json">' in markup
    assert markup.count("<main") == markup.count("<header") == markup.count("<footer") == 1
    assert re.search(r'<a class="skip" href="#inhalt">', markup)
    assert "Übersicht" in markup


def test_what_dash_is_told_names_no_foreign_host_and_no_version_of_python(client: FlaskClient) -> None:
    page = client.get("/").text
    told = re.search(r'<script type="application/json" id="_dash-config">(.*?)</script>', page, re.S)
    assert told
    assert "requests_pathname_prefix" in told[1]
    for secret in ("python_version", "://", "end_id"):
        assert secret not in told[1]
    assert client.get("/").text == page


def test_the_word_loading_is_nowhere(client: FlaskClient) -> None:
    assert "Loading..." not in client.get("/").text


@pytest.mark.parametrize(("path", "search"), [("/", ""), ("/", "?jahr=2019"), ("/kreis/lippe", ""), ("/nichts", "")])
def test_dash_gives_the_same_tree_as_the_first_answer(client: FlaskClient, path: str, search: str) -> None:
    tree = ask_dash(client, path, search)
    first = first_tree(client.get(path + search).text)
    assert words(tree) == unescape(re.sub(r"<[^>]+>", "", first))
    shown = {"data-title": tree["props"]["data-title"], "data-address": tree["props"]["data-address"]}
    for name, value in shown.items():
        assert f'{name}="{value}"' in unescape(first)


def test_dash_answers_a_programming_error_with_a_page(client: FlaskClient) -> None:
    assert "schiefgegangen" in words(ask_dash(client, "/kaputt"))


def test_a_page_that_moved_is_a_redirect_and_in_dash_a_link(client: FlaskClient) -> None:
    answer = client.get("/umgezogen")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/")
    assert "andere Adresse" in words(ask_dash(client, "/umgezogen"))


def test_only_pages_with_a_figure_load_the_scripts_for_it(client: FlaskClient) -> None:
    def scripts(path: str) -> list[str]:
        found = re.search(r'id="dash-scripts">(.*?)</script>', client.get(path).text)
        assert found
        return json.loads(found[1])  # type: ignore[no-any-return]

    assert any("dash_renderer" in address for address in scripts("/"))
    assert not [a for a in scripts("/") if "dcc" in a or "plotly" in a or "dash_table" in a or "polyfill" in a]
    assert [address for address in scripts("/figur") if "dash_core_components" in address]
    for address in scripts("/") + scripts("/figur"):
        assert address.startswith("/_dash-component-suites/")
        assert client.get(address).status_code == 200


def test_a_page_file_is_found_by_its_name_and_its_rules_are_in_one_map() -> None:
    assert set(pages(TRIAL)) == {"start", "kaputt", "kreis"}
    assert {rule.rule for rule in address_map(TRIAL).iter_rules()} == {
        "/", "/kaputt", "/kreis/<slug>", "/figur", "/umgezogen",
    }  # fmt: skip
    assert [(entry.label, entry.path) for entry in menu(TRIAL)] == [("Übersicht", "/")]


@pytest.mark.parametrize(
    "body",
    [
        None, [], "x", 1, {}, {"output": "x"},
        {"output": f"{shell.LIVE}.children", "outputs": {"id": shell.LIVE, "property": "children"}, "inputs": [1, 2]},
        {"output": f"{shell.LIVE}.children", "outputs": {"id": shell.LIVE, "property": "children"},
         "inputs": [{"id": shell.ADDRESS, "property": "pathname", "value": {"a": 1}},
                    {"id": shell.ADDRESS, "property": "search", "value": ""}]},
    ],
)  # fmt: skip
def test_a_malformed_call_is_refused_in_german(client: FlaskClient, body: object) -> None:
    answer = client.post(CALL, json=body)
    assert answer.status_code == 400
    assert answer.json == {"fehler": "Diese Anfrage ist so nicht möglich.", "wo": "", "abhilfe": ""}
