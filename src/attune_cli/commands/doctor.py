"""`attune doctor` and `where`: whether all is well with the files of attune, and where they are."""

import sys
from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.options import AsJson, Plain, can_ask, run_of
from attune_cli.commands.tips.ideas import library
from attune_cli.context import Attune
from attune_cli.core.finding import Check, Finding, State
from attune_cli.errors import AttuneError
from attune_cli.render.begun import unreadable_draft
from attune_cli.render.doctor import (
    INDEX_STAYS,
    findings_json,
    findings_page,
    note_apart_page,
    places_json,
    places_page,
)
from attune_cli.render.json import print_json
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.page import several
from attune_cli.render.pager import show_paged
from attune_cli.render.plan import unread
from attune_cli.render.progress import waiting
from attune_cli.store.check.clock import check_clock
from attune_cli.store.check.journal import check_journal
from attune_cli.store.check.mend import mend
from attune_cli.store.check.surroundings import check_surroundings
from attune_cli.store.check.synced import check_folder
from attune_cli.store.check.texts import keep_in_journal, notes_apart, take_from_index
from attune_cli.store.check.writing import check_writing
from attune_cli.store.contacts import read_contacts
from attune_cli.store.drafts import kept_bytes, read_drafts, torn_drafts
from attune_cli.store.places import places
from attune_cli.store.plans import read_plans

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def examine(run: Attune) -> list[Finding]:
    """Look at everything; what cannot be looked at is a finding, too."""
    return [
        *check_journal(run.home),
        *check_writing(run.home, run.clock()),
        check_clock(run.home, run.clock()),
        *check_surroundings(run.home, run.clock()),
        check_folder(run.home),
        _drafts(run),
        _edited_files(run),
    ]


def repair_all(run: Attune, found: list[Finding], *, as_json: bool) -> set[Check]:
    """Mend what can be mended, and return what was; what could not be is said."""
    repaired = set()
    for one in found:
        if one.can_mend:
            try:
                if one.check is Check.INDEX and not _choose_notes(run, as_json=as_json):
                    continue
                mend(run.home, one.check, run.clock())
            except AttuneError as refusal:
                tell_wrapped(str(refusal), sys.stderr)
            else:
                repaired.add(one.check)
    return repaired


def _choose_notes(run: Attune, *, as_json: bool) -> bool:
    """Let the person choose where the journal and the index hold different notes.

    Returns:
        Whether the index may be made anew: nothing is left in it alone.

    Raises:
        JournalTrouble: a note can't be written.
    """
    apart = notes_apart(run.home)
    if apart and not can_ask(as_json=as_json):
        tell_wrapped(INDEX_STAYS, sys.stderr)
        return False
    for one in apart:
        from attune_cli.commands.prompts import Option, pick  # noqa: PLC0415 prompt_toolkit

        show(note_apart_page(one, run.clock()), plain=run.is_plain)
        options = [Option("journal", "the one in the journal", "journal")]
        options += [Option("index", "the one in the index", "index")] if one.uid else []
        options += [Option("later", "leave both as they are", "later")]
        chosen = pick(f"Which note of #{one.number} stays?", options)
        if chosen == "later":
            return False
        take = take_from_index if chosen == "index" else keep_in_journal
        take(run.home, one, run.clock())
    return True


def _drafts(run: Attune) -> Finding:
    """Look for what was begun, be it open in an editor, and for bytes that were no UTF-8."""
    folders = (run.home.drafts, run.home.answers, run.home.edits)
    try:
        torn = [path for folder in folders for path in torn_drafts(folder)]
    except OSError as problem:
        refusal = errors.journal.FolderUnusable(run.home.data, errors.journal.reason_of(problem))
        return Finding(Check.DRAFTS, State.BROKEN, str(refusal))
    if torn:
        do = "Look what it holds, and remove it."
        return Finding(Check.DRAFTS, State.LOOK, unreadable_draft(torn), do)
    many = sum(1 for folder in folders for _ in read_drafts(folder, with_open=True))
    texts, to_do = ["No draft is waiting."], list[str]()
    if many:
        texts = [f"{several(many, 'draft', 'drafts')} of what was begun and not stored."]
        to_do = ["“attune log”, “attune reflect” and “attune edit N -e” offer them."]
    if found := [path for folder in folders for path in kept_bytes(folder)]:
        kept = several(len(found), "text", "texts")
        texts.append(f"{kept} came as no UTF-8, and the bytes are kept, as in {found[0]}.")
        to_do.append("Remove them once the texts read well.")
    return Finding(Check.DRAFTS, State.OK, " ".join(texts), " ".join(to_do))


def _edited_files(run: Attune) -> Finding:
    """Look at the files that a person edits."""
    try:
        _ = run.settings
        library(run)
        strange = read_plans(run.home).unreadable
    except AttuneError as refusal:
        return Finding(Check.SETTINGS, State.BROKEN, str(refusal))
    if problems := read_contacts(run.home.contacts).problems:
        line, what = problems[0].line, problems[0].what
        if line:
            text = f"Not all of {run.home.contacts} can be read (line {line}): {what}."
        else:
            text = f"Not all of {run.home.contacts} can be read: {what}."
        return Finding(Check.SETTINGS, State.LOOK, text, "Edit that file.")
    if strange:
        return Finding(Check.SETTINGS, State.LOOK, unread(strange[0]), "Move it away.")
    return Finding(Check.SETTINGS, State.OK, "Settings, contacts and own tips can be read.")


Fix = Annotated[
    bool,
    typer.Option("--fix", help="Mend what is safe: permissions, the search index, a backup."),
]


@app.command()
def doctor(
    ctx: typer.Context, fix: Fix = False, as_json: AsJson = False, plain: Plain = False
) -> None:
    """Check the journal, its backups and its folder. Ends with 1 if something is broken."""
    run = run_of(ctx)
    repaired = set[Check]()
    with waiting("Looking", plain=plain):
        found = examine(run)
    if fix:
        repaired = repair_all(run, found, as_json=as_json)
        if repaired:
            with waiting("Looking", plain=plain):
                found = examine(run)
    if as_json:
        print_json(findings_json(found, repaired))
    else:
        show_paged(findings_page(found, repaired, (run.home.data, run.home.config)), plain=plain)
    if any(one.state is State.BROKEN for one in found):
        raise typer.Exit(1)


@app.command()
def where(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """Show where everything is kept. ATTUNE_HOME names one folder for all of it."""
    home = run_of(ctx).home
    found = places(home)
    if as_json:
        print_json(places_json(home, found))
        return
    show_paged(places_page(found), plain=plain)
