"""The finding that stands as title over a chart, and the subtitle that says what is measured."""

from __future__ import annotations

from cockpit.base.collation import collated
from cockpit.base.formats import enumeration, span
from cockpit.base.texts import text
from cockpit.charts.words.beside import beside
from cockpit.charts.words.movement import change, untested
from cockpit.charts.words.position import band, kind_of
from cockpit.charts.words.values import NBSP, figure, long_unit, short_unit, status_word, with_unit
from cockpit.model.region import Region
from cockpit.model.series import FEWEST_KREISE, Series
from cockpit.model.status import Status
from cockpit.model.view import Placement, Standing, View, Whole

SEP = "words.subtitle.sep"
AMONG = frozenset({"tilemap", "truemap", "ranking"})
OF_TAB = {"karte": "tilemap", "rangliste": "ranking", "einzeln": "multiples"}


def finding(view: View) -> str:
    """The finding of the tab that is open: course, map, ranking, or parts of a whole."""
    return finding_as(OF_TAB.get(view.selection.tab, "shares" if view.wholes else "line"), view)


def finding_as(kind: str, view: View) -> str:
    """The finding for one kind of chart, without full stop."""
    if view.indicator.kind == "gap" and not view.years:
        return text("words.finding.gap")
    if kind in AMONG:
        return _among(view)
    if kind == "multiples":
        return beside(view) or _course(view)
    if kind == "shares" and view.wholes:
        return _shares(view.wholes[0], view)
    if kind == "strip" and view.placement:
        return _placed(view)
    return _course(view)


def _course(view: View) -> str:
    title, chosen = view.indicator.short_title, view.kreis
    if chosen is None:
        return _spread(view)
    name, latest = chosen.region.display_name, chosen.latest
    if latest is None or latest.value is None:
        return _unknown(name, title, chosen)
    moved = _moved(view)
    if moved:
        return text("words.finding.movement", name=name, title=title, movement=moved)
    shown = with_unit(latest.value, view.indicator)
    return text("words.finding.single", name=name, title=title, year=latest.year, value=shown)


def _moved(view: View) -> str:
    verdict = view.judgement.verdict if view.judgement else None
    if verdict is None or verdict.trend.first_value is None or verdict.trend.last_value is None:
        return ""
    trend = verdict.trend
    if trend.first_year == trend.last_year or trend.first_value is None or trend.last_value is None:
        return ""
    ends = {
        "first": figure(trend.first_value, view.indicator),
        "last": with_unit(trend.last_value, view.indicator),
        "first_year": trend.first_year,
        "last_year": trend.last_year,
    }
    ends_moved = change(trend, view.indicator)
    way = ends_moved if untested(trend) else trend.movement
    if not way and untested(trend):
        return ""
    if not way:
        return text("words.finding.no_trend", **ends)
    key = ("rising" if way > 0 else "falling") + ("" if ends_moved == way else "_trend")
    return text(f"words.finding.{key}", **ends)


def _unknown(name: str, title: str, chosen: Series) -> str:
    """Why there is no value: the newest status with its year (secret, pending …), else just that there is none."""
    newest = chosen.points[-1] if chosen.points else None
    if newest is None or not newest.status:
        return text("words.finding.empty", name=name, title=title)
    return text("words.finding.no_value", name=name, title=title, year=newest.year, status=status_word(newest.status))


def _spread(view: View) -> str:
    title = view.indicator.short_title
    if not view.spread:
        return _few(view, with_value(view))
    last = view.spread[-1]
    low, high = (with_unit(edge, view.indicator) for edge in (last.lower_quartile, last.upper_quartile))
    return text("words.finding.spread", title=title, year=last.year, low=low, high=high)


def _few(view: View, ordered: list[Standing]) -> str:
    """Too few values for anything but naming them all."""
    title = view.indicator.short_title
    if not ordered:
        return text("words.finding.nothing", title=title)
    shown = [
        text(
            "words.finding.few_one", name=one.region.display_name, value=figure(one.point.value or 0.0, view.indicator)
        )
        for one in ordered
    ]
    key, unit = "few_laender" if view.indicator.level == "land" else "few", short_unit(view.indicator)
    named = f"{enumeration(shown)}{NBSP}{unit}" if unit else enumeration(shown)
    counts = {"n": len(ordered), "of": len(view.kreise)}
    return text(f"words.finding.{key}", title=title, year=view.year, named=named, **counts)


def with_value(view: View) -> list[Standing]:
    """All Kreise (or Länder) of the year that have a value, highest first, then by name."""
    known = [standing for standing in view.kreise if standing.point.value is not None]
    return sorted(known, key=lambda one: (-(one.point.value or 0.0), collated(one.region.display_name)))


def _among(view: View) -> str:
    ordered, title = with_value(view), view.indicator.short_title
    if not ordered:
        return text("words.finding.nothing", title=title)
    chosen = view.kreis.region.key if view.kreis else ""
    mine = next((one for one in view.kreise if one.region.key == chosen), None)
    if mine is None:
        return _range(view, ordered) if len(ordered) >= FEWEST_KREISE else _few(view, ordered)
    name, amount = mine.region.display_name, mine.point.value
    if amount is None:
        word = status_word(mine.point.status or Status.MISSING)
        return text("words.finding.no_value", name=name, title=title, year=view.year, status=word)
    return text(
        "words.finding.rank",
        name=name,
        title=title,
        year=view.year,
        value=with_unit(amount, view.indicator),
        rank=rank(mine, ordered),
        count=len(ordered),
    )


def rank(standing: Standing, ordered: list[Standing]) -> int:
    """The stored rank, or 1 + the number of higher values."""
    if standing.point.rank is not None:
        return standing.point.rank
    amount = standing.point.value or 0.0
    return 1 + sum((one.point.value or 0.0) > amount for one in ordered)


def _range(view: View, ordered: list[Standing]) -> str:
    low, high = ordered[-1], ordered[0]
    return text(
        "words.finding.range",
        title=view.indicator.short_title,
        year=view.year,
        low=with_unit(low.point.value or 0.0, view.indicator),
        low_name=low.region.display_name,
        high=with_unit(high.point.value or 0.0, view.indicator),
        high_name=high.region.display_name,
    )


def _placed(view: View) -> str:
    placement, chosen = view.placement, view.kreis
    if placement is None or chosen is None:
        return _course(view)
    return text(
        "words.finding.placed",
        name=chosen.region.display_name,
        title=view.indicator.short_title,
        year=placement.year,
        value=with_unit(placement.value, view.indicator),
        band=band(placement),
        count=placement.n,
        kind=kind_of(chosen.region),
    )


def _shares(whole: Whole, view: View) -> str:
    known = [part for part in whole.parts if part.point.value is not None]
    if not known:
        return text("words.finding.empty", name=whole.region.display_name, title=view.indicator.short_title)
    largest = max(known, key=lambda part: part.point.value or 0.0)
    return text(
        "words.finding.shares",
        name=whole.region.display_name,
        label=largest.label,
        value=with_unit(largest.point.value or 0.0, view.indicator),
        year=whole.year,
    )


def area(view: View) -> str:
    """Whose values are shown: the Kreis, those compared with it by name and its comparable ones, or all."""
    chosen = view.kreis
    if chosen is None and not view.few:
        return text("words.subtitle.distribution")
    names = enumeration(series.region.display_name for series in view.drawn)
    return _with_peers(names, chosen.region, len(view.peers), more=len(view.chosen) > 1) if chosen else names


def _with_peers(names: str, region: Region, count: int, *, more: bool) -> str:
    if not count:
        return names
    key = ("more" if more else "peers") + ("_one" if count == 1 else "")
    return text(f"words.subtitle.{key}", name=names, count=count, kind=kind_of(region))


def _of_strip(view: View, placement: Placement) -> str:
    """The strip shows the Kreis and all comparable ones, whoever else is compared."""
    region = view.chosen[0].region
    return _with_peers(region.display_name, region, placement.n, more=False)


def everyone(view: View) -> str:
    """How many Kreise or Länder have a value."""
    key = "laender" if view.indicator.level == "land" else "kreise"
    return text(f"words.subtitle.{key}", count=len(with_value(view)))


def period(view: View) -> str:
    """The years shown as a course."""
    first, last = view.selection.first_year, view.selection.last_year
    years = [year for year in view.years if (first or year) <= year <= (last or year)]
    return span(years[0], years[-1]) if years else ""


def subtitle(view: View, kind: str = "") -> str:
    """Measure and unit, area, period – for the open tab, or the kind of chart named."""
    kind = kind or OF_TAB.get(view.selection.tab, "shares" if view.wholes else "line")
    measure = f"{view.indicator.short_title}, {long_unit(view.indicator)}".strip(", ")
    if kind in AMONG:
        parts = [measure, everyone(view), str(view.year or "")]
    elif kind == "shares":
        names = [whole.region.display_name for whole in view.wholes]
        years = sorted({whole.year for whole in view.wholes})
        parts = [measure, ", ".join(names), span(years[0], years[-1]) if years else ""]
    elif kind == "multiples":
        parts = [measure, enumeration(series.region.display_name for series in view.drawn), period(view)]
    elif kind == "strip" and view.placement:
        parts = [measure, _of_strip(view, view.placement), str(view.placement.year)]
    else:
        parts = [measure, area(view), period(view)]
    return text(SEP).join(part for part in parts if part)
