"""Which projects of a federal programme touch which indicators of a Kreis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cockpit.base.errors import BadRequest
from cockpit.base.texts import text
from cockpit.model.programme import Programme
from cockpit.model.region import Region
from cockpit.model.selection import Selection
from cockpit.model.view import Card, ProjectCard
from cockpit.query.cards import cards
from cockpit.query.snapshot import Snapshot


def project_cards(snap: Snapshot, programme: Programme, region: Region | None) -> tuple[ProjectCard, ...]:
    """All projects in order; with a region, each with the linked indicators of that Kreis."""
    return linked(programme, cards(snap, region) if region is not None else ())


def linked(programme: Programme, shown: Sequence[Card]) -> tuple[ProjectCard, ...]:
    """The projects of a programme with those of the ``shown`` cards they touch."""
    by_id = {card.indicator.id: card for card in shown}
    return tuple(
        ProjectCard(
            programme,
            project,
            tuple((link, by_id[link.indicator]) for link in project.links if link.indicator in by_id),
        )
        for project in programme.projects
    )


def narrowed(chosen: Selection, shown: Iterable[ProjectCard]) -> tuple[ProjectCard, ...]:
    """Those of the cards of one programme that fit field, goals and bearing.

    A field narrows only the programmes that have it: each programme has fields of its own.
    """
    goals = set(chosen.every_goal)
    return tuple(
        card
        for card in shown
        if (chosen.field not in card.programme.fields or card.project.field == chosen.field)
        and (not goals or goals & set(card.project.sdg))
        and (not chosen.relation or card.project.relation == chosen.relation)
    )


def known_field(programmes: Iterable[Programme], chosen: Selection) -> None:
    """Refuse a field of action that no programme has; raises ``BadRequest`` naming those there are."""
    fields = dict.fromkeys(name for programme in programmes for name in programme.fields)
    if chosen.field and chosen.field not in fields:
        remedy = text("query.one_of", names="; ".join(fields))
        raise BadRequest(text("query.bad_value", name="feld", value=chosen.field), "feld", remedy)
