"""Drawings as SVG text: escaped, with attributes that any reader of SVG understands, the same bytes every time."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from cockpit.charts.svg.colours import palette, palettes
from cockpit.charts.svg.ink import Drawing, Element, Group, Shape, Text, short

# narrow system fonts first, so that measured widths hold; nothing is loaded
FONTS = "'Segoe UI',Roboto,'Helvetica Neue',Arial,'Liberation Sans',sans-serif"
IN_ADDRESSES = (("%", "%25"), ("#", "%23"), ("<", "%3C"), (">", "%3E"), ('"', "%22"))
"""What would end an address or its attribute; the sign of the others goes first."""


def write(drawing: Drawing, theme: str, title: str, description: str) -> str:
    """The whole file. Theme "" carries its dark colours in a media rule; the others need no style element."""
    adaptive = theme == ""
    colours = palette(theme)
    body = "".join(_element(element, colours, adaptive) for element in drawing.elements)
    style = _dark_rules(drawing) if adaptive else ""
    wide, high = drawing.shown or (drawing.width, drawing.height)
    size = f'width="{wide}" height="{high}" viewBox="0 0 {drawing.width} {drawing.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" class="cockpit-bild" lang="de" '
        f'font-family="{FONTS}" font-variant="tabular-nums" fill="none">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{style}{body}</svg>"
    )


def data_uri(svg: str) -> str:
    """The picture as an address, without any sign that could end it, in ``srcset`` as well."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def text_uri(svg: str) -> str:
    """The picture as an address for ``src``, to be escaped like any text: many in one page pack to half of base64."""
    for sign, written in IN_ADDRESSES:
        svg = svg.replace(sign, written)
    return f"data:image/svg+xml,{svg}"


def _element(element: Element, colours: dict[str, str], adaptive: bool) -> str:
    if isinstance(element, Group):
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes)
        inner = "".join(_shape(shape, colours, adaptive) for shape in element.shapes)
        return f"<g{attributes}{_paint('', element.stroke, colours, adaptive)}>{inner}</g>"
    return _text(element, colours, adaptive) if isinstance(element, Text) else _shape(element, colours, adaptive)


def _shape(shape: Shape, colours: dict[str, str], adaptive: bool) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in shape.attributes)
    attributes += _paint(shape.fill, shape.stroke, colours, adaptive)
    if not shape.title:
        return f"<{shape.tag}{attributes}/>"
    return f"<{shape.tag}{attributes}><title>{escape(shape.title)}</title></{shape.tag}>"


def _text(one: Text, colours: dict[str, str], adaptive: bool) -> str:
    anchor = "" if one.anchor == "start" else f' text-anchor="{one.anchor}"'
    weight = ' font-weight="700"' if one.bold else ""
    paint = _paint(one.fill, "", colours, adaptive)
    return (
        f'<text x="{short(one.x)}" y="{short(one.y)}" font-size="{short(one.size)}"{anchor}{weight}{paint}>'
        f"{escape(one.content)}</text>"
    )


def _paint(fill: str, stroke: str, colours: dict[str, str], adaptive: bool) -> str:
    painted = "".join(f' {name}="{colours[token]}"' for name, token in (("fill", fill), ("stroke", stroke)) if token)
    if not adaptive or not painted:
        return painted
    classes = " ".join([f"f-{fill}"] * bool(fill) + [f"s-{stroke}"] * bool(stroke))
    return f'{painted} class="{classes}"'


def _dark_rules(drawing: Drawing) -> str:
    grouped = [shape for element in drawing.elements if isinstance(element, Group) for shape in element.shapes]
    filled = [*grouped, *(element for element in drawing.elements if not isinstance(element, Group))]
    fills = {element.fill for element in filled if element.fill}
    strokes = {one.stroke for one in (*drawing.elements, *grouped) if not isinstance(one, Text) and one.stroke}
    dark = palettes()[1]
    rules = [f".cockpit-bild .f-{token}{{fill:{dark[token]}}}" for token in sorted(fills)]
    rules += [f".cockpit-bild .s-{token}{{stroke:{dark[token]}}}" for token in sorted(strokes)]
    return f"<style>@media (prefers-color-scheme:dark){{{''.join(rules)}}}</style>"
