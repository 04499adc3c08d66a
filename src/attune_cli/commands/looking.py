"""Looking back on a span of days: what `week`, `month` and `look` do once they know which."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from attune_cli.commands.options import known_name
from attune_cli.context import Attune
from attune_cli.core.period import Period
from attune_cli.core.summary import Reflection, reflect
from attune_cli.core.vocabulary import vocabulary
from attune_cli.store import past, quick
from attune_cli.store.opening import reading


class Asked(NamedTuple):
    """Whose moments, and how they are to be shown."""

    child: str | None
    caregiver: str | None
    explain: bool
    as_json: bool
    plain: bool


def look_back(run: Attune, asked: Asked, period_of: Callable[[date | None], Period]) -> None:
    """Show the reflection on a period.

    Args:
        run: the run.
        asked: whose moments, and how.
        period_of: gets the first day with a moment, or None, and returns the period.

    Raises:
        AttuneError: somebody is not known, or the period or the journal cannot be read.
    """
    today = run.clock().date()
    with reading(run.home) as connection:  # first: a folder out of reach is the journal's to name
        known = quick.people(connection)
        child, caregiver = narrowed(asked.child, asked.caregiver, known)
        period = period_of(past.first_day(connection))
        found = past.window(connection, period)
    reflection = reflect(found.moments, period, child, caregiver)
    # The last day of everybody's says nothing of one child or caregiver.
    before = None if child or caregiver else found.last_day_before
    _show(reflection, asked, today, before)


def _show(reflection: Reflection, asked: Asked, today: date, last_day_before: date | None) -> None:
    explained = []
    if asked.explain:
        from attune_cli.render.explain import explanation  # noqa: PLC0415 if asked for

        explained = explanation(reflection, today)
    if asked.as_json:
        from attune_cli.render.as_json import print_json, reflection_face  # noqa: PLC0415 likewise

        more = {"explanation": [line.text for line in explained if line.text]} if explained else {}
        print_json(reflection_face(reflection) | more)
        return
    from attune_cli.render.plain import show  # noqa: PLC0415 likewise
    from attune_cli.render.reflection import reflection_page  # noqa: PLC0415 likewise

    page = explained or reflection_page(reflection, vocabulary(), today, last_day_before)
    show(page, plain=asked.plain)


def narrowed(
    child: str | None, caregiver: str | None, known: quick.People
) -> tuple[str | None, str | None]:
    """Return the stored nicknames of those that were named.

    Raises:
        UnknownPerson: the journal has nobody of that name.
    """
    return (
        None if child is None else known_name("child", child, known.names_of_children),
        None
        if caregiver is None
        else known_name("caregiver", caregiver, known.names_of_caregivers),
    )
