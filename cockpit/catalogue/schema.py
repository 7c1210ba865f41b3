"""The JSON Schema of an indicator file, for editors that check while typing and explain on hovering."""

from __future__ import annotations

from cockpit.catalogue.forms import IndicatorForm


def schema() -> dict[str, object]:
    """JSON Schema (draft 2020-12) of an indicator TOML, with German descriptions; made from the form itself."""
    made = IndicatorForm.model_json_schema()
    for part in (made, *made["$defs"].values()):
        part.pop("description")  # the docstring speaks to programmers, the fields' phrases to authors
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
