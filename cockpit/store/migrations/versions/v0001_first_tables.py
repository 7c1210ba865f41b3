"""The first tables: one sequence of revisions, immutable slices of values, versioned declarations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite's STRICT tables know only INTEGER, REAL, TEXT and BLOB; PostgreSQL's REAL has four bytes and would lose digits.
NUMBER: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
COMPACT = {"sqlite_strict": True, "sqlite_with_rowid": False}
PLAIN = {"sqlite_strict": True}


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _key(name: str, refers_to: str = "") -> sa.Column[int]:
    links = (sa.ForeignKey(refers_to),) if refers_to else ()
    return sa.Column(name, sa.Integer, *links, primary_key=True, autoincrement=False)


def _link(name: str, refers_to: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(refers_to), nullable=nullable)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Make every table of an empty store."""
    _declarations()
    _slices()
    _results()


def downgrade() -> None:
    """Drop everything; only meant for development, ``cockpit downgrade`` never goes that far."""
    names = "file verdict touch aggregate value made_from live slice definition indicator region revision"
    for name in names.split():
        op.drop_table(name)


def _declarations() -> None:
    counts = (_number(name) for name in ("new", "changed", "unchanged", "refused"))
    texts = (_words(name) for name in ("created_at", "created_by", "kind", "file_name", "file_sha256", "note"))
    op.create_table("revision", _key("revision_id"), *texts, *counts, **PLAIN)
    op.create_table(
        "region",
        _key("region_id"),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        *(_words(name) for name in ("level", "land", "name", "display_name", "slug", "kind")),
        sa.Column("valid_from", sa.Text),
        sa.Column("valid_to", sa.Text),
        **PLAIN,
    )
    op.create_table(
        "indicator",
        _key("indicator_id"),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        _number("stale"),
        **PLAIN,
    )
    op.create_table(
        "definition",
        _key("definition_id"),
        _words("kind"),
        _words("code"),
        _number("version"),
        _link("from_revision", "revision.revision_id"),
        _link("to_revision", "revision.revision_id", nullable=True),
        _words("document"),
        sa.UniqueConstraint("kind", "code", "version"),
        **PLAIN,
    )
    op.create_index("definition_from", "definition", ["from_revision"])


def _slices() -> None:
    op.create_table(
        "slice",
        _key("slice_id"),
        _link("revision_id", "revision.revision_id"),
        _link("indicator_id", "indicator.indicator_id"),
        _number("period"),
        _number("n"),
        _number("filled"),
        sa.Column("checksum", sa.LargeBinary, nullable=False),
        _link("definition_id", "definition.definition_id", nullable=True),
        sa.Column("denominator_period", sa.Integer),
        **PLAIN,
    )
    op.create_table(
        "live",
        _key("indicator_id", "indicator.indicator_id"),
        _key("period"),
        _key("from_revision", "revision.revision_id"),
        _link("to_revision", "revision.revision_id", nullable=True),
        _link("slice_id", "slice.slice_id"),
        **COMPACT,
    )
    now = sa.text("to_revision IS NULL")
    columns = ["indicator_id", "period", "slice_id"]
    op.create_index("live_now", "live", columns, sqlite_where=now, postgresql_where=now)
    op.create_table("made_from", _key("slice_id", "slice.slice_id"), _key("input_id", "slice.slice_id"), **COMPACT)
    op.create_table(
        "value",
        _key("slice_id", "slice.slice_id"),
        _key("region_id", "region.region_id"),
        sa.Column("value", NUMBER),
        _words("status"),
        sa.Column("rank", sa.Integer),
        **COMPACT,
    )


def _results() -> None:
    op.create_table(
        "aggregate",
        _key("slice_id", "slice.slice_id"),
        _number("n"),
        *(
            sa.Column(name, NUMBER, nullable=False)
            for name in ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
        ),
        **PLAIN,
    )
    op.create_table(
        "touch",
        _key("indicator_id", "indicator.indicator_id"),
        _key("revision_id", "revision.revision_id"),
        **COMPACT,
    )
    op.create_index("touch_revision", "touch", ["revision_id"])
    op.create_table(
        "verdict",
        _key("indicator_id", "indicator.indicator_id"),
        _key("region_id", "region.region_id"),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        **COMPACT,
    )
    op.create_index("verdict_region", "verdict", ["region_id"])
    op.create_table(
        "file",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        **PLAIN,
    )
