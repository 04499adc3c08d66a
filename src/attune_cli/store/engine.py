"""SQLAlchemy's way to the journal's file; what stands on it names no database."""

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from attune_cli.store.home import Home
from attune_cli.store.opening import connect


def engine_of(home: Home) -> Engine:
    """Return an engine on the file that is there, whose transactions hold it for writing."""
    engine = create_engine("sqlite://", creator=lambda: connect(home), poolclass=NullPool)
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine
