"""The part of the day, of a moment whose hour is not known."""

import sqlite3

import sqlalchemy as sa
from alembic import op

from attune_cli.store.schema.triggers import make_triggers

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column("moments", sa.Column("part_of_day", sa.String()))
    connection = op.get_bind().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 what migrate.py made
    make_triggers(connection, ["moments"])
