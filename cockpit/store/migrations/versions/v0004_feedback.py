"""What readers report: errors, barriers, questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

HOLDS = ("feedback",)
"""Tables whose rows an older version has no place for."""


def upgrade() -> None:
    """Add the table; a number is never given twice, so that a list seen earlier cannot delete a later report."""
    op.create_table(
        "feedback",
        sa.Column("feedback_id", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "kind", "page", "message", "email")),
        sa.Column("done_at", sa.Text),
        sa.Column("done_by", sa.Text),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("feedback_at", "feedback", ["at"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("feedback")
