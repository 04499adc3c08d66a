"""What `restore` does, and the question that comes where a journal cannot be read."""

import sys

from attune_cli.context import Attune
from attune_cli.errors.backups import BackupUnusable, NoGoodBackup, NoSuchBackup, NotAgreed
from attune_cli.render.backups import (
    anew_begun,
    anew_preview,
    backups_face,
    backups_page,
    preview,
    question,
    restored,
    restored_face,
)
from attune_cli.render.plain import show, tell_wrapped
from attune_cli.store.backup.archive import Backup, Checked, find_backups, newest_good
from attune_cli.store.backup.restore import put_in_place, put_nothing_in_place
from attune_cli.store.connection import is_begun
from attune_cli.store.faults import explained
from attune_cli.store.files import named_file
from attune_cli.store.integrity import Contents, contents_of_file

NEWEST = "newest"


def show_backups(run: Attune, *, as_json: bool, plain: bool) -> None:
    """List the backups, and what the journal holds now."""
    with explained(run.home):
        found = [Checked(one, contents_of_file(one.path)) for one in find_backups(run.home)]
    present, is_there = _present(run)
    if as_json:
        _print_json(backups_face(run.home.backups, found, present, run.clock()))
    else:
        show(backups_page(found, present, run.clock(), is_there=is_there), plain=plain)


def put_back(run: Attune, which: str, *, yes: bool, as_json: bool) -> None:
    """Put a backup in the journal's place, if the person says so.

    Raises:
        NoSuchBackup, NoGoodBackup, BackupUnusable: there is none, or none that can be used.
        NotAgreed: nobody said so.
        JournalTrouble: the journal is in use, or the disk full.
    """
    now = run.clock()
    chosen = _chosen(run, which)
    if chosen.contents is None:
        raise BackupUnusable(chosen.backup.path, "it is damaged, or no journal")
    present, is_there = _present(run)
    said = preview(chosen, present, now, is_there=is_there)
    _agree(said, yes=yes, can_ask=not as_json)
    kept = put_in_place(run.home, chosen.backup.path, now)
    if as_json:
        _print_json(restored_face(chosen, kept))
    else:
        tell_wrapped(restored(chosen, kept, now))


def begin_anew(run: Attune, *, yes: bool, as_json: bool) -> None:
    """Begin a new journal, if the person says so; what is there becomes a backup.

    Raises:
        NotAgreed: nobody said so.
        JournalTrouble: the journal is in use, or the disk full.
    """
    present, is_there = _present(run)
    said = anew_preview(present, is_there=is_there)
    _agree(said, yes=yes, can_ask=not as_json)
    kept = put_nothing_in_place(run.home, run.clock())
    if as_json:
        _print_json(restored_face(None, kept))
    else:
        tell_wrapped(anew_begun(kept))


def offer(run: Attune, best: Checked) -> bool:
    """Ask whether the newest good backup is to take the place of a journal that cannot be read.

    Returns:
        Whether it has.
    """
    from attune_cli.commands.prompts import agree  # noqa: PLC0415 questionary

    now = run.clock()
    try:
        if not agree(question(best, now), default=False):
            return False
    except (KeyboardInterrupt, EOFError):
        return False
    kept = put_in_place(run.home, best.backup.path, now)
    tell_wrapped(restored(best, kept, now), sys.stderr)
    return True


def _present(run: Attune) -> tuple[Contents | None, bool]:
    """Return what the journal holds, and whether there is one."""
    with explained(run.home):
        return contents_of_file(run.home.journal), is_begun(run.home)


def _chosen(run: Attune, which: str) -> Checked:
    said = which.strip()
    with explained(run.home):
        backups = find_backups(run.home)
    if said.casefold() == NEWEST:
        best = newest_good(run.home)
        if best is None:
            raise NoGoodBackup(run.home.backups)
        return best
    backup = _named(backups, said)
    return Checked(backup, contents_of_file(backup.path))


def _named(backups: list[Backup], said: str) -> Backup:
    number = said.removeprefix("#")
    if number.isdecimal():
        if 1 <= int(number) <= len(backups):
            return backups[int(number) - 1]
        raise NoSuchBackup(said)
    for backup in backups:
        if said in {backup.path.name, backup.path.stem}:
            return backup
    path = named_file(said).absolute()
    if not path.is_file():
        raise NoSuchBackup(said)
    return Backup.of_file(path)


def _agree(said: str, *, yes: bool, can_ask: bool) -> None:
    if yes:
        return
    tell_wrapped(said, sys.stderr)
    if can_ask and sys.stdin.isatty() and sys.stdout.isatty():
        from attune_cli.commands.prompts import agree  # noqa: PLC0415 questionary

        if agree("Do it?", default=False):
            return
        raise NotAgreed(asked=True)
    raise NotAgreed(asked=False)


def _print_json(value: object) -> None:
    from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for

    print_json(value)
