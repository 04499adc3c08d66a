"""`attune forget`: the preview, the result, what attune cannot reach, and the JSON."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attune_cli import dates
from attune_cli.core.erase import Erasure, ErasureScope
from attune_cli.core.people import shown
from attune_cli.render.page import Line, bullet, clean, heading, several

OUT_OF_REACH = (
    "copies that you made, by “attune backup FILE” or by hand, and what was exported",
    "copies that others make: of a synced folder, of the whole disk, of this machine",
    "what a calendar has imported",
    "what a solid-state drive keeps of overwritten blocks for a while, unless it is encrypted",
    "what stands in the scrollback and the history of your shell",
)
_SHOWN = 5  # numbers of moments


def preview_page(what: ErasureScope, found: Erasure) -> list[Line]:
    """Return the page on what would be erased."""
    lines = [
        Line(f"For good, this takes out {_whole(what)}:", "heading"),
        *_items(what, found),
    ]
    if found.unreached:
        lines += _files(f"{_backups(found)} can’t be read, and stays as it is:", found.unreached)
        lines.append(Line("With --unreadable, what can’t be read goes, too."))
    return [*lines, *_staying(what, found), Line("It can’t be undone.")]


def forgotten_page(what: ErasureScope, gone: Erasure) -> list[Line]:
    """Return the page on what was erased, what was not, and what attune cannot reach."""
    lines = [Line(f"Forgotten: {_whole(what)}.", "heading"), *_items(what, gone)]
    if gone.remains:
        lines += _files("Something failed, so these still hold some of it:", gone.remains)
        lines.append(Line("Check their permissions, and run it again: that finishes it."))
    if gone.unreached:
        lines += _files(f"{_backups(gone)} can’t be read, and may hold some of it:", gone.unreached)
        lines.append(
            Line("Run it again when it can. One that is damaged goes with --unreadable, too.")
        )
    if gone.linked:
        text = "Only these names are gone or new; other names, or what a link led to, are kept:"
        lines += _files(text, gone.linked)
    lines += _staying(what, gone)
    lines += heading("What attune can’t reach")
    return [*lines, *map(bullet, OUT_OF_REACH)]


def forgotten_json(found: Erasure) -> dict[str, Any]:
    """Return `attune.forgotten/1`."""
    return {
        "schema": "attune.forgotten/1",
        **found.counts._asdict(),
        "backups": found.backups,
        "drafts": found.drafts,
        "plans": list(found.plans),
        "entries": list(found.entries),
        "unreached": _paths(found.unreached),
        "remains": _paths(found.remains),
        "linked": _paths(found.linked),
        "stays": {
            "moments": list(found.stays.moments),
            "answers": found.stays.answers,
            "drafts": found.stays.drafts,
            "files": _paths(found.stays.files),
        },
    }


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{clean(name)}”" for name in names)


def _paths(paths: Iterable[Path]) -> list[str]:
    return [str(path) for path in paths]


def _files(text: str, paths: Iterable[Path]) -> list[Line]:
    return [*heading(text), *(Line(clean(str(path)), "command", 2) for path in paths)]


def _backups(found: Erasure) -> str:
    return several(len(found.unreached), "backup", "backups")


def _whole(what: ErasureScope) -> str:
    if what.child is not None:
        return f"{shown(what.child)}, and the moments with no other child"
    if what.before:
        return f"what was before {dates.weekday_in_short_with_year(what.before)}"
    return "the whole journal"


def _items(what: ErasureScope, found: Erasure) -> list[Line]:
    counts, name = found.counts, shown(what.child) if what.child else ""
    moments = several(counts.moments, "moment", "moments")
    shared = several(counts.shared, "moment", "moments")
    answers = several(counts.answers, "answer", "answers")
    items = [
        (True, f"{moments}, {counts.notes} of them with a note" if counts.notes else moments),
        (counts.shared, f"{name} in {shared} with others, kept as theirs"),
        (counts.answers, f"{answers} to the question of a week"),
        (what.is_everything, "the children, the caregivers and the ideas kept or hidden"),
        (True, "all changes that could be undone"),
        (found.backups, f"the same in {several(found.backups, 'backup', 'backups')}"),
        (found.drafts, several(found.drafts, "draft", "drafts")),
        (found.plans, f"{several(len(found.plans), 'plan', 'plans')}: {_listed(found.plans)}"),
        (
            found.entries,
            f"what names a child in settings, tips and contacts: {_listed(found.entries)}",
        ),
    ]
    return [bullet(text) for is_said, text in items if is_said]


def _staying(what: ErasureScope, found: Erasure) -> list[Line]:
    """Return what is meant to stay, though it names a child, or is somebody's own."""
    stays, name = found.stays, shown(what.child) if what.child else ""
    numbers = [f"#{number}" for number in stays.moments[:_SHOWN]]
    numbers += ["…"] if len(stays.moments) > _SHOWN else []
    named, listed = several(len(stays.moments), "moment", "moments"), ", ".join(numbers)
    items = [
        (stays.moments, f"“{name}” in the note or tags of {named} with others: {listed}"),
        (stays.answers, f"“{name}” in {several(stays.answers, 'answer', 'answers')} to a week"),
        (stays.drafts, f"“{name}” in {several(stays.drafts, 'draft', 'drafts')} with others"),
    ]
    told = [bullet(text) for is_said, text in items if is_said]
    told += [Line(f"· {clean(str(path))}", "command", 2) for path in stays.files]
    if what.before:
        told.append(bullet("the children, your settings, and what is of that day or later"))
    return [*heading("What stays"), *told] if told else []
