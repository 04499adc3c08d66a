"""`attune week`, `month` and `look`: the reflection on a span of days."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from attune_cli import errors
from attune_cli.commands.complete import IN_MONTHS, IN_WEEKS, complete_whose_days, one_of
from attune_cli.commands.options import AsJson, By, From, More, OfChild, Plain, To, grouped, run_of
from attune_cli.commands.people.names import as_read_by_you, stored_names
from attune_cli.commands.query import View, ends, query_of, whose
from attune_cli.context import Attune
from attune_cli.core.answer import Answer
from attune_cli.core.low_mood import LOW, LOW_WINDOW, LowMood, low_mood
from attune_cli.core.moment import OPEN_FOR_DAYS
from attune_cli.core.query import Query
from attune_cli.core.statistics.majority import Tallies
from attune_cli.core.statistics.reflection import Counted, Reflection, reflect, reflection_from
from attune_cli.core.time.days import unreadable
from attune_cli.core.time.period import (
    DAYS_OF_WEEK,
    Period,
    Unit,
    between,
    day_of,
    month_of,
    parse_span,
    week_of,
)
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.render.low_mood import ONCE_IN
from attune_cli.render.output import is_drawn, is_styled, show
from attune_cli.render.page import Line
from attune_cli.render.reflection import reflection_page
from attune_cli.render.short import room
from attune_cli.render.text import page_width
from attune_cli.store.answers import last_answer
from attune_cli.store.database import reading
from attune_cli.store.moments import (
    days_with_state,
    earlier,
    first_day,
    last_day_before,
    window,
)
from attune_cli.store.people import People, read_people

if TYPE_CHECKING:
    from attune_cli.core.statistics.since import SinceTheBeginning
    from attune_cli.store.tip_marks import Noted

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SHOWN_FOR = timedelta(weeks=8)  # an answer, in weeks after its own

PeriodOf = Callable[[date | None, int], Period]  # of the first day of all, and where weeks begin

WEEK = View(
    "week",
    "a child, a caregiver and a week: attune week @ada last",
    others={"last": "the week before this one"},
)
MONTH = View(
    "month",
    "a child, a caregiver and a month: attune month @ada october",
    others={"last": "the month before this one"},
)
LOOK = View("look", "a child, a caregiver and days: attune look @ada since october", span=True)


def _words(metavar: str, example: str) -> Any:
    return typer.Argument(
        metavar=metavar,
        help=f"Whose moments, and which days: {example}.",
        autocompletion=complete_whose_days,
    )


WordsOfWeek = Annotated[list[str] | None, _words("[@NAME] [WEEK]", "@ada last")]
WordsOfMonth = Annotated[list[str] | None, _words("[@NAME] [MONTH]", "@ada october")]
WordsOfLook = Annotated[list[str] | None, _words("[@NAME] [DAYS]", "@ada since october")]
WeekBefore = Annotated[bool, typer.Option("--last", help="The week before this one.")]
WeekOf = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="DATE",
        help="The week that holds this day.",
        autocompletion=one_of(IN_WEEKS),
    ),
]
MonthBefore = Annotated[bool, typer.Option("--last", help="The month before this one.")]
MonthOf = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="DATE",
        help="The month that holds this day; or 'october'.",
        autocompletion=one_of(IN_MONTHS),
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="How each figure came about.")]


class Options(NamedTuple):
    """The options of every reflection: whose moments, and how it is shown."""

    child: OfChild = None
    caregiver: By = None
    more: More = False
    explain: Explain = False
    as_json: AsJson = False
    plain: Plain = False

    @property
    def wants_all(self) -> bool:
        """Whether more than one screen is asked for."""
        return self.more or self.explain or self.as_json

    def of(self, query: Query) -> "Options":
        """Return the options with the people that are named behind the verb.

        Raises:
            WordsClash: both name somebody.
        """
        child, caregiver = whose(query, self.child, self.caregiver)
        return self._replace(child=child, caregiver=caregiver)


@app.command(epilog="Example: attune week @ada last")
@grouped
def week(
    ctx: typer.Context,
    words: WordsOfWeek = None,
    last: WeekBefore = False,
    of: WeekOf = None,
    *,
    options: Options,
) -> None:
    """Look back on a week: what went well, and how often."""
    now = run_of(ctx).clock()
    query = query_of(ctx, words, WEEK)
    last, of = one_span(query, last=last, of=of)
    look_back(
        run_of(ctx),
        "week",
        now.date(),
        options.of(query),
        lambda _, first_weekday: week_named(last, of, now, first_weekday),
        ends_with_idea=not (options.as_json or options.explain),
    )


@app.command(epilog="Example: attune month @ada october")
@grouped
def month(
    ctx: typer.Context,
    words: WordsOfMonth = None,
    last: MonthBefore = False,
    of: MonthOf = None,
    *,
    options: Options,
) -> None:
    """Look back on a month, as on a week."""
    now = run_of(ctx).clock()
    query = query_of(ctx, words, MONTH)
    last, of = one_span(query, last=last, of=of)
    period = month_named(last, of, now)
    look_back(run_of(ctx), "month", now.date(), options.of(query), lambda *_: period)


@app.command(epilog="Example: attune look --from '3 weeks ago' --to yesterday")
@grouped
def look(
    ctx: typer.Context,
    words: WordsOfLook = None,
    from_: From = None,
    to: To = None,
    *,
    options: Options,
) -> None:
    """Look back from one day to another; without days, from the first moment on."""
    now = run_of(ctx).clock()
    query = query_of(ctx, words, LOOK)
    from_, to = ends(query, from_, to)
    look_back(
        run_of(ctx),
        "look",
        now.date(),
        options.of(query),
        lambda first_day, first_weekday: between(from_, to, now, first_day, first_weekday),
        is_whole=from_ is None and to is None,
    )


def one_span(query: Query, *, last: bool, of: str | None) -> tuple[bool, str | None]:
    """Return what --last and --of would say, with what stands behind the verb.

    Raises:
        WordsClash: both name days.
    """
    said = query.of_days
    if query.last and query.days is not None:
        raise errors.usage.WordsClash("last", query.days, "Each names days. Keep one of them.")
    if said is not None and (last or of is not None):
        option = "--last" if last else f"--of {of}"
        raise errors.usage.WordsClash(said, option, "Each names days. Keep one of them.")
    return last or query.last, of if query.days is None else query.days


def week_named(last: bool, of: str | None, now: datetime, first_weekday: int) -> Period:
    """Return the week that --last or --of names; this one where neither does.

    Raises:
        WordsClash: both name one.
        UnreadableDate: the words mean no day and no week.
    """
    if last and of is not None:
        raise errors.usage.WordsClash("--last", "--of", "Each names a week. Keep one of them.")
    if of is None:
        return week_of(now.date() - timedelta(days=DAYS_OF_WEEK * last), first_weekday)
    span = parse_span(of, now, first_weekday)
    if (span.end - span.start).days > DAYS_OF_WEEK:
        cure = "Name a day in it, such as “2026-11-20” or “yesterday”."
        raise errors.usage.UnreadableDate(of, "a week", cure)
    # Of an ISO week where weeks begin on another day: the week that has most of its days.
    return week_of(span.start + (span.end - span.start) // 2, first_weekday)


def month_named(last: bool, of: str | None, now: datetime) -> Period:
    """Return the month that --last or --of names; this one where neither does.

    Raises:
        WordsClash: both name one.
        UnreadableDate: the words mean no day and no month.
    """
    if last and of is not None:
        raise errors.usage.WordsClash("--last", "--of", "Each names a month. Keep one of them.")
    cure = "Try “october”, “2026-10” or “last month”."
    try:
        span = parse_span(of, now) if of is not None else day_of(now.date())
    except errors.usage.UnreadableDate:
        raise unreadable(of or "", "a month", cure) from None
    period = month_of(span.start)
    if of is not None and span.unit is Unit.SPAN:
        raise errors.usage.UnreadableDate(of, "a month", cure)
    return month_of(period.start - timedelta(days=1)) if last else period


class Found(NamedTuple):
    """What the journal has about a span of days.

    Attributes:
        reflection: what was computed.
        last_day_before: the last day with a moment before it.
        answer: what was written last about it, or else about one of the weeks before.
        can_answer: whether it is a week, with which an answer can be kept.
        is_short: whether its page is that of one screen.
        noted: what an idea depends on, where one is wanted.
        since: what can be said of all days, where these are all.
        is_whole: whether these are all.
    """

    reflection: Reflection
    last_day_before: date | None
    answer: Answer | None
    can_answer: bool
    is_short: bool
    noted: "Noted | None" = None
    since: "SinceTheBeginning | None" = None
    is_whole: bool = False


def look_back(
    run: Attune,
    verb: str,
    today: date,
    options: Options,
    period_of: PeriodOf,
    *,
    ends_with_idea: bool = False,
    is_whole: bool = False,
) -> None:
    """Show the reflection on a period.

    Args:
        run: the run.
        verb: the verb that does it.
        today: the present day.
        options: whose moments, and how.
        period_of: gets the first day with a moment, or None, and on which weekday a week begins;
            returns the period.
        ends_with_idea: whether the page ends with an idea, where one fits.
        is_whole: whether it is about all days.

    Raises:
        AttuneError: somebody is not known, or the period or the journal cannot be read.
    """
    found = _find(run, today, options, period_of, ends_with_idea=ends_with_idea, is_whole=is_whole)
    explained = []
    if options.explain:
        from attune_cli.render.explain import explanation  # noqa: PLC0415 few ask for it

        explained = explanation(found.reflection, today)
        if found.since:
            from attune_cli.render.trend_explain import since_explained  # noqa: PLC0415 likewise

            explained += since_explained(found.since)
    if options.as_json:
        from attune_cli.render.json import (  # noqa: PLC0415 few want it
            print_json,
            reflection_json,
            since_json,
        )

        more: dict[str, Any] = {}
        if explained:
            more["explanation"] = [line.text for line in explained if line.text]
        if is_whole:
            more["since_the_beginning"] = since_json(found.since)
        print_json(reflection_json(found.reflection, found.answer) | more)
    elif found.is_short:
        show_from_the_top(_overview(run, verb, found, today, options), plain=options.plain)
    else:
        page = explained or _page(run, found, today, is_drawn=is_drawn(plain=options.plain))
        show_from_the_top(page, plain=options.plain)


def show_from_the_top(page: Sequence[Line], *, plain: bool) -> None:
    """Print a page; in a terminal, one that is longer than the screen begins at its top."""
    if is_drawn(plain=plain):
        from attune_cli.render.pager import show_paged  # noqa: PLC0415 only a terminal needs it

        show_paged(page, plain=plain, ends_newest=False)
    else:
        show(page, plain=plain)


def _overview(run: Attune, verb: str, found: Found, today: date, options: Options) -> list[Line]:
    from attune_cli.render.overview import overview  # noqa: PLC0415 a pipe gets all of it

    return overview(
        found.reflection,
        run.vocabulary,
        today,
        found.last_day_before,
        found.answer,
        verb=verb,
        width=page_width(),
        is_drawn=is_drawn(plain=options.plain),
        can_answer=found.can_answer,
        since=_since_said(found) if found.is_whole else None,
        rows=room(),
    )


def _since_said(found: Found) -> list[str]:
    if found.since is None:
        return []
    from attune_cli.render.since import since_in_brief  # noqa: PLC0415 only a look at all days

    return since_in_brief(found.since)


def _page(run: Attune, found: Found, today: date, *, is_drawn: bool) -> list[Line]:
    idea: list[Line] = []
    since: list[Line] = []
    if found.since:
        from attune_cli.render.since import since_lines  # noqa: PLC0415 only a look at all days

        since = since_lines(found.since)
    if found.noted:
        from attune_cli.commands.tips.ideas import week_idea  # noqa: PLC0415 reads all tips

        idea = week_idea(run, found.reflection, found.noted, today)
    return reflection_page(
        found.reflection,
        run.vocabulary,
        today,
        found.last_day_before,
        found.answer,
        is_drawn=is_drawn,
        can_answer=found.can_answer,
        since=since,
        idea=idea,
    )


def _find(
    run: Attune,
    today: date,
    options: Options,
    period_of: PeriodOf,
    *,
    ends_with_idea: bool,
    is_whole: bool,
) -> Found:
    with reading(run.home) as connection:  # first: a folder out of reach is the journal's to name
        first_weekday = run.settings.first_weekday
        known = read_people(connection)
        child, caregiver = stored_names(options.child, options.caregiver, known)
        period = period_of(first_day(connection), first_weekday)
        reader = known.usual_caregiver(run.settings.caregiver)
        whose = (known.id_of_child(child), known.id_of_caregiver(caregiver))
        before = earlier(connection, period, *whose, known.id_of_caregiver(reader))
        all_days = None
        if period.unit is Unit.SPAN:  # it may hold any number of moments
            from attune_cli.render.progress import waiting  # noqa: PLC0415 weeks and months are quick

            with waiting("Counting", plain=options.plain):
                found, tallies = _counted(run, connection, period, known, whose, today)
            all_days = tallies if is_whole else None
            reflection = reflection_from(found, period, child, caregiver, before)
            may_have_idea = False
        else:
            moments = window(connection, period).moments
            parts = run.settings.parts_of_day
            reflection = reflect(
                moments, period, child, caregiver, parts, earlier=before, reader=reader
            )
            may_have_idea = bool(moments) and not any(FRIGHTEN in m.responses for m in moments)
        day_before = last_day_before(connection, period.start)
        low = _low(connection, period, known, reader) if caregiver in {None, reader} else None
        answer = last_answer(connection, period.end)
        is_short = not options.wants_all and run.settings.pages.is_short(
            in_terminal=is_styled(plain=options.plain)
        )
        is_age_known = any(one.band_at(today) for one in known.children.values())
        has_idea = ends_with_idea and not is_short and may_have_idea and is_age_known
        for_idea = _noted(connection, today, run.settings.caregiver) if has_idea else None
    since = _since(all_days, today) if all_days else None
    reflection = as_read_by_you(reflection, known, run.settings.caregiver)
    reflection = reflection._replace(low=low)
    if child or caregiver:  # an answer is about everybody, not about one of them
        return Found(reflection, None, None, False, is_short, for_idea, since, is_whole)
    is_week = period == week_of(period.start, first_weekday)
    is_near = answer is not None and (
        answer.week in period or (is_week and period.end - answer.week <= SHOWN_FOR)
    )
    near = answer if is_near else None
    return Found(reflection, day_before, near, is_week, is_short, for_idea, since, is_whole)


def _counted(
    run: Attune, connection: Any, period: Period, known: People,
    whose: tuple[int | None, int | None], today: date,
) -> tuple[Counted, Tallies]:  # fmt: skip
    """Return what is counted of a period, and how its moments of distress were rated."""
    from attune_cli.store.counting import Whose, alike_in, counted_in  # noqa: PLC0415 no week

    parts = run.settings.parts_of_day
    reader = known.id_of_caregiver(known.usual_caregiver(run.settings.caregiver))
    since = today - timedelta(days=OPEN_FOR_DAYS)
    of = Whose(*whose)
    alike = alike_in(connection, period, of)
    counted = counted_in(connection, alike, period, of, parts, reader, known, since)
    return counted, alike.tallies(reader)


def _since(all_days: Tallies, today: date) -> "SinceTheBeginning | None":
    from attune_cli.core.statistics.since import since_the_beginning  # noqa: PLC0415 as above

    return since_the_beginning(all_days, today)


def _low(connection: Any, period: Period, known: People, you: str) -> LowMood | None:
    """Return the low days of the reader; None where a page does not speak of them."""
    if period.unit not in ONCE_IN:
        return None
    days = Period(period.start - timedelta(days=LOW_WINDOW - 1), period.end)
    low_days = days_with_state(connection, LOW, days, known.id_of_caregiver(you))
    return low_mood(low_days, period)


def _noted(connection: Any, today: date, usual: str) -> "Noted":
    from attune_cli.store.tip_marks import noted  # noqa: PLC0415 only a week in a calm time needs it

    return noted(connection, today, usual)
