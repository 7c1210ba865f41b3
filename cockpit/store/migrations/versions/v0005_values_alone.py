"""Values without references: looking each of a million up in two other tables costs more than storing it.

Whoever writes them checks their regions all at once, their slices are made in the same transaction, and ``cockpit
verify`` finds values of a slice or region that there is not.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

REFERENCES = {"slice_id": "slice", "region_id": "region"}
NUMBER: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Drop the references."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(linked=False)
    else:
        for column in REFERENCES:
            op.drop_constraint(f"value_{column}_fkey", "value", type_="foreignkey", if_exists=True)


def downgrade() -> None:
    """Have them again; all of them are checked."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(linked=True)
    else:
        for column, table in REFERENCES.items():
            op.create_foreign_key(f"value_{column}_fkey", "value", table, [column], [column])


def _rebuild(*, linked: bool) -> None:
    """SQLite knows no other way than a new table; the place of the old one is used again."""
    op.create_table(
        "value_anew",
        *(_key(column, f"{table}.{column}" if linked else "") for column, table in REFERENCES.items()),
        sa.Column("value", NUMBER),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("rank", sa.Integer),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO value_anew SELECT slice_id, region_id, value, status, rank FROM value")
    op.drop_table("value")
    op.rename_table("value_anew", "value")


def _key(name: str, refers_to: str) -> sa.Column[int]:
    links = (sa.ForeignKey(refers_to),) if refers_to else ()
    return sa.Column(name, sa.Integer, *links, primary_key=True, autoincrement=False)
