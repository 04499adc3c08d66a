"""Moments from another program: a map is written for its file, then filled in, then followed."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple
from zoneinfo import available_timezones

from attune_cli import errors
from attune_cli.commands.options import near
from attune_cli.core.exchange.clocks import Order, read_zone
from attune_cli.core.exchange.foreign import WHY, Table, left_table, read_table, rows_of
from attune_cli.core.exchange.formats import Format, Line
from attune_cli.core.exchange.gate import Gate
from attune_cli.core.exchange.mapping import Mapper, MapWrong, read_map
from attune_cli.core.exchange.new_map import NewMap, new_map
from attune_cli.core.exchange.presets import Preset, preset, preset_of
from attune_cli.core.moment import Kind
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.mapped import found_by_map
from attune_cli.store.files import discard, named_file, replace_file, write_new
from attune_cli.store.regular import MOST_WRITTEN, read_regular

MAP, LEFT = ".map.toml", ".left.csv"


class Options(NamedTuple):
    """What only files of other programs, and of spreadsheets, need; None where nobody said it."""

    map: str | None = None
    zone: str | None = None
    kind: Kind | None = None
    dates: Order | None = None


class Asked(NamedTuple):
    """What a person asks for.

    Attributes:
        file: as typed.
        path: of the file; None for standard input.
        preset: the name of a program; None to see it from the file.
        map: where the map is, as typed; None for beside the file.
        zone: of times that have none, as typed; None for that of the map, or of the machine.
        kind: of rows for which the map says none; None where only the map says one.
        dates: what comes first in dates of digits; None where only the file or its map says so.
        writes: whether anything may be written.
    """

    file: str
    path: Path | None
    preset: str | None = None
    map: str | None = None
    zone: str | None = None
    kind: Kind | None = None
    dates: Order | None = None
    writes: bool = True

    def refuse_beside(self, form: str, *, is_table: bool = False, has_zone: bool = False) -> None:
        """Refuse what only a file of another program needs, beside a format of attune.

        Args:
            form: the format.
            is_table: whether a spreadsheet may have written its dates anew, and left out columns.
            has_zone: whether it turned out to have left out none that says the zone.

        Raises:
            WordsClash: it was asked for.
        """
        named = {"--map": self.map, "--kind": self.kind}
        named |= {} if is_table else {"--dates": self.dates}
        named |= {} if is_table and not has_zone else {"--zone": self.zone}
        option = next((option for option, value in named.items() if value), None)
        if option:
            why = "A file of attune says all of that itself. Leave it out."
            raise errors.usage.WordsClash(option, form, why)


class Mapped:
    """A file of another program.

    Attributes:
        name: of the program, if it is known; else “mapped”.
        map: where the map is.
        is_new: whether there was no map, and nobody said a kind, so nothing is read yet.
        table: the file.
        begun: the map as it was written, where there was none.
    """

    def __init__(self, asked: Asked, raw: bytes, vocabulary: Vocabulary, now: datetime) -> None:
        """Read the file, and write a map where there is none.

        Raises:
            FileUnreadable: it is no table.
            FileUnusable: the map cannot be written.
            MapUnnamed: it comes from standard input, and there is no map.
        """
        table = read_table(raw)
        if table is None:
            do = "attune takes its own files, tables (CSV), and JSON with a list of entries."
            raise errors.files.FileUnreadable(asked.file, "it is nothing that I know", do)
        self.table: Table = table
        of: Preset | None = preset(asked.preset) if asked.preset else preset_of(table)
        self.program = of.title if of else None
        self.name = of.name if of else str(Format.MAPPED)
        self.map = _map_path(asked)
        self._asked, self._words, self._now = asked, vocabulary, now
        self.begun: NewMap | None = None
        if not self.map.exists():
            name = Path(asked.file).name if asked.path else "standard input"
            self.begun = new_map(table, of, name, vocabulary, asked.kind)
            if asked.writes:
                write_new(self.map, self.begun.text.encode())
        self.is_new = self.begun is not None and asked.kind is None
        self._mapper: Mapper | None = None
        self._zone_said = ""

    def lines(self, gate: Gate) -> Iterator[Line]:
        """Yield the moment of each row that the map makes one, or why it is none.

        Raises:
            MapUnfit: the map means nothing.
            ZoneUnknown: the zone that was asked for is none.
        """
        try:
            text = self.begun.text if self.begun else read_regular(self.map).decode("utf-8-sig")
            followed = read_map(text, self._words)
        except OSError as problem:
            raise errors.files.FileUnreadable(
                str(self.map), errors.journal.reason_of(problem), "Check it."
            ) from problem
        except UnicodeDecodeError:
            raise errors.files.MapUnfit(self.map, "it is no UTF-8 text.") from None
        except MapWrong as wrong:
            raise errors.files.MapUnfit(self.map, str(wrong)) from None
        missing = [c for c in followed.columns if c not in self.table.columns]
        if missing and not set(followed.columns) & set(self.table.columns):
            raise errors.files.MapUnfit(
                self.map, f"the file has no column “{missing[0]}”: is it its map?"
            )
        if self._asked.kind:
            followed = followed._replace(kind=self._asked.kind)
        if self._asked.dates:
            followed = followed._replace(dates=self._asked.dates)
        zone = self._zone(followed.zone)
        self._mapper = Mapper(followed, gate, self._words, zone)
        return self._mapper.read(self.table)

    def _zone(self, of_map: str) -> tzinfo:
        if self._asked.zone:
            self._zone_said = self._asked.zone
            return zone_of(self._asked.zone)
        if of_map:
            self._zone_said = of_map
            return read_zone(of_map)
        self._zone_said = ""
        assert self._now.tzinfo is not None  # noqa: S101 the clock is aware
        return self._now.tzinfo

    def told(self) -> list[str]:
        """Return what is to be known of how the file was read, a sentence each."""
        if self._mapper is None:
            return []
        here = self._now.tzname() or ""
        return found_by_map(self._mapper, self.table, self._zone_said, here)

    @property
    def left(self) -> int:
        """How many rows were left out, or refused."""
        return len(self._mapper.left) + len(self._mapper.refused) if self._mapper else 0

    @property
    def says_nothing(self) -> bool:
        """Whether the map makes no moment of any row."""
        return bool(self._mapper and len(self._mapper.left) == len(self.table.rows) > 0)

    def drop_left(self) -> Path | None:
        """Remove the file of rows that were left out once, where no row is left out any more.

        Returns:
            The file that was removed; None where there was none, or it holds other rows.
        """
        if self._mapper is None or self.left:
            return None
        place = self._beside.with_suffix(LEFT)
        if place == self._beside or not _are_among(place, self.table):
            return None
        discard(place)
        return None if place.exists() else place

    @property
    def _beside(self) -> Path:
        return self._asked.path or self.map.with_name(self.map.name.removesuffix(MAP))

    def keep_left(self) -> Path | None:
        """Write the rows that were left out beside the file; none where all of them were.

        Raises:
            FileUnusable: they cannot be written.
        """
        mapper = self._mapper
        if mapper is None or not 0 < self.left < len(self.table.rows):
            return None
        rows = sorted([*mapper.left, *mapper.refused], key=lambda pair: pair[0].line)
        content = left_table(self.table.columns, rows, self.table.delimiter)
        return _write_beside(self._beside, content, self.table)


def _map_path(asked: Asked) -> Path:
    if asked.map:
        return named_file(asked.map)
    if asked.path is None:
        raise errors.files.MapUnnamed
    return asked.path.with_suffix(MAP)


def zone_of(typed: str) -> tzinfo:
    """Return a zone that a person named.

    Raises:
        ZoneUnknown: nobody knows it.
    """
    try:
        return read_zone(typed)
    except ValueError:
        raise errors.files.ZoneUnknown(typed, near(typed, available_timezones())) from None


def _write_beside(path: Path, content: bytes, table: Table) -> Path:
    """Write rows that were left out under the first name that is free, or holds no others."""
    number = 1
    while True:
        place = path.with_suffix(LEFT if number == 1 else f".left-{number}.csv")
        number += 1
        if place == path:
            continue
        try:
            write_new(place, content)
        except errors.files.FileTaken:
            if not _are_among(place, table):
                continue
            try:
                replace_file(place, content)
            except OSError as problem:
                raise errors.files.FileUnusable(
                    place, errors.journal.reason_of(problem)
                ) from problem
        return place


def _are_among(place: Path, table: Table) -> bool:
    """Whether a file holds rows that were left out of this table once, as they were."""
    try:
        there = read_table(read_regular(place, MOST_WRITTEN))
    except OSError:
        return False
    if there is None or WHY not in there.columns:
        return False
    return rows_of(there) <= rows_of(table)
