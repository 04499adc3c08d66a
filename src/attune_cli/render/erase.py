"""`attune forget`: the preview, the result, what attune cannot reach, and the JSON."""

from typing import Any

from attune_cli.core.erase import Erasure, ErasureScope
from attune_cli.core.people import shown
from attune_cli.render.page import Line, bullet, heading, several

OUT_OF_REACH = (
    "copies that you made, by “attune backup FILE” or by hand, and what was exported",
    "copies that others make: of a synced folder, of the whole disk, of this machine",
    "what a solid-state drive keeps of overwritten blocks for a while, unless it is encrypted",
    "what stands in the scrollback and the history of your shell",
)


def preview_page(what: ErasureScope, found: Erasure) -> list[Line]:
    """Return the page on what would be erased."""
    return [
        Line(f"For good, this takes out {_whole(what)}:", "heading"),
        *_items(what, found),
        Line("It can’t be undone.", "text"),
    ]


def forgotten_page(what: ErasureScope, gone: Erasure) -> list[Line]:
    """Return the page on what was erased, and what attune cannot reach."""
    lines = [Line(f"Forgotten: {_whole(what)}.", "heading"), *_items(what, gone)]
    if gone.unreached:
        lines += heading("These backups can’t be read, and may hold some of it still:")
        lines += [Line(str(path), "command", 2) for path in gone.unreached]
        lines.append(Line("Remove them by hand if nothing of it is to be left."))
    lines += heading("What attune can’t reach")
    return [*lines, *map(bullet, OUT_OF_REACH)]


def forgotten_json(found: Erasure) -> dict[str, Any]:
    """Return `attune.forgotten/1`."""
    return {
        "schema": "attune.forgotten/1",
        **found.counts._asdict(),
        "backups": found.backups,
        "drafts": found.drafts,
        "unreached": [str(path) for path in found.unreached],
    }


def _whole(what: ErasureScope) -> str:
    if what.child is not None:
        return f"{shown(what.child)}, and the moments with no other child"
    if what.before:
        return f"what was before {what.before:%a} {what.before.day} {what.before:%b %Y}"
    return "the whole journal"


def _items(what: ErasureScope, found: Erasure) -> list[Line]:
    counts = found.counts
    with_note = f", {counts.notes} of them with a note" if counts.notes else ""
    name = shown(what.child) if what.child else ""
    items = [
        (True, f"{several(counts.moments, 'moment')}{with_note}"),
        (
            counts.shared,
            f"{name} in {several(counts.shared, 'moment')} with others, kept as theirs",
        ),
        (counts.answers, several(counts.answers, "answer") + " to the question of a week"),
        (what.is_everything, "the children, the caregivers and the ideas kept or hidden"),
        (True, "all changes that could be undone"),
        (found.backups, f"the same in {several(found.backups, 'backup')}"),
        (found.drafts, several(found.drafts, "draft")),
    ]
    return [bullet(text) for is_said, text in items if is_said]
