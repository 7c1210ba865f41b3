"""Which Datenstand took back which, and which values an original file carries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

HOLDS = ("withdrawal",)
"""Tables whose rows an older version has no place for."""

COARSER = ("carried",)
"""Tables that ``upgrade`` fills again, knowing less than before."""

COMPACT = {"sqlite_strict": True, "sqlite_with_rowid": False}
PLAIN = {"sqlite_strict": True}


def _key(name: str, refers_to: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(refers_to), primary_key=True, autoincrement=False)


def upgrade() -> None:
    """Add the tables, and note of files kept so far that they may carry anything of the indicators they touched."""
    op.create_table(
        "withdrawal",
        _key("revision_id", "revision.revision_id"),
        sa.Column("withdrawn_id", sa.Integer, sa.ForeignKey("revision.revision_id"), nullable=False, unique=True),
        **PLAIN,
    )
    op.create_table(
        "carried",
        _key("revision_id", "revision.revision_id"),
        _key("indicator_id", "indicator.indicator_id"),
        sa.Column("period", sa.Integer, primary_key=True, autoincrement=False),  # 0: unknown, any year and region
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("regions", sa.LargeBinary, nullable=False),  # one bit per region number
        **COMPACT,
    )
    op.create_index("carried_indicator", "carried", ["indicator_id"])
    op.create_index("made_from_input", "made_from", ["input_id"])
    op.execute(
        "INSERT INTO carried (revision_id, indicator_id, period, sha256, regions)"
        " SELECT r.revision_id, t.indicator_id, 0, r.file_sha256, f.packed FROM revision r"
        " JOIN touch t ON t.revision_id = r.revision_id"
        " JOIN (SELECT sha256, substr(packed, 1, 0) AS packed FROM file) f ON f.sha256 = r.file_sha256"
    )


def downgrade() -> None:
    """Drop them again; the store asks before whether that loses anything."""
    op.drop_index("made_from_input", "made_from")
    op.drop_table("carried")
    op.drop_table("withdrawal")
