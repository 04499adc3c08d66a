"""The index that is searched, with texts folded as what is searched for."""

from alembic import op

from attune_cli.store.full_text import INDEX_ALL, MAKE_INDEX

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.execute("DROP TABLE moment_texts")
    op.execute(MAKE_INDEX)
    op.execute(INDEX_ALL)
