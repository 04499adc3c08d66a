"""The schema, written once, as SQLModel tables; migrations build it, all statements fit it.

Times are instants in UTC, with the offset of their place beside them; a day is a calendar day.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import Column, Dialect, text
from sqlalchemy.types import DateTime, TypeDecorator
from sqlmodel import Field, Index, SQLModel


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: an aware datetime in the program, UTC digits in the table."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What it is in the program."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Drop the zone after converting to UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say that the digits are UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class IdentityRow(SQLModel, table=True):
    """The journal's own identity, in one row: an export says of which journal it is."""

    __tablename__ = "identity"

    id: int | None = Field(default=None, primary_key=True)
    uid: str


class CaregiverRow(SQLModel, table=True):
    """Somebody who responds; `key` is what makes two nicknames the same."""

    __tablename__ = "caregivers"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    key: str = Field(unique=True)


class ChildRow(SQLModel, table=True):
    """A child; see core.people.Child."""

    __tablename__ = "children"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    key: str = Field(unique=True)
    born: str | None = None
    band: str | None = None
    weeks_early: int = 0


class MomentRow(SQLModel, table=True):
    """A moment; `id` is the number that people type and is never used twice."""

    __tablename__ = "moments"
    __table_args__: ClassVar[Any] = (
        Index("ix_moments_caregiver_day", "caregiver_id", "local_day"),
        Index(  # what is counted of moments, so that none is read for it
            "ix_moments_counted",
            "kind",
            "local_day",
            "caregiver_id",
            "sensitivity",
            "chosen",
            "cue",
            "came_back",
            "after",
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    kind: str = Field(index=True)  # with the row's number behind it: the latest of a kind
    local_day: date = Field(index=True)
    occurred_at: datetime | None = Field(default=None, sa_column=Column(UTCDateTime))
    occurred_offset: int | None = None
    logged_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    logged_offset: int
    cue: str | None = None
    sensitivity: str | None = None
    came_back: str | None = None
    after: str | None = None
    chosen: str
    note: str | None = None
    part_of_day: str | None = None  # where no hour is known
    caregiver_id: int = Field(foreign_key="caregivers.id")
    repairs_id: int | None = Field(
        default=None, foreign_key="moments.id", ondelete="SET NULL", index=True
    )


class MomentChildRow(SQLModel, table=True):
    """With whom a moment was, in the order in which they were named."""

    __tablename__ = "moment_children"

    moment_id: int = Field(primary_key=True, foreign_key="moments.id", ondelete="CASCADE")
    child_id: int = Field(primary_key=True, foreign_key="children.id", index=True)
    position: int


class MomentWordRow(SQLModel, table=True):
    """The words of a moment that can be several, in the order in which they were said."""

    __tablename__ = "moment_words"
    __table_args__: ClassVar[Any] = (
        Index(  # the moments of fear, which are few, and counted apart
            "ix_moment_words_fear",
            "moment_id",
            sqlite_where=text("vocabulary = 'response' AND word = 'frighten'"),
        ),
    )

    moment_id: int = Field(primary_key=True, foreign_key="moments.id", ondelete="CASCADE")
    vocabulary: str = Field(primary_key=True)
    word: str = Field(primary_key=True)
    position: int


class AnswerRow(SQLModel, table=True):
    """What was written about a week, which is known by its first day; never replaced."""

    __tablename__ = "answers"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    week: date = Field(index=True)
    question: str
    answer: str
    written_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    written_offset: int


class TipMarkRow(SQLModel, table=True):
    """What a person has said of a tip, which is known by its id: kept, or hidden."""

    __tablename__ = "tip_marks"

    id: int | None = Field(default=None, primary_key=True)
    tip: str = Field(unique=True)
    mark: str
    marked_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    marked_offset: int


class ChangeRow(SQLModel, table=True):
    """A change that can be undone, or done again; history.py plays its rows."""

    __tablename__ = "changes"

    id: int | None = Field(default=None, primary_key=True)
    what: str
    changed_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    changed_offset: int
    is_undone: bool = False


class HistoryRow(SQLModel, table=True):
    """What a row was before something changed it, and after; triggers write it.

    `row_id` and `row_key` say which row: its id, or its moment's id and what else its key has.
    `change_id` is null once the change can't be undone any more, and `before` is null then, too.
    """

    __tablename__ = "history_rows"
    __table_args__: ClassVar[Any] = (
        Index(
            "ix_history_rows_change_id",
            "change_id",
            sqlite_where=text("change_id IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    change_id: int | None = None
    table_name: str
    row_id: int = Field(index=True)
    row_key: str
    before: str | None = None
    after: str | None = None


class OpenChangeRow(SQLModel, table=True):
    """The change that is open, in one row, inside its transaction alone; see HistoryRow."""

    __tablename__ = "open_change"

    id: int | None = Field(default=None, primary_key=True)
    change_id: int | None = None
