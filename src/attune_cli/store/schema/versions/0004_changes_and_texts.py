"""The changes that can be undone, and the index that is searched."""

import sqlalchemy as sa
from alembic import op

from attune_cli.store.full_text import INDEX_ALL, MAKE_INDEX

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_offset", sa.Integer(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("images", sa.String(), nullable=False),
    )
    op.execute(MAKE_INDEX)
    op.execute(INDEX_ALL)
