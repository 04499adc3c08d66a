"""Changes in SQLModel: each recorded in its own transaction, undone and done again from there."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from attune_cli.core.history import Change
from attune_cli.errors.moments import CannotUndo
from attune_cli.store.images import Image, images_of, swap
from attune_cli.store.record import MOST_CHANGES
from attune_cli.store.rows import minutes_of, placed
from attune_cli.store.tables import ChangeRow
from attune_cli.store.texts import index_anew


class Changing:
    """The part of a journal that remembers what it changes.

    Whatever changes a row calls `_touch` before, inside `change`; outside of one, as in a store of
    example moments, nothing is remembered.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._images: dict[tuple[str, int], Image] | None = None

    @contextmanager
    def change(self, what: str, now: datetime) -> Iterator[None]:
        """Make all that is done inside one change; one inside another is part of it.

        What had been undone can't be done again then. Where nothing is touched, nothing is
        remembered.

        Args:
            what: in a few words, such as “rate #42 yes”.
            now: the present.
        """
        if self._images is not None:
            yield
            return
        self._images = {}
        try:
            yield
            self._session.flush()
            if self._images:
                self._remember(what, now, list(self._images.values()))
        finally:
            self._images = None

    def _touch(
        self,
        table: str,
        numbers: Iterable[int],
        columns: Iterable[str] | None = None,
        links: Iterable[str] | None = None,
    ) -> None:
        """Note what rows are before they change; for the arguments see images_of."""
        if self._images is None:
            return
        self._session.flush()
        for image in images_of(self._session.connection(), table, numbers, columns, links):
            key = (table, image["id"])
            known = self._images.setdefault(key, image)
            if known is not image and known["row"] is not None and image["row"] is not None:
                known["row"] = image["row"] | known["row"]
                self._images[key] = image | known

    def _made(self, table: str, number: int) -> None:
        """Note that a row is new."""
        if self._images is not None:
            self._images.setdefault((table, number), {"table": table, "id": number, "row": None})

    def _index(self, numbers: Iterable[int]) -> None:
        """Bring moments in the index of texts up to date, once they are written."""
        self._session.flush()
        connection = self._session.connection().connection.driver_connection
        assert connection is not None  # noqa: S101 the session has begun
        index_anew(connection, numbers)

    def _remember(self, what: str, now: datetime, images: list[Image]) -> None:
        self._session.exec(delete(ChangeRow).where(col(ChangeRow.is_undone)))
        row = ChangeRow(
            what=what,
            changed_at=now,
            changed_offset=minutes_of(now),
            images=json.dumps(images, ensure_ascii=False),
        )
        self._session.add(row)
        self._session.flush()
        assert row.id is not None  # noqa: S101 the database has given it
        self._session.exec(delete(ChangeRow).where(col(ChangeRow.id) <= row.id - MOST_CHANGES))

    def changes(self) -> list[Change]:
        """Return what is remembered, the oldest first."""
        return [_change(row) for row in self._session.exec(select(ChangeRow).order_by(_ID))]

    def next_change(self, *, again: bool) -> Change | None:
        """Return the change that `undo` would take back, or `redo` would do again."""
        row = self._next(again=again)
        return _change(row) if row else None

    def undo(self) -> Change | None:
        """Take back the latest change that is not undone; None where there is none.

        Raises:
            CannotUndo: other rows depend on what it made.
        """
        return self._swap(self._next(again=False))

    def redo(self) -> Change | None:
        """Do the change again that was undone last; None where there is none.

        Raises:
            CannotUndo: other rows depend on what it took out.
        """
        return self._swap(self._next(again=True))

    def _next(self, *, again: bool) -> ChangeRow | None:
        found = select(ChangeRow).where(col(ChangeRow.is_undone) == again)
        return self._session.exec(found.order_by(_ID if again else _ID.desc()).limit(1)).first()

    def _swap(self, row: ChangeRow | None) -> Change | None:
        if row is None:
            return None
        what = row.what
        try:
            images = swap(self._session.connection(), json.loads(row.images))
        except IntegrityError as problem:
            raise CannotUndo(what) from problem
        row.images = json.dumps(images, ensure_ascii=False)
        row.is_undone = not row.is_undone
        self._session.add(row)
        change = _change(row)
        self._session.flush()
        self._session.expire_all()
        self._index(change.moments)
        return change


_ID = col(ChangeRow.id)


def _change(row: ChangeRow) -> Change:
    images = json.loads(row.images)
    numbers = tuple(image["id"] for image in images if image["table"] == "moments")
    return Change(row.what, placed(row.changed_at, row.changed_offset), row.is_undone, numbers)
