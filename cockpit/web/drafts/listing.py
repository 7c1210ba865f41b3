"""The list of drafts: what tells two files of the same name apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.model.catalogue import Catalogue
from cockpit.model.draft import Draft

NAMED = 2
HERE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft, the indicators of its file in words, and when it was brought and changed last, in German time."""

    draft: Draft
    about: str
    brought: str
    changed: str


def listed(found: Sequence[Draft], catalogue: Catalogue) -> tuple[Listed, ...]:
    """The drafts as a list shows them."""
    return tuple(
        Listed(draft, _about(draft, catalogue), _moment(draft, "created_at"), _moment(draft, "changed_at"))
        for draft in found
    )


def _about(draft: Draft, catalogue: Catalogue) -> str:
    document: Mapping[str, Any] = draft.report
    codes = (document.get("json") or {}).get("indicators") or [code for code in (draft.choices.indicator,) if code]
    titles = [catalogue.indicators[code].title for code in codes if code in catalogue.indicators]
    more = text("staff.upload.more_indicators", n=len(titles) - NAMED) if len(titles) > NAMED else ""
    return ", ".join(titles[:NAMED]) + more


def _moment(draft: Draft, field: str) -> str:
    moment = getattr(draft, field).astimezone(HERE)
    return text("staff.upload.moment", day=day(moment), time=f"{moment:%H:%M}")
