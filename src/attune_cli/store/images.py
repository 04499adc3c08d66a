"""Images: what a row was, as plain values, and how to put it back.

An image is a dict of `table` and `id`; `row`, its columns by name, or None where there was none;
and of a moment `words` and `children`, the rows that belong to it. One of a row that stays may hold
only the columns that a change touches.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

import attune_cli.store.tables  # noqa: F401 fills SQLModel's metadata

Image = dict[str, Any]
# People go in first and out last, as moments point at them.
PEOPLE, WRITTEN = ("caregivers", "children"), ("moments", "answers", "tip_marks")
LINKS = {"words": "moment_words", "children": "moment_children"}
A_FEW = 500  # numbers in one statement


def images_of(
    connection: Connection,
    table: str,
    numbers: Iterable[int],
    columns: Iterable[str] | None = None,
    links: Iterable[str] | None = None,
) -> list[Image]:
    """Return what rows are now.

    Args:
        connection: inside a transaction.
        table: its name.
        numbers: ids; one that is not there has an image without a row.
        columns: of which the image is to be; None is all of them.
        links: "words", "children", or both, of moments; None is both of them.
    """
    wanted = list(dict.fromkeys(numbers))
    if table != "moments":
        links = ()
    found: list[Image] = []
    for start in range(0, len(wanted), A_FEW):
        some = wanted[start : start + A_FEW]
        found += _some(connection, table, some, columns, LINKS if links is None else tuple(links))
    return found


def _some(
    connection: Connection,
    table: str,
    numbers: Sequence[int],
    columns: Iterable[str] | None,
    links: Iterable[str],
) -> list[Image]:
    this = _table(table)
    names = [column.name for column in this.c] if columns is None else ["id", *columns]
    rows = {
        row["id"]: {name: _plain(value) for name, value in row.items() if name != "id"}
        for row in connection.execute(
            select(*(this.c[name] for name in dict.fromkeys(names))).where(this.c.id.in_(numbers))
        ).mappings()
    }
    linked: dict[str, dict[int, list[Any]]] = {link: {} for link in links}
    for link, by_number in linked.items():
        of = _table(LINKS[link])
        for number, *row in connection.execute(
            select(of).where(of.c.moment_id.in_(numbers)).order_by(of.c.moment_id, of.c.position)
        ):
            by_number.setdefault(number, []).append(row)
    return [
        {"table": table, "id": number, "row": rows.get(number)}
        | (
            {link: by_number.get(number, []) for link, by_number in linked.items()}
            if number in rows
            else {}
        )
        for number in numbers
    ]


def swap(connection: Connection, images: Sequence[Image]) -> list[Image]:
    """Put rows back as their images have them, and return the images of what they were till now."""
    till_now = _as_they_are(connection, images)
    pairs = list(zip(images, till_now, strict=True))
    gone = [image for image, now in pairs if now["row"] is not None and image["row"] is None]
    new = [image for image, now in pairs if now["row"] is None and image["row"] is not None]
    stays = [image for image, now in pairs if now["row"] is not None and image["row"] is not None]
    _remove(connection, gone, WRITTEN)
    _insert(connection, new)
    _change(connection, stays)
    _remove(connection, gone, PEOPLE)
    return till_now


def _as_they_are(connection: Connection, images: Sequence[Image]) -> list[Image]:
    """Return the images of what is there now, of no more than a change of it touches."""
    alike: dict[tuple[Any, ...], list[int]] = {}
    for image in images:
        row = image["row"]
        of = (None, None) if row is None else (tuple(row), tuple(set(LINKS) & set(image)))
        alike.setdefault((image["table"], *of), []).append(image["id"])
    found = {
        (table, image["id"]): image
        for (table, columns, links), numbers in alike.items()
        for image in images_of(connection, table, numbers, columns, links)
    }
    return [found[image["table"], image["id"]] for image in images]


def _remove(connection: Connection, images: Sequence[Image], tables: Sequence[str]) -> None:
    for table in tables:
        numbers = [image["id"] for image in images if image["table"] == table]
        for start in range(0, len(numbers), A_FEW):
            this = _table(table)
            some = numbers[start : start + A_FEW]
            connection.execute(delete(this).where(this.c.id.in_(some)))


def _insert(connection: Connection, images: Sequence[Image]) -> None:
    """Insert rows; a moment that repairs another one, which may come later, points at it last."""
    for table in (*PEOPLE, *WRITTEN):
        this = _table(table)
        those = [image for image in images if image["table"] == table]
        for some in _alike(those):
            rows = [{"id": image["id"], **_values(this, image["row"])} for image in some]
            first = [row | {"repairs_id": None} if "repairs_id" in row else row for row in rows]
            connection.execute(insert(this), first)
        pointing = [
            {**image, "row": {"repairs_id": image["row"]["repairs_id"]}}
            for image in those
            if image["row"].get("repairs_id") is not None
        ]
        _set(connection, pointing)
        _link(connection, those)


def _change(connection: Connection, images: Sequence[Image]) -> None:
    _set(connection, images)
    for link, name in LINKS.items():
        of = _table(name)
        numbers = [image["id"] for image in images if link in image]
        for start in range(0, len(numbers), A_FEW):
            some = numbers[start : start + A_FEW]
            connection.execute(delete(of).where(of.c.moment_id.in_(some)))
    _link(connection, images)


def _set(connection: Connection, images: Sequence[Image]) -> None:
    """Let rows have the columns that their images have."""
    for some in _alike(image for image in images if image["row"]):
        this = _table(some[0]["table"])
        to: dict[str, Any] = {name: bindparam(f"new_{name}") for name in some[0]["row"]}
        connection.execute(
            update(this).where(this.c.id == bindparam("number")).values(to),
            [
                {"number": image["id"]}
                | {f"new_{name}": new for name, new in _values(this, image["row"]).items()}
                for image in some
            ],
        )


def _link(connection: Connection, images: Sequence[Image]) -> None:
    for link, name in LINKS.items():
        of = _table(name)
        keys = ("moment_id", *(column.name for column in of.c if column.name != "moment_id"))
        rows = [
            dict(zip(keys, (image["id"], *row), strict=True))
            for image in images
            for row in image.get(link, ())
        ]
        if rows:
            connection.execute(insert(of), rows)


def _alike(images: Iterable[Image]) -> list[list[Image]]:
    """Return images in groups of one table and the same columns, for one statement each."""
    groups: dict[tuple[str, ...], list[Image]] = {}
    for image in images:
        groups.setdefault((image["table"], *image["row"]), []).append(image)
    return list(groups.values())


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _values(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Return columns as the program has them: days and instants, not their digits."""
    values = {}
    for name, value in row.items():
        kind = table.c[name].type.python_type
        is_time = value is not None and issubclass(kind, date)
        values[name] = kind.fromisoformat(value) if is_time else value
    return values
