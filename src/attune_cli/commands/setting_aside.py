"""What the ways to plan share: whose age a tip is for, where the file goes, what is answered."""

import sys
from datetime import datetime

from attune_cli.commands.options import known_name
from attune_cli.context import Attune
from attune_cli.core.fitting import fitting_tip
from attune_cli.core.people import read_band
from attune_cli.core.plan import Plan
from attune_cli.core.tips import read_tips
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.people import AgeUnknown
from attune_cli.errors.usage import WordsClash
from attune_cli.render.page import clean
from attune_cli.render.plain import tell, tell_wrapped
from attune_cli.render.plan import plan_face, planned, tip_text
from attune_cli.store.calendar import to_calendar
from attune_cli.store.database import reading
from attune_cli.store.files import named_file, write_new
from attune_cli.store.people import read_people
from attune_cli.store.plans import keep_plan
from attune_cli.store.troubles import JournalTrouble

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
            raise WordsClash("--to -", "--json", "both write to standard output. Keep one of them.")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)  # in UTF-8 and with the ends of lines of a calendar
        tell_wrapped(planned(plan, now), sys.stderr)
        return
    if to is None:
        path = keep_plan(run.home, plan, content)
    else:
        path = named_file(to)
        write_new(path, content)
    if as_json:
        from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for

        print_json(plan_face(plan, path, now))
        return
    tell(clean(str(path)))
    tell_wrapped(f"{planned(plan, now)} Open that file with your calendar.", sys.stderr)


def text_for(run: Attune, said: str, now: datetime, age: str | None, child: str | None) -> str:
    """Return a tip that goes with what was said, as text.

    Raises:
        WordsClash: the age is said twice.
        UnreadableBand, UnknownPerson, AgeUnknown: it is not known.
    """
    if age is not None and child is not None:
        raise WordsClash("--age", "--child", "each says an age. Keep one of them.")
    bands = {read_band(age)} if age is not None else _bands(run, child, now)
    tip = fitting_tip(read_tips(), said, bands, now.date(), vocabulary())
    return tip_text(tip) if tip else ""


def _bands(run: Attune, typed: str | None, now: datetime) -> set[str]:
    """Return the age bands of the named child, or of all; a plan needs no journal to know them."""
    try:
        with reading(run.home) as connection:
            children = {child.name: child for child in read_people(connection).children.values()}
    except JournalTrouble:
        if typed is None:
            return set()
        raise
    if typed is None:
        return {band for child in children.values() if (band := child.band_at(now.date()))}
    name = known_name("child", typed, list(children))
    band = children[name].band_at(now.date())
    if band is None:
        from attune_cli.core.people import BANDS  # noqa: PLC0415 only a refusal needs them

        raise AgeUnknown(name, children, BANDS)
    return {band}
