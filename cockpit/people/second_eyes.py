"""The second pair of eyes: who may take published values back where the setting asks for it."""

from __future__ import annotations

from cockpit.base.errors import Forbidden
from cockpit.base.settings import settings
from cockpit.base.texts import text
from cockpit.model.account import Account


def require_withdrawer(account: Account) -> None:
    """Forbidden when two pairs of eyes are asked for and the account only prepares what others publish."""
    if settings().second_eyes and account.role == "datenpflege":
        raise Forbidden(text("people.second"), remedy=text("people.second_remedy"))
