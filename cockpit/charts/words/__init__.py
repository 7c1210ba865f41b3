"""All German sentences made from numbers: the same words for page, picture, table and document."""

from __future__ import annotations

from cockpit.charts.words.findings import area, finding, finding_as, period, subtitle
from cockpit.charts.words.headline import counted, headline, land_headline, land_targets, listed, targets_line
from cockpit.charts.words.movement import (
    card_sentence,
    direction_word,
    movement,
    reason,
    stability_sentence,
    verdict_word,
)
from cockpit.charts.words.outlook import (
    orientation_sentence,
    orientation_short,
    orientation_words,
    projection_sentence,
    target_sentence,
)
from cockpit.charts.words.position import end_labels, ends, placement_sentence
from cockpit.charts.words.projects import ministries, ministry_long, project_known, project_known_long
from cockpit.charts.words.values import (
    NBSP,
    age_note,
    difference,
    figure,
    long_unit,
    short_unit,
    source_line,
    stand_line,
    status_word,
    value,
)

__all__ = [
    "NBSP",
    "age_note",
    "area",
    "card_sentence",
    "counted",
    "difference",
    "direction_word",
    "end_labels",
    "ends",
    "figure",
    "finding",
    "finding_as",
    "headline",
    "land_headline",
    "land_targets",
    "listed",
    "long_unit",
    "ministries",
    "ministry_long",
    "movement",
    "orientation_sentence",
    "orientation_short",
    "orientation_words",
    "period",
    "placement_sentence",
    "project_known",
    "project_known_long",
    "projection_sentence",
    "reason",
    "short_unit",
    "source_line",
    "stability_sentence",
    "stand_line",
    "status_word",
    "subtitle",
    "target_sentence",
    "targets_line",
    "value",
    "verdict_word",
]
