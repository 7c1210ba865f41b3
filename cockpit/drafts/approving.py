"""The second pair of eyes: nobody publishes what he had a hand in, and an approver only what he has seen."""

from __future__ import annotations

from cockpit.base.errors import CockpitError, Forbidden
from cockpit.base.texts import text
from cockpit.model.account import Account
from cockpit.model.draft import Draft
from cockpit.store import Store
from cockpit.store import work_in_progress as wip

HAND = "hand."
APPROVERS = ("freigabe", "verwaltung")


class Overtaken(CockpitError):
    """The draft is no longer what was seen when the decision was made."""

    exit_code = 3
    http_status = 409


def approves(account: Account) -> bool:
    """Whether the account may be the second pair of eyes."""
    return account.role in APPROVERS


def hand(by: str) -> dict[str, bytes]:
    """A part that says who changed a draft: one for each account, so that none is lost and none can be taken off."""
    return {f"{HAND}{by}": b"1"}


def hands(store: Store, draft: Draft) -> frozenset[str]:
    """Names of all accounts that prepared the draft or changed it since."""
    names = wip.part_names(store.database, draft.id)
    return frozenset({draft.account, *(name.removeprefix(HAND) for name in names if name.startswith(HAND))})


def seen(draft: Draft) -> str:
    """What stands for the draft as it is shown now; every change of it gives another one."""
    return wip.stamp(draft.changed_at)


def overtaken(draft: Draft) -> Overtaken:
    """The draft was changed since it was shown."""
    return Overtaken(text("drafts.overtaken"), draft.file_name, text("drafts.overtaken_remedy"))


def require_second(draft: Draft, account: Account, shown: str) -> None:
    """Refuse who may not approve, what nobody has submitted, and a decision on something that was not shown."""
    if not approves(account):
        raise Forbidden(text("drafts.second"), "", text("drafts.second_remedy"))
    if draft.state in ("mapping", "checked", "failed"):
        raise Forbidden(text("drafts.not_submitted"), draft.file_name, text("drafts.not_submitted_remedy"))
    if not shown:
        raise overtaken(draft)
