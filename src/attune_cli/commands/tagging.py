"""After a moment with a tag: is it perhaps a slip of one that is in use?"""

import sys

from attune_cli.core.moment import Moment
from attune_cli.core.tags import near_tag
from attune_cli.render.page import clean
from attune_cli.render.plain import tell_wrapped
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.search import new_tags


def tell_near_tags(home: Home, moment: Moment) -> None:
    """Say of each tag that is new which known one it looks like, if it does; beside the data."""
    if moment.number is None:
        return
    with reading(home) as connection:
        new, known = new_tags(connection, moment.tags, moment.number) if connection else ([], [])
    for tag in new:
        near = near_tag(tag, known)
        if near:
            said = f"#{tag} is new. Did you mean #{near}? attune edit {moment.number} changes it."
            tell_wrapped(clean(said), sys.stderr)
