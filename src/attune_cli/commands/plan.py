"""`attune plan`: time set aside, as a file that any calendar imports. attune itself never rings."""

import sys
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from attune_cli import errors
from attune_cli.commands.complete import (
    HOURS,
    TO_COME,
    Offer,
    complete_band,
    complete_child,
    complete_clock,
    complete_path,
    offers,
    one_of,
)
from attune_cli.commands.options import AsJson, Plain, known_name, run_of
from attune_cli.context import Attune
from attune_cli.core.people import BANDS, read_age
from attune_cli.core.plan import (
    LOG_LAST,
    LOOK_BACK,
    MOST_WEEKS,
    Plan,
    WeeklyRequest,
    check_range,
    plan_words,
    random_times,
    random_uid,
    read_hours,
    weekly_plan,
)
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.time.period import DAYS_OF_WEEK
from attune_cli.core.tips.choice import tip_for_calm_time
from attune_cli.core.tips.library import read_tips
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.help import HelpedGroup
from attune_cli.render.json import print_json
from attune_cli.render.output import tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.pager import show_paged
from attune_cli.render.plan import (
    plan_json,
    planned,
    plans_json,
    plans_page,
    tip_text,
    unread,
    until_told,
)
from attune_cli.store.calendar import to_calendar
from attune_cli.store.database import reading
from attune_cli.store.files import named_file, write_new
from attune_cli.store.people import read_people
from attune_cli.store.places import foreign_file
from attune_cli.store.plans import (
    file_name,
    find_plan,
    keep_plan,
    names_of_plans,
    read_plans,
    remove_plan,
)

_SOME_WEEKS = one_of(["4", "8", "13", "26"])


def _complete_weekdays(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001 Typer's way
    """Return weekdays, and groups of them; behind a comma, one more."""
    before, comma, _ = incomplete.rpartition(",")
    days = [day[:3] for day in WEEKDAYS if day[:3] not in before.split(",")]
    several = [] if comma else ["daily", "weekdays", "weekend"]
    return offers(((f"{before}{comma}{day}", "") for day in [*days, *several]), incomplete)


def _complete_plan(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the names of the files of plans; they are not read, which takes its time."""
    run = ctx.find_object(Attune) or Attune.from_environment()
    return offers(((name, "") for name in names_of_plans(run.home)), incomplete)


Days = Annotated[
    str | None,
    typer.Option(
        "--days",
        "--day",
        metavar="DAYS",
        help="mon,wed,fri or mon-fri, …",
        autocompletion=_complete_weekdays,
    ),
]
AT = typer.Option(
    metavar="TIME", help="The time of day: 17:30, 8am, …", autocompletion=complete_clock
)
For = Annotated[
    int,
    typer.Option(
        "--for",
        metavar="MINUTES",
        help="How long it takes.",
        autocompletion=one_of(["5", "10", "15", "30"]),
    ),
]
Weeks = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="For how many weeks; 8 where nothing else is said.",
        autocompletion=_SOME_WEEKS,
    ),
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="The last day.", autocompletion=one_of(TO_COME))
]
Remind = Annotated[
    int,
    typer.Option(
        metavar="MINUTES",
        help="Ring so long before it; 0 is at its beginning.",
        autocompletion=one_of([("0", "at its beginning"), "10", "30", "60"]),
    ),
]
Silent = Annotated[bool, typer.Option("--silent", help="No ringing.")]
To = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Write it there; - is standard output.", autocompletion=complete_path
    ),
]
Age = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(BANDS),
        help="For which age the tip in it is.",
        autocompletion=complete_band,
    ),
]
AgeOf = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="The same, by a child of the journal.", autocompletion=complete_child
    ),
]


STDOUT = "-"  # behind --to


def write_plan(run: Attune, plan: Plan, now: datetime, to: str | None, *, as_json: bool) -> None:
    """Write a plan's file and say where it is.

    Raises:
        WordsClash: file and JSON would both go to standard output.
        AttuneError: it cannot be written there.
    """
    content = to_calendar(plan, now)
    if to == STDOUT:
        if as_json:
            raise errors.usage.WordsClash(
                "--to -", "--json", "Both write to standard output. Keep one of them."
            )
        sys.stdout.flush()
        sys.stdout.buffer.write(content)  # in UTF-8 and with the ends of lines of a calendar
        tell_wrapped(planned(plan, now), sys.stderr)
        return
    if to is None:
        path = keep_plan(run.home, plan, content)
    else:
        path = foreign_file(run.home, named_file(to, file_name(plan)))
        write_new(path, content)
    run.is_done = True
    if as_json:
        print_json(plan_json(plan, path, now))
        return
    tell(clean(str(path)))
    tell_wrapped(f"{planned(plan, now)} Open that file with your calendar.", sys.stderr)


def text_for(run: Attune, title: str, now: datetime, age: str | None, child: str | None) -> str:
    """Return the text of a tip that goes with a title; empty where none does.

    Raises:
        WordsClash: the age is said twice.
        UnreadableBand, UnknownPerson, AgeUnknown: it is not known.
    """
    if age is not None and child is not None:
        raise errors.usage.WordsClash("--age", "--child", "Each says an age. Keep one of them.")
    bands = {read_age(age, now.date()).band} if age is not None else _bands(run, child, now)
    tip = tip_for_calm_time(read_tips(), title, bands, now.date(), vocabulary())
    return tip_text(tip) if tip else ""


def _bands(run: Attune, typed: str | None, now: datetime) -> set[str]:
    """Return the age bands of the named child, or of all; a plan needs no journal to know them."""
    try:
        with reading(run.home) as connection:
            children = {child.name: child for child in read_people(connection).children.values()}
    except errors.journal.JournalTrouble:
        if typed is None:
            return set()
        raise
    if typed is None:
        return {band for child in children.values() if (band := child.band_at(now.date()))}
    name = known_name("child", typed, list(children))
    band = children[name].band_at(now.date())
    if band is None:
        raise errors.people.AgeUnknown(name, children, BANDS)
    return {band}


ASIDE = "aside"  # what is meant where the first word is no other command
MINUTES_TO_LOG = 5


class PlanGroup(HelpedGroup):
    """The ways to plan; a first word that is none of them begins the words for the time."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front that is meant where none is named."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [ASIDE, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=PlanGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help='Set time aside: attune plan "floor time" --days mon,wed,fri --at 17:30\n\n'
    "It writes a file that any calendar imports. Calendars are often shared: choose words "
    "that others may read.",
)


@app.command(name=ASIDE)
def aside(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="What the time is for: floor time.")],
    days: Days = None,
    at: Annotated[str | None, AT] = None,
    minutes: For = 15,
    weeks: Weeks = None,
    until: Until = None,
    remind: Remind = 10,
    silent: Silent = False,
    age: Age = None,
    child: AgeOf = None,
    to: To = None,
    as_json: AsJson = False,
) -> None:
    """Set time aside; “aside” may be left out.

    attune plan "floor time" --days mon,wed,fri --at 17:30 --for 15
    """
    run, title = run_of(ctx), " ".join(clean(" ".join(words)).split())
    if not title or days is None or at is None:
        how = 'attune plan "floor time" --days mon,wed,fri --at 17:30'
        raise errors.usage.WordsMissing(f"Say what the time is for, on which days, and when: {how}")
    now = run.clock()
    span = WeeklyRequest(days, at, minutes, weeks, until, None if silent else remind)
    plan = weekly_plan(title, span, now)
    plan = plan._replace(text=text_for(run, title, now, age, child))
    write_plan(run, plan, now, to, as_json=as_json)


@app.command(name="look-back")
def look_back(
    ctx: typer.Context,
    days: Days = None,
    at: Annotated[str, AT] = "20:30",
    minutes: For = 10,
    weeks: Weeks = None,
    until: Until = None,
    remind: Remind = 0,
    silent: Silent = False,
    to: To = None,
    as_json: AsJson = False,
) -> None:
    """Time to look back on the week.

    attune plan look-back --day sun --at 20:30
    """
    run = run_of(ctx)
    now = run.clock()
    title, text = plan_words(LOOK_BACK)
    if days is None:
        days = WEEKDAYS[run.settings.first_weekday - 1]  # the last one of the week
    span = WeeklyRequest(days, at, minutes, weeks, until, None if silent else remind)
    plan = weekly_plan(title, span, now)._replace(text=text)
    write_plan(run, plan, now, to, as_json=as_json)


@app.command(name="log-last")
def log_last(
    ctx: typer.Context,
    between: Annotated[
        str, typer.Option(metavar="HOURS", help="At which hours.", autocompletion=one_of(HOURS))
    ] = "8:00-20:00",
    times: Annotated[
        int,
        typer.Option(
            metavar="N",
            help="On how many days a week.",
            autocompletion=one_of(map(str, range(1, 8))),
        ),
    ] = 3,
    weeks: Annotated[
        int, typer.Option(metavar="N", help="For how many weeks.", autocompletion=_SOME_WEEKS)
    ] = 13,
    silent: Silent = False,
    to: To = None,
    as_json: AsJson = False,
) -> None:
    """Log the last moment, at random times.

    attune plan log-last --between 8:00-20:00 --times 3 --weeks 13
    """
    run = run_of(ctx)
    now = run.clock()
    hours = read_hours(between)
    check_range("--times", times, 1, DAYS_OF_WEEK, "days a week")
    check_range("--weeks", weeks, 1, MOST_WEEKS, "weeks")
    first = now.date() + timedelta(days=1)
    uid = random_uid(hours, times, weeks, first)
    title, text = plan_words(LOG_LAST)
    drawn = random_times(hours, times, weeks, first, uid)
    plan = Plan(uid, title, drawn, (), MINUTES_TO_LOG, None if silent else 0, text)
    write_plan(run, plan, now, to, as_json=as_json)
    if not as_json:
        tell_wrapped(until_told(times, weeks), sys.stderr)


@app.command(name="list")
def list_plans(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """What is planned, and when next."""
    run = run_of(ctx)
    now, plans = run.clock(), read_plans(run.home)
    if as_json:
        print_json(plans_json(plans, now))
    else:
        show_paged(plans_page(plans.kept, run.home.plans, now), plain=plain)
    sys.stdout.flush()
    for path in plans.unreadable:
        tell_wrapped(clean(unread(path)), sys.stderr)


@app.command()
def remove(
    ctx: typer.Context,
    plan: Annotated[
        str,
        typer.Argument(help="Its number in the list, or its name.", autocompletion=_complete_plan),
    ],
    as_json: AsJson = False,
) -> None:
    """Remove a file; calendars keep their copy."""
    run = run_of(ctx)
    found = find_plan(read_plans(run.home).kept, plan)
    remove_plan(found)
    run.is_done = True
    if as_json:
        print_json(plan_json(found.plan, found.path, run.clock()))
    else:
        tell_wrapped(clean(f"Removed: {found.plan.title}, {found.path}"))
    told = "What a calendar has imported stays there: delete it in the calendar too."
    tell_wrapped(told, sys.stderr)
