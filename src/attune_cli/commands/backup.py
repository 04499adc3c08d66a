"""`attune backup`: a copy of the journal, made by hand."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, run_of
from attune_cli.errors.backups import NoJournalYet

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog="Example: attune backup /media/stick/journal.db")
def backup(
    ctx: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Where to; else with the other backups.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Copy the journal now. attune does so by itself, too, once a day that you log."""
    from attune_cli.render.backups import backed_up, backup_face  # noqa: PLC0415 not for `--help`
    from attune_cli.store.backup.archive import Why, back_up, back_up_to  # noqa: PLC0415 likewise
    from attune_cli.store.faults import explained, has_journal  # noqa: PLC0415 likewise
    from attune_cli.store.files import named_file  # noqa: PLC0415 likewise
    from attune_cli.store.integrity import contents_of_file  # noqa: PLC0415 likewise

    run = run_of(ctx)
    with explained(run.home):
        if not has_journal(run.home):
            raise NoJournalYet
        if file is None:
            path = back_up(run.home, Why.BY_HAND, run.clock())
        else:
            path = named_file(file).absolute()
            back_up_to(run.home, path)
    contents, size = contents_of_file(path), path.stat().st_size
    if as_json:
        from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for

        print_json(backup_face(path, contents, size))
        return
    from attune_cli.render.plain import tell_wrapped  # noqa: PLC0415 not for JSON

    tell_wrapped(backed_up(path, contents, size))
