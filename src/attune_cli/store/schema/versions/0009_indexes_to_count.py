"""The indexes from which moments are counted, however many."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_index(
        "ix_moments_counted",
        "moments",
        [
            "kind",
            "local_day",
            "caregiver_id",
            "sensitivity",
            "chosen",
            "cue",
            "came_back",
            "after",
        ],
    )
    op.create_index(
        "ix_moment_words_fear",
        "moment_words",
        ["moment_id"],
        sqlite_where=sa.text("vocabulary = 'response' AND word = 'frighten'"),
    )
