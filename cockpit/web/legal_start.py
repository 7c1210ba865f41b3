"""Says at the start, loudly, which of the operator's details are still missing on the legal pages."""

from __future__ import annotations

import structlog

from cockpit.base.settings import Settings
from cockpit.base.texts import text
from cockpit.catalogue.legal import FILE, missing
from cockpit.web.parts.legal import legal

LOG = structlog.get_logger("cockpit.web")


def tell_missing_details(settings: Settings) -> tuple[str, ...]:
    """In production one warning for each detail, which are also returned; a faulty file is refused anywhere.

    Missing details stop nothing: the pages themselves say what is not filled in, and a server that has to be set up
    before its Impressum can be approved must start. Raises ``Refused`` naming every fault of the file.
    """
    names = missing(legal(settings.data))
    if settings.env != "production":
        return ()
    for name in names:
        where = text("legal.unfilled_where", file=settings.data / FILE, name=name)
        LOG.warning("legal detail missing", what=text("legal.unfilled"), where=where,
                    remedy=text("legal.unfilled_remedy"))  # fmt: skip
    return names
