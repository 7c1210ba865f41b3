"""The course over years: the Kreis thick, compared ones named, comparable ones as thin grey lines behind."""

from __future__ import annotations

from cockpit.base.errors import Refused
from cockpit.base.texts import text
from cockpit.charts import words
from cockpit.charts.deeds import action_notes, action_rules
from cockpit.charts.outliers import outliers
from cockpit.charts.remarks import remarks
from cockpit.charts.runs import breaks_of, runs, within
from cockpit.charts.scene import Band, Dot, Goal, Line, Rule, Scene
from cockpit.charts.ticks import ticks
from cockpit.charts.words.outlook import outlook
from cockpit.model.selection import MOST_KREISE
from cockpit.model.series import Series
from cockpit.model.view import View

ROLES = ("chosen", "compared-1", "compared-2", "compared-3", "compared-4")


def scene(view: View) -> Scene:
    """The course of the chosen Kreise, or of the distribution when none is chosen."""
    peers, named = _peers(view), _context(view) + _named(view) + _median(view)
    bands, goals, rules = _quartiles(view) + _projected(view), _goals(view), _rules(view)
    far = outliers(peers, _values(named, bands, goals, rules))
    lines = tuple(line for line in peers if line not in far) + named
    if not any(line.dots for line in lines):
        raise Refused(text("charts.no_values"), view.indicator.title)
    shown = lines if not view.chosen else tuple(line for line in lines if line.dots)
    years = _years(shown, goals)
    deeds = action_rules(view, years)
    title, subtitle = words.finding_as("line", view), words.subtitle(view, "line")
    return Scene(
        kind="line",
        layout="plane",
        title=title,
        subtitle=subtitle,
        source=words.source_line(view.source, view.revision),
        alt=text("charts.alt.line", title=title, subtitle=subtitle, values=_told(view, goals, years)).strip(),
        unit=words.short_unit(view.indicator),
        years=years,
        ticks=_ticks(words.short_unit(view.indicator), _values(shown, bands, goals, rules)),
        lines=shown,
        bands=bands,
        goals=goals,
        rules=rules + deeds,
        notes=remarks(view, rules, far, _latest(view)) + action_notes(view, years),
    )


def _line(series: Series, view: View, role: str, *, named: bool) -> Line:
    points, region = within(series, view.selection), series.region
    label = ""
    if named and points:
        last = points[-1]
        key = "label" if last.year == max(view.years, default=last.year) else "label_year"
        amount = (
            words.value(last.value, view.indicator) if _short(view) else words.figure(last.value or 0, view.indicator)
        )
        label = text(f"charts.line.{key}", name=region.display_name, value=amount, year=last.year)
    return Line(role, region.display_name, runs(points, view.indicator, region.key), label)


def _short(view: View) -> bool:
    return words.short_unit(view.indicator) == "%"


def _peers(view: View) -> tuple[Line, ...]:
    named = {series.region.key for series in view.chosen}
    return tuple(_line(one, view, "peer", named=False) for one in view.peers if one.region.key not in named)


def _context(view: View) -> tuple[Line, ...]:
    """Land and Bund, but for counts: millions of a whole country would press the course of a Kreis flat."""
    if view.indicator.additive:
        return ()
    return tuple(_line(one, view, "context", named=True) for one in view.context)


def _named(view: View) -> tuple[Line, ...]:
    pairs = list(zip(ROLES, view.drawn[:MOST_KREISE], strict=False))
    return tuple(_line(series, view, role, named=True) for role, series in reversed(pairs))


def _median(view: View) -> tuple[Line, ...]:
    if view.chosen:
        return ()
    shown = [one for one in view.spread if _inside(one.year, view)]
    dots = tuple(Dot(one.year, one.median, words.figure(one.median, view.indicator)) for one in shown)
    if not dots:
        return ()
    last = words.value(shown[-1].median, view.indicator) if _short(view) else dots[-1].text
    return (Line("median", "", _grouped(dots, view), text("charts.line.middle", value=last)),)


def _grouped(dots: tuple[Dot, ...], view: View) -> tuple[tuple[Dot, ...], ...]:
    found: list[list[Dot]] = []
    for dot in dots:
        if not found or dot.x - found[-1][-1].x > max(view.indicator.rhythm, 1):
            found.append([])
        found[-1].append(dot)
    return tuple(tuple(run) for run in found)


def _inside(year: int, view: View) -> bool:
    return (view.selection.first_year or year) <= year <= (view.selection.last_year or year)


def _quartiles(view: View) -> tuple[Band, ...]:
    if view.chosen:
        return ()
    inside = [one for one in view.spread if _inside(one.year, view)]
    dots = tuple(Dot(one.year, one.median, "") for one in inside)
    edges = {one.year: (one.lower_quartile, one.upper_quartile) for one in inside}
    return tuple(Band("quartiles", tuple((dot.x, *edges[dot.x]) for dot in run)) for run in _grouped(dots, view))


def _latest(view: View) -> Dot | None:
    if not view.kreis:
        return None
    points = within(view.kreis, view.selection)
    last = points[-1] if points else None
    return Dot(last.year, last.value or 0.0, words.figure(last.value or 0.0, view.indicator)) if last else None


def _projected(view: View) -> tuple[Band, ...]:
    found, start = outlook(view), _latest(view)
    if found is None or start is None:
        return ()
    ahead = found[1]
    if ahead.low is None or ahead.high is None or start.x >= ahead.year:
        return ()
    return (Band("projection", ((start.x, start.y, start.y), (ahead.year, ahead.low, ahead.high))),)


def _goals(view: View) -> tuple[Goal, ...]:
    start, found, goals = _latest(view), outlook(view), []
    if view.decided and view.decided.value is not None:
        goals.append(_goal("target", "words.target.label", start, view.decided.target.year, view.decided.value, view))
    if found and start and start.x < found[1].year:
        goals.append(_goal("projection", "words.projection.label", start, found[1].year, found[1].value, view))
    return tuple(goals)


def _goal(role: str, key: str, start: Dot | None, year: int, amount: float, view: View) -> Goal:
    label = text(key, year=year, value=words.value(amount, view.indicator))
    ahead = start if start is not None and start.x < year else None
    return Goal(role, ahead, Dot(year, amount, words.figure(amount, view.indicator)), label)


def _rules(view: View) -> tuple[Rule, ...]:
    found: list[Rule] = []
    if view.orientation and view.orientation.value is not None:
        amount = words.value(view.orientation.value, view.indicator)
        label = text("words.orientation.label", year=view.orientation.target.year, value=amount)
        found.append(Rule("orientation", label, y=view.orientation.value))
    if view.kreis:
        marks = breaks_of(view.indicator, view.kreis.region.key)
        years = [year for year in view.years if _inside(year, view)]
        inside = [mark for mark in marks if years and years[0] < mark.year <= years[-1]]
        found += [Rule("break", text("charts.line.break", year=mark.year), x=mark.year) for mark in inside]
    return tuple(found)


def _years(lines: tuple[Line, ...], goals: tuple[Goal, ...]) -> tuple[int, int]:
    years = [dot.x for line in lines for dot in line.dots] + [goal.end.x for goal in goals]
    return min(years), max(years)


def _values(
    lines: tuple[Line, ...], bands: tuple[Band, ...], goals: tuple[Goal, ...], rules: tuple[Rule, ...]
) -> list[float]:
    """Every value that is drawn."""
    values = [dot.y for line in lines for dot in line.dots] + [goal.end.y for goal in goals]
    values += [edge for band in bands for _, low, high in band.points for edge in (low, high)]
    return values + [rule.y for rule in rules if rule.y is not None]


def _ticks(unit: str, values: list[float]) -> tuple[tuple[float, str], ...]:
    return ticks(min(values), max(values), unit="%" if unit == "%" else "")


def told(view: View, goals: tuple[Goal, ...]) -> str:
    """First and last value of every drawn Kreis and what lies ahead, for the alternative text."""
    said = [_ends(series, view) for series in view.drawn]
    said += [text("charts.alt.goal", label=goal.label) for goal in goals]
    return " ".join(part for part in said if part)


def _told(view: View, goals: tuple[Goal, ...], years: tuple[int, int]) -> str:
    notes = [note.text for note in action_notes(view, years)]
    return " ".join(part for part in (told(view, goals), *notes) if part)


def _ends(series: Series, view: View) -> str:
    points = within(series, view.selection)
    if not points:
        return ""
    first, last, name = points[0], points[-1], series.region.display_name
    shown = [words.value(point.value, view.indicator, point.status) for point in (first, last)]
    if len(points) == 1:
        return text("charts.alt.one", name=name, year=last.year, value=shown[1])
    told = text(
        "charts.alt.series", name=name, first_year=first.year, first=shown[0], last_year=last.year, last=shown[1]
    )
    gap = len(runs(points, view.indicator, series.region.key)) > 1 + len(breaks_of(view.indicator, series.region.key))
    return f"{told} {text('charts.alt.gap')}" if gap else told
