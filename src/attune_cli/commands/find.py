"""`attune list`, `search` and `show`: finding moments again."""

import sys
from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from attune_cli.commands.options import (
    AsJsonLines,
    By,
    From,
    OfChild,
    To,
    grouped,
    or_as_set,
    run_of,
)
from attune_cli.commands.people.names import addressed, stored_names
from attune_cli.commands.tags import near_tags
from attune_cli.context import Attune
from attune_cli.core.grammar import distinct_tags, look_up, read_tag, read_target
from attune_cli.core.moment import Moment
from attune_cli.core.search import MomentFilter, Term, read_terms
from attune_cli.core.time.days import FIRST_YEAR
from attune_cli.core.time.period import between
from attune_cli.core.vocabulary import as_stored
from attune_cli.errors.usage import UnknownWord, WordsClash
from attune_cli.render.begun import begun_page
from attune_cli.render.json import draft_json, moment_json, print_json
from attune_cli.render.moment import linked_moments_page
from attune_cli.render.moments import Extent, moments_page, nothing_found
from attune_cli.render.output import show as show_page
from attune_cli.render.pager import show_paged
from attune_cli.store.database import reading
from attune_cli.store.drafts import read_drafts
from attune_cli.store.faults import examined
from attune_cli.store.home import Home
from attune_cli.store.moments import numbered, whole
from attune_cli.store.people import read_people
from attune_cli.store.search import find

app = typer.Typer(rich_markup_mode=None, add_completion=False)

USUALLY = 50  # moments, where nobody says how many
COUNTED = 1_000  # beyond which “more than” is near enough
ALL = 2**31  # no journal holds as many
AT_ONCE = 500  # moments read in one go, so that no other program waits for the reader


def _words(name: str, help_: str) -> Any:
    return typer.Option(f"--{name}", metavar="WORD", help=help_)


Word = list[str] | None
OfKind = Annotated[
    Word, _words("kind", "“distress” (upset), “connection” (calm) or “repair” (came back).")
]
OfCue = Annotated[Word, _words("cue", "What they were upset about; again for either of several.")]
OfResponse = Annotated[Word, _words("response", "What was done then.")]
OfActivity = Annotated[Word, _words("activity", "What you did together.")]
OfStep = Annotated[Word, _words("step", "How you came back together.")]
OfState = Annotated[Word, _words("state", "How you were.")]
OfAfter = Annotated[Word, _words("after", "How they were afterwards.")]
OfRating = Annotated[Word, _words("sensitive", "“yes”, “partly” or “no” (not this time).")]
OfTag = Annotated[Word, _words("tag", "With this tag.")]
Prompted = Annotated[bool, typer.Option("--prompted", help="Logged as the last one.")]
Unrated = Annotated[bool, typer.Option("--unrated", help="Not rated.")]
NotYet = Annotated[
    bool, typer.Option("--not-yet", help="To come back to: rated partly or not this time.")
]
Begun = Annotated[
    bool, typer.Option("--open", help="What is begun or kept, and still to be described.")
]
Limit = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="The newest N; 0 is all. Else 50, all with --json."),
]
Unpaged = Annotated[
    bool, typer.Option("--plain", callback=or_as_set, help="No colour and no pager.")
]
Text = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT...", help='Words, or their beginnings; a "phrase" in quotes.'),
]
Which = Annotated[
    list[str], typer.Argument(metavar="N|last...", help="The numbers that attune printed.")
]


class Filter(NamedTuple):
    """The options of `list` and `search`: which moments, how many, and how they are shown."""

    kind: OfKind = None
    cue: OfCue = None
    response: OfResponse = None
    activity: OfActivity = None
    step: OfStep = None
    state: OfState = None
    after: OfAfter = None
    sensitive: OfRating = None
    tag: OfTag = None
    child: OfChild = None
    caregiver: By = None
    from_: From = None
    to: To = None
    prompted: Prompted = False
    unrated: Unrated = False
    not_yet: NotYet = False
    limit: Limit = None
    as_json: AsJsonLines = False
    plain: Unpaged = False

    def by_vocabulary(self) -> dict[str, Word]:
        """Return the typed words by the vocabulary that they stand in."""
        return {
            "kind": self.kind,
            "cue": self.cue,
            "response": self.response,
            "activity": self.activity,
            "step": self.step,
            "state": self.state,
            "after": self.after,
            "sensitivity": self.sensitive,
            "tag": self.tag,
        }


@app.command("list", epilog="Example: attune list --cue hurt --child ada --from october")
@grouped
def list_(ctx: typer.Context, open_: Begun = False, *, options: Filter) -> None:
    """List moments, the newest last: all of them, or those that all options fit."""
    run = run_of(ctx)
    if open_:
        _show_begun(run, options)
        return
    show_found(run, wanted(run, options), options)


@app.command(
    epilog="Example: attune search swing --cue hurt; a phrase: attune search '\"big dog\"'"
)
@grouped
def search(ctx: typer.Context, text: Text = None, *, options: Filter) -> None:
    """Search the notes and the words: moments that have all that is looked for, the newest last."""
    run = run_of(ctx)
    terms = read_terms(text or (), run.vocabulary)
    show_found(run, wanted(run, options, terms), options)


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
        for one in found:
            print_json(moment_json(one.moment))
        return
    moments = addressed(run, (one.moment for one in found))
    found = [one._replace(moment=moment) for one, moment in zip(found, moments, strict=True)]
    show_paged(
        linked_moments_page(found, run.vocabulary, run.clock()), plain=plain, ends_newest=False
    )


def _show_begun(run: Attune, options: Filter) -> None:
    """Show what is begun, the newest last.

    Raises:
        WordsClash: an option asks for some of it.
    """
    others = options._replace(as_json=False, plain=False)._asdict().items()
    clash = next((name for name, value in others if value != Filter._field_defaults[name]), None)
    if clash:
        name = f"--{clash.strip('_').replace('_', '-')}"
        raise WordsClash("--open", name, "what is begun is listed whole.")
    begun = [*read_drafts(run.home.drafts)][::-1]
    if options.as_json:
        for uid, draft in begun:
            print_json(draft_json(uid, draft))
        return
    show_page(begun_page((draft for _, draft in begun), run.vocabulary), plain=options.plain)


def wanted(run: Attune, options: Filter, terms: tuple[Term, ...] = ()) -> MomentFilter:
    """Return what is looked for, in the words and the nicknames of the journal.

    Raises:
        AttuneError: a word, a day or a name means nothing, or the journal can't be read.
    """
    words = {
        name: _read(name, typed, run) for name, typed in options.by_vocabulary().items() if typed
    }
    period = None
    if options.from_ is not None or options.to is not None:
        since = date(FIRST_YEAR, 1, 1)
        period = between(options.from_, options.to, run.clock(), since, run.settings.first_weekday)
    child, caregiver = options.child, options.caregiver
    if child is not None or caregiver is not None:
        with reading(run.home) as connection:
            child, caregiver = stored_names(child, caregiver, read_people(connection))
    flags = (options.prompted, options.unrated, options.not_yet)
    return MomentFilter(words, period, child, caregiver, *flags, terms=terms)


def _read(name: str, typed: Sequence[str], run: Attune) -> tuple[str, ...]:
    if name == "tag":
        return distinct_tags(map(read_tag, typed))
    return tuple(_word(name, word, run) for word in typed)


def _word(name: str, typed: str, run: Attune) -> str:
    """Return a word that the vocabulary has, or that a moment was logged with."""
    try:
        return look_up(typed, run.vocabulary, name).word
    except UnknownWord:
        word = as_stored(typed)
        with reading(run.home) as connection:
            if connection is None or not find(connection, MomentFilter({name: (word,)}), 1):
                raise
        return word


def show_found(run: Attune, sought: MomentFilter, options: Filter) -> None:
    """Show moments, the newest last; what is shown is read as it is shown.

    Args:
        run: the run.
        sought: which moments.
        options: how many, and how.

    Raises:
        JournalTrouble: the journal can't be read.
    """
    as_json, plain, limit = options.as_json, options.plain, options.limit
    most = min((0 if as_json else USUALLY) if limit is None else limit, ALL) or None
    with reading(run.home) as connection:
        enough = most and max(most, COUNTED) + 1
        found = find(connection, sought, enough) if connection else array("q")
    numbers = found[-most:] if most else found
    if not numbers:
        _tell_nothing(run.home, sought, as_json=as_json, plain=plain)
        return
    moments = _read_in_parts(run.home, numbers)
    if as_json:
        for moment in moments:
            print_json(moment_json(moment))
        return
    extent = None
    if len(found) > len(numbers):
        is_more = len(found) == enough
        extent = Extent(len(numbers), len(found) - is_more, is_more)
    page = moments_page(addressed(run, moments), sought.terms, run.vocabulary, run.clock(), extent)
    show_paged(page, plain=plain, ends_newest=True)


def _read_in_parts(home: Home, numbers: Sequence[int]) -> Iterator[Moment]:
    for first in range(0, len(numbers), AT_ONCE):
        with reading(home) as connection:
            some = numbers[first : first + AT_ONCE]
            moments = numbered(connection, some) if connection else []
        if len(moments) < len(some) and (trouble := examined(home)):  # or deleted just now
            raise trouble
        yield from moments


def _tell_nothing(home: Home, sought: MomentFilter, *, as_json: bool, plain: bool) -> None:
    if not sought.is_narrow and (trouble := examined(home)):
        raise trouble
    near = near_tags(home, sought.words.get("tag", ()))
    page = nothing_found(is_narrow=sought.is_narrow, is_search=bool(sought.terms), near=near)
    show_page(page, plain=plain, stream=sys.stderr if as_json else None)
