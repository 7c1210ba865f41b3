"""After a change the browser of whoever made it forgets the pages it kept, so that the next look shows the change."""

from __future__ import annotations

from typing import TypeVar

from werkzeug.wrappers import Response

R = TypeVar("R", bound=Response)


def fresh(response: R) -> R:
    """Public pages may be kept for a minute; the one who just published or withdrew must not see them as they were."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
