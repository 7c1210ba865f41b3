"""The one sentence a Kreis page opens with: complete sums, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping

from cockpit.base.formats import enumeration, number
from cockpit.base.texts import text
from cockpit.model.view import Headline, Profile
from cockpit.query import LandView

TARGET_ORDER = ("met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict")
DIRECTION_ORDER = ("improving", "no_trend", "worsening", "no_verdict")


def headline(profile: Profile, actor: str = "") -> str:
    """Improving + no trend + worsening + no verdict = judged, all four always named, and who has levers on them."""
    sums = profile.headline
    if not sums.judged:
        return text("words.headline.none", kreis=profile.region.display_name, among=_among(actor, 1))
    first = _first(sums, _among(actor, sums.judged))
    return (
        f"{first}, {_counted('no_trend', sums.no_trend)}, {_counted('worsening', sums.worsening)}; "
        f"{text('words.headline.no_verdict', count=sums.no_verdict)}."
    )


def _among(actor: str, count: int) -> str:
    """The clause that says who has levers on them."""
    which = text("words.among.which_one" if count == 1 else "words.among.which")
    return text(f"words.among.{actor}", which=which) if actor else ""


def _first(sums: Headline, among: str) -> str:
    if sums.judged == 1:
        return text("words.headline.first_one", improving=sums.improving, among=among)
    key = "first_singular" if sums.improving == 1 else "first"
    return text(f"words.headline.{key}", judged=sums.judged, improving=sums.improving, among=among)


def _counted(key: str, count: int) -> str:
    return text(f"words.headline.{key}_one") if count == 1 else text(f"words.headline.{key}", count=number(count))


def listed(count: int, actor: str) -> str:
    """How many indicators a list narrowed to an actor has."""
    return text("levers.listed_one" if count == 1 else "levers.listed", n=count, among=_among(actor, count))


def targets_line(profile: Profile) -> str:
    """How many decided targets there are and how each stands; says so when there is none."""
    total, parts = _targets(profile.headline)
    if not total:
        return text("words.targets.none")
    key = "first_one" if total == 1 else "first"
    return text(f"words.targets.{key}", count=total, parts=parts)


def land_headline(shown: LandView, actor: str = "") -> str:
    """How many Kreise and indicators there are, and how all their cases add up; a case is one indicator of one."""
    sums, indicators = shown.headline, len(shown.judged)
    kreise = text("land.kreise_one" if len(shown.kreise) == 1 else "land.kreise", n=len(shown.kreise))
    among = _among(actor, 2).removesuffix(",")
    if not sums.judged:
        return text("land.none", kreise=kreise, among=_among(actor, 1).removesuffix(","))
    uneven = sums.judged != indicators * len(shown.kreise)
    size = "indicators_one" if indicators == 1 else "indicators_uneven" if uneven else "indicators"
    told = text(f"land.{size}", n=indicators, among=_among(actor, 1).removesuffix(",") if indicators == 1 else among)
    first = text("land.first_singular" if sums.improving == 1 else "land.first", **_numbers(sums))
    silent = text("words.headline.no_verdict", count=number(sums.no_verdict))
    moved = f"{_counted('no_trend', sums.no_trend)}, {_counted('worsening', sums.worsening)}"
    return f"{kreise}, {told}: {first}, {moved}; {silent}."


def land_targets(shown: LandView) -> str:
    """How many decided targets there are in all Kreise and how each stands; empty without any."""
    total, parts = _targets(shown.headline)
    return text("land.targets_one" if total == 1 else "land.targets", count=total, parts=parts) if total else ""


def counted(counts: Mapping[str, int]) -> str:
    """2 verbessern sich, 1 ohne klaren Trend: what a cell of small numbers says; classes without any are left out."""
    return ", ".join(_count(key, counts[key]) for key in DIRECTION_ORDER if counts.get(key))


def _count(key: str, count: int) -> str:
    return text(f"land.count_{key}_one") if count == 1 else text(f"land.count_{key}", n=count)


def _numbers(sums: Headline) -> dict[str, str]:
    return {"judged": number(sums.judged), "improving": number(sums.improving)}


def _targets(sums: Headline) -> tuple[int, str]:
    counts = {key: count for key, count in sums.targets.items() if count}
    return sum(counts.values()), enumeration(_target(key, counts[key]) for key in TARGET_ORDER if key in counts)


def _target(key: str, count: int) -> str:
    if key == "away" and count == 1:
        return text("words.targets.away_one")
    return text(f"words.targets.{key}", count=count)
