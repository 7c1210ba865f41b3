"""Values without references – looking each of a million up in two tables costs more than storing it –, files in zstd.

Whoever writes them checks their regions all at once, their slices are made in the same transaction, and ``cockpit
verify`` finds values of a slice or region that there is not.
"""

from __future__ import annotations

import gzip

import pyarrow as pa
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

REFERENCES = {"slice_id": "slice", "region_id": "region"}
NUMBER: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


ZSTD = b"\x28\xb5\x2f\xfd"


def upgrade() -> None:
    """Drop the references; original files kept as gzip stay as they are."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(linked=False)
    else:
        for column in REFERENCES:
            op.drop_constraint(f"value_{column}_fkey", "value", type_="foreignkey", if_exists=True)


def downgrade() -> None:
    """Have them again; all of them are checked. Original files become gzip, which older versions read."""
    _as_gzip()
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(linked=True)
    else:
        for column, table in REFERENCES.items():
            op.create_foreign_key(f"value_{column}_fkey", "value", table, [column], [column])


def _as_gzip() -> None:
    file = sa.table("file", sa.column("sha256", sa.Text), sa.column("packed", sa.LargeBinary))
    connection = op.get_bind()
    for digest in connection.scalars(sa.select(file.c.sha256)).all():
        kept = connection.scalars(sa.select(file.c.packed).where(file.c.sha256 == digest)).one()
        if bytes(kept[: len(ZSTD)]) == ZSTD:
            with pa.CompressedInputStream(pa.BufferReader(kept), "zstd") as stream:
                packed = gzip.compress(stream.read(), 6, mtime=0)
            connection.execute(sa.update(file).where(file.c.sha256 == digest).values(packed=packed))


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
