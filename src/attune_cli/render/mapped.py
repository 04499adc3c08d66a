"""A file of another program: the map that was written for it, and what the map found in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from shlex import quote
from typing import Any

from attune_cli.core.exchange.foreign import Table
from attune_cli.core.exchange.mapping import Mapper
from attune_cli.core.exchange.new_map import NewMap
from attune_cli.render.page import Line, bullet, clean, several

MOST = 5  # of what is named in a sentence
LONGEST = 40
LISTS = (
    "Nothing is imported yet. What stands there has no meaning in attune until you say one. {map} "
    "lists it all, and waits for your words. Then run:"
)
WOULD_LIST = (
    "Nothing is imported yet. What stands there has no meaning in attune until you say one. {map} "
    "would list it all, and wait for your words. Then run:"
)


def map_page(
    table: Table, program: str | None, begun: NewMap, file: str, path: Path, *, is_written: bool
) -> list[Line]:
    """Return what is said once a map was written.

    Args:
        table: the file, read.
        program: which wrote it, if that is known.
        begun: the map.
        file: as typed.
        path: of the map.
        is_written: whether the map was written; else it would be.
    """
    rows = several(len(table.rows), "row", "rows")
    columns = several(len(table.columns), "column", "columns")
    what = f"{rows} in {columns}, as {program} writes them" if program else f"{rows} in {columns}"
    return [
        Line(f"In {_line(Path(file).name)}", "title"),
        bullet(what),
        *map(bullet, _open_in(table, begun)),
        Line(),
        Line((LISTS if is_written else WOULD_LIST).format(map=_line(path.name))),
        Line(
            f"attune import {_line(quote(file))} --map {_line(quote(str(path)))}",
            "command",
            indent=2,
        ),
    ]


def _open_in(table: Table, begun: NewMap) -> Iterator[str]:
    """Yield what a person has to look at, a sentence each."""
    if table.is_converted:
        yield _encoding(table)
    if not begun.has_day:
        yield "no column looks like a day: name it in the map, under [columns]"
    if begun.two_ways:
        date = " ".join(clean(begun.two_ways)[:LONGEST].split())
        yield f"{date} can be read two ways: say in the map which one, behind “dates”"


def map_json(table: Table, name: str, path: Path, *, is_written: bool) -> dict[str, Any]:
    """Return `attune.import-map/1`."""
    return {
        "schema": "attune.import-map/1",
        "format": name,
        "map": str(path),
        "written": is_written,
        "rows": len(table.rows),
        "columns": list(table.columns),
    }


def found_by_map(mapper: Mapper, table: Table, zone: str, here: str) -> list[str]:
    """Return what is to be known of how a file was read, a sentence each.

    Args:
        mapper: which has read it.
        table: the file.
        zone: of times that have none, as it was said; empty where it is that of the machine.
        here: the name of the zone of the machine.
    """
    told = [_encoding(table)] if table.is_converted else []
    if mapper.without_zone:
        told.append(without_zone(mapper.without_zone, zone, here))
    if mapper.in_utc:
        place = zone or f"this machine’s zone ({here}); another: --zone Europe/Berlin"
        told.append(f"{_times(mapper.in_utc)} of UTC: shown as in {place}")
    if mapper.twice:
        told.append(f"{_times(mapper.twice)} that the clock showed twice: the first is taken")
    if mapper.skipped:
        told.append(f"{_times(mapper.skipped)} that the clock skipped: taken an hour later")
    if mapper.joined:
        told.append(
            f"{several(mapper.joined, 'row', 'rows')} with a field too many: part of the note"
        )
    if mapper.unsaid:
        left_open = (f"{value} ({many}×)" for (_, value), many in mapper.unsaid.most_common())
        told.append(f"nothing is taken from what the map leaves open: {_named(left_open)}")
    if mapper.no_tags:
        told.append(f"no tag can be made of {_named(mapper.no_tags)}")
    if mapper.left:
        why = Counter(reason for _, reason in mapper.left)
        reasons = _named((f"{reason} ({many}×)" for reason, many in why.most_common()), "; ")
        told.append(f"{several(len(mapper.left), 'row', 'rows')} left out: {reasons}")
    return told


def without_zone(many: int, zone: str, here: str) -> str:
    """Return where times without a zone are taken to be; see `found_by_map`."""
    place = zone or f"this machine’s zone ({here}); another: --zone Europe/Berlin"
    return f"{_times(many)} without a zone: taken as in {place}"


def nothing_said(path: Path) -> str:
    """Return what is said where a map makes no moment of any row."""
    return (
        f"Nothing was imported: {_line(str(path))} says of no row which kind of moment it is. Say "
        "it behind the values there, or once for all of them: behind “kind” there, or as --kind."
    )


def left_json(many: int, path: Path | None, told: list[str]) -> dict[str, Any]:
    """Return what `attune.import/1` has of a file of another program alone."""
    return {"left": many, "left_file": str(path) if path else None, "told": told}


def left_out(many: int, path: Path) -> str:
    """Return where the rows are that were left out."""
    rows = several(many, "row that was left out", "rows that were left out")
    return f"{rows}: in {_line(str(path))}, to be imported once the map says more."


def none_left(path: Path) -> str:
    """Return that no row is left out any more, so the file of those that were is gone."""
    return f"No row is left out any more, so {_line(str(path))} is removed."


def _encoding(table: Table) -> str:
    if table.is_guessed:
        return f"it is no UTF-8, and was read as {table.encoding}: look at letters such as ä and é"
    return f"it is no UTF-8, and was read as {table.encoding}"


def _times(many: int) -> str:
    return several(many, "time", "times")


def _line(name: str) -> str:
    """Return a name of a file for a line of a page."""
    return " ".join(clean(name).split())


def _named(texts: Iterable[str], between: str = ", ") -> str:
    found = [clean(" ".join(text.split())) for text in texts]
    more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
    short = [t if len(t) <= 3 * LONGEST else f"{t[: 3 * LONGEST]}…" for t in found[:MOST]]
    return between.join([*short, *more])
