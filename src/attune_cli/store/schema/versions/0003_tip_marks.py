"""The tips that a person keeps, or has hidden."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "tip_marks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("tip", sa.String(), nullable=False, unique=True),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("marked_offset", sa.Integer(), nullable=False),
    )
