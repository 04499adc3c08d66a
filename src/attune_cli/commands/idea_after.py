"""The idea after a hard moment was logged."""

import sys
from contextlib import suppress
from datetime import date

from attune_cli.commands.ideas import library
from attune_cli.context import Attune
from attune_cli.core.choice import listed
from attune_cli.core.lately import child_of
from attune_cli.core.moment import Moment
from attune_cli.core.sought import Sought
from attune_cli.errors import AttuneError
from attune_cli.render.idea import idea_after
from attune_cli.render.plain import tell_wrapped
from attune_cli.store.database import reading
from attune_cli.store.people import read_people
from attune_cli.store.tips import marks


def tell_idea(run: Attune, moment: Moment, today: date) -> None:
    """Say a fitting idea after a hard moment, where there is one.

    The moment is stored: whatever stands in the way of an idea, it is left out.
    """
    with suppress(AttuneError):
        if not run.settings.tip_after_log:
            return
        with reading(run.home) as connection:
            children = tuple(read_people(connection).children.values())
            said = marks(connection)
        child = child_of(children, [moment], today)
        band = child.band_at(today) if child else None
        if band and moment.cue:
            sought = Sought(band, word=moment.cue)
            # What needs the page of where to turn is no idea for a line.
            tips = [tip for tip in library(run) if sought.finds(tip) and not tip.support]
            for tip in listed(tips, said, today)[:1]:
                tell_wrapped(idea_after(tip, moment.cue), sys.stderr)
