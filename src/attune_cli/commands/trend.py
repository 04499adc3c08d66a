"""`attune trend`: whether it is changing, week by week or month by month."""

from enum import StrEnum
from typing import Annotated

import typer

from attune_cli.commands.complete import complete_whose_days
from attune_cli.commands.options import AsJson, By, More, OfChild, Plain, run_of
from attune_cli.commands.people.names import stored_names
from attune_cli.commands.query import View, query_of, whose
from attune_cli.context import Attune
from attune_cli.core.statistics.trend import Trend
from attune_cli.core.statistics.trend import trend as trend_of
from attune_cli.core.time.period import Unit
from attune_cli.render.json import print_json, trend_json
from attune_cli.render.output import is_drawn, is_styled
from attune_cli.render.pager import show_paged
from attune_cli.render.progress import waiting
from attune_cli.render.short import room
from attune_cli.render.text import page_width
from attune_cli.render.trend import NARROWEST, trend_overview, trend_page
from attune_cli.store.counting import Whose, all_tallies
from attune_cli.store.database import reading
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)


VIEW = View("trend", "a child and a caregiver: attune trend @ada", days=False)


class Step(StrEnum):
    """What a line stands for."""

    WEEK = Unit.WEEK
    MONTH = Unit.MONTH


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[@NAME]", help="Whose moments: @ada.", autocompletion=complete_whose_days
    ),
]
Each = Annotated[Step, typer.Option("--by", case_sensitive=False, help="What a line stands for.")]
All = Annotated[bool, typer.Option("--all", help="All weeks or months, not the latest twelve.")]


Explain = Annotated[bool, typer.Option("--explain", help="How the comparison came about.")]


@app.command(
    epilog="The last 4 full weeks are compared with the 4 before. Example: attune trend --by month"
)
def trend(
    ctx: typer.Context,
    words: Words = None,
    by: Each = Step.WEEK,
    everything: All = False,
    child: OfChild = None,
    caregiver: By = None,
    more: More = False,
    explain: Explain = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """See whether it is changing, week by week."""
    run = run_of(ctx)
    child, caregiver = whose(query_of(ctx, words, VIEW), child, caregiver)
    found = _read(run, Unit(by), child, caregiver, plain=plain)
    explained = []
    if explain:
        from attune_cli.render.trend_explain import explanation  # noqa: PLC0415 few ask for it

        explained = explanation(found)
    if as_json:
        said = {"explanation": [line.text for line in explained if line.text]} if explained else {}
        print_json(trend_json(found) | said)
        return
    width = page_width()
    has_chart = is_drawn(plain=plain) and width >= NARROWEST
    is_short = run.settings.pages.is_short(in_terminal=is_styled(plain=plain))
    if explained:
        page = explained
    elif is_short and not (more or everything):
        page = trend_overview(found, width, room(), is_drawn=has_chart)
    else:
        page = trend_page(found, width, is_drawn=has_chart, everything=everything)
    show_paged(page, plain=plain)


def _read(run: Attune, by: Unit, child: str | None, caregiver: str | None, *, plain: bool) -> Trend:
    today = run.clock().date()
    with reading(run.home) as connection:
        known = read_people(connection)
        child, caregiver = stored_names(child, caregiver, known)
        reader = known.id_of_caregiver(known.usual_caregiver(run.settings.caregiver))
        of = Whose(known.id_of_child(child), known.id_of_caregiver(caregiver))
        with waiting("Counting", plain=plain):
            tallies = all_tallies(connection, of, reader)
    first_weekday = run.settings.first_weekday
    return trend_of(tallies, today, by, first_weekday, child=child, caregiver=caregiver)
