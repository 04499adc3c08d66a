"""`attune backup` and `restore`: copies of the journal, and one put in its place.

Here is also the offer of a backup where the journal cannot be read.
"""

import os
import sys
from contextlib import suppress
from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import Offer, complete_path, offers
from attune_cli.commands.confirm import confirm
from attune_cli.commands.options import AsJson, Plain, Yes, run_of
from attune_cli.context import Attune
from attune_cli.render.backups import (
    backed_up,
    backup_json,
    backups_json,
    backups_page,
    new_journal_begun,
    new_journal_preview,
    preview,
    question,
    restored,
    restored_json,
)
from attune_cli.render.json import print_json
from attune_cli.render.output import tell_wrapped
from attune_cli.render.pager import show_paged
from attune_cli.render.progress import waiting
from attune_cli.store.backup.archive import (
    Backup,
    Checked,
    back_up,
    back_up_to,
    checked_backups,
    find_backups,
    newest_good,
)
from attune_cli.store.backup.names import Why, places
from attune_cli.store.backup.restore import put_in_place, put_nothing_in_place
from attune_cli.store.connection import is_begun
from attune_cli.store.faults import explained, has_journal
from attune_cli.store.files import locked, named_file
from attune_cli.store.home import private_folder
from attune_cli.store.integrity import Contents, contents_of_file
from attune_cli.store.known import require_expected
from attune_cli.store.places import foreign_file

app = typer.Typer(rich_markup_mode=None, add_completion=False)


NEWEST = "newest"
ALSO_NEWEST = {NEWEST, "last", "latest"}
LISTED = {"list", "ls", "show"}


def show_backups(run: Attune, *, as_json: bool, plain: bool) -> None:
    """List the backups, and what the journal holds now."""
    with explained(run.home), waiting("Looking", plain=plain):
        found = checked_backups(run.home)
    present, is_there = _present(run)
    if as_json:
        print_json(backups_json(run.home.backups, found, present, run.clock()))
    else:
        show_paged(backups_page(found, present, run.clock(), is_there=is_there), plain=plain)


def put_back(run: Attune, which: str, *, yes: bool, as_json: bool) -> None:
    """Put a backup in the journal's place, if the person says so.

    Raises:
        NoSuchBackup, NoGoodBackup, BackupUnusable: there is none, or none that can be used.
        NotAgreed: nobody said so.
        JournalAway, JournalRelative: a journal is not to begin here unasked.
        JournalTrouble: the journal is in use, or the disk full.
    """
    now = run.clock()
    require_expected(run.home)
    chosen = _backup_of(run, which)
    if chosen.contents is None:
        raise errors.journal.BackupUnusable(chosen.backup.path, "it is damaged, or no journal")
    present, is_there = _present(run)
    shown = preview(chosen, present, now, is_there=is_there)
    _agree(shown, yes=yes, as_json=as_json)
    with waiting("Restoring", plain=run.is_plain):
        kept = put_in_place(run.home, chosen.backup.path, now)
    run.is_done = True
    if as_json:
        print_json(restored_json(chosen, kept))
    else:
        tell_wrapped(restored(chosen, kept, now))


def begin_anew(run: Attune, *, yes: bool, as_json: bool) -> None:
    """Begin a new journal, if the person says so; what is there becomes a backup.

    Raises:
        NotAgreed: nobody said so.
        JournalTrouble: the journal is in use, or the disk full.
    """
    present, is_there = _present(run)
    shown = new_journal_preview(present, is_there=is_there)
    _agree(shown, yes=yes, as_json=as_json)
    kept = put_nothing_in_place(run.home, run.clock())
    run.is_done = True
    if as_json:
        print_json(restored_json(None, kept))
    else:
        tell_wrapped(new_journal_begun(kept))


def offer(run: Attune, best: Checked) -> bool:
    """Ask whether the newest good backup is to take the place of a journal that cannot be read.

    Returns:
        Whether it has.
    """
    from attune_cli.commands.prompts import agree  # noqa: PLC0415 prompt_toolkit

    now = run.clock()
    try:
        if not agree(question(best, now), default=False):
            return False
    except (KeyboardInterrupt, EOFError):
        return False
    with waiting("Restoring", plain=run.is_plain):
        kept = put_in_place(run.home, best.backup.path, now)
    tell_wrapped(restored(best, kept, now), sys.stderr)
    return True


def _present(run: Attune) -> tuple[Contents | None, bool]:
    """Return what the journal holds, and whether there is one."""
    with explained(run.home):
        return contents_of_file(run.home.journal), is_begun(run.home)


def _backup_of(run: Attune, which: str) -> Checked:
    text = which.strip()
    with explained(run.home):
        backups = find_backups(run.home)
    if text.casefold() in ALSO_NEWEST:
        best = newest_good(run.home)
        if best is None:
            raise errors.journal.NoGoodBackup(run.home.backups)
        return best
    backup = _named(backups, text)
    return Checked(backup, contents_of_file(backup.path))


def _named(backups: list[Backup], text: str) -> Backup:
    number = text.removeprefix("#")
    if number.isdecimal():
        if 1 <= int(number) <= len(backups):
            return backups[int(number) - 1]
        raise errors.journal.NoSuchBackup(text)
    for backup in backups:
        if text in {backup.path.name, backup.path.stem}:
            return backup
    path = named_file(text).absolute()
    if not os.path.isfile(path):  # noqa: PTH113 a Path fails where a name is too long
        raise errors.journal.NoSuchBackup(text)
    return Backup.of_file(path)


def _agree(preview: str, *, yes: bool, as_json: bool) -> None:
    if not yes:
        tell_wrapped(preview, sys.stderr)
        confirm("Do it?", "changed", as_json=as_json)


@app.command(epilog="Example: attune backup /media/stick/journal.db")
def backup(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="Where to; else with the other backups.",
            autocompletion=complete_path,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Copy the journal now. attune does so by itself, too, once a day that you log."""
    run = run_of(ctx)
    if file in LISTED:  # no name for a file, but what other programs do
        raise errors.usage.MissingArgument(
            f"To list the backups: attune restore. For a file of that name: attune backup ./{file}"
        )
    with explained(run.home), waiting("Copying", plain=run.is_plain):
        if not has_journal(run.home):
            raise errors.journal.NoJournalYet
        private_folder(run.home.backups)
        with locked(run.home.backups):  # no copy is made while something is being forgotten
            if file is None:
                path = back_up(run.home, Why.BY_HAND, run.clock())
            else:
                usual = next(places(run.home.backups, Why.BY_HAND, run.clock())).name
                path = foreign_file(run.home, named_file(file, usual).absolute())
                back_up_to(run.home, path)
        run.is_done = True
        with suppress(OSError):
            run.home.backups.rmdir()  # where the copy is elsewhere, and the first
        contents, size = contents_of_file(path), path.stat().st_size
    if as_json:
        print_json(backup_json(path, contents, size))
        return
    tell_wrapped(backed_up(path, contents, size))


def _complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return numbers in the list, each with when and why it was made; files where none fits.

    No backup is opened: their names say it.
    """
    run = ctx.find_object(Attune) or Attune.from_environment()
    try:
        backups = find_backups(run.home)
    except OSError:
        backups = []
    numbered = (
        (str(number), f"{one.taken_at.astimezone():%Y-%m-%d %H:%M}, {one.why}")
        for number, one in enumerate(backups, 1)
    )
    found = offers([(NEWEST, "the newest good one"), *numbered], incomplete)
    return found or complete_path(ctx, incomplete)


Which = Annotated[
    str | None,
    typer.Argument(
        metavar="[N|newest|FILE]",
        help="Its number in the list, or a file. Without, it lists.",
        autocompletion=_complete,
    ),
]
Anew = Annotated[bool, typer.Option("--anew", help="Begin a new, empty journal instead.")]


@app.command(epilog="Example: attune restore 1. What it replaces is kept as a backup, too.")
def restore(
    ctx: typer.Context,
    which: Which = None,
    yes: Yes = False,
    anew: Anew = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """List the backups, or put one in the journal’s place."""
    run = run_of(ctx)
    if anew and which is not None:
        raise errors.usage.WordsClash(
            "--anew", which, "A new journal begins empty. Keep one of them."
        )
    if anew:
        begin_anew(run, yes=yes, as_json=as_json)
    elif which is not None:
        put_back(run, which, yes=yes, as_json=as_json)
    else:
        show_backups(run, as_json=as_json, plain=plain)
