"""People who bring data in, what they are working on, who did what, and values that must not be public."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

HOLDS = ("account", "token", "audit", "draft", "mapping", "block", "withheld")
"""Tables whose rows an older version has no place for; visits and failed logins may go."""

COMPACT = {"sqlite_strict": True, "sqlite_with_rowid": False}
PLAIN = {"sqlite_strict": True}


def _words(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _perhaps(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text) for name in names)


def _numbers(*names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names)


def _id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _link(name: str, refers_to: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(refers_to), nullable=nullable)


def upgrade() -> None:
    """Add the tables of the staff side."""
    _people()
    _work()
    _blocking()


def downgrade() -> None:
    """Drop them again; values, definitions and revisions stay as they are."""
    for name in [
        "withheld",
        "block",
        "mapping",
        "draft_part",
        "draft",
        "audit",
        "attempt",
        "token",
        "session",
        "account",
    ]:
        op.drop_table(name)


def _people() -> None:
    op.create_table(
        "account",
        _id("account_id"),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        # kreise: keys with a blank between, "" = all; issuer and subject: who signs in by OpenID Connect, else ""
        *_words("display_name", "email", "role", "kreise", "password_hash", "issuer", "subject"),
        *_numbers("must_change"),
        *_words("created_at", "created_by"),
        *_perhaps("disabled_at"),
        **PLAIN,
    )
    someone = sa.text("subject <> ''")
    columns = ["issuer", "subject"]
    op.create_index("account_subject", "account", columns, unique=True, sqlite_where=someone, postgresql_where=someone)
    op.create_table(
        "session",
        sa.Column("session_id", sa.Text, primary_key=True),  # sha256 of what the browser holds
        _link("account_id", "account.account_id", nullable=True),
        *_words("data", "created_at", "seen_at", "expires_at"),
        **COMPACT,
    )
    op.create_table(
        "token",
        _id("token_id"),
        _link("account_id", "account.account_id"),
        *_words("name"),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        *_words("scopes", "created_at", "expires_at"),
        *_perhaps("revoked_at", "used_at"),
        **PLAIN,
    )
    op.create_table("attempt", _id("attempt_id"), *_words("bucket", "at"), **PLAIN)
    op.create_index("attempt_bucket", "attempt", ["bucket", "at"])
    words = ("at", "who", "action", "subject", "before", "after", "previous", "hash")
    op.create_table("audit", _id("audit_id"), *_words(*words), **PLAIN)


def _work() -> None:
    op.create_table(
        "draft",
        sa.Column("draft_id", sa.Text, primary_key=True),
        _link("account_id", "account.account_id"),
        *_words("created_at", "changed_at", "expires_at", "state", "file_name", "file_sha256"),
        *_numbers("size", "base_revision"),
        # choices, report and effect are JSON; step, done, total and heartbeat belong to the work under way
        *_words("choices", "report", "effect", "note", "step"),
        *_numbers("done", "total"),
        *_words("heartbeat", "fault"),
        _link("revision_id", "revision.revision_id", nullable=True),
        **PLAIN,
    )
    op.create_index("draft_account", "draft", ["account_id", "changed_at"])
    op.create_table(
        "draft_part",
        sa.Column("draft_id", sa.Text, sa.ForeignKey("draft.draft_id"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        **PLAIN,
    )
    op.create_table(
        "mapping",
        _id("mapping_id"),
        sa.Column("signature", sa.Text, nullable=False, unique=True),
        *_words("name", "document", "changed_at", "changed_by"),
        **PLAIN,
    )


def _blocking() -> None:
    op.create_table(
        "block",
        _id("block_id"),
        _link("indicator_id", "indicator.indicator_id"),
        *_numbers("period"),
        _link("region_id", "region.region_id"),
        _link("revision_id", "revision.revision_id"),  # from this Datenstand on the value is shown as secret
        *_words("reason", "at", "who"),
        sa.UniqueConstraint("indicator_id", "period", "region_id"),
        **PLAIN,
    )
    op.create_table(
        "withheld",
        sa.Column("sha256", sa.Text, primary_key=True),  # an original file that is given to nobody any more
        *_words("reason", "at"),
        **PLAIN,
    )
