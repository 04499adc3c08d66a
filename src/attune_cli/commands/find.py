"""`attune list`, `search` and `show`: finding moments again."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from shlex import quote
from typing import Annotated, Any, NamedTuple

import typer

from attune_cli import errors
from attune_cli.commands.complete import (
    complete_moment,
    complete_query,
    complete_tag,
    one_of,
    words_of,
)
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
from attune_cli.commands.people.names import addressed, people_of, stored_names
from attune_cli.commands.query import View, ends, query_of, read_names, whose
from attune_cli.commands.tags import near_tags
from attune_cli.context import Attune
from attune_cli.core.crisis import is_of_own_need
from attune_cli.core.grammar import LAST, TAG_SIGNS, distinct_tags, look_up, read_tag
from attune_cli.core.moment import Moment
from attune_cli.core.people import key_of
from attune_cli.core.query import (
    NOT_YET,
    PROMPTED,
    UNRATED,
    Query,
    by_vocabulary,
    is_days,
)
from attune_cli.core.search import MomentFilter, Term, places, read_terms
from attune_cli.core.time.days import FIRST_YEAR
from attune_cli.core.time.period import between
from attune_cli.core.vocabulary import as_stored
from attune_cli.errors import in_short
from attune_cli.render.begun import begun_page
from attune_cli.render.json import draft_json, moment_json, print_json_lines
from attune_cli.render.moment import linked_moments_page
from attune_cli.render.moments import (
    OF_FEAR,
    Extent,
    also_finds,
    as_days,
    as_name,
    moments_page,
    nothing_found,
    taken_for,
    written_of,
)
from attune_cli.render.output import is_drawn, tell_wrapped
from attune_cli.render.output import show as show_page
from attune_cli.render.page import Line, clean
from attune_cli.render.pager import can_page, show_paged
from attune_cli.render.text import page_width
from attune_cli.store.answers import answers
from attune_cli.store.database import reading
from attune_cli.store.drafts import read_drafts, torn_drafts
from attune_cli.store.faults import examined
from attune_cli.store.home import Home
from attune_cli.store.moments import numbered, targets, whole
from attune_cli.store.people import People, read_people
from attune_cli.store.search import find

app = typer.Typer(rich_markup_mode=None, add_completion=False)

USUALLY = 50  # moments, where nobody says how many
COUNTED = 1_000  # beyond which “more than” is near enough
ALL = 2**31  # no journal holds as many
NOTHING = Query()
AT_ONCE = 2000  # moments read in one go, so that no other program waits for the reader


LIST = View(
    "list",
    "words, @names, +tags, days and numbers: attune list hurt @ada november",
    words=True,
    numbers=True,
    span=True,
    instead="In the notes: attune search",
    as_logged=True,
)


def _words(name: str, help_: str, vocabulary: str | None = None) -> Any:
    complete = complete_tag if name == "tag" else words_of(vocabulary or name)
    return typer.Option(f"--{name}", metavar="WORD", help=help_, autocompletion=complete)


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
OfRating = Annotated[
    Word, _words("sensitive", "“yes”, “partly” or “no” (not this time).", "sensitivity")
]
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
    typer.Option(
        min=0,
        metavar="N",
        help="The newest N; 0 is all. Else 50, all with --json.",
        autocompletion=one_of(["5", "20", "100", ("0", "all")]),
    ),
]
Unpaged = Annotated[
    bool, typer.Option("--plain", callback=or_as_set, help="No colour and no pager.")
]
Text = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TEXT...",
        help='Words, or their beginnings; a "phrase" in quotes. @names and +tags narrow it.',
        autocompletion=complete_query,
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]...",
        help="Words, @names, +tags and days, in any order: hurt @ada november. 5 is the newest "
        "five, 1-11 are those by number.",
        autocompletion=complete_query,
    ),
]
Which = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[N|N-N|last]...",
        help="The numbers that attune printed; else the last.",
        autocompletion=complete_moment,
    ),
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


@app.command("list", epilog="Example: attune list hurt @ada november. ls is the same.")
@grouped
def list_(
    ctx: typer.Context, words: Words = None, open_: Begun = False, *, options: Filter
) -> None:
    """List moments, the newest last: all of them, or those that all words and options fit."""
    run = run_of(ctx)
    if open_:
        if words:
            raise errors.usage.WordsClash("--open", words[0], "What is begun is listed whole.")
        _show_begun(run, options)
        return
    query = query_of(ctx, words, LIST)
    newest = 1 if query.last else query.newest
    if newest is not None and options.limit is not None and newest != options.limit:
        why = "Each says how many. Keep one of them."
        raise errors.usage.WordsClash(str(newest), f"--limit {options.limit}", why)
    if newest is not None:
        options = options._replace(limit=newest)
    notes = [taken_for(said.text, said.words) for said in query.said]
    if any(said.may_be_fear for said in query.said):
        notes += [OF_FEAR, errors.usage.TURN]
    show_found(run, wanted(run, options, query=query), options, notes)


@app.command(epilog="Example: attune search swing @ada; a phrase: attune search '\"big dog\"'")
@grouped
def search(ctx: typer.Context, text: Text = None, *, options: Filter) -> None:
    """Search the notes and the words: moments that have all that is looked for, the newest last."""
    run = run_of(ctx)
    query, texts, terms = _looked_for(run, text or ())
    notes = [
        also_finds(term.text, [run.vocabulary.label(word) for word in term.said_for])
        for term in terms
        if term.said_for
    ]
    show_found(run, wanted(run, options, terms, query), options, notes)
    if is_of_own_need(" ".join(texts)):
        tell_wrapped(errors.usage.TURN, sys.stderr)


def sought_by(run: Attune, typed: Sequence[str]) -> MomentFilter:
    """Return what `attune search` looks for with this typed; with nothing, all.

    Raises:
        AttuneError: a name or a text means nothing.
    """
    if not typed:
        return MomentFilter()
    query, _, terms = _looked_for(run, typed)
    return wanted(run, Filter(), terms, query)


def _looked_for(run: Attune, typed: Sequence[str]) -> tuple[Query, list[str], tuple[Term, ...]]:
    """Return the names and tags of a search, its texts, and what is looked for by these."""
    query, texts = _sorted_out(run, typed)
    terms = () if not texts and query != Query() else read_terms(texts, run.vocabulary)
    return query, texts, terms


def _sorted_out(run: Attune, typed: Sequence[str]) -> tuple[Query, list[str]]:
    """Return the names and tags that a search is narrowed by, and the texts to look for.

    What has another sign, or cannot be a tag, is a text; so is all in quotation marks.

    Raises:
        UnknownPerson: nobody has the name behind @.
    """
    query, texts = Query(), list[str]()
    for one in typed:
        if one.startswith("@") and key_of(one):
            query = _with_person(run, query, one)
        elif one.startswith(TAG_SIGNS) and (tag := _tag_or_none(one)):
            query = query._replace(tags=(*query.tags, tag))
        else:
            texts.append(one)
    return query, texts


def _with_person(run: Attune, query: Query, typed: str) -> Query:
    try:
        return read_names(query, [typed], people_of(run), run.settings.caregiver)
    except errors.people.UnknownPerson as unknown:
        as_text = quote(f'"{typed}"')
        unknown.add_note(f"As a text: attune search {as_text}")
        raise


def _tag_or_none(typed: str) -> str | None:
    try:
        return read_tag(typed)
    except errors.usage.UnreadableTag:
        return None


@app.command(epilog="Example: attune show 42; attune show is the last one.")
def show(
    ctx: typer.Context, which: Which = None, as_json: AsJsonLines = False, plain: Unpaged = False
) -> None:
    """Show moments, each whole; alone, the last one."""
    run = run_of(ctx)
    with reading(run.home) as connection:
        found = whole(connection, [*targets(connection, which or [LAST])])
        known = read_people(connection)
    if as_json:
        print_json_lines(moment_json(one.moment) for one in found)
        return
    moments = addressed(run, (one.moment for one in found), known)
    found = [one._replace(moment=moment) for one, moment in zip(found, moments, strict=True)]
    width = page_width() if is_drawn(plain=plain) else None
    is_whole = can_page(plain=plain)
    page = linked_moments_page(found, run.vocabulary, run.clock(), width, is_whole=is_whole)
    show_paged(page, plain=plain)


def _show_begun(run: Attune, options: Filter) -> None:
    """Show what is begun, the newest last.

    Raises:
        WordsClash: an option asks for some of it.
    """
    others = options._replace(as_json=False, plain=False)._asdict().items()
    clash = next((name for name, value in others if value != Filter._field_defaults[name]), None)
    if clash:
        name = f"--{clash.strip('_').replace('_', '-')}"
        raise errors.usage.WordsClash("--open", name, "What is begun is listed whole.")
    begun = [*read_drafts(run.home.drafts)][::-1]
    if options.as_json:
        print_json_lines(draft_json(uid, draft) for uid, draft in begun)
        return
    unknown = torn_drafts(run.home.drafts)
    page = begun_page((draft for _, draft in begun), run.vocabulary, unknown)
    show_page(page, plain=options.plain)


def wanted(
    run: Attune, options: Filter, terms: tuple[Term, ...] = (), query: Query = NOTHING
) -> MomentFilter:
    """Return what is looked for, in the words and the nicknames of the journal.

    Raises:
        AttuneError: a word, a day or a name means nothing, or the journal can't be read.
    """
    typed = {
        name: _read(name, typed, run) for name, typed in options.by_vocabulary().items() if typed
    }
    words, either = by_vocabulary(query, typed)
    from_, to = ends(query, options.from_, options.to)
    period = None
    if from_ is not None or to is not None:
        since = date(FIRST_YEAR, 1, 1)
        period = between(from_, to, run.clock(), since, run.settings.first_weekday)
    child, caregiver = whose(query, options.child, options.caregiver)
    if child is not None or caregiver is not None:
        with reading(run.home) as connection:
            child, caregiver = stored_names(child, caregiver, read_people(connection))
    return MomentFilter(
        words,
        period,
        child,
        caregiver,
        is_prompted=options.prompted or PROMPTED in query.flags,
        is_unrated=options.unrated or UNRATED in query.flags,
        is_open=options.not_yet or NOT_YET in query.flags,
        terms=terms,
        either=either,
        numbers=query.numbers,
    )


def _read(name: str, typed: Sequence[str], run: Attune) -> tuple[str, ...]:
    if name == "tag":
        return distinct_tags(map(read_tag, typed))
    return tuple(_word(name, word, run) for word in typed)


def _word(name: str, typed: str, run: Attune) -> str:
    """Return a word that the vocabulary has, or that a moment was logged with."""
    try:
        return look_up(typed, run.vocabulary, name).word
    except errors.usage.UnknownWord:
        word = as_stored(typed)
        if "�" in in_short(word):  # no moment has such a word, and SQLite takes none
            raise
        with reading(run.home) as connection:
            if connection is None or not find(connection, MomentFilter({name: (word,)}), 1):
                raise
        return word


def show_found(
    run: Attune, sought: MomentFilter, options: Filter, notes: Sequence[str] = ()
) -> None:
    """Show moments, the newest last; what is shown is read as it is shown.

    Args:
        run: the run.
        sought: which moments.
        options: how many, and how.
        notes: what words were taken for, said below them.

    Raises:
        JournalTrouble: the journal can't be read.
    """
    as_json, plain, limit = options.as_json, options.plain, options.limit
    most = min((0 if as_json else USUALLY) if limit is None else limit, ALL) or None
    with reading(run.home) as connection:
        enough = most and max(most, COUNTED) + 1
        found = find(connection, sought, enough) if connection else array("q")
        numbers = found[-most:] if most else found
        first = numbered(connection, numbers[:AT_ONCE]) if connection else []
        known = read_people(connection)
    if as_json:
        for note in notes:
            tell_wrapped(clean(note), sys.stderr)
    reflections = [] if as_json or not sought.terms else _in_reflections(run, sought.terms)
    if not numbers:
        said = [] if as_json else [*notes, *_not_as_text(run, sought.terms, known), *reflections]
        _tell_nothing(run.home, sought, said, as_json=as_json, plain=plain)
        return
    moments = _in_parts(run.home, numbers, first)
    if as_json:
        print_json_lines(map(moment_json, moments))
        return
    extent = None
    if len(found) > len(numbers):
        is_more = len(found) == enough
        extent = Extent(len(numbers), len(found) - is_more, is_more)
    moments = addressed(run, moments, known)
    width = page_width() if is_drawn(plain=plain) else None
    notes = [*notes, *reflections]
    page = moments_page(moments, sought.terms, run.vocabulary, run.clock(), extent, notes, width)
    show_paged(page, plain=plain, ends_newest=True)


def _in_reflections(run: Attune, terms: Sequence[Term]) -> list[str]:
    """Return where it was written about weeks, if it was: in an answer that has all the terms."""
    with reading(run.home) as connection:
        written = answers(connection)
    weeks = [one.week for one in written if all(places(one.text, [term]) for term in terms)]
    return [written_of(sorted(set(weeks)))] if weeks else []


def _not_as_text(run: Attune, terms: Iterable[Term], known: People) -> Iterator[str]:
    """Yield how to look for what was looked for as a text, and is the name of days or a child."""
    terms = [term for term in terms if not term.is_phrase]
    names = {key_of(name): name for name in known.names_of_children}
    for term in terms:
        if key_of(term.text) in names:
            yield as_name(names[key_of(term.text)])
        elif is_days(term.text, run.clock(), run.settings.first_weekday):
            yield as_days(term.text)


def _in_parts(home: Home, numbers: Sequence[int], moments: list[Moment]) -> Iterator[Moment]:
    """Yield the moments of these numbers, of which the first ones were read with the numbers."""
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        if start:
            with reading(home) as connection:
                moments = numbered(connection, some) if connection else []
        if len(moments) < len(some) and (trouble := examined(home)):  # or deleted just now
            raise trouble
        yield from moments


def _tell_nothing(
    home: Home, sought: MomentFilter, notes: Sequence[str], *, as_json: bool, plain: bool
) -> None:
    if not sought.is_narrow and (trouble := examined(home)):
        raise trouble
    near = near_tags(home, sought.words.get("tag", ()))
    page = nothing_found(is_narrow=sought.is_narrow, is_search=bool(sought.terms), near=near)
    page += [Line(clean(note), "quiet") for note in notes]
    show_page(page, plain=plain, stream=sys.stderr if as_json else None)
