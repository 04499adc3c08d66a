"""`attune edit N -e`: the whole moment in the editor, as TOML; what was changed there is stored."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from attune_cli.commands.editing import KEPT, Editing
from attune_cli.commands.mending import Mended, answer, mend, named
from attune_cli.commands.note import edited, tidy
from attune_cli.commands.options import known_name
from attune_cli.core.as_toml import differing, from_toml, line_of, plain_fields, to_toml
from attune_cli.core.grammar import read_target
from attune_cli.core.instant import When, when_said
from attune_cli.core.mending import worded
from attune_cli.core.moment import Moment
from attune_cli.core.together import checked
from attune_cli.errors import AttuneError, WrongUsage
from attune_cli.errors.mending import ChangedMeanwhile, UnreadableEdit
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.moments import number_of
from attune_cli.store.people import read_people
from attune_cli.store.repairs import find_repaired


class Known(NamedTuple):
    """Whom the journal knows, by nickname."""

    children: list[str]
    caregivers: list[str]


def edit_whole(editing: Editing, moment: Moment, *, as_json: bool) -> None:
    """Open a moment in the editor, with what was begun to go on with, and store what changed.

    Raises:
        UnreadableEdit, EditorFailed, ChangedMeanwhile: nothing was changed, and a draft is kept.
        JournalTrouble: likewise.
    """
    home, now = editing.run.home, editing.now
    start = _start(editing, moment)
    text = edited(start, ".toml", editing.run.settings.editor, on_interrupt=editing.take)
    is_empty = all(line.startswith("#") for line in text.split("\n") if line.strip())
    changes: dict[str, Any] = {}
    if text != start and not is_empty:
        editing.take(text)
        changes = differing(editing.shown, from_toml(text))
    if not changes:
        if text != start:  # emptied, or as it was before
            editing.put_aside()
        answer(editing.run, [Mended(moment, moment, None)], now, as_json=as_json)
        return
    attributes = _attributes(changes, moment, editing, text)

    def change(current: Moment) -> Moment:
        _refuse_clash(editing, moment, current, changes)
        try:
            return checked(current, current._replace(**attributes), keeps="came_back" in changes)
        except WrongUsage as problem:  # what was written, not what was typed
            raise UnreadableEdit(text, None, str(problem)) from problem

    assert moment.number is not None  # noqa: S101 it was found by it
    done = mend(home, [moment.number], named("edit", [moment.number]), now, change)
    editing.done()
    answer(editing.run, done, now, as_json=as_json)


def _start(editing: Editing, moment: Moment) -> str:
    """Return the text to begin with: the moment, or what was kept of a change of it."""
    now = editing.now
    editing.resume(moment)
    if editing.file:
        return f"{KEPT}{editing.file}"
    number = number_of(editing.run.home, moment.repairs)
    editing.shown = plain_fields(moment, number, now)
    plain = editing.shown | ({"note": editing.note} if editing.note else {})
    return f"{KEPT if editing.is_kept else ''}{to_toml(moment, plain, editing.vocabulary)}"


def _refuse_clash(
    editing: Editing, moment: Moment, current: Moment, changes: dict[str, Any]
) -> None:
    """Refuse to store over what was changed elsewhere since the editor was opened."""
    if current.uid != moment.uid:  # after a restore, another moment may have its number
        raise ChangedMeanwhile(current.number, changes)
    number = number_of(editing.run.home, current.repairs) if "repairs" in changes else None
    plain = plain_fields(current, number, editing.now)
    fields = [
        key for key, value in changes.items() if plain[key] not in (editing.shown[key], value)
    ]
    if fields:
        editing.shown = plain  # what the person sees and changes next time stands over it
        raise ChangedMeanwhile(current.number, fields)


def _attributes(
    changes: dict[str, Any], moment: Moment, editing: Editing, text: str
) -> dict[str, Any]:
    """Read what was changed; what can't be is refused with its line."""
    attributes: dict[str, Any] = {}
    with reading(editing.run.home) as connection:
        people = read_people(connection)
    known = Known(people.names_of_children, people.names_of_caregivers)
    for key, value in changes.items():
        try:
            attributes |= _attribute(key, value, moment, known, editing)
        except AttuneError as problem:
            raise UnreadableEdit(text, line_of(text, key), str(problem)) from problem
    return attributes


def _attribute(
    key: str, value: Any, moment: Moment, known: Known, editing: Editing
) -> dict[str, Any]:
    match key:
        case "at":
            return _when(value, editing)._asdict()
        case "children":
            names = [known_name("child", name, known.children) for name in value]
            return {"children": tuple(dict.fromkeys(names))}
        case "caregiver":
            return {"caregiver": known_name("caregiver", value, known.caregivers)}
        case "note":
            return {"note": tidy(value)}
        case "repairs":
            return {"repairs": _uid(editing.run.home, str(value), moment.children)}
    return {key: worded(key, value, moment, editing.vocabulary)}


def _when(said: str, editing: Editing) -> When:
    return when_said(said, editing.now)


def _uid(home: Home, said: str, children: Sequence[str]) -> str | None:
    target = read_target(said) if said else None
    if target is None:
        return None
    with reading(home) as connection:
        return find_repaired(connection, target, children).uid
