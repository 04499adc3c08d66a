"""SQLAlchemy's way to the journal's file; what stands on it names no database."""

import sqlite3

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from attune_cli.store.home import Home
from attune_cli.store.opening import connect

SQLITE = "sqlite://"


def engine_of(home: Home) -> Engine:
    """Return an engine on the file that is there, whose transactions hold it for writing."""
    engine = create_engine(SQLITE, creator=lambda: connect(home), poolclass=NullPool)
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def engine_on(connection: sqlite3.Connection) -> Engine:
    """Return an engine on a connection whose transaction is begun, and ended, by others."""
    return create_engine(SQLITE, creator=lambda: connection, poolclass=StaticPool)
