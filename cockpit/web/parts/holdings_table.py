"""The Datenlage as a table people can read: how far each indicator reaches, who is missing, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from dash.development.base_component import Component

from cockpit.base.formats import day, span
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.region import Region
from cockpit.query import Holding
from cockpit.web.many import html
from cockpit.web.page import PageRequest
from cockpit.web.parts.links import to_indicator, to_kreis

COLUMNS = ("indicator", "reach", "missing", "due", "action")
Content: TypeAlias = Component | str | Sequence[Component | str]


def holdings_table(request: PageRequest, shown: Sequence[Holding], of: int) -> Component:
    """Rows by topic."""
    catalogue = request.snapshot.catalogue
    head = html.Thead(html.Tr([html.Th(text(f"history.column_{name}"), scope="col") for name in COLUMNS]))
    names = dict.fromkeys(item.indicator.topic for item in shown)
    titles = {name: catalogue.topics[name].title if name in catalogue.topics else name for name in names}
    groups = [_group(request, title, [item for item in shown if item.indicator.topic == name])
              for name, title in titles.items()]  # fmt: skip
    caption = html.Caption(text("history.caption", shown=len(shown), of=of))
    return html.Table([caption, head, *groups], className="list stacked holdings")


def _group(request: PageRequest, title: str, shown: Sequence[Holding]) -> Component:
    first = html.Tr(html.Th(title, colSpan=len(COLUMNS), scope="rowgroup"), className="g")
    return html.Tbody([first, *(_row(request, item) for item in shown)])


def _row(request: PageRequest, item: Holding) -> Component:
    cells: dict[str, Content] = {
        "reach": _reach(request, item),
        "missing": _missing(request, item),
        "due": _due(item),
        "action": _action(item),
    }
    tds = [
        html.Td(html.Div(content), **{"data-label": text(f"history.column_{name}")}) for name, content in cells.items()
    ]
    return html.Tr([html.Th(_name(request, item), scope="row"), *tds])


def _name(request: PageRequest, item: Holding) -> list[Component]:
    indicator = item.indicator
    link = html.A(indicator.title, href=to_indicator(request, indicator.id))
    said = [words.long_unit(indicator), *([text("history.own_mark")] if indicator.own else [])]
    return [link, html.Small(" · ".join(said), className="foot line")]


def _reach(request: PageRequest, item: Holding) -> Content:
    """The year most reach and how old that is; below it the whole span, and how few are ahead."""
    if item.coverage is None or item.year is None:
        return text("history.no_values")
    held, age = item.coverage, request.snapshot.today.year - item.year
    said = text("history.age_now") if age < 1 else text("history.age_one" if age == 1 else "history.age", n=age)
    lines = [text("history.years", years=span(held.first_year, held.last_year))]
    if held.last_year > item.year:
        lines.append(text("history.ahead", year=held.last_year, n=held.n_kreise))
    return [html.B(str(item.year)), f", {said}", *(html.Small(line, className="foot line") for line in lines)]


def _missing(request: PageRequest, item: Holding) -> Content:
    count, of, level = len(item.missing), item.meant, item.indicator.level
    if not count:
        return text("history.complete")
    if count == of:
        return text(f"history.missing_all_{level}", of=of) if of > 1 else item.missing[0].display_name
    said = text(f"history.missing_one_{level}" if count == 1 else f"history.missing_{level}", n=count, of=of)
    names = html.Ul([html.Li(_region(request, item, region)) for region in item.missing], className="plain")
    return html.Details([html.Summary(said), names], className="missing")


def _region(request: PageRequest, item: Holding, region: Region) -> list[Component | str]:
    name = region.display_name
    link = html.A(name, href=to_kreis(request, region)) if region.level == "kreis" else html.Span(name)
    reason = item.reasons.get(region.key, "")
    return [link, f" ({words.status_word(reason)})"] if reason and reason != "missing" else [link]


def _due(item: Holding) -> Content:
    """What is due and why, or until when nothing is; the rhythm stands below it."""
    rhythm = item.indicator.rhythm
    below = html.Small(text("history.rhythm_one") if rhythm == 1 else text("history.rhythm", n=rhythm),
                       className="foot line")  # fmt: skip
    if item.year is None:
        return [text("history.due_never"), below]
    if item.due is None:
        announced = item.next_update
        said = text("history.not_due_until", when=announced) if announced else text("history.not_due")
        return [said, below]
    new_year = (item.due.month, item.due.day) == (1, 1)
    said = text("history.due_since", year=item.due.year) if new_year else text("history.due_day", day=day(item.due))
    return [html.Span(said, className="pill pill-too_slow"), below]


def _action(item: Holding) -> Content:
    indicator = item.indicator
    if indicator.formula is not None:
        return text("history.action_computed")
    if indicator.parts:
        return text("history.action_parts")
    named = {"upload": f"/daten/hochladen?indikator={indicator.id}", "template": f"/daten/vorlage/{indicator.id}.xlsx"}
    links = [
        html.A(
            text(f"history.action_{name}"),
            href=address,
            **{"aria-label": text(f"history.action_{name}_for", title=indicator.title)},
        )
        for name, address in named.items()
    ]
    return html.Span(links, className="links")
