"""`attune trend`: whether it is changing, week by week or month by month."""

from enum import StrEnum
from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, By, OfChild, Plain, run_of
from attune_cli.commands.people.names import stored_names
from attune_cli.context import Attune
from attune_cli.core.statistics.trend import Trend, compared
from attune_cli.core.statistics.trend import trend as trend_of
from attune_cli.core.time.period import Period, Unit
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.render.json import print_json, trend_json
from attune_cli.render.output import is_drawn, show
from attune_cli.render.text import page_width
from attune_cli.render.trend import NARROWEST, trend_page
from attune_cli.store.database import reading
from attune_cli.store.moments import count_with_response, day_tallies
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Step(StrEnum):
    """What a line stands for."""

    WEEK = Unit.WEEK
    MONTH = Unit.MONTH


Each = Annotated[Step, typer.Option("--by", case_sensitive=False, help="What a line stands for.")]
All = Annotated[bool, typer.Option("--all", help="All weeks or months, not the latest twelve.")]


@app.command(
    epilog="The last 4 weeks are compared with the 4 before. Example: attune trend --by month"
)
def trend(
    ctx: typer.Context,
    by: Each = Step.WEEK,
    everything: All = False,
    child: OfChild = None,
    caregiver: By = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """See whether it is changing, week by week."""
    run = run_of(ctx)
    found = _read(run, Unit(by), child, caregiver)
    if as_json:
        print_json(trend_json(found))
        return
    width = page_width()
    has_chart = is_drawn(plain=plain) and width >= NARROWEST
    show(trend_page(found, width, is_drawn=has_chart, everything=everything), plain=plain)


def _read(run: Attune, by: Unit, child: str | None, caregiver: str | None) -> Trend:
    today = run.clock().date()
    with reading(run.home) as connection:
        known = read_people(connection)
        child, caregiver = stored_names(child, caregiver, known)
        whose = (known.id_of_child(child), known.id_of_caregiver(caregiver))
        first_weekday = run.settings.first_weekday
        before, after = compared(today, by, first_weekday)
        both = Period(before.start, after.end)
        tallies = day_tallies(connection, *whose)
        frightened = count_with_response(connection, FRIGHTEN, both, *whose)
    return trend_of(
        tallies,
        today,
        by,
        first_weekday,
        child=child,
        caregiver=caregiver,
        frightened=frightened,
    )
