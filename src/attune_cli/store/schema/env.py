"""How Alembic runs a step: on the connection that migrate.py holds, inside its transaction."""

from alembic import context
from sqlmodel import SQLModel

import attune_cli.store.schema.tables  # noqa: F401 fills SQLModel's metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
context.run_migrations()
