"""The identity of the journal, by which an export is known as its own."""

import sqlite3

import sqlalchemy as sa
from alembic import context, op

from attune_cli.store.schema.triggers import make_triggers, record_all
from attune_cli.store.uid import new_uid

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(), nullable=False),
    )
    now = context.config.attributes["now"]
    connection = op.get_bind().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 what migrate.py made
    connection.execute("INSERT INTO identity (id, uid) VALUES (1, ?)", (new_uid(now),))
    record_all(connection, ["identity"])
    make_triggers(connection, ["identity"])
