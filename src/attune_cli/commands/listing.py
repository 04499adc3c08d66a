"""Showing the moments that are wanted: what `list` and `search` do once they know which."""

import sys
from array import array
from collections.abc import Iterator, Sequence

from attune_cli.commands.usual import addressed
from attune_cli.context import Attune
from attune_cli.core.moment import Moment
from attune_cli.core.wanted import Wanted
from attune_cli.render.plain import show
from attune_cli.store.database import reading
from attune_cli.store.faults import examined
from attune_cli.store.home import Home
from attune_cli.store.moments import numbered
from attune_cli.store.search import find

USUALLY = 50  # moments, where nobody says how many
COUNTED = 1_000  # beyond which “more than” is near enough
ALL = 2**31  # no journal holds as many
AT_ONCE = 500  # moments read in one go, so that no other program waits for the reader


def show_wanted(
    run: Attune, wanted: Wanted, limit: int | None, *, as_json: bool, plain: bool
) -> None:
    """Show moments, the newest last; what is shown is read as it is shown.

    Args:
        run: the run.
        wanted: which moments.
        limit: so many, the newest; 0 is all; None is some for people, and all for programs.
        as_json: as a JSON object a line.
        plain: no style, and no pager.

    Raises:
        JournalTrouble: the journal can't be read.
    """
    most = min((0 if as_json else USUALLY) if limit is None else limit, ALL) or None
    with reading(run.home) as connection:
        enough = most and max(most, COUNTED) + 1
        found = find(connection, wanted, enough) if connection else array("q")
    numbers = found[-most:] if most else found
    if not numbers:
        _tell_nothing(run.home, wanted, as_json=as_json, plain=plain)
        return
    moments = _read(run.home, numbers)
    if as_json:
        from attune_cli.render.as_json import moment_face, print_json  # noqa: PLC0415 if asked for

        for moment in moments:
            print_json(moment_face(moment))
        return
    from attune_cli.render.moments import Extent, moments_page  # noqa: PLC0415 not for JSON
    from attune_cli.render.paged import show_paged  # noqa: PLC0415 likewise

    extent = None
    if len(found) > len(numbers):
        is_more = len(found) == enough
        extent = Extent(len(numbers), len(found) - is_more, is_more)
    page = moments_page(addressed(run, moments), wanted.terms, run.clock(), extent)
    show_paged(page, plain=plain, ends_newest=True)


def _read(home: Home, numbers: Sequence[int]) -> Iterator[Moment]:
    for first in range(0, len(numbers), AT_ONCE):
        with reading(home) as connection:
            some = numbers[first : first + AT_ONCE]
            moments = numbered(connection, some) if connection else []
        if len(moments) < len(some) and (trouble := examined(home)):  # or deleted just now
            raise trouble
        yield from moments


def _tell_nothing(home: Home, wanted: Wanted, *, as_json: bool, plain: bool) -> None:
    if not wanted.is_narrow and (trouble := examined(home)):
        raise trouble
    from attune_cli.render.moments import nothing_found  # noqa: PLC0415 where nothing is found

    near = _near_tags(home, wanted.words.get("tag", ()))
    page = nothing_found(is_narrow=wanted.is_narrow, is_search=bool(wanted.terms), near=near)
    show(page, plain=plain, stream=sys.stderr if as_json else None)


def _near_tags(home: Home, tags: Sequence[str]) -> dict[str, str]:
    """Return for tags that no moment has those that are perhaps meant."""
    if not tags:
        return {}
    from attune_cli.core.tags import near_tag  # noqa: PLC0415 where nothing is found
    from attune_cli.store.search import new_tags  # noqa: PLC0415 likewise

    with reading(home) as connection:
        new, known = new_tags(connection, tags, 0) if connection else ([], [])
    return {tag: near for tag in new if (near := near_tag(tag, known))}
