"""`attune tips`: ideas for an age."""

from datetime import date
from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, Plain, known_name, run_of
from attune_cli.context import Attune
from attune_cli.core.people import BANDS, read_band
from attune_cli.core.tips import for_band, of_the_day, read_tips
from attune_cli.errors.people import AgeUnknown
from attune_cli.render.plain import show
from attune_cli.render.tips import tips_page
from attune_cli.store import quick
from attune_cli.store.opening import reading

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def tips(
    ctx: typer.Context,
    age: Annotated[str | None, typer.Option(metavar="|".join(BANDS), help="For which age.")] = None,
    child: Annotated[
        str | None, typer.Option(metavar="NAME", help="For a child of the journal.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All there are for this age.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """Find ideas: for distress, calm, repair and yourself."""
    run = run_of(ctx)
    today = run.clock().date()
    band = read_band(age) if age is not None else _band_of(run, child, today)
    fitting = for_band(read_tips(), band)
    chosen = fitting if everything else of_the_day(fitting, today)
    if as_json:
        from attune_cli.render.as_json import print_json, tips_face  # noqa: PLC0415 if asked for

        print_json(tips_face(chosen))
    else:
        show(tips_page(chosen, band, len(fitting) - len(chosen)), plain=plain)


def _band_of(run: Attune, typed: str | None, today: date) -> str:
    """Return the age band of the named child, or of the only one.

    Raises:
        AgeUnknown: there is none, or several, or nothing tells the age.
    """
    with reading(run.home) as connection:
        children = {child.name: child for child in quick.people(connection).children.values()}
    name = known_name("child", typed, list(children)) if typed is not None else None
    if name is None and len(children) == 1:
        name = next(iter(children))
    band = children[name].band_at(today) if name else None
    if band is None:
        raise AgeUnknown(name, children, BANDS)
    return band
