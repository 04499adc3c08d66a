"""Changes of moments as sentences: what an edit changed, what was deleted, undo and redo."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from attune_cli import dates
from attune_cli.core.change import Change
from attune_cli.core.edit import ONE, SEVERAL
from attune_cli.core.moment import Chosen, Moment
from attune_cli.core.people import shown
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.moment import BETWEEN, KINDS, day_name, echo, happened, when
from attune_cli.render.page import Line, clean, several

MOST_NAMED = 3  # how many moments stand in the brackets
NOTHING = "none"
# The parts of a moment that are said otherwise than they are called.
_NAMES = {
    "cue": "about", "sensitivity": "rating", "came_back": "came back", "after": "afterwards",
    "responses": "what you did", "activities": "together", "steps": "coming back",
    "states": "you were", "repairs": "what it came back to",
}  # fmt: skip
CHOSEN = {Chosen.STOOD_OUT: "it stood out", Chosen.PROMPTED: "it was the last one"}
NOTE_COLUMNS = 60
_DAY = re.compile(r"(?<=^reflect on the week of )\d{4}-\d\d-\d\d$")


def moment_in_brief(moment: Moment, words: Vocabulary, today: date) -> str:
    """Return the day of a moment and what happened, to follow its number."""
    what = happened(moment, lambda several: BETWEEN.join(map(words.label, several)))
    return f"{day_name(moment.local_day, today)}, {clean(what) or KINDS[moment.kind]}"


def change_name(
    change: Change, moments: Mapping[int, Moment], words: Vocabulary, today: date
) -> str:
    """Return the name of a change with its moments: “delete #3 (Fri 20 Nov, scared)”."""
    numbers = [int(number) for number in re.findall(r"#(\d+)", change.what)]
    listed = [moment_in_brief(moments[n], words, today) for n in numbers if n in moments]
    more = "; …" if len(listed) > MOST_NAMED else ""
    about = f" ({'; '.join(listed[:MOST_NAMED])}{more})" if listed else ""
    return f"{_what(change)}{about}"


class _Undo(NamedTuple):
    """What is said of an undo, or of a redo: whole sentences, with named gaps.

    Attributes:
        would: what it would take back, or do again.
        done: what it did.
        following: what the next one would be about.
        restore_would: of a restore, which journal would be back.
        restore_done: which is back.
    """

    would: str
    done: str
    following: str
    restore_would: str
    restore_done: str


UNDO = _Undo(
    would="Would be undone: {name}. Nothing was changed.",
    done="Undone: {name}. “attune redo” does it again.",
    following="The next “attune undo”: {what}.",
    restore_would="Would be undone: {name}. The journal from before it, with {moments}, would be "
    "back, and what is there now is kept as a backup. Nothing was changed.",
    restore_done="The journal from before it is back, with {moments}.",
)
REDO = _Undo(
    would="Would be done again: {name}. Nothing was changed.",
    done="Done again: {name}. “attune undo” takes it back.",
    following="The next “attune redo”: {what}.",
    restore_would="Would be done again: {name}. The journal after it, with {moments}, would be "
    "back, and what is there now is kept as a backup. Nothing was changed.",
    restore_done="The journal after it is back, with {moments}.",
)


def undo_preview(name: str, *, again: bool) -> str:
    """Return the sentence on what would be undone, or redone if `again`."""
    return (REDO if again else UNDO).would.format(name=name)


def undone_lines(name: str, following: Change | None, *, again: bool) -> list[str]:
    """Return the lines on what was undone, or redone if `again`, and what would be next."""
    said = REDO if again else UNDO
    lines = [said.done.format(name=name)]
    if following:
        lines.append(said.following.format(what=_what(following)))
    return lines


def restore_undo_preview(name: str, moments: int, *, again: bool) -> str:
    """Return the sentence on which journal would be back, and that one is kept."""
    said = REDO if again else UNDO
    return said.restore_would.format(name=name, moments=several(moments, "moment", "moments"))


def restore_undone_lines(
    name: str, moments: int, following: Change | None, *, again: bool
) -> list[str]:
    """Return the lines on a restore that was undone or done again; see undone_lines."""
    done, *rest = undone_lines(name, following, again=again)
    back = (REDO if again else UNDO).restore_done
    return [done, back.format(moments=several(moments, "moment", "moments")), *rest]


def change_line(change: Change, now: datetime) -> str:
    """Return the line of a change in the history."""
    at = f"{day_name(change.changed_at.date(), now.date())} {dates.clock(change.changed_at)}"
    if change.is_undone:
        return f"{at} · {_what(change)} · undone"
    return f"{at} · {_what(change)}"


def _what(change: Change) -> str:
    """Return what it was, with a day as the person writes it: it is kept as machines do."""
    what = clean(change.what)
    if day := _DAY.search(what):
        return what.replace(day[0], dates.in_full(date.fromisoformat(day[0])))
    return what


def changed(before: Moment, after: Moment, words: Vocabulary, now: datetime) -> str:
    """Return what changed: “rating partly → yes · note added”."""
    parts = [
        ("kind", KINDS[before.kind], KINDS[after.kind]),
        ("time", when(before, now), when(after, now)),
    ]
    parts += [("children", _names(before.children), _names(after.children))]
    parts += [("by", shown(before.caregiver), shown(after.caregiver))]
    parts += [
        (
            _NAMES.get(field, field),
            _said(getattr(before, field), words),
            _said(getattr(after, field), words),
        )
        for field in (*ONE.values(), *SEVERAL.values())
    ]
    parts += [("tags", ", ".join(before.tags) or NOTHING, ", ".join(after.tags) or NOTHING)]
    parts += [("chosen", CHOSEN[before.chosen], CHOSEN[after.chosen])]
    changes = [f"{name} {old} → {new}" for name, old, new in parts if old != new]
    changes += [
        f"{_NAMES.get(field, field)} {_how(old, new)}"
        for field in ("repairs", "note")
        if (old := getattr(before, field)) != (new := getattr(after, field))
    ]
    return clean(" · ".join(changes))


def _how(old: str | None, new: str | None) -> str:
    return "changed" if old and new else "added" if new else "taken out"


def _said(value: Any, words: Vocabulary) -> str:
    several = value if isinstance(value, tuple) else (value,) if value else ()
    return BETWEEN.join(map(words.label, several)) or NOTHING


def _names(children: Sequence[str]) -> str:
    return ", ".join(map(shown, children)) or NOTHING


def delete_preview(moments: Sequence[Moment], words: Vocabulary, now: datetime) -> list[Line]:
    """Return the moments to delete, each with the beginning of its note."""
    page = []
    for moment in moments:
        page.append(Line(echo(moment, words, now), hang=2))
        note = clean(" ".join((moment.note or "").split()))
        if note:
            begun = textwrap.shorten(note, NOTE_COLUMNS, placeholder=" …")
            page.append(Line(f"“{begun}”", "quiet", indent=2))
    return page


def deleted(numbers: Sequence[int]) -> str:
    """Return the sentence on deleted moments."""
    if len(numbers) == 1:
        return f"Deleted: #{numbers[0]}. “attune undo” brings it back."
    return f"Deleted: {_all(numbers)}. “attune undo” brings them back."


def points_nowhere_now(repairs: Sequence[int]) -> str:
    """Return the sentence on repairs that pointed at a deleted moment."""
    return f"What {_all(repairs)} came back to is deleted now."


def still_come_back_to(numbers: Sequence[int]) -> str:
    """Return the sentence on moments that keep `came_back` after their repair was deleted."""
    first = numbers[0]
    if len(numbers) == 1:
        return (
            f"#{first} still says that you came back. To change that: attune back {first} not_yet"
        )
    return (
        f"{_all(numbers)} still say that you came back. To change that: attune back {first} not_yet"
    )


def _all(numbers: Sequence[int]) -> str:
    return ", ".join(f"#{number}" for number in numbers)
