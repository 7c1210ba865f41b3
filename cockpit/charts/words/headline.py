"""The one sentence a Kreis page opens with: complete sums, and what was decided."""

from __future__ import annotations

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.view import Headline, Profile

TARGET_ORDER = ("met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict")


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
    return text(f"words.headline.{key}_one") if count == 1 else text(f"words.headline.{key}", count=count)


def listed(count: int, actor: str) -> str:
    """How many indicators a list narrowed to an actor has."""
    return text("levers.listed_one" if count == 1 else "levers.listed", n=count, among=_among(actor, count))


def targets_line(profile: Profile) -> str:
    """How many decided targets there are and how each stands; says so when there is none."""
    counts = {key: count for key, count in profile.headline.targets.items() if count}
    total = sum(counts.values())
    if not total:
        return text("words.targets.none")
    parts = enumeration(_target(key, counts[key]) for key in TARGET_ORDER if key in counts)
    key = "first_one" if total == 1 else "first"
    return text(f"words.targets.{key}", count=total, parts=parts)


def _target(key: str, count: int) -> str:
    if key == "away" and count == 1:
        return text("words.targets.away_one")
    return text(f"words.targets.{key}", count=count)
