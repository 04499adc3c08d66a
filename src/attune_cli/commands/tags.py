"""Tags that look like a slip of one that is in use."""

import sys
from collections.abc import Sequence

from attune_cli.core.grammar import near_tag
from attune_cli.core.moment import Moment
from attune_cli.render.output import tell_wrapped
from attune_cli.render.page import clean
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.search import new_tags


def tell_near_tags(home: Home, moment: Moment) -> None:
    """Say, beside the data, which tag in use a new tag of a moment looks like."""
    if moment.number is None:
        return
    for tag, near in near_tags(home, moment.tags, moment.number).items():
        text = f"#{tag} is new. Did you mean #{near}? attune edit {moment.number} changes it."
        tell_wrapped(clean(text), sys.stderr)


def near_tags(home: Home, tags: Sequence[str], number: int = 0) -> dict[str, str]:
    """Return for tags that no moment has, except the one of this number, those that look alike."""
    if not tags:
        return {}
    with reading(home) as connection:
        new, known = new_tags(connection, tags, number) if connection else ([], [])
    return {tag: near for tag in new if (near := near_tag(tag, known))}
