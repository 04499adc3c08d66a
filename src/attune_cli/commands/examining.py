"""All that `doctor` looks at, and mends where it may."""

import sys

from attune_cli.commands.ideas import library
from attune_cli.context import Attune
from attune_cli.core.finding import Check, Finding, State
from attune_cli.errors import AttuneError
from attune_cli.render.page import several
from attune_cli.render.plain import tell_wrapped
from attune_cli.store.check.journal import check_journal
from attune_cli.store.check.repair import mend
from attune_cli.store.check.surroundings import check_surroundings
from attune_cli.store.check.synced import check_folder
from attune_cli.store.contacts import read_contacts
from attune_cli.store.drafts import read_drafts


def examine(run: Attune) -> list[Finding]:
    """Look at everything; what cannot be looked at is a finding, too."""
    return [
        *check_journal(run.home),
        *check_surroundings(run.home, run.clock()),
        check_folder(run.home),
        _drafts(run),
        _own_files(run),
    ]


def mend_all(run: Attune, found: list[Finding]) -> set[Check]:
    """Mend what can be mended, and return what was; what could not be is said."""
    mended = set()
    for one in found:
        if one.can_mend:
            try:
                mend(run.home, one.check, run.clock())
            except AttuneError as refusal:
                tell_wrapped(str(refusal), sys.stderr)
            else:
                mended.add(one.check)
    return mended


def _drafts(run: Attune) -> Finding:
    many = sum(
        1
        for folder in (run.home.drafts, run.home.answers, run.home.edits)
        for _ in read_drafts(folder)
    )
    if many:
        said = f"{several(many, 'draft')} of what was begun and not stored."
        do = "“attune log”, “attune reflect” and “attune edit N -e” offer them."
        return Finding(Check.DRAFTS, State.OK, said, do)
    return Finding(Check.DRAFTS, State.OK, "No draft is waiting.")


def _own_files(run: Attune) -> Finding:
    """Look at the files that a person edits."""
    try:
        _ = run.settings
        library(run)
    except AttuneError as refusal:
        return Finding(Check.SETTINGS, State.BROKEN, str(refusal))
    if problems := read_contacts(run.home.contacts).problems:
        where = f" (line {problems[0].line})" if problems[0].line else ""
        text = f"Not all of {run.home.contacts} can be read{where}: {problems[0].what}."
        return Finding(Check.SETTINGS, State.LOOK, text, "Edit that file.")
    return Finding(Check.SETTINGS, State.OK, "Settings, contacts and own tips can be read.")
