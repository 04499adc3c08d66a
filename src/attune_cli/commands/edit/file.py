"""`attune edit N -e`: change a whole moment in the editor, as a TOML file."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from attune_cli import errors
from attune_cli.commands.edit.change import Changed, Done, answer, change_moments, history_name
from attune_cli.commands.edit.draft import KEPT, EditDraft
from attune_cli.commands.editor import edited
from attune_cli.commands.options import known_name
from attune_cli.core.decoding import tidy
from attune_cli.core.edit import checked, read_value
from attune_cli.core.edit_file import changed_fields, editable_fields, from_toml, line_of, to_toml
from attune_cli.core.grammar import read_target
from attune_cli.core.moment import Moment
from attune_cli.core.time.when import When, parse_when
from attune_cli.errors import AttuneError, WrongUsage
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.moments import number_of
from attune_cli.store.people import read_people
from attune_cli.store.repaired import find_repaired


class Known(NamedTuple):
    """Whom the journal knows, by nickname."""

    children: list[str]
    caregivers: list[str]


def edit_whole(draft: EditDraft, moment: Moment, *, as_json: bool) -> None:
    """Open a moment in the editor, with what was begun to go on with, and store what changed.

    Raises:
        UnreadableEdit, EditorFailed, ChangedMeanwhile: nothing was changed, and a draft is kept.
        JournalTrouble: likewise.
    """
    home, now = draft.run.home, draft.now
    start = _start(draft, moment)
    text = draft.saved_since() or edited(draft, start, ".toml", draft.take)
    is_empty = all(line.startswith("#") for line in text.split("\n") if line.strip())
    changes: dict[str, Any] = {}
    if text != start and not is_empty:
        draft.take(text)
        changes = changed_fields(draft.shown, from_toml(text))
    if not changes:
        if text != start:  # emptied, or as it was before
            draft.put_aside()
        answer(draft.run, Done([Changed(moment, moment, None)]), now, as_json=as_json)
        return
    attributes = _attributes(changes, moment, draft, text)

    def change(current: Moment) -> Moment:
        _refuse_conflict(draft, moment, current, changes)
        try:
            return checked(
                current, current._replace(**attributes), keeps_came_back="came_back" in changes
            )
        except WrongUsage as problem:  # what was written, not what was typed
            raise errors.moments.UnreadableEdit(text, None, str(problem)) from problem

    assert moment.number is not None  # noqa: S101 it was found by it
    done = change_moments(home, [moment.number], history_name("edit", [moment.number]), now, change)
    draft.done()
    answer(draft.run, done, now, as_json=as_json)


def _start(draft: EditDraft, moment: Moment) -> str:
    """Return the text to begin with: the moment, or what was kept of a change of it."""
    now = draft.now
    draft.resume(moment)
    if draft.file:
        return f"{KEPT}{draft.file}"
    number = number_of(draft.run.home, moment.repairs)
    draft.shown = editable_fields(moment, number, now)
    plain = draft.shown | ({"note": draft.note} if draft.note else {})
    return f"{KEPT if draft.is_kept else ''}{to_toml(moment, plain, draft.vocabulary)}"


def _refuse_conflict(
    draft: EditDraft, moment: Moment, current: Moment, changes: dict[str, Any]
) -> None:
    """Refuse to store over what was changed elsewhere since the editor was opened."""
    if current.uid != moment.uid:  # after a restore, another moment may have its number
        raise errors.moments.ChangedMeanwhile(current.number, changes)
    number = number_of(draft.run.home, current.repairs) if "repairs" in changes else None
    plain = editable_fields(current, number, draft.now)
    fields = [key for key, value in changes.items() if plain[key] not in (draft.shown[key], value)]
    if fields:
        draft.shown = plain  # what the person sees and changes next time stands over it
        raise errors.moments.ChangedMeanwhile(current.number, fields)


def _attributes(
    changes: dict[str, Any], moment: Moment, draft: EditDraft, text: str
) -> dict[str, Any]:
    """Read what was changed; what can't be is refused with its line."""
    attributes: dict[str, Any] = {}
    with reading(draft.run.home) as connection:
        people = read_people(connection)
    known = Known(people.names_of_children, people.names_of_caregivers)
    for key, value in changes.items():
        try:
            attributes |= _attribute(key, value, moment, known, draft)
        except AttuneError as problem:
            raise errors.moments.UnreadableEdit(text, line_of(text, key), str(problem)) from problem
    return attributes


def _attribute(
    key: str, value: Any, moment: Moment, known: Known, draft: EditDraft
) -> dict[str, Any]:
    match key:
        case "at":
            return _when(value, draft)._asdict()
        case "children":
            names = [known_name("child", name, known.children) for name in value]
            return {"children": tuple(dict.fromkeys(names))}
        case "caregiver":
            return {"caregiver": known_name("caregiver", value, known.caregivers)}
        case "note":
            return {"note": tidy(value)}
        case "repairs":
            return {"repairs": _uid(draft.run.home, str(value), moment.children)}
    return {key: read_value(key, value, moment, draft.vocabulary)}


def _when(typed: str, draft: EditDraft) -> When:
    return parse_when(typed, draft.now)


def _uid(home: Home, typed: str, children: Sequence[str]) -> str | None:
    target = read_target(typed) if typed else None
    if target is None:
        return None
    with reading(home) as connection:
        return find_repaired(connection, target, children).uid
