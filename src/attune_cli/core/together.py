"""What goes together in one moment that is changed: its kind, its rating, coming back."""

from contextlib import suppress

from attune_cli.core.grammar import A_MOMENT_OF, Entry, check, require_kind
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.vocabulary import Word
from attune_cli.errors import AttuneError
from attune_cli.errors.mending import NotToComeBackTo, StaysDistress

# Vocabularies, each with the attribute of a moment that holds its words.
SEVERAL = {
    "response": "responses", "activity": "activities", "step": "steps", "state": "states",
}  # fmt: skip
ONE = {"cue": "cue", "sensitivity": "sensitivity", "came_back": "came_back", "after": "after"}


def checked(before: Moment, after: Moment, *, keeps: bool = False) -> Moment:
    """Return a changed moment if it is one, with what its new rating takes with it.

    What did not go together before, as some journals from elsewhere may have it, may stay so.

    Args:
        before: the moment as it is.
        after: as it is to be.
        keeps: whether that somebody came back stays whatever the rating.

    Raises:
        StaysDistress: it is another kind, and a repair points at it.
        WrongUsage: its parts don't go together.
    """
    if before.repaired and after.kind != before.kind:
        raise StaysDistress(before.number)
    is_rated_anew = after.sensitivity != before.sensitivity
    if is_rated_anew and not after.was_hard and not keeps:
        after = after._replace(came_back=None)
    said = None
    with suppress(AttuneError):
        said = _problem(before)
    problem = _problem(after)
    if problem and str(problem) != str(said):
        raise problem
    return after


def _problem(moment: Moment) -> AttuneError | None:
    """Return what the grammar has against a moment."""
    entry = entry_of(moment)
    try:
        check(entry)
        require_kind(entry)
    except AttuneError as problem:
        return problem
    return None


def check_to_come_back_to(moment: Moment) -> None:
    """Refuse a moment that coming back does not belong to.

    Raises:
        NotToComeBackTo: it is not of distress, or not rated partly or no.
    """
    if moment.was_hard:
        return
    if moment.kind is not Kind.DISTRESS:
        raise NotToComeBackTo(moment.number, A_MOMENT_OF[moment.kind], can_be_rated=False)
    is_what = "rated yes" if moment.sensitivity else "not rated"
    raise NotToComeBackTo(moment.number, is_what, can_be_rated=True)


def entry_of(moment: Moment) -> Entry:
    """Return the entry that a moment would come from; its words may be known no longer."""
    pairs = [("kind", moment.kind.value)]
    pairs += [(name, word) for name in ONE if (word := getattr(moment, name))]
    pairs += [(name, word) for name, field in SEVERAL.items() for word in getattr(moment, field)]
    words = tuple(Word(word, name, "", "", "") for name, word in pairs)
    return Entry(words=words, children=moment.children, repairs=moment.repairs, note=moment.note)
