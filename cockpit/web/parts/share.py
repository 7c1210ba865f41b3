"""What can be taken along: a chart to embed, as picture, as data, and how to cite it; also read inside a dialog."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash.development.base_component import Component

from cockpit.base.texts import has_text, text
from cockpit.outputs.cite import Citation
from cockpit.web.embed.height import Shape
from cockpit.web.embed.snippets import Snippet
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import here

Link = tuple[str, str]
"""What is read and where it leads."""
USUAL = ("csv", "xlsx", "json", "pdf", "docx", "zip")
THEMES = ("", "hell", "dunkel", "druck")
MOST_ROWS = 5
LETTERS_A_ROW = 90


def share_button(address: str) -> Component:
    """Opens the sheet over the page; without script it is a page of its own."""
    return html.A(text("embed.share"), href=address, className="btn btn-main", **{"data-share": "true"})


def sheet(title: str, address: str, *parts: Component | None, beside: Component | None = None) -> Component:
    """The whole sheet; the browser finds it by its mark and takes it into a dialog."""
    said = html.P(className="vh", role="status", **{"data-said": "true"})
    native = html.Button(
        text("embed.native"),
        type="button",
        className="btn",
        hidden=True,
        **{"data-native": address, "data-heading": title},
    )
    marks = {"data-sheet": text("embed.share"), "data-close": text("embed.close"), "data-done": text("embed.copied")}
    marks["data-fault"] = text("embed.not_copied")
    main = html.Div([part for part in (*parts, html.P(native)) if part is not None], className="share-main")
    return html.Div([part for part in (beside, main, said) if part is not None], className="share", **marks)


def choices(request: PageRequest) -> Component:
    """Live or frozen, and the colours – all links, so that the preview and every snippet follow."""
    chosen, now = request.selection, request.snapshot.revision.id
    kept = {"interactive": False}
    states = [
        (text("embed.live"), here(request, stand=None, **kept), chosen.stand is None),
        (text("embed.frozen", n=now), here(request, stand=now, **kept), chosen.stand is not None),
    ]
    colours = [
        (text(f"embed.theme_{theme or 'auto'}"), here(request, theme=theme, **kept), chosen.theme == theme)
        for theme in THEMES
    ]
    groups = [_choice(text("embed.state"), states), _choice(text("embed.theme"), colours)]
    return html.Div([*groups, html.P(text("embed.state_note"), className="note")], className="share-choices")


def _choice(label: str, options: Iterable[tuple[str, str, bool]]) -> Component:
    links = [
        html.A(shown, href=address, **{"data-choice": "true"}, **({"aria-current": "true"} if current else {}))
        for shown, address, current in options
    ]
    return html.Div([html.Span(label, className="note"), *links], role="group", **{"aria-label": label})


def jumps(names: Sequence[str]) -> Component:
    """Einbetten · Bild · Daten · Zitieren."""
    items = [html.Li(html.A(text(f"embed.part.{name}"), href=f"#{name}")) for name in names]
    return html.Nav(html.Ul(items, className="plain"), className="share-jumps", **{"aria-label": text("embed.parts")})


def preview(address: str, title: str, shape: Shape) -> Component:
    """The very frame that the snippet gives."""
    least, most, (wide, high) = shape.least, shape.most, shape.ratio
    style = {"minHeight": f"{least}px", "maxHeight": f"{most}px", "aspectRatio": f"{wide} / {high}"}
    shown = html.Iframe(src=address, title=text("embed.preview_of", title=title), style=style)
    return html.Div([html.P(text("embed.preview"), className="note"), shown], className="share-preview")


def embedding(found: Sequence[Snippet]) -> Component:
    """The four ways with their snippets."""
    ways = [
        html.Div([html.H3(one.title), html.P(one.suits), _code(one.name, one.title, one.code)], className="share-way")
        for one in found
    ]
    allowed = html.P(text("embed.policy_note"), className="note")
    return html.Section([html.H2(text("embed.part.einbetten")), *ways, allowed], id="einbetten")


def downloads(name: str, groups: Sequence[tuple[str, Sequence[Link]]]) -> Component:
    """Files of one kind, a line for each group."""
    rows = [
        html.Div([html.H3(label), html.P([html.A(shown, href=to, className="btn") for shown, to in links])])
        for label, links in groups
    ]
    return html.Section([html.H2(text(f"embed.part.{name}")), *rows], id=name, className="share-files")


def citing(found: Sequence[Citation]) -> Component:
    """All forms of citing; reference managers get theirs as text to save."""
    ways = [
        html.Div(
            [
                html.H3(text(f"embed.cite.name_{one.name}")),
                _code(one.name, text(f"embed.cite.name_{one.name}"), one.content),
            ],
            className="share-way",
        )
        for one in found
    ]
    note = html.P(text("embed.cite.note"), className="note")
    return html.Section([html.H2(text("embed.part.zitieren")), note, *ways], id="zitieren")


def _code(name: str, label: str, content: str) -> Component:
    """Text to copy; the button appears where a script can copy."""
    lines = sum(1 + len(line) // LETTERS_A_ROW for line in content.splitlines())
    field = html.Textarea(
        content,
        readOnly=True,
        rows=min(max(lines, 2), MOST_ROWS),
        id=f"code-{name}",
        spellCheck=False,
        **{"aria-label": label},
    )
    button = html.Button(
        text("embed.copy"),
        type="button",
        className="btn",
        hidden=True,
        **{"data-copy": f"code-{name}", "data-what": label},
    )
    return html.Div([field, button], className="share-code")


def in_order(suffixes: Iterable[str]) -> list[str]:
    """Tables first, then documents; a new format comes last."""
    return sorted(suffixes, key=lambda suffix: (USUAL.index(suffix) if suffix in USUAL else len(USUAL), suffix))


def format_name(suffix: str) -> str:
    """What a format is called; a new one is called by its suffix."""
    key = f"embed.format.{suffix}"
    return text(key) if has_text(key) else suffix.upper()
