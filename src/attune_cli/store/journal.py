"""The journal in portable SQLModel: what every verb may use that need not be instant.

Core values go in and come out; past.py shows the same ones to the verbs of every day.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from attune_cli.store.engine import engine_of, engine_on
from attune_cli.store.faults import explained
from attune_cli.store.home import Home
from attune_cli.store.kept_answers import KeptAnswers
from attune_cli.store.kept_moments import KeptMoments
from attune_cli.store.kept_people import KeptPeople
from attune_cli.store.opening import reading, up_to_date


@contextmanager
def journal(home: Home) -> Iterator["Journal"]:
    """Open the journal for one transaction, making it where there is none yet.

    Raises:
        JournalTrouble: it cannot be used; nothing was written.
    """
    with explained(home):
        up_to_date(home).close()  # Alembic, a tenth of a second, is loaded only where it must be
        with Session(engine_of(home)) as session, session.begin():
            yield Journal(session)


@contextmanager
def looking(home: Home) -> Iterator["Journal | None"]:
    """Open the journal to read it; None where there is none yet, and none is made.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with reading(home) as connection:
        if connection is None:
            yield None
            return
        with Session(engine_on(connection)) as session:
            yield Journal(session)


class Journal(KeptMoments, KeptPeople, KeptAnswers):
    """The journal inside one transaction."""
