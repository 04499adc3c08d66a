"""The options that narrow moments down, which `list` and `search` share; what they ask for."""

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from attune_cli.commands.options import By, From, OfChild, To, or_as_set, run_of
from attune_cli.commands.people.default import addressed
from attune_cli.commands.reflection import narrowed
from attune_cli.context import Attune
from attune_cli.core.grammar import look_up, read_tag, read_target
from attune_cli.core.moment import Moment
from attune_cli.core.search import Term, Wanted, read_terms
from attune_cli.core.time.days import FIRST_YEAR
from attune_cli.core.time.period import between
from attune_cli.core.vocabulary import as_stored
from attune_cli.errors.usage import UnknownWord
from attune_cli.render.output import show as show_page
from attune_cli.store import finding, past, quick
from attune_cli.store.faults import examined
from attune_cli.store.finding import find
from attune_cli.store.home import Home
from attune_cli.store.opening import reading
from attune_cli.store.showing import whole

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _words(name: str, help_: str) -> Any:
    return typer.Option(f"--{name}", metavar="WORD", help=help_)


Word = list[str] | None
OfKind = Annotated[Word, _words("kind", "distress, connection or repair.")]
OfCue = Annotated[Word, _words("cue", "What they were upset about; again for either of several.")]
OfResponse = Annotated[Word, _words("response", "What was done then.")]
OfActivity = Annotated[Word, _words("activity", "What you did together.")]
OfStep = Annotated[Word, _words("step", "How you came back together.")]
OfState = Annotated[Word, _words("state", "How you were.")]
OfAfter = Annotated[Word, _words("after", "How they were afterwards.")]
OfRating = Annotated[Word, _words("sensitive", "yes, partly or no.")]
OfTag = Annotated[Word, _words("tag", "With this tag.")]
Prompted = Annotated[bool, typer.Option("--prompted", help="Logged as the last one.")]
Unrated = Annotated[bool, typer.Option("--unrated", help="Not rated.")]
NotYet = Annotated[bool, typer.Option("--not-yet", help="Rated partly or no, to come back to.")]
Limit = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="The newest N; 0 is all. Else 50, all with --json."),
]
AsJsonLines = Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")]
Unpaged = Annotated[
    bool, typer.Option("--plain", callback=or_as_set, help="No colour and no pager.")
]


class Said(NamedTuple):
    """What was asked for, as typed.

    Attributes:
        words: by vocabulary.
        span: the first and the last day.
        people: a child and a caregiver.
        flags: prompted, unrated, not yet come back to.
    """

    words: Mapping[str, Sequence[str] | None]
    span: tuple[str | None, str | None]
    people: tuple[str | None, str | None]
    flags: tuple[bool, bool, bool]


def wanted(run: Attune, said: Said, terms: tuple[Term, ...] = ()) -> Wanted:
    """Return what is asked for, in what the journal knows.

    Raises:
        AttuneError: a word, a day or a name means nothing, or the journal can't be read.
    """
    words = {name: _read(name, several, run) for name, several in said.words.items() if several}
    period = None
    if said.span != (None, None):
        since = date(FIRST_YEAR, 1, 1)
        period = between(*said.span, run.clock(), since, run.settings.first_weekday)
    child, caregiver = said.people
    if (child, caregiver) != (None, None):
        with reading(run.home) as connection:
            child, caregiver = narrowed(child, caregiver, quick.people(connection))
    return Wanted(words, period, child, caregiver, *said.flags, terms=terms)


def _read(name: str, typed: Sequence[str], run: Attune) -> tuple[str, ...]:
    if name == "tag":
        return tuple(map(read_tag, typed))
    return tuple(_word(name, word, run) for word in typed)


def _word(name: str, typed: str, run: Attune) -> str:
    """Return a word that is known, or was when a moment was logged with it."""
    try:
        return look_up(typed, run.vocabulary, name).word
    except UnknownWord:
        word = as_stored(typed)
        with reading(run.home) as connection:
            if connection is None or not find(connection, Wanted({name: (word,)}), 1):
                raise
        return word


USUALLY = 50  # moments, where nobody says how many
COUNTED = 1_000  # beyond which “more than” is near enough
ALL = 2**31  # no journal holds as many
AT_ONCE = 500  # moments read in one go, so that no other program waits for the reader


def show_wanted(
    run: Attune, wanted: Wanted, limit: int | None, *, as_json: bool, plain: bool
) -> None:
    """Show moments, the newest last; what is shown is read as it is shown.

    Args:
        run: the run.
        wanted: which moments.
        limit: so many, the newest; 0 is all; None is some for people, and all for programs.
        as_json: as a JSON object a line.
        plain: no style, and no pager.

    Raises:
        JournalTrouble: the journal can't be read.
    """
    most = min((0 if as_json else USUALLY) if limit is None else limit, ALL) or None
    with reading(run.home) as connection:
        enough = most and max(most, COUNTED) + 1
        found = finding.find(connection, wanted, enough) if connection else array("q")
    numbers = found[-most:] if most else found
    if not numbers:
        _tell_nothing(run.home, wanted, as_json=as_json, plain=plain)
        return
    moments = _read_in_parts(run.home, numbers)
    if as_json:
        from attune_cli.render.json import moment_json, print_json  # noqa: PLC0415 if asked for

        for moment in moments:
            print_json(moment_json(moment))
        return
    from attune_cli.render.moments import Extent, moments_page  # noqa: PLC0415 not for JSON
    from attune_cli.render.pager import show_paged  # noqa: PLC0415 likewise

    extent = None
    if len(found) > len(numbers):
        is_more = len(found) == enough
        extent = Extent(len(numbers), len(found) - is_more, is_more)
    page = moments_page(addressed(run, moments), wanted.terms, run.clock(), extent)
    show_paged(page, plain=plain, ends_newest=True)


def _read_in_parts(home: Home, numbers: Sequence[int]) -> Iterator[Moment]:
    for first in range(0, len(numbers), AT_ONCE):
        with reading(home) as connection:
            some = numbers[first : first + AT_ONCE]
            moments = past.numbered(connection, some) if connection else []
        if len(moments) < len(some) and (trouble := examined(home)):  # or deleted just now
            raise trouble
        yield from moments


def _tell_nothing(home: Home, wanted: Wanted, *, as_json: bool, plain: bool) -> None:
    if not wanted.is_narrow and (trouble := examined(home)):
        raise trouble
    from attune_cli.render.moments import nothing_found  # noqa: PLC0415 where nothing is found

    near = _near_tags(home, wanted.words.get("tag", ()))
    page = nothing_found(is_narrow=wanted.is_narrow, is_search=bool(wanted.terms), near=near)
    show_page(page, plain=plain, stream=sys.stderr if as_json else None)


def _near_tags(home: Home, tags: Sequence[str]) -> dict[str, str]:
    """Return for tags that no moment has those that are perhaps meant."""
    if not tags:
        return {}
    from attune_cli.core.grammar import near_tag  # noqa: PLC0415 where nothing is found
    from attune_cli.store.tagged import new_tags  # noqa: PLC0415 likewise

    with reading(home) as connection:
        new, known = new_tags(connection, tags, 0) if connection else ([], [])
    return {tag: near for tag in new if (near := near_tag(tag, known))}


@app.command("list", epilog="Example: attune list --cue hurt --child ada --from october")
def list_(
    ctx: typer.Context,
    kind: OfKind = None,
    cue: OfCue = None,
    response: OfResponse = None,
    activity: OfActivity = None,
    step: OfStep = None,
    state: OfState = None,
    after: OfAfter = None,
    sensitive: OfRating = None,
    tag: OfTag = None,
    child: OfChild = None,
    caregiver: By = None,
    from_: From = None,
    to: To = None,
    prompted: Prompted = False,
    unrated: Unrated = False,
    not_yet: NotYet = False,
    limit: Limit = None,
    as_json: AsJsonLines = False,
    plain: Unpaged = False,
) -> None:
    """List moments, the newest last: all of them, or those that all options fit."""
    words = {
        "kind": kind, "cue": cue, "response": response, "activity": activity, "step": step,
        "state": state, "after": after, "sensitivity": sensitive, "tag": tag,
    }  # fmt: skip
    run, flags = run_of(ctx), (prompted, unrated, not_yet)
    found = wanted(run, Said(words, (from_, to), (child, caregiver), flags))
    show_wanted(run, found, limit, as_json=as_json, plain=plain)


Text = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT...", help='Words, or their beginnings; a "phrase" in quotes.'),
]


@app.command(
    epilog="Example: attune search swing --cue hurt; a phrase: attune search '\"big dog\"'"
)
def search(
    ctx: typer.Context,
    text: Text = None,
    kind: OfKind = None,
    cue: OfCue = None,
    response: OfResponse = None,
    activity: OfActivity = None,
    step: OfStep = None,
    state: OfState = None,
    after: OfAfter = None,
    sensitive: OfRating = None,
    tag: OfTag = None,
    child: OfChild = None,
    caregiver: By = None,
    from_: From = None,
    to: To = None,
    prompted: Prompted = False,
    unrated: Unrated = False,
    not_yet: NotYet = False,
    limit: Limit = None,
    as_json: AsJsonLines = False,
    plain: Unpaged = False,
) -> None:
    """Search the notes and the words: moments that have all that is looked for, the newest last."""
    words = {
        "kind": kind, "cue": cue, "response": response, "activity": activity, "step": step,
        "state": state, "after": after, "sensitivity": sensitive, "tag": tag,
    }  # fmt: skip
    run, flags = run_of(ctx), (prompted, unrated, not_yet)
    terms = read_terms(text or (), run.vocabulary)
    found = wanted(run, Said(words, (from_, to), (child, caregiver), flags), terms)
    show_wanted(run, found, limit, as_json=as_json, plain=plain)


Which = Annotated[
    list[str], typer.Argument(metavar="N|last...", help="The numbers that attune printed.")
]


@app.command(epilog="Example: attune show 42; attune show last")
def show(
    ctx: typer.Context, which: Which, as_json: AsJsonLines = False, plain: Unpaged = False
) -> None:
    """Show moments, each whole."""
    run = run_of(ctx)
    targets = [target for text in which if (target := read_target(text))]
    with reading(run.home) as connection:
        found = whole(connection, targets)
    if as_json:
        from attune_cli.render.json import moment_json, print_json  # noqa: PLC0415 if asked for

        for one in found:
            print_json(moment_json(one.moment))
        return
    from attune_cli.render.moment import whole_page  # noqa: PLC0415 likewise
    from attune_cli.render.pager import show_paged  # noqa: PLC0415 not for JSON

    said = addressed(run, (one.moment for one in found))
    found = [one._replace(moment=moment) for one, moment in zip(found, said, strict=True)]
    show_paged(whole_page(found, run.vocabulary, run.clock()), plain=plain, ends_newest=False)
