"""`attune today`, and `attune` alone: a glance of three lines."""

import typer

from attune_cli.commands.options import AsJson, Plain, can_ask, run_of
from attune_cli.context import Attune
from attune_cli.core.glance import glance
from attune_cli.core.time.period import week_of
from attune_cli.render.begun import still_begun
from attune_cli.render.glance import glance_lines
from attune_cli.render.json import glance_json, print_json
from attune_cli.render.output import tell_wrapped
from attune_cli.store.database import is_first, reading
from attune_cli.store.drafts import read_drafts
from attune_cli.store.moments import latest, window
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def today(
    ctx: typer.Context,
    as_json: AsJson = False,
    plain: Plain = False,  # noqa: ARG001 it always is
) -> None:
    """See the last moment, this week so far, and one hint."""
    show_glance(run_of(ctx), as_json=as_json)


def show_alone(run: Attune) -> None:
    """Show a glance; in a terminal without a journal, ask once for a child instead.

    Raises:
        AttuneError: the journal or the settings cannot be read, or no journal can be begun.
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    if can_ask(as_json=False) and is_first(run.home):
        from attune_cli.commands.first_run import first_run  # noqa: PLC0415 prompt_toolkit, once

        first_run(run)
    else:
        show_glance(run)


def show_glance(run: Attune, *, as_json: bool = False) -> None:
    """Show a glance.

    Raises:
        AttuneError: the journal or the settings cannot be read.
    """
    now = run.clock()
    with reading(run.home) as connection:
        week = week_of(now.date(), run.settings.first_weekday)
        moments = window(connection, week).moments
        last = latest(connection, moments)
        known = read_people(connection)
    reader = known.usual_caregiver(run.settings.caregiver)
    found = glance(moments, last, week, now.date(), reader)
    if as_json:
        print_json(glance_json(found))
        return
    if last:
        whose = known.addressed(last.caregiver, run.settings.caregiver)
        found = found._replace(last=last._replace(caregiver=whose))
    for line in glance_lines(found, run.vocabulary, now):  # without Rich, which costs 16 ms
        tell_wrapped(line)
    begun = next(read_drafts(run.home.drafts), None)
    if begun:
        tell_wrapped(still_begun(begun[1], run.vocabulary))
