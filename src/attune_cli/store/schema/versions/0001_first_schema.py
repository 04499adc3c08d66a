"""The first schema, with the caregiver “me”."""

import sqlalchemy as sa
from alembic import context, op

from attune_cli.store.uid import new_uid

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    caregivers = op.create_table(
        "caregivers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(), nullable=False, unique=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
    )
    op.create_table(
        "children",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(), nullable=False, unique=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        sa.Column("born", sa.String()),
        sa.Column("band", sa.String()),
        sa.Column("weeks_early", sa.Integer(), nullable=False),
    )
    _create_moments()
    _create_links()
    uid = new_uid(context.config.attributes["now"])
    op.bulk_insert(caregivers, [{"uid": uid, "name": "me", "key": "me"}])


def _create_moments() -> None:
    op.create_table(
        "moments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(), nullable=False, unique=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("occurred_at", sa.DateTime()),
        sa.Column("occurred_offset", sa.Integer()),
        sa.Column("logged_at", sa.DateTime(), nullable=False),
        sa.Column("logged_offset", sa.Integer(), nullable=False),
        sa.Column("cue", sa.String()),
        sa.Column("sensitivity", sa.String()),
        sa.Column("came_back", sa.String()),
        sa.Column("after", sa.String()),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("caregiver_id", sa.Integer(), sa.ForeignKey("caregivers.id"), nullable=False),
        sa.Column("repairs_id", sa.Integer(), sa.ForeignKey("moments.id", ondelete="SET NULL")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_moments_local_day", "moments", ["local_day"])
    op.create_index("ix_moments_kind", "moments", ["kind"])
    op.create_index("ix_moments_caregiver_day", "moments", ["caregiver_id", "local_day"])
    op.create_index("ix_moments_repairs_id", "moments", ["repairs_id"])


def _create_links() -> None:
    op.create_table(
        "moment_children",
        sa.Column(
            "moment_id",
            sa.Integer(),
            sa.ForeignKey("moments.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("child_id", sa.Integer(), sa.ForeignKey("children.id"), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("ix_moment_children_child_id", "moment_children", ["child_id"])
    op.create_table(
        "moment_words",
        sa.Column(
            "moment_id",
            sa.Integer(),
            sa.ForeignKey("moments.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("vocabulary", sa.String(), primary_key=True),
        sa.Column("word", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
