"""Backups: the list, the preview of a restore, its result, and their JSON."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from attune_cli import dates
from attune_cli.render.moment import day_name
from attune_cli.render.page import Line, clean, several, unbroken
from attune_cli.render.period import day
from attune_cli.store.backup.archive import Backup, Checked
from attune_cli.store.backup.names import Why
from attune_cli.store.integrity import Contents

KILO, MEGA = 10**3, 10**6


def size_of(size: int) -> str:
    """Return a size in bytes, KB or MB."""
    if size < KILO:
        return several(size, "byte", "bytes")
    return f"{size / KILO:,.0f} KB" if size < MEGA else f"{size / MEGA:,.1f} MB"


_WHY = {
    Why.DAILY: "daily",
    Why.BY_HAND: "made by hand",
    Why.UPGRADE: "before an upgrade",
    Why.RESTORE: "before a restore",
    Why.FORGET: "before a forget",
    Why.IMPORT: "before an import",
    Why.DAMAGED: "a damaged journal that was replaced",
    Why.OTHER: "a file that was put there",
}
NO_BACKUP = "There is no backup yet. One is made after the first writing of a day."
TO_MAKE_ONE = (
    "There is no backup yet. One is made after the first writing of a day; to make one now:"
)
KEPT_TOO = "What is there now is kept as a backup, too."
NEWEST_FIRST = "Backups, the newest first"
AS_MANY = "As many, though they need not be the same."
AHEAD_LAST = "Backups, the newest first; last what is dated ahead"


def backups_page(
    found: Iterable[Checked], present: Contents | None, now: datetime, *, is_there: bool
) -> list[Line]:
    """Return the list of backups.

    Args:
        found: the backups, the newest first.
        present: what the journal holds; None if it cannot be read.
        now: the present.
        is_there: whether there is a journal.
    """
    page = [Line(_present(present, is_there=is_there)), Line()]
    backups = list(found)
    if not backups:
        return [*page, *_none_yet(can_be_made=present is not None)]
    is_any_ahead = any(one.backup.taken_at > now for one in backups)
    title = AHEAD_LAST if is_any_ahead else NEWEST_FIRST
    page.append(Line(title, "heading"))
    for number, one in enumerate(backups, 1):
        parts = [str(number), _when(one.backup, now), _WHY[one.backup.why], _state(one)]
        if one.contents and present and (less := _compared(one.contents, present)):
            parts.append(less)
        page.append(Line(" · ".join(map(unbroken, parts)), indent=2, hang=4))
        if one.backup.why is Why.OTHER:
            page.append(Line(clean(one.backup.path.name), "row", 6))
    best = next((number for number, one in enumerate(backups, 1) if one.contents), None)
    if best is None:
        return page
    ask = Line("To put one in place (it shows first what would change, and asks):")
    return [*page, Line(), ask, Line(f"attune restore {best}", "command", 2)]


def _none_yet(*, can_be_made: bool) -> list[Line]:
    if not can_be_made:
        return [Line(NO_BACKUP)]
    return [Line(TO_MAKE_ONE), Line("attune backup", "command", 2)]


def preview(chosen: Checked, present: Contents | None, now: datetime, *, is_there: bool) -> str:
    """Return the sentence on what restoring a backup would change."""
    sentence = f"The backup from {_when(chosen.backup, now)} has {_counts(chosen.contents)}."
    sentence = f"{sentence} {_present(present, is_there=is_there)}"
    if chosen.contents and present:
        compared = _compared(chosen.contents, present)
        than = f"So it has {compared}." if compared else AS_MANY
        sentence = f"{sentence} {than}"
    return f"{sentence} {KEPT_TOO}" if is_there else sentence


def new_journal_preview(present: Contents | None, *, is_there: bool) -> str:
    """Return the sentence on what a new journal would change."""
    what_stays = KEPT_TOO if is_there else "The backups stay."
    return f"{_present(present, is_there=is_there)} A new, empty one begins. {what_stays}"


def question(best: Checked, now: datetime) -> str:
    """Return the question for a journal that cannot be read."""
    return (
        f"Put the backup from {_when(best.backup, now)} in its place? "
        "What is there now is kept beside it."
    )


def restored(chosen: Checked, kept: Path | None, now: datetime) -> str:
    """Return the sentence on what was restored, and where the old journal is."""
    sentence = (
        f"In place: the backup from {_when(chosen.backup, now)}, with {_counts(chosen.contents)}."
    )
    return f"{sentence} {_where(kept)}" if kept else sentence


def new_journal_begun(kept: Path | None) -> str:
    """Return the sentence on the new journal, and where the old one is."""
    return f"A new journal has begun. {_where(kept)}" if kept else "A new journal has begun."


def backed_up(path: Path, contents: Contents | None, size: int) -> str:
    """Return the line on a new backup: its path, contents and size."""
    return f"{unbroken(clean(str(path)))} · {_counts(contents)} · {size_of(size)}"


def backups_json(
    folder: Path, found: Iterable[Checked], present: Contents | None, now: datetime
) -> dict[str, Any]:
    """Return `attune.backups/1`."""
    rows = [
        {
            "number": number,
            "path": str(one.backup.path),
            "taken_at": one.backup.taken_at.astimezone(now.tzinfo).isoformat(),
            "why": one.backup.why.value,
            "is_good": one.contents is not None,
            **_plain(one.contents),
        }
        for number, one in enumerate(found, 1)
    ]
    journal = {"is_good": present is not None, **_plain(present)}
    return {
        "schema": "attune.backups/1",
        "folder": str(folder),
        "journal": journal,
        "backups": rows,
    }


def backup_json(path: Path, contents: Contents | None, size: int) -> dict[str, Any]:
    """Return `attune.backup/1`."""
    return {"schema": "attune.backup/1", "path": str(path), "bytes": size, **_plain(contents)}


def restored_json(chosen: Checked | None, kept: Path | None) -> dict[str, Any]:
    """Return `attune.restored/1`; `from` is null for a new journal."""
    return {
        "schema": "attune.restored/1",
        "from": str(chosen.backup.path) if chosen else None,
        "kept": str(kept) if kept else None,
        **_plain(chosen.contents if chosen else Contents(0, 0, None, None)),
    }


def _plain(contents: Contents | None) -> dict[str, Any]:
    if contents is None:
        return dict.fromkeys(Contents._fields)
    days = {name: getattr(contents, name) for name in ("first_day", "last_day")}
    return contents._asdict() | {name: day and day.isoformat() for name, day in days.items()}


def _present(present: Contents | None, *, is_there: bool) -> str:
    if present:
        return f"The journal now has {_counts(present)}."
    return "The journal can’t be read now." if is_there else "There is no journal now."


def _when(backup: Backup, now: datetime) -> str:
    taken_at = backup.taken_at.astimezone(now.tzinfo)
    return f"{day_name(taken_at.date(), now.date())} {dates.clock(taken_at)}"


def _state(one: Checked) -> str:
    contents = one.contents
    if contents is None:
        return "damaged, or no journal"
    first, last = contents.first_day, contents.last_day
    if not first or not last:
        return _counts(contents)
    days = day(last) if first == last else dates.span_in_full(first, last)
    return f"{_counts(contents)} · {days}"


def _counts(contents: Contents | None) -> str:
    moments, answers = (contents.moments, contents.answers) if contents else (0, 0)
    counted = "1 moment" if moments == 1 else f"{moments:,} moments"
    return f"{counted}, {several(answers, 'answer', 'answers')}" if answers else counted


def _compared(contents: Contents, present: Contents) -> str:
    """Return how much more or less a backup has: 3 moments more and 1 answer fewer than now."""
    more = contents.moments - present.moments
    moments = several(abs(more), "moment", "moments")
    moments = f"{moments} more" if more > 0 else f"{moments} fewer"
    more_said = contents.answers - present.answers
    answers = several(abs(more_said), "answer", "answers")
    answers = f"{answers} more" if more_said > 0 else f"{answers} fewer"
    if more and more_said:
        return f"{moments} and {answers} than now"
    if more:
        return f"{moments} than now"
    return f"{answers} than now" if more_said else ""


def _where(kept: Path | None) -> str:
    return f"What was there before is in {unbroken(clean(str(kept)))}."
