"""Whether a table speaks of its indicator at all: a column of hospitals is no population, even in the same unit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cockpit.etl.batch import Batch, once
from cockpit.etl.report import Finding
from cockpit.etl.signs import is_period, words
from cockpit.etl.table import Table
from cockpit.model.indicator import Indicator

UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}
STEM = 5
"""Letters two words have to share; what is shorter has to be equal."""


def check_subject(batch: Batch, table: Table, indicators: Mapping[str, Indicator]) -> Batch:
    """Warn where neither title nor header share a word with the indicator; a template says nothing of its subject."""
    if table.form == "tidy" or table.indicator is not None:
        return batch
    findings: list[Finding] = []
    pairs = batch.frame[["indicator", "column"]].drop_duplicates()
    for indicator, column in pairs.itertuples(index=False, name=None):
        told = words_of(f"{column} {table.titles}")
        known = indicators[indicator]
        meant = words_of(" ".join((known.title, known.short_title, known.id.replace("-", " "), *known.keywords)))
        if told and not any(alike(one, other) for one in told for other in meant):
            rows = batch.frame[(batch.frame["indicator"] == indicator) & (batch.frame["column"] == column)]
            findings += once(rows, "warning", "check.subject", title=known.title, header=column)
    return batch.noting(*findings)


def words_of(phrase: str) -> set[str]:
    """The words of a phrase that say something, in lower case; general ones such as ``total`` and years do not."""
    found = re.findall(r"\w+", phrase.casefold().translate(UMLAUTS))
    return {one for one in found if one not in words("general") and not one.isdigit() and not is_period(one)}


def alike(one: str, other: str) -> bool:
    """Whether two words are equal or one of them contains the beginning of the other."""
    if min(len(one), len(other)) <= STEM:
        return one == other or (len(one) >= 4 and other.startswith(one)) or (len(other) >= 4 and one.startswith(other))
    return one[: STEM + 1] in other or other[: STEM + 1] in one
