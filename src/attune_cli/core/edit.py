"""A change of one moment: which parts change, and whether the result is still a moment.

`apply_edit` serves the verbs that change single parts; `read_value` and `checked` serve the edit of
a whole moment in an editor. Which words fit together is decided in grammar.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from attune_cli import errors
from attune_cli.core.folding import fold
from attune_cli.core.grammar import (
    KIND_NAMES,
    Entry,
    check,
    distinct_tags,
    kind_of,
    parse,
    read_tag,
    require_kind,
    take,
)
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.time.when import When
from attune_cli.core.vocabulary import Vocabulary, Word, as_stored
from attune_cli.errors import AttuneError

# Each vocabulary, with the attribute of a moment that holds its words.
SEVERAL = {
    "response": "responses", "activity": "activities", "step": "steps", "state": "states",
}  # fmt: skip
ONE = {"cue": "cue", "sensitivity": "sensitivity", "came_back": "came_back", "after": "after"}
FIELDS = {**ONE, **SEVERAL}
TYPES: Mapping[str, Any] = {"sensitivity": Sensitivity, "came_back": CameBack, "kind": Kind}
EMPTY: Mapping[str, Any] = {
    **dict.fromkeys(ONE),
    **dict.fromkeys((*SEVERAL.values(), "children", "tags"), ()),
    "note": None, "repairs": None, "occurred_at": None,
}  # fmt: skip
# The names that a person types for the attributes that can be empty.
PARTS = {
    **{name: name for name in (*ONE, *SEVERAL.values(), "children", "tags", "note", "repairs")},
    "rating": "sensitivity", "child": "children", "activity": "activities", "time": "occurred_at",
}  # fmt: skip


class Edit(NamedTuple):
    """The changes to one moment.

    Attributes:
        entry: new words, tags, children, caregiver and note; each replaces what its part holds. Its
            `at`, `repairs` and `chosen` are ignored.
        added: words, tags and children that are added to the present ones.
        emptied: attributes to empty, such as “note” or “responses”.
        removed: single words, nicknames and tags to remove.
        when: when it happened.
        chosen: why it was logged.
        repairs: uid of the moment that it repairs.
    """

    entry: Entry = Entry()
    added: Entry = Entry()
    emptied: frozenset[str] = frozenset()
    removed: Entry = Entry()
    when: When | None = None
    chosen: Chosen | None = None
    repairs: str | None = None


def apply_edit(moment: Moment, edit: Edit) -> Moment:
    """Return the moment with the changes of an edit.

    A new rating clears `came_back`, unless the rating is partly or no or the edit sets both.

    Raises:
        WrongKind: a word belongs to another kind of moment.
        NotRated, NotToComeBackTo, WordsClash: a change contradicts the rest of the moment.
    """
    _check_edit(moment, edit)
    entry, added, removed = edit.entry, edit.added, edit.removed
    changes: dict[str, Any] = {name: EMPTY[name] for name in edit.emptied}
    if "occurred_at" in changes:
        changes["part_of_day"] = None
    changes |= {name: text for name in ("caregiver", "note") if (text := getattr(entry, name))}
    for name, field in ONE.items():
        if text := entry.one(name):
            changes[field] = TYPES.get(field, str)(text)
        elif getattr(moment, field) in removed.of(name):
            changes[field] = None
    several = {
        field: [one.of(name) for one in (entry, added, removed)] for name, field in SEVERAL.items()
    }
    several["children"] = [entry.children, added.children, removed.children]
    for field, (instead, also, less) in several.items():
        there = instead or changes.get(field, getattr(moment, field))
        joined = dict.fromkeys((*there, *also))
        changes[field] = tuple(word for word in joined if word not in less)
    changes["tags"] = _tags(changes.get("tags", moment.tags), entry.tags, added.tags, removed.tags)
    if edit.when:
        changes |= edit.when._asdict()
    if edit.chosen:
        changes["chosen"] = edit.chosen
    if edit.repairs:
        changes["repairs"] = edit.repairs
    return checked(moment, moment._replace(**changes), keeps_came_back=bool(entry.of("came_back")))


def _tags(
    there: Sequence[str], instead: Sequence[str], also: Sequence[str], less: Sequence[str]
) -> tuple[str, ...]:
    """Return the tags after an edit; one that is typed anew stands as it is typed now.

    Raises:
        TooManyTags: some are added to as many as a moment takes.
    """
    gone = set(map(fold, less))
    typed = (tag for tag in (*(instead or there), *also) if fold(tag) not in gone)
    if not (instead or also):
        return tuple(typed)
    return distinct_tags(typed)


def _check_edit(moment: Moment, edit: Edit) -> None:
    number, kind = moment.number, moment.kind
    rating = edit.entry.one("sensitivity")
    if edit.entry.of("came_back") and (kind is not Kind.DISTRESS or not rating):
        check_to_come_back_to(moment)
    for word in (*edit.entry.words, *edit.added.words):
        other = kind_of(word)
        if other not in {None, kind}:
            raise errors.moments.WrongKind(number, KIND_NAMES[kind], word.word, KIND_NAMES[other])
    _check_emptied(edit)
    if edit.repairs and kind is not Kind.REPAIR:
        raise errors.moments.WrongKind(
            number, KIND_NAMES[kind], "--repairs", KIND_NAMES[Kind.REPAIR]
        )
    if rating and kind is Kind.REPAIR:
        raise errors.moments.NotRated(number)


def _check_emptied(edit: Edit) -> None:
    """Refuse an edit that sets what it takes out.

    Raises:
        WordsClash: it does.
    """
    entry, added, removed = edit.entry, edit.added, edit.removed
    set_to: dict[str, Any] = {
        **{FIELDS[name]: _first(entry.of(name), added.of(name)) for name in FIELDS},
        "children": _first(entry.children, added.children),
        "tags": _first(entry.tags, added.tags),
        "note": entry.note and "-m",
        "repairs": edit.repairs and "--repairs",
        "occurred_at": edit.when and "--at",
    }
    why = "One sets it, the other takes it out. Leave one of them out."
    for part, attribute in reversed(PARTS.items()):
        if attribute in edit.emptied and (text := set_to.get(attribute)):
            raise errors.usage.WordsClash(text, f"--without {part}", why)
    taken = {*(word.word for word in removed.words), *removed.children, *removed.tags}
    given = (entry, added)
    for text in (
        t for one in given for t in (*(w.word for w in one.words), *one.children, *one.tags)
    ):
        if text in taken:
            raise errors.usage.WordsClash(text, f"--without {text}", why)


def _first(*several: Iterable[str]) -> str | None:
    return next((text for some in several for text in some), None)


def checked(before: Moment, after: Moment, *, keeps_came_back: bool = False) -> Moment:
    """Return the changed moment if it is consistent; a new rating may clear `came_back`.

    A contradiction that the moment had before may stay, as journals of other origin have some.

    Args:
        before: the moment as it is.
        after: the moment with its changes.
        keeps_came_back: whether `came_back` stays whatever the new rating is.

    Raises:
        StaysDistress: it is another kind, and a repair points at it.
        WrongUsage: its parts don't go together.
    """
    if before.repaired and after.kind != before.kind:
        raise errors.moments.StaysDistress(before.number)
    is_rated_anew = after.sensitivity != before.sensitivity
    if is_rated_anew and not after.was_hard and not keeps_came_back:
        after = after._replace(came_back=None)
    old_problem = None
    with suppress(AttuneError):
        old_problem = _problem(before)
    problem = _problem(after)
    if problem and str(problem) != str(old_problem):
        raise problem
    return after


def _problem(moment: Moment) -> AttuneError | None:
    """Return the rule of the grammar that a moment breaks."""
    entry = entry_of(moment)
    try:
        check(entry)
        require_kind(entry)
    except AttuneError as problem:
        return problem
    return None


def entry_of(moment: Moment) -> Entry:
    """Return the entry of a moment; some of its words may have left the vocabulary."""
    pairs = [("kind", moment.kind.value)]
    pairs += [(name, word) for name in ONE if (word := getattr(moment, name))]
    pairs += [(name, word) for name, field in SEVERAL.items() for word in getattr(moment, field)]
    words = tuple(Word(word, name, "", "", "") for name, word in pairs)
    return Entry(words=words, children=moment.children, repairs=moment.repairs, note=moment.note)


def check_to_come_back_to(moment: Moment) -> None:
    """Refuse a moment that cannot have `came_back`.

    Raises:
        NotToComeBackTo: it is not of distress, or not rated partly or no.
    """
    if moment.was_hard:
        return
    if moment.kind is not Kind.DISTRESS:
        raise errors.moments.NotToComeBackTo(
            moment.number, KIND_NAMES[moment.kind], can_be_rated=False
        )
    is_what = "rated yes" if moment.sensitivity else "not rated"
    raise errors.moments.NotToComeBackTo(moment.number, is_what, can_be_rated=True)


def read_removals(typed: Iterable[str], vocabulary: Vocabulary) -> tuple[frozenset[str], Entry]:
    """Read what to remove: whole parts of a moment, and single words, @names and #tags.

    Raises:
        UnknownWord: one is neither a part of a moment nor a word of a vocabulary.
        UnreadableTag: it cannot be a tag.
    """
    words, fields = [], set()
    for text in typed:
        name = as_stored(text)
        if field := PARTS.get(name) or PARTS.get(f"{name}s"):
            fields.add(field)
        else:
            words.append(text)
    removed = Entry()
    for word in words:  # one by one: words to remove may contradict each other
        one = parse([word], vocabulary)
        removed = removed._replace(
            words=removed.words + one.words,
            children=removed.children + one.children,
            tags=removed.tags + one.tags,
        )
    return frozenset(fields), removed


def read_value(key: str, value: Any, moment: Moment, vocabulary: Vocabulary) -> Any:
    """Read the value of an attribute from the editor; present words may stay, known or not.

    Raises:
        UnknownWord, UnreadableTag: a word or a tag means nothing.
        TooManyTags: there are more than a moment takes.
    """
    if key == "tags":
        return distinct_tags(tag if tag in moment.tags else read_tag(tag) for tag in value)
    if key == "chosen":
        if as_stored(value) not in list(Chosen):
            raise errors.usage.UnknownWord(value, [(known, key) for known in Chosen], key)
        return Chosen(as_stored(value))
    names = {field: name for name, field in FIELDS.items()} | {"kind": "kind"}
    there = getattr(moment, key)
    if isinstance(value, list):
        read = [w if w in there else take(w, vocabulary, names[key]).word for w in value]
        return tuple(dict.fromkeys(read))
    if key == "kind" and not value:
        raise errors.usage.UnknownWord(value, [(known, key) for known in Kind], key)
    word = value if value in {"", there} else take(value, vocabulary, names[key]).word
    return TYPES.get(key, str)(word) if word else None
