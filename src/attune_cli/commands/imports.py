"""`attune import`: moments from a file, checked and shown before any of them is written."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from errno import EBADF, EPIPE
from itertools import chain
from pathlib import Path
from stat import S_ISDIR, S_ISFIFO, S_ISREG
from tempfile import SpooledTemporaryFile
from typing import Annotated, BinaryIO, cast

import typer

from attune_cli import errors
from attune_cli.commands.complete import (
    complete_caregiver,
    complete_path,
    complete_zone,
    one_of,
    words_of,
)
from attune_cli.commands.confirm import confirm
from attune_cli.commands.drafts import tell_guess
from attune_cli.commands.mapped import Asked, Mapped, Options, zone_of
from attune_cli.commands.options import AsJson, Yes, near, run_of
from attune_cli.context import Attune
from attune_cli.core.decoding import Text, wide
from attune_cli.core.exchange import csv
from attune_cli.core.exchange.clocks import Order
from attune_cli.core.exchange.formats import BOM, TAKEN, Format, Reader, format_of, is_of_newer
from attune_cli.core.exchange.gate import Gate
from attune_cli.core.exchange.presets import PRESETS
from attune_cli.core.grammar import look_up
from attune_cli.core.moment import Kind
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of, read_name
from attune_cli.core.tips.library import read_tips
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.imports import import_json, imported, nothing_new, preview_page
from attune_cli.render.json import print_json
from attune_cli.render.mapped import (
    left_json,
    left_out,
    map_json,
    map_page,
    none_left,
    nothing_said,
    without_zone,
)
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.progress import bar
from attune_cli.store.database import reading
from attune_cli.store.exchange.plan import Around, Plan, Wishes, plan
from attune_cli.store.exchange.stage import Stage, stage
from attune_cli.store.exchange.write import write
from attune_cli.store.files import named_file
from attune_cli.store.own_tips import read_own_tips
from attune_cli.store.settings import read_values

app = typer.Typer(rich_markup_mode=None, add_completion=False)

STDIN = "-"
NAME_IT = "Name the file to be imported."
PIPES = Path("/dev")  # where a shell names those that it makes
THROUGH_A_PIPE = "… | attune import -"
COPY = b"SQLite format 3"  # how a backup begins
_OF_LINES = {Format.JSONL, Format.JOURNAL}
FORMATS = (*TAKEN, *PRESETS)
IN_MEMORY = 2**20  # bytes of a pipe, of which the rest lies in a file without a name
LONGEST_TABLE = 50_000_000  # bytes of another program’s file, which is in memory as a whole
TOO_LONG = f"it is longer than {LONGEST_TABLE // 10**6} MB"
SPLIT_IT = "Split it into several files, each with the first line, and import them one by one."
LONGEST_LINE = 64 * 2**20  # bytes: more than any note

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="The file, or - for standard input.", autocompletion=complete_path
    ),
]
Named = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FORMAT",
        help=f"One of: {', '.join(FORMATS)}. Else it is seen.",
        autocompletion=one_of(FORMATS),
    ),
]
MapFile = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FILE",
        help="What another program’s file means; the first run writes it.",
        autocompletion=complete_path,
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone",  # named: Typer 0.27 makes “--ZONE” of a metavar that is alike
        metavar="ZONE",
        help="Of times that have none: Europe/Berlin, +02:00.",
        autocompletion=complete_zone,
    ),
]
OfRows = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="WORD",
        help="The kind of rows of which the map says none.",
        autocompletion=words_of("kind"),
    ),
]
Dates = Annotated[
    str | None,
    typer.Option(
        metavar="day|month",
        help="What comes first in dates such as 03/04/2026.",
        autocompletion=one_of(["day", "month"]),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what it would do.")]
Me = Annotated[
    str | None,
    typer.Option(
        "--me",
        metavar="NAME",
        help="Who the “me” of the file is here.",
        autocompletion=complete_caregiver,
    ),
]
Renamed = Annotated[
    list[str] | None,
    typer.Option("--as", metavar="OLD=NEW", help="Who somebody of the file is here."),
]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Leave out lines that are refused.")]
TakeFile = Annotated[
    bool, typer.Option("--take-file", help="Where it differs from yours, take the file’s.")
]


@app.command(
    "import", epilog="Example: attune import ours.attune.jsonl. “attune export” makes such a file."
)
def import_(
    ctx: typer.Context,
    file: File,
    from_: Named = None,
    map_: MapFile = None,
    zone: Zone = None,
    kind: OfRows = None,
    dates: Dates = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    me: Me = None,
    as_: Renamed = None,
    skip_bad: SkipBad = False,
    take_file: TakeFile = False,
    as_json: AsJson = False,
) -> None:
    """Take moments in from a file: first it is shown what is new, then you say yes or no."""
    run = run_of(ctx)
    now = run.clock()
    usual = None if me is None else read_name(me)
    wishes = Wishes(usual, _renamed(as_ or (), usual), take_file)
    around = _around(run)
    of = _format(from_)
    rows = Kind(look_up(kind, run.vocabulary, "kind").word) if kind else None
    said = Options(map_, zone, rows, _order(dates))
    asked = _asked(file, of, said, writes=not dry_run)
    with stage() as staged:
        form, mapped = _fill(staged, asked, of, Gate(run.vocabulary, now), run.vocabulary, now)
        if mapped and mapped.is_new:
            _tell_map(mapped, asked, as_json=as_json)
            return
        with reading(run.home) as connection:
            found = plan(staged, connection, wishes, around, now)
        name = "standard input" if file == STDIN else " ".join(clean(Path(file).name).split())
        lost = staged.lost_header
        is_refused = lost is not None or (bool(found.refused) and not skip_bad)
        goes_on = found.does_anything and not is_refused and not dry_run
        if not as_json:
            says_me = staged.header is None and me is None and _says_me(found)
            told = mapped.told() if mapped else _told(staged, zone or "", now)
            page = preview_page(found, name, staged.ignored, told, says_me=says_me)
            show(page, plain=run.is_plain, stream=sys.stdout if dry_run else sys.stderr)
        if goes_on and not yes:
            confirm("Import it?", "imported", as_json=as_json)
        left = mapped.keep_left() if mapped and not (dry_run or is_refused) else None
        backup = _write(run, staged, found, wishes, around, name) if goes_on else None
        if as_json:
            plain = import_json(found, form, staged.ignored, is_done=goes_on, backup=backup)
            print_json({**plain, **(left_json(mapped.left, left, mapped.told()) if mapped else {})})
        elif goes_on:
            tell_wrapped(imported(found, backup))
        elif not is_refused and not found.does_anything:
            is_open = mapped is not None and mapped.says_nothing
            tell_wrapped(nothing_said(mapped.map) if mapped and is_open else nothing_new(found))
        if mapped and not (dry_run or is_refused):
            _tell_left(mapped, left, as_json=as_json)
        if lost is not None:
            raise errors.files.HeaderRefused(lost)
        if is_refused:
            raise errors.files.LinesRefused(found.refused)


def _told(staged: Stage, zone: str, now: datetime) -> list[str]:
    """Return what is to be known of how a table of attune was read, a sentence each."""
    many = staged.without_zone
    return [without_zone(many, zone, now.tzname() or "")] if many else []


def _asked(
    file: str,
    of: Format | str | None,
    said: Options,
    *,
    writes: bool,
) -> Asked:
    """Return what is asked of a file of another program.

    Raises:
        FileUnreadable: no file can be named so.
        WordsClash: a map, a zone or a kind is named for a file of attune.
    """
    path = None if file == STDIN else _named(file)
    asked = Asked(file, path, of if of in PRESETS else None, *said, writes)
    if of in TAKEN and of is not Format.MAPPED:
        asked.refuse_beside(f"--from {of}", is_table=of is Format.CSV)
    return asked


def _named(file: str) -> Path:
    """Return the file that a person named, which is to be read.

    Raises:
        FileUnreadable: no file can be named so.
    """
    try:
        return named_file(file)
    except errors.files.FileUnusable as unusable:
        raise errors.files.FileUnreadable(file, unusable.problem, NAME_IT) from unusable


def _order(typed: str | None) -> Order | None:
    """Return what comes first in dates of digits, as typed.

    Raises:
        DatesUnclear: it is neither.
    """
    if typed is None:
        return None
    found = next((one for one in Order if typed.strip().casefold() in {one, one.split()[0]}), None)
    if found is None:
        raise errors.files.DatesUnclear(typed)
    return found


def _tell_map(mapped: Mapped, asked: Asked, *, as_json: bool) -> None:
    """Say that a map was written, or would be."""
    is_written = asked.writes
    if as_json:
        print_json(map_json(mapped.table, mapped.name, mapped.map, is_written=is_written))
        return
    assert mapped.begun is not None  # noqa: S101 it is new
    of = (mapped.table, mapped.program, mapped.begun)
    show(map_page(*of, asked.file, mapped.map, is_written=is_written))


def _tell_left(mapped: Mapped, left: Path | None, *, as_json: bool) -> None:
    gone = mapped.drop_left()
    if as_json:
        return
    if left:
        tell_wrapped(left_out(mapped.left, left), sys.stderr)
    if gone:
        tell_wrapped(none_left(gone), sys.stderr)


def _says_me(found: Plan) -> bool:
    return any(key_of(name) == key_of("me") for name in found.names["caregiver"])


def _write(
    run: Attune, staged: Stage, found: Plan, wishes: Wishes, around: Around, name: str
) -> Path | None:
    what = f"import {name}"
    with bar("Writing", found.new) as shown:
        return write(run.home, staged, found, wishes, around, run.clock(), what, shown.update)


def _around(run: Attune) -> Around:
    library = frozenset(tip.id for tip in read_tips())
    own = read_own_tips(run.home.own_tips, library, run.vocabulary)
    return Around(run.vocabulary, read_values(run.home.settings), library, own)


def _renamed(typed: list[str] | tuple[str, ...], usual: str | None) -> Mapping[str, str]:
    """Return who is who, as typed.

    Args:
        typed: OLD=NEW each.
        usual: who the “me” of the file is; None where that is not said.

    Raises:
        RenameUnclear: it names no two.
        RenamedTwice: somebody is to be two people.
        UnreadableName: one can't be a nickname.
    """
    names: dict[str, str] = {}
    said = {} if usual is None else {key_of(DEFAULT_CAREGIVER): usual}
    for text in typed:
        before, equals, after = text.partition("=")
        if not (equals and before.strip() and after.strip()):
            raise errors.files.RenameUnclear(text)
        old, new = read_name(before), read_name(after)
        other = said.setdefault(key_of(old), new)
        if key_of(other) != key_of(new):
            raise errors.files.RenamedTwice(old, other, new)
        names[old] = new
    return names


def _fill(
    staged: Stage,
    asked: Asked,
    of: Format | str | None,
    gate: Gate,
    vocabulary: Vocabulary,
    now: datetime,
) -> tuple[str, Mapped | None]:
    """Read the file, and check all of it.

    Args:
        staged: takes what it holds.
        asked: what the person asks for.
        of: the format, or the program that wrote it; None to see it from the file.
        gate: which checks it.
        vocabulary: all words.
        now: the present.

    Returns:
        The format; and the file of another program, if it is one.

    Raises:
        FileUnreadable: it cannot be read, or is nothing that attune knows.
        FromNewer: a newer attune wrote it.
        WordsClash: it is of attune, and needs no map.
    """
    with _opened(asked.file) as stream, bar("Reading", _size(stream)) as shown:
        source = _Source(stream)
        lines = source.lines()
        first: list[bytes | None] = []
        for line in lines:
            first.append(line)
            if line is None or line.strip():
                break
        beginning = _beginning(first)
        if is_of_newer(beginning):
            raise errors.files.FromNewer("Standard input" if asked.file == STDIN else asked.file)
        form = of or (None if asked.map else _seen(beginning))
        if form not in _OF_LINES or first[-1:] == [None]:
            _require_text(asked.file, first)
        if form not in _OF_LINES:
            with _from_its_beginning(first, stream) as again:
                text = Text(again)
                if of is Format.CSV or (form is None and not asked.map and csv.is_own(text)):
                    _fill_of_table(
                        staged, asked, text, gate, now, lambda: shown.update(again.tell())
                    )
                    return Format.CSV, None
                again.seek(0)
                raw = again.read(LONGEST_TABLE + 1)
                if len(raw) > LONGEST_TABLE:
                    raise errors.files.FileUnreadable(asked.file, TOO_LONG, SPLIT_IT)
            mapped = Mapped(asked, raw, vocabulary, now)
            if not mapped.is_new:
                staged.fill(mapped.lines(gate), lambda: shown.update(len(raw)))
            return mapped.name, mapped
        asked.refuse_beside(form)
        reader = Reader(Format(form), gate)
        if first and wide(first[0] or b""):
            with _from_its_beginning(first, stream) as again:
                text = Text(again)
                tell_guess("The file", text.encoding)
                as_utf_8 = (line.encode() for line in text.lines())
                staged.fill(reader.read(as_utf_8), lambda: shown.update(again.tell()))
        else:
            staged.fill(reader.read(chain(first, lines)), lambda: shown.update(source.done))
        staged.ignored = dict(reader.ignored)
    return str(form), None


def _fill_of_table(
    staged: Stage,
    asked: Asked,
    text: Text,
    gate: Gate,
    now: datetime,
    on_batch: Callable[[], None],
) -> None:
    """Read a table of attune; see `_fill`."""
    asked.refuse_beside(Format.CSV, is_table=True)
    if text.is_converted:
        tell_guess("The table", text.encoding)
    assert now.tzinfo is not None  # noqa: S101 the clock is aware
    table = csv.Reader(gate, asked.dates, zone_of(asked.zone) if asked.zone else now.tzinfo)
    staged.fill(table.read(text), on_batch)
    staged.ignored, staged.without_zone = dict(table.ignored), table.without_zone
    if not table.without_zone:
        asked.refuse_beside(Format.CSV, is_table=True, has_zone=True)


def _beginning(first: list[bytes | None]) -> bytes:
    """Return the last of the first lines, in UTF-8 without a mark before it."""
    if not first:
        return b""
    encoding = wide(first[0] or b"")
    line = first[-1] or b""
    if encoding is None:
        return line.removeprefix(BOM)
    return b"".join(one or b"" for one in first).decode(encoding, "ignore").encode()


def _format(typed: str | None) -> Format | str | None:
    """Return the format that is asked for, or the name of a program.

    Raises:
        UnknownFormat: there is no such format.
    """
    name = None if typed is None else typed.strip().casefold()
    if name is None or name in PRESETS:
        return name
    if name not in TAKEN:
        raise errors.usage.UnknownFormat(str(typed), FORMATS, near(name, FORMATS))
    return Format(name)


def _seen(beginning: bytes) -> Format | None:
    """Return the format that the first line tells; None if it is of no such format."""
    text = beginning.strip()
    return format_of(text) if text else Format.JSONL  # without a line


@contextmanager
def _from_its_beginning(first: list[bytes | None], stream: BinaryIO) -> Iterator[BinaryIO]:
    """Yield what a stream holds as a file that can be read again from its beginning.

    Args:
        first: the lines that were read already.
        stream: of a file, or a pipe.
    """
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(IN_MEMORY) as spool:
        spool.writelines(line for line in first if line is not None)
        shutil.copyfileobj(stream, spool)
        yield cast("BinaryIO", spool)


def _require_text(file: str, first: list[bytes | None]) -> None:
    """Refuse a file of which the first line is no text.

    Raises:
        FileUnreadable: it is nothing that attune knows.
    """
    begun = [line for line in first if line is not None]
    is_copy = bool(begun) and begun[0].startswith(COPY)
    if is_copy or len(begun) < len(first):
        do = "“attune export” makes files that attune takes in."
        if is_copy:
            do = f"It may be a copy of a journal: attune restore {file}"
        raise errors.files.FileUnreadable(file, "it is nothing that I know", do)


class _Source:
    """The lines of a stream, and how many bytes of it are done."""

    def __init__(self, stream: BinaryIO) -> None:
        self.done = 0
        self._stream = stream

    def lines(self) -> Iterator[bytes | None]:
        """Yield each line; None for one that is longer than any record, and is not kept."""
        read = self._stream.readline
        while line := read(LONGEST_LINE):
            self.done += len(line)
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                yield None  # before its end is looked for: it may have none
                while (rest := read(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    self.done += len(rest)
            else:
                yield line


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    try:
        if file == STDIN:
            yield sys.stdin.buffer
            return
        path = _named(file)
        mode = path.stat().st_mode
        is_of_shell = S_ISFIFO(mode) and PIPES in path.parents  # as <(…), in which somebody writes
        if not (S_ISREG(mode) or S_ISDIR(mode) or is_of_shell):
            raise errors.files.FileUnreadable(
                file, "it is no file", f"To take in what comes: {THROUGH_A_PIPE}"
            )
        with path.open("rb") as stream:
            yield stream
    except IsADirectoryError as problem:
        raise errors.files.FileUnreadable(file, "it is a folder", NAME_IT) from problem
    except OSError as problem:
        if problem.filename is None and problem.errno in {
            EPIPE,
            EBADF,
        }:  # of what is said meanwhile
            raise
        do = "Check its name and its permissions."
        raise errors.files.FileUnreadable(file, errors.journal.reason_of(problem), do) from problem


def _size(stream: BinaryIO) -> int | None:
    """Return how many bytes there are to read, where a file tells."""
    try:
        return os.fstat(stream.fileno()).st_size or None
    except OSError:
        return None
