"""`attune demo`: a week of the example journal, in a folder that is removed afterwards."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from attune_cli.commands.options import AsJson, More, Plain, run_of
from attune_cli.commands.reflection import show_from_the_top
from attune_cli.core.moment import Moment
from attune_cli.core.moment_json import moment_from_plain
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.statistics.reflection import reflect
from attune_cli.core.time.period import week_of
from attune_cli.core.vocabulary import vocabulary
from attune_cli.render.json import print_json, reflection_json
from attune_cli.render.output import is_drawn, is_styled
from attune_cli.render.overview import overview
from attune_cli.render.page import Line
from attune_cli.render.reflection import reflection_page
from attune_cli.render.short import WIDE, Next
from attune_cli.render.text import page_width
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.moments import earlier, window
from attune_cli.store.people import read_people

PACKAGE = Path(__file__).parent.parent
FILE = "eight-weeks.jsonl"
# In an installed package the build has put the file beside the other data.
PLACES = (PACKAGE / "data" / FILE, PACKAGE.parent.parent / "examples" / FILE)

EXAMPLE = "An example: eight weeks, two children, two caregivers. Nothing of it stays."
EXAMPLE_IN_BRIEF = "An example; nothing of it stays."
HINTS = (Next("All of it", "attune demo --more"), Next("Your own begins with", "attune log"))

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def demo(
    ctx: typer.Context, more: More = False, as_json: AsJson = False, plain: Plain = False
) -> None:
    """Show the last full week of an example journal; nothing of it stays."""
    now = run_of(ctx).clock()
    period = week_of(now.date() - timedelta(days=7))
    with TemporaryDirectory(prefix="attune-demo-") as folder:
        home = Home.at(Path(folder) / "journal")
        count = _load(home, list(_moved(_example(), period.start)), now)
        with reading(home) as connection:
            found = window(connection, period)
            reader = read_people(connection).id_of_caregiver(DEFAULT_CAREGIVER)
            before = earlier(connection, period, None, None, reader)
    reflection = reflect(found.moments, period, earlier=before)
    if as_json:
        print_json(reflection_json(reflection))
        return
    if is_styled(plain=plain) and not more:
        page = overview(
            reflection,
            vocabulary(),
            now.date(),
            width=page_width(),
            is_drawn=is_drawn(plain=plain),
            note=EXAMPLE if page_width() >= WIDE else EXAMPLE_IN_BRIEF,
            hints=HINTS,
        )
        show_from_the_top(page, plain=plain)
        return
    opening = f"An example journal: eight weeks, {count} moments, two children, two caregivers."
    page = [Line(opening, "quiet"), Line("This is its last full week.", "quiet")]
    page += [
        Line(),
        *reflection_page(
            reflection,
            vocabulary(),
            now.date(),
            found.last_day_before,
            is_drawn=is_drawn(plain=plain),
        ),
    ]
    show_from_the_top([*page, *_what_next()], plain=plain)


def _example() -> list[Moment]:
    path = next(place for place in PLACES if place.exists())
    with path.open(encoding="utf-8") as lines:
        return [moment_from_plain(json.loads(line)) for line in lines]


def _moved(moments: list[Moment], last_week: date) -> Iterator[Moment]:
    """Move the journal by whole weeks, so that its last week becomes the one that begins then."""
    by = last_week - week_of(moments[-1].local_day).start
    for moment in moments:
        occurred = moment.occurred_at
        yield moment._replace(
            local_day=moment.local_day + by,
            occurred_at=occurred + by if occurred else None,
            logged_at=moment.logged_at + by,
        )


def _load(home: Home, moments: list[Moment], now: datetime) -> int:
    children = dict.fromkeys(name for moment in moments for name in moment.children)
    caregivers = dict.fromkeys(moment.caregiver for moment in moments)
    with journal(home) as opened:
        for name in children:
            opened.add_person("child", name, now)
        for name in caregivers:
            if name != DEFAULT_CAREGIVER:
                opened.add_person("caregiver", name, now)
        return opened.add(moments)


def _what_next() -> list[Line]:
    return [
        Line(),
        Line("The example is gone again. Your own journal begins with a moment:", "heading"),
        Line("attune log", "command", 2),
        Line("attune log hurt comfort name yes -m 'fell off the swing'", "command", 2),
        Line("attune week", "command", 2),
        Line("attune tips --age toddler", "command", 2),
    ]
