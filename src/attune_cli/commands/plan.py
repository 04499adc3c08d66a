"""`attune plan`: time set aside, as a file that any calendar imports. attune itself never rings."""

import sys
from datetime import timedelta
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from attune_cli.commands.options import AsJson, Plain, run_of
from attune_cli.commands.plan_options import (
    AT,
    Age,
    AgeOf,
    Days,
    For,
    Remind,
    Silent,
    To,
    Until,
    Weeks,
)
from attune_cli.commands.setting_aside import text_for, write_plan
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
from attune_cli.errors.usage import WordsMissing
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.plan import plan_json, plans_json, plans_page
from attune_cli.store.plans import find_plan, read_plans, remove_plan

ASIDE = "aside"  # what is meant where the first word is no other command
MINUTES_TO_LOG = 5


class PlanGroup(TyperGroup):
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
        raise WordsMissing(f"Say what the time is for, on which days, and when: {how}")
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
    between: Annotated[str, typer.Option(metavar="HOURS", help="At which hours.")] = "8:00-20:00",
    times: Annotated[int, typer.Option(metavar="N", help="On how many days a week.")] = 2,
    weeks: Annotated[int, typer.Option(metavar="N", help="For how many weeks.")] = 4,
    silent: Silent = False,
    to: To = None,
    as_json: AsJson = False,
) -> None:
    """Log the last moment, at random times.

    attune plan log-last --between 8:00-20:00 --times 2 --weeks 4
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


@app.command(name="list")
def list_plans(ctx: typer.Context, as_json: AsJson = False, plain: Plain = False) -> None:
    """What is planned, and when next."""
    run = run_of(ctx)
    now, plans = run.clock(), read_plans(run.home)
    if as_json:
        from attune_cli.render.json import print_json  # noqa: PLC0415 if asked for

        print_json(plans_json(plans, now))
    else:
        show(plans_page(plans.kept, run.home.plans, now), plain=plain)
    sys.stdout.flush()
    for path in plans.unreadable:
        tell_wrapped(clean(f"{path} is no plan that I can read, so it isn’t listed."), sys.stderr)


@app.command()
def remove(
    ctx: typer.Context,
    plan: Annotated[str, typer.Argument(help="Its number in the list, or its name.")],
    as_json: AsJson = False,
) -> None:
    """Remove a file; calendars keep their copy."""
    run = run_of(ctx)
    found = find_plan(read_plans(run.home).kept, plan)
    remove_plan(found)
    if as_json:
        from attune_cli.render.json import print_json  # noqa: PLC0415 if asked for

        print_json(plan_json(found.plan, found.path, run.clock()))
    else:
        tell_wrapped(clean(f"Removed: {found.plan.title}, {found.path}"))
    told = "What a calendar has imported stays there: delete it in the calendar too."
    tell_wrapped(told, sys.stderr)
