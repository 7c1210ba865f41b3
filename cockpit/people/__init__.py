"""People who may bring data in: accounts, sign-in, tokens, and the audit log of what they did."""

from cockpit.people.accounts import (
    add,
    change,
    described,
    disable,
    enable,
    find,
    listed,
    reset_password,
)
from cockpit.people.protocol import actions, check_protocol, entry, protocol, record
from cockpit.people.second_eyes import require_withdrawer
from cockpit.people.sessions import Visit, keep, resume, start, stop
from cockpit.people.sign_in import authenticate, by_provider, change_password
from cockpit.people.tokens import MOST_DAYS, OPENS, SCOPES, by_token, revoke, token, tokens_of

__all__ = [
    "MOST_DAYS",
    "OPENS",
    "SCOPES",
    "Visit",
    "actions",
    "add",
    "authenticate",
    "by_provider",
    "by_token",
    "change",
    "change_password",
    "check_protocol",
    "described",
    "disable",
    "enable",
    "entry",
    "find",
    "keep",
    "listed",
    "protocol",
    "record",
    "require_withdrawer",
    "reset_password",
    "resume",
    "revoke",
    "start",
    "stop",
    "token",
    "tokens_of",
]
