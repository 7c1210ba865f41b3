"""All federal projects as data: what they are, who answers for them, how sure their state is, what they bear on."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from cockpit.model.programme import Project
from cockpit.web import state
from cockpit.web.caching import entity_tag, marked, not_modified


def listed() -> Response:
    """Every project of every programme in its order; ``stand`` freezes the Datenstand."""
    snap = state.snapshot(request.args.to_dict())
    tag = entity_tag(snap.revision)
    if unchanged := not_modified(tag):
        return unchanged
    projects = [item for programme in snap.catalogue.programmes.values() for item in programme.projects]
    return marked(jsonify([_told(item) for item in projects]), tag)


def _told(project: Project) -> dict[str, Any]:
    return {
        "nr": project.number,
        "slug": project.id,
        "name": project.title,
        "handlungsfeld": project.field,
        "ressort_2022": project.ministry_then,
        "ressort_heute": project.ministry_now,
        "stand_am": project.state_date,
        "sicherheit": project.certainty,
        "adresse": list(project.urls),
        "sdg": list(project.sdg),
        "indikatoren": [link.indicator for link in project.links],
        "kommunalbezug": project.relation,
    }
