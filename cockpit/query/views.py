"""One indicator and a selection resolved to a View: the single thing every output derives from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cockpit.model.indicator import Indicator
from cockpit.model.region import BUND, Region
from cockpit.model.selection import MOST_KREISE, TRUE_MAP, Selection
from cockpit.model.series import Aggregate, Series
from cockpit.model.verdict import Judgement, Verdict
from cockpit.model.view import Placement, Standing, View, Whole
from cockpit.progress import placement
from cockpit.query import frames
from cockpit.query.actions import actions_on
from cockpit.query.address import page_kreise
from cockpit.query.judged import chosen_verdicts, judgement, targets_of
from cockpit.query.snapshot import Snapshot
from cockpit.query.years import require_year

USUAL_COVERAGE = 0.5


def view(snap: Snapshot, selection: Selection) -> View:
    """Resolve ``selection`` (its ``indicator`` set) against the snapshot."""
    indicator = snap.indicator(page_kreise(selection).indicator)
    keys = selection.kreise
    today = snap.today if selection.as_of is None else date(selection.as_of, 1, 1)
    near = snap.peers.get(keys[0], ()) if keys else ()
    held = _series(snap, indicator, keys, near, selection)
    chosen = tuple(held.get(key) or Series(snap.catalogue.regions[key], ()) for key in keys)
    spread = frames.aggregates(snap.store.aggregates(_carrier(indicator), selection.stand))
    year = _year(indicator, selection, spread)
    judged = chosen_verdicts(snap, indicator, keys)
    decided, orientation = targets_of(snap, judged.get(keys[0]) if keys else None)
    return View(
        indicator=indicator,
        selection=selection,
        source=snap.catalogue.sources[indicator.source],
        revision=snap.revision,
        last_change=snap.store.last_touch(bearing(indicator), selection.stand),
        today=today,
        chosen=chosen,
        peers=tuple(held[key] for key in near if key in held and key not in keys),
        context=_context(held, chosen),
        kreise=_standings(snap, indicator, year, selection.stand),
        year=year,
        years=tuple(item.year for item in spread),
        aggregates=spread,
        decided=decided,
        orientation=orientation,
        judgements={item.region.key: _judged(indicator, item, judged, today, selection.method) for item in chosen},
        placement=_placement(chosen[0], [held[key] for key in near if key in held]) if chosen else None,
        wholes=_wholes(snap, indicator, keys, selection),
        sdgs=snap.catalogue.sdgs,
        inputs=_inputs(snap, indicator),
        denominator_years=snap.store.denominator_years(indicator.id, selection.stand) if indicator.formula else {},
        actions=actions_on(snap, indicator.id, keys),
        geometry=snap.catalogue.geometry if selection.form == TRUE_MAP else None,
        few=() if chosen else _few(snap, indicator, spread, selection),
    )


def bearing(indicator: Indicator) -> tuple[str, ...]:
    """The series whose change may change what is shown of the indicator: itself, its inputs, its parts."""
    inputs = indicator.formula.inputs if indicator.formula else ()
    return (indicator.id, *inputs, *(part.indicator for part in indicator.parts))


def _carrier(indicator: Indicator) -> str:
    """Shares have no values of their own: their first part tells years and coverage."""
    return indicator.parts[0].indicator if indicator.parts else indicator.id


def _series(
    snap: Snapshot, indicator: Indicator, keys: Sequence[str], near: Sequence[str], selection: Selection
) -> dict[str, Series]:
    if not keys:
        return {}
    lands = [snap.catalogue.regions[key].land for key in keys[:1]]
    wanted = list(dict.fromkeys([*keys, *near, *(land for land in lands if land), BUND]))
    return _held(snap, indicator, wanted, selection)


def _few(snap: Snapshot, indicator: Indicator, spread: Sequence[Aggregate], selection: Selection) -> tuple[Series, ...]:
    """All series with values, newest first, where no year has enough of them for median and quarters."""
    if indicator.parts or any(item.tells for item in spread):
        return ()
    names = {item.key for item in members(snap, indicator)}
    keys: list[str] = []
    for item in reversed(spread):
        frame = snap.store.map(indicator.id, item.year, selection.stand)
        keys += frame.loc[frame["value"].notna() & frame["key"].isin(names), "key"].tolist()
    shown = list(dict.fromkeys(keys))[:MOST_KREISE]
    held = _held(snap, indicator, shown, selection) if shown else {}
    return tuple(held[key] for key in shown if key in held and held[key].latest is not None)


def _held(snap: Snapshot, indicator: Indicator, keys: Sequence[str], selection: Selection) -> dict[str, Series]:
    """The series of ``keys`` within the years asked for."""
    frame = snap.store.series(indicator.id, list(keys), selection.stand)
    if selection.first_year is not None:
        frame = frame[frame["year"] >= selection.first_year]
    if selection.last_year is not None:
        frame = frame[frame["year"] <= selection.last_year]
    return frames.series_by_key(frame, snap.catalogue.regions)


def _context(held: Mapping[str, Series], chosen: Sequence[Series]) -> tuple[Series, ...]:
    """Land and Bund of the chosen Kreis, where the source itself has values for them."""
    if not chosen:
        return ()
    own = {item.region.key for item in chosen}
    keys = [key for key in (chosen[0].region.land, BUND) if key in held and key not in own]
    return tuple(held[key] for key in keys if held[key].latest is not None)


def _year(indicator: Indicator, selection: Selection, spread: Sequence[Aggregate]) -> int | None:
    """The year of map and ranking: the asked-for one, else the newest with at least half the usual coverage."""
    years = [item.year for item in spread]
    if selection.year is not None:
        return require_year(indicator, selection.year, years)
    if not spread:
        return None
    most = max(item.n for item in spread)
    within = [item.year for item in spread if item.n >= most * USUAL_COVERAGE]
    bounded = [year for year in within if selection.last_year is None or year <= selection.last_year]
    return max(bounded or within)


def members(snap: Snapshot, indicator: Indicator) -> tuple[Region, ...]:
    """The regions compared with each other: current Kreise, or the Länder for indicators that end there."""
    if indicator.level == "kreis":
        return snap.kreise
    return tuple(item for item in snap.catalogue.regions.values() if item.level == "land")


def _standings(snap: Snapshot, indicator: Indicator, year: int | None, stand: int | None) -> tuple[Standing, ...]:
    if year is None or indicator.parts:
        return ()
    return frames.standings(snap.store.map(indicator.id, year, stand), year, members(snap, indicator))


def _judged(indicator: Indicator, item: Series, judged: Mapping[str, Verdict], today: date, method: str) -> Judgement:
    latest = item.latest
    return judgement(judged.get(item.region.key), indicator, latest.year if latest else None, today, method)


def _placement(own: Series, near: Sequence[Series]) -> Placement | None:
    latest = own.latest
    if latest is None or latest.value is None:
        return None
    points = [item.at(latest.year) for item in near]
    return placement(latest.value, latest.year, [p.value for p in points if p is not None and p.value is not None])


def _wholes(snap: Snapshot, indicator: Indicator, keys: Sequence[str], selection: Selection) -> tuple[Whole, ...]:
    if not indicator.parts or not keys:
        return ()
    parts = {part.indicator: snap.store.series(part.indicator, keys, selection.stand) for part in indicator.parts}
    by_part = {name: frames.series_by_key(frame, snap.catalogue.regions) for name, frame in parts.items()}
    found = []
    for key in keys:
        own = {name: held[key] for name, held in by_part.items() if key in held}
        found.append(frames.whole(indicator, snap.catalogue.regions[key], own, selection.year))
    return tuple(item for item in found if item is not None)


def _inputs(snap: Snapshot, indicator: Indicator) -> tuple[Indicator, ...]:
    names = indicator.formula.inputs if indicator.formula else tuple(part.indicator for part in indicator.parts)
    return tuple(snap.catalogue.indicators[name] for name in names)
