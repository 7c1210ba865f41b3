"""The one sentence a Kreis page opens with: complete sums, and what was decided."""

from __future__ import annotations

from cockpit.base.formats import enumeration
from cockpit.base.texts import text
from cockpit.model.view import Headline, Profile

TARGET_ORDER = ("met", "on_track", "nearly", "too_slow", "unchanged", "away", "missed", "no_verdict")


def headline(profile: Profile) -> str:
    """Improving + no trend + worsening + no verdict = judged, all four always named."""
    sums = profile.headline
    if not sums.judged:
        return text("words.headline.none", kreis=profile.region.display_name)
    return (
        f"{_first(sums)}, {_counted('no_trend', sums.no_trend)}, {_counted('worsening', sums.worsening)}; "
        f"{text('words.headline.no_verdict', count=sums.no_verdict)}."
    )


def _first(sums: Headline) -> str:
    if sums.judged == 1:
        return text("words.headline.first_one", improving=sums.improving)
    key = "first_singular" if sums.improving == 1 else "first"
    return text(f"words.headline.{key}", judged=sums.judged, improving=sums.improving)


def _counted(key: str, count: int) -> str:
    return text(f"words.headline.{key}_one") if count == 1 else text(f"words.headline.{key}", count=count)


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
