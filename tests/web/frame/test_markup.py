"""A component tree as HTML says what Dash would show, and nothing typed into it can break out."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import product

import pytest
from dash import dcc, html

from cockpit.charts.scene import Tile
from cockpit.web import many
from cockpit.web.elements import Address, Input
from cockpit.web.finished import Rows
from cockpit.web.markup import FORBIDDEN, VOID, to_html
from cockpit.web.parts.tiles import _tile

COMPONENTS = [kind for kind in vars(html).values() if isinstance(kind, type)]
RENDERED = [kind for kind in COMPONENTS if kind.__name__ not in FORBIDDEN]
PAYLOAD = "\"'><script>alert(1)</script>&amp;"
# React's way of writing them; HTML attributes are the same words in lower case, but for these.
SPECIAL = {"className": "class", "htmlFor": "for", "httpEquiv": "http-equiv", "acceptCharset": "accept-charset"}
NOT_SHOWN = {"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "style", "aria-*", "data-*"}
BARE = {
    "async",
    "autoFocus",
    "autoPlay",
    "controls",
    "default",
    "defer",
    "disabled",
    "formNoValidate",
    "hidden",
    "loop",
    "multiple",
    "muted",
    "noValidate",
    "open",
    "playsInline",
    "readOnly",
    "required",
    "reversed",
    "selected",
}


class Elements(HTMLParser):
    """Collects start tags with their attributes, and text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_there_are_all_elements_of_dash() -> None:
    assert len(COMPONENTS) > 120


@pytest.mark.parametrize("kind", RENDERED, ids=lambda kind: kind.__name__)
def test_every_attribute_of_every_element_is_written_and_escaped(kind: type) -> None:
    names = [name for name in kind()._prop_names if name not in NOT_SHOWN]
    values = {name: True if name in BARE else PAYLOAD for name in names}
    parsed = Elements(to_html(kind(**values, **{"aria-label": PAYLOAD, "data-x": PAYLOAD})))
    assert len(parsed.tags) == 1
    written = parsed.tags[0][1]
    inside = {"value"} if kind is html.Textarea else set()
    wanted = {SPECIAL.get(n, n.lower()): None if n in BARE else PAYLOAD for n in names if n not in inside}
    assert written == {**wanted, "aria-label": PAYLOAD, "data-x": PAYLOAD}


@pytest.mark.parametrize("kind", RENDERED, ids=lambda kind: kind.__name__)
def test_text_inside_an_element_stays_text(kind: type) -> None:
    markup = to_html(kind() if kind.__name__.lower() in VOID else kind(PAYLOAD))
    assert "<script" not in markup
    assert markup.endswith(">")


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_elements_that_cannot_be_escaped_are_refused(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        to_html(getattr(html, name)("alert(1)"))


def test_no_attribute_is_written_for_what_is_not_set() -> None:
    assert to_html(html.Details([], open=False)) == "<details></details>"
    assert to_html(html.A("x", href=None, title="")) == '<a title="">x</a>'


def test_aria_and_data_say_true_and_false_in_words() -> None:
    assert to_html(html.P(**{"aria-hidden": True, "data-n": False})) == '<p aria-hidden="true" data-n="false"></p>'


def test_numbers_and_nested_lists_are_shown_and_nothing_stays_nothing() -> None:
    assert to_html(html.P([1, [" ", html.B(2.5), None], "ü"])) == "<p>1 <b>2.5</b>ü</p>"


def test_styles_are_written_as_react_writes_them() -> None:
    style = {"marginTop": 4, "lineHeight": 1.5, "--breite": 3, "WebkitLineClamp": "2", "width": 0}
    assert to_html(html.I(style=style)) == (
        '<i style="margin-top:4px;line-height:1.5;--breite:3;-webkit-line-clamp:2;width:0"></i>'
    )


def test_a_style_value_cannot_add_a_second_declaration() -> None:
    assert to_html(html.I(style={"color": "red;background:url(//fremd)"})) == "<i></i>"


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JAVA\nscript:alert(1)", "data:text/html,<script>"])
def test_an_address_that_runs_script_leads_nowhere(address: str) -> None:
    assert to_html(html.A("x", href=address)) == '<a href="about:blank">x</a>'


def test_a_figure_keeps_its_place_until_it_is_drawn() -> None:
    figure = {"data": [], "layout": {"height": 320}}
    assert to_html(dcc.Graph(id="g", figure=figure)) == '<div data-figure id="g" style="height:320px"></div>'


def test_links_and_inputs_work_without_dash() -> None:
    assert to_html(dcc.Link("Kreise", href="/kreise", refresh=True)) == '<a href="/kreise">Kreise</a>'
    assert (
        to_html(Input(type="search", name="q", **{"data-search": ""}))
        == '<input data-search="" name="q" type="search">'
    )
    assert to_html([dcc.Location(id="a"), dcc.Store(id="b"), Address(id="c"), "Text"]) == "Text"


def test_a_component_without_html_form_is_named() -> None:
    with pytest.raises(TypeError, match="Dropdown"):
        to_html(dcc.Dropdown())


@pytest.mark.parametrize("kind", COMPONENTS, ids=lambda kind: kind.__name__)
def test_an_element_made_quickly_is_the_one_dash_makes(kind) -> None:
    given = {"children": [PAYLOAD, html.B("x")], "className": "plain", "data-x": "1", "aria-label": PAYLOAD}
    quick = getattr(many.html, kind.__name__)(**given)
    assert type(quick) is kind
    assert vars(quick) == vars(kind(**given))
    assert vars(getattr(many.html, kind.__name__)()) == vars(kind())


def test_an_attribute_that_html_lacks_is_refused_however_it_is_made() -> None:
    with pytest.raises(TypeError, match="colour"):
        many.html.Div("x", colour="red")


def test_a_tile_reads_like_any_link() -> None:
    for role, first in product(("", "chosen", "compared"), (True, False)):
        tile = Tile("05766", PAYLOAD, 3, 4, 2, "64,6", role=role)
        told = {"data-x": "3", "data-y": "4", "aria-label": f"{PAYLOAD}: 64,6"}
        if role == "chosen":
            told["aria-current"] = "true"
        shade = "scale-2 chosen" if role == "chosen" else "scale-2"
        link = html.A(href="/x?a=1&b=2", title=f"{PAYLOAD}: 64,6", className=shade, tabIndex=0 if first else -1, **told)
        assert _tile(tile, "/x?a=1&b=2", first=first) == to_html(link)


def test_rows_handed_over_as_html_read_like_rows_built_one_by_one() -> None:
    rows = [html.Tr([html.Th(PAYLOAD, scope="row"), html.Td(html.A("x", href="/?a=1&b=2"))])]
    sent = Rows(rows).to_plotly_json()["props"]
    assert to_html(Rows(rows)) == to_html(html.Tbody(rows)) == f"<tbody>{sent['html']}</tbody>"
    assert "<script" not in sent["html"]
    assert list(sent) == ["html"]
