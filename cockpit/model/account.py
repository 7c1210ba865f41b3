"""Who may do what: accounts, roles and the permissions a role carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal["datenpflege", "freigabe", "verwaltung"]
Permission = Literal["public", "signed_in", "upload", "publish", "withdraw", "block", "define", "administer"]
Scope = Literal["upload"]

ROLES: tuple[Role, ...] = ("datenpflege", "freigabe", "verwaltung")
CARRIES: Mapping[str, frozenset[Permission]] = {
    "": frozenset({"public"}),
    "datenpflege": frozenset({"public", "signed_in", "upload", "publish", "withdraw", "define"}),
    "freigabe": frozenset({"public", "signed_in", "upload", "publish", "withdraw", "define", "block"}),
    "verwaltung": frozenset({"public", "signed_in", "upload", "publish", "withdraw", "define", "block", "administer"}),
}
"""Permissions by role; "" is a reader without account. With a second pair of eyes (a setting) only ``freigabe`` and
``verwaltung`` may publish what ``datenpflege`` prepared, and nobody what he prepared himself."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person or machine that signs in. ``kreise`` are the keys this account may write for; empty means all."""

    id: int
    name: str
    role: Role
    kreise: tuple[str, ...] = ()
    display_name: str = ""
    email: str = ""
    must_change: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether the role carries a permission."""
        return permission in CARRIES[self.role]

    def may_write(self, key: str) -> bool:
        """Whether values of this region are in the account's care; Länder and the Bund only for accounts of all."""
        return not self.kreise or key in self.kreise
