"""What the audit log says about targets of a council: what held before and what holds from then on."""

from __future__ import annotations

from datetime import datetime

from cockpit.base.formats import day
from cockpit.base.texts import text
from cockpit.model.target import Target
from cockpit.people.protocol import entry
from cockpit.store import entries


def saved_target(who: str, target: Target, held: Target | None, at: datetime) -> entries.Entry:
    """The entry of a target set or changed."""
    return entry(who=who, action="target", subject=target.id, before=_said(held), after=_said(target), at=at)


def removed_target(who: str, held: Target, reason: str, at: datetime) -> entries.Entry:
    """The entry of a target taken back, with the reason."""
    return entry(who=who, action="target_end", subject=held.id, before=_said(held), after=reason, at=at)


def _said(target: Target | None) -> str:
    """Year, number as entered and decision, so that the log can be read without the catalogue."""
    if target is None:
        return ""
    kind = "value" if target.relative is None else "relative"
    amount = target.value if target.relative is None else target.relative
    on = day(target.decided_on) if target.decided_on else ""
    shown = repr(amount).removesuffix(".0").replace(".", ",")
    told = {"year": target.year, "amount": shown, "base": target.base_year, "body": target.source}
    return text(f"ziele.log.{kind}", **told, number=target.decision, day=on)
