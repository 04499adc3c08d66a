"""`attune export`: the journal, or a part of it, as a file that others can read."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, NamedTuple, cast

import typer

from attune_cli import errors
from attune_cli.commands.complete import complete_path, one_of
from attune_cli.commands.find import Filter, wanted
from attune_cli.commands.options import By, From, OfChild, To, grouped, near, run_of
from attune_cli.context import Attune
from attune_cli.core.documents import parse_json
from attune_cli.core.exchange.csv import csv_lines, package_with
from attune_cli.core.exchange.formats import WRITTEN, Format
from attune_cli.core.exchange.records import OwnTip, OwnWord, SettingLine, entry_of
from attune_cli.core.search import MomentFilter
from attune_cli.render.exchange import days_written, exported, json_lines
from attune_cli.render.markdown import day_lines
from attune_cli.render.output import tell_wrapped
from attune_cli.render.progress import waiting
from attune_cli.store.database import reading
from attune_cli.store.exchange.contents import (
    Held,
    Own,
    Scope,
    days_of,
    held,
    moments_of,
    records,
)
from attune_cli.store.exchange.day_files import Days, aside, write_days
from attune_cli.store.files import named_file, put_file, written_aside
from attune_cli.store.own_tips import read_own_tips
from attune_cli.store.places import foreign_file
from attune_cli.store.regular import MOST_WRITTEN, read_regular
from attune_cli.store.search import find
from attune_cli.store.settings import read_values

app = typer.Typer(rich_markup_mode=None, add_completion=False)

JOURNAL_ENDING = ".attune.jsonl"
PACKAGE = "datapackage.json"
USUAL = {  # how a file is called in a folder that was named; Markdown is a folder itself
    Format.JSONL: "moments.jsonl",
    Format.JOURNAL: f"journal{JOURNAL_ENDING}",
    Format.CSV: "moments.csv",
}
_TABLE = "For a spreadsheet, end the name in .csv."
_DAYS = "For a file a day, name a folder: --format markdown -o days."
_PAGE = "For a page to read, run: attune report."
_COPY = "For a copy of the journal, run: attune backup."
ELSEWHERE = {  # endings that promise what another format, or verb, makes
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers", ".tsv"), _TABLE),
    **dict.fromkeys((".md", ".markdown"), _DAYS),
    **dict.fromkeys((".html", ".htm", ".pdf", ".doc", ".docx", ".odt"), _PAGE),
    **dict.fromkeys((".db", ".sqlite"), _COPY),
}
STDOUT = "-"
IN_MEMORY = 2**20  # bytes of what goes to standard output once it is whole
OF_THIS_MACHINE = {"editor"}  # settings that no other machine is given


class Which(NamedTuple):
    """The options that choose moments."""

    from_: From = None
    to: To = None
    child: OfChild = None
    caregiver: By = None


Named = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"One of: {', '.join(WRITTEN)}.",
        autocompletion=one_of(WRITTEN),
    ),
]
Out = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="A file, or a folder, in place of stdout.",
        autocompletion=complete_path,
    ),
]
NoNotes = Annotated[bool, typer.Option("--no-notes", help="Leave out what was written freely.")]
WithSettings = Annotated[bool, typer.Option("--settings", help="With the settings, in a journal.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file that is there.")]


@app.command(epilog="Example: attune export -o ours.attune.jsonl; attune export --from october")
@grouped
def export(
    ctx: typer.Context,
    format_: Named = None,
    output: Out = None,
    *,
    which: Which,
    no_notes: NoNotes = False,
    settings: WithSettings = False,
    force: Force = False,
) -> None:
    """Write the journal out, or a part of it: to a file, or to standard output."""
    run = run_of(ctx)
    form = _format(format_, output or "")
    path = None if output in {None, STDOUT} else _place(run, str(output), form)
    if path and format_ is None and (do := ELSEWHERE.get(path.suffix.casefold())):
        raise errors.files.FormatUnwritten(path.suffix, do)
    if form is Format.MARKDOWN and path is None:
        raise errors.files.FolderMissing
    if settings and form is not Format.JOURNAL:
        raise errors.usage.WordsClash(
            "--settings", f"--format {form}", "Settings go with a journal alone."
        )
    sought = wanted(run, Filter(**which._asdict()))
    package = _package(path, force=force) if form is Format.CSV and path else None
    if path and form is Format.MARKDOWN:
        with waiting("Writing", plain=run.is_plain), aside() as stream:
            with _scoped(run, sought, with_notes=not no_notes) as (connection, scope, many):
                found = days_of(connection, scope)
                days = Days(
                    stream, ((day, day_lines(day, some, run.vocabulary)) for day, some in found)
                )
            tell_wrapped(days_written(write_days(path, days, sought.period)), sys.stderr)
    else:
        shown = waiting("Writing", plain=run.is_plain) if path else nullcontext()
        with (
            shown,
            _opened(path, force=force) as stream,
            _scoped(run, sought, with_notes=not no_notes) as (connection, scope, many),
        ):
            for line in _lines(run, form, connection, scope, settings=settings):
                stream.write(line)  # `writelines` of a spool takes all into memory first
    told = exported(*many, with_notes=not no_notes, to=str(path) if path else "")
    tell_wrapped(told, sys.stderr)
    if package:  # once the table is there, and said to be
        put_file(*package, replaces=True)


@contextmanager
def _scoped(
    run: Attune, sought: MomentFilter, *, with_notes: bool
) -> Iterator[tuple[Any, Scope, Held]]:
    """Yield the journal, what of it is exported, and how much that is.

    Raises:
        NoJournalYet: there is none.
    """
    with reading(run.home) as connection:
        if connection is None:
            raise errors.journal.NoJournalYet
        numbers = sorted(find(connection, sought)) if sought.is_narrow else None
        scope = Scope(numbers, sought.period, _is_of_all(sought), with_notes=with_notes)
        yield connection, scope, held(connection, numbers)


def _package(table: Path, *, force: bool) -> tuple[Path, bytes]:
    """Return the Data Package that describes a table, and where it is to stand.

    Raises:
        PackageTaken: one is there that is of another’s tables.
    """
    path = table.with_name(PACKAGE)
    try:
        there = parse_json(read_regular(path, MOST_WRITTEN).decode())
    except FileNotFoundError:
        there = None
    except (OSError, ValueError):
        there = False
    described = package_with(there, table.name) or (
        package_with(None, table.name) if force else None
    )
    if described is None or path == table:
        raise errors.files.PackageTaken(path)
    text = json.dumps(described, ensure_ascii=False, indent=2)
    # A byte of a file's name that is no text stands as JSON escapes it.
    return path, f"{text}\n".encode("utf-8", "backslashreplace")


def _lines(
    run: Attune, form: Format, connection: Any, scope: Scope, *, settings: bool
) -> Iterator[bytes]:
    """Yield the lines of a format."""
    if form is Format.CSV:
        return csv_lines(moments_of(connection, scope))
    if form is Format.JSONL:
        return json_lines(moments_of(connection, scope))
    own = _own(run, is_whole=scope.numbers is None, settings=settings)
    return json_lines(records(connection, scope, own, run.vocabulary))


def _is_of_all(sought: MomentFilter) -> bool:
    """Whether the moments are everybody's, as is what was written about a week."""
    return sought.child is None and sought.caregiver is None


def _place(run: Attune, output: str, form: Format) -> Path:
    """Return where an export is to stand, as typed.

    Raises:
        FileUnusable: no file can be named so, or attune keeps its own things there.
    """
    return foreign_file(run.home, named_file(output, USUAL.get(form)))


def _format(typed: str | None, output: str) -> Format:
    """Return the format that is asked for, or the one that the file's name says.

    Raises:
        UnknownFormat: there is none of that name.
    """
    if typed is None:
        name = output.casefold()
        endings = ((JOURNAL_ENDING, Format.JOURNAL), (".csv", Format.CSV))
        return next((form for ending, form in endings if name.endswith(ending)), Format.JSONL)
    name = typed.strip().casefold()
    if name not in WRITTEN:
        raise errors.usage.UnknownFormat(typed, WRITTEN, near(name, WRITTEN))
    return Format(name)


def _own(run: Attune, *, is_whole: bool, settings: bool) -> Own:
    """Return what the person's own files add."""
    words = [OwnWord(word.vocabulary, word.word, word.label) for word in run.settings.words]
    if not is_whole:
        return Own(words)
    tips = read_own_tips(run.home.own_tips, (), run.vocabulary)
    lines = [
        SettingLine(name, value)
        for name, value in read_values(run.home.settings).items()
        if name not in OF_THIS_MACHINE and not name.startswith("words.")
    ]
    return Own(words, [OwnTip(entry_of(tip)) for tip in tips], lines if settings else ())


@contextmanager
def _opened(path: Path | None, *, force: bool) -> Iterator[BinaryIO]:
    """Open what takes the bytes; standard output gets them once all are there.

    Meanwhile the journal is held as it is, so nobody who logs waits for a slow reader.
    """
    if path is not None:
        with written_aside(path, replaces=force) as stream:
            yield stream
        return
    with SpooledTemporaryFile(IN_MEMORY) as spool:
        yield cast("BinaryIO", spool)
        spool.seek(0)
        shutil.copyfileobj(spool, sys.stdout.buffer)
        sys.stdout.flush()
