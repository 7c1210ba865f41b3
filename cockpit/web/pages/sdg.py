"""One Sustainable Development Goal of a Kreis: how its indicators stand, what is not known, which projects touch it."""

from __future__ import annotations

from dash.development.base_component import Component

from cockpit.base.errors import NotFound
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.model.indicator import Sdg
from cockpit.model.region import Region
from cockpit.model.view import Profile
from cockpit.query import profile, region
from cockpit.query.profiles import of_goal
from cockpit.web.many import html
from cockpit.web.page import Moved, Page, PageRequest
from cockpit.web.parts.actions_list import by_goal
from cockpit.web.parts.gaps import gap_boxes
from cockpit.web.parts.head import page_head
from cockpit.web.parts.kreis_projects import projects_section
from cockpit.web.parts.kreis_targets import targets_by_goal
from cockpit.web.parts.links import to, to_kreis
from cockpit.web.parts.marks import plate
from cockpit.web.parts.profile_table import profile_table
from cockpit.web.parts.shares import shares_section
from cockpit.web.parts.status_bar import status_bar

PATH = "/kreis/<name>/sdg/<goal>"
MENU = None


def page(request: PageRequest) -> Page:
    """The goal of that number; other spellings of the Kreis lead to the canonical address."""
    found = region(request.snapshot, request.params["name"])
    goal = _goal(request)
    if (request.params["name"], request.params["goal"]) != (found.slug, str(goal.number)):
        raise Moved(_address(request, found, goal))
    shown = of_goal(profile(request.snapshot, found, request.selection.method), goal.number)
    title = text("sdg.title", kreis=found.display_name, goal=goal.title)
    return Page(title, tree(request, shown, goal), description=words.headline(shown))


def _goal(request: PageRequest) -> Sdg:
    asked = request.params["goal"]
    known = request.snapshot.catalogue.sdgs
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    if number not in known:
        raise NotFound(text("sdg.unknown", n=asked[:20]), asked[:20], text("sdg.unknown_remedy"))
    return known[number]


def tree(request: PageRequest, shown: Profile, goal: Sdg) -> Component:
    """The whole page from the part of a Profile."""
    return html.Div(
        [
            _head(request, shown, goal),
            *_indicators(request, shown, goal),
            *shares_section(request, list(shown.cards)),
            *_gaps(request, shown),
            *projects_section(request, shown.projects, shown.region),
            *targets_by_goal(request, shown.region, goal.number),
            *by_goal(request, shown.region, goal.number),
            _neighbours(request, shown.region, goal),
        ]
    )


def _head(request: PageRequest, shown: Profile, goal: Sdg) -> Component:
    steps = [(text("pages.kreise.title"), to(request, "/kreise")), _way_up(request, shown.region)]
    judged = bool(shown.headline.judged)
    return page_head(
        text("sdg.title", kreis=shown.region.display_name, goal=goal.title),
        html.P([plate(goal), " ", text("sdg.of", n=goal.number)], className="sub goal-line"),
        html.P(_said(shown), className="lead"),
        status_bar(shown.headline) if judged else None,
        steps=steps,
    )


def _way_up(request: PageRequest, place: Region) -> tuple[str, str]:
    return (place.display_name, to_kreis(request, place))


def _said(shown: Profile) -> str:
    if not shown.cards:
        return text("sdg.none")
    decided = words.targets_line(shown) if shown.headline.targets else ""
    return f"{words.headline(shown)} {decided}".strip()


def _indicators(request: PageRequest, shown: Profile, goal: Sdg) -> list[Component]:
    if not any(card.indicator.kind != "shares" for card in shown.cards):
        return []
    return [html.Section([html.H2(text("sdg.indicators")), profile_table(request, shown, goal.number)])]


def _gaps(request: PageRequest, shown: Profile) -> list[Component]:
    if not shown.gaps:
        return []
    intro = html.P(text("pages.gap.intro"), className="narrow")
    return [
        html.Section([html.H2(text("pages.gap.title")), intro, gap_boxes(request, shown.gaps, (shown.region.key,))])
    ]


def _neighbours(request: PageRequest, place: Region, goal: Sdg) -> Component:
    """Round in a circle, so that all goals can be read one after the other."""
    known = request.snapshot.catalogue.sdgs
    numbers = sorted(known)
    position = numbers.index(goal.number)
    before, after = known[numbers[position - 1]], known[numbers[(position + 1) % len(numbers)]]
    links = [
        html.A(text("sdg.previous", goal=before.title), href=_address(request, place, before)),
        html.A(text("sdg.next", goal=after.title), href=_address(request, place, after)),
        html.A(text("sdg.all", kreis=place.display_name), href=to_kreis(request, place)),
    ]
    nav = html.Nav(html.P(links, className="links"), **{"aria-label": text("sdg.others")})
    return html.Section([html.H2(text("sdg.others")), nav], className="no-print")


def _address(request: PageRequest, place: Region, goal: Sdg) -> str:
    return to(request, f"/kreis/{place.slug or place.key}/sdg/{goal.number}")
