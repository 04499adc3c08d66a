"""`attune tips keep`, `hide` and `unmark`: what a person says of a tip, kept in the journal."""

from typing import Annotated

import typer

from attune_cli.commands.ideas import library
from attune_cli.commands.options import AsJson, run_of
from attune_cli.context import Attune
from attune_cli.core.choice import Mark
from attune_cli.errors.tips import UnknownTip
from attune_cli.render.plain import tell_wrapped
from attune_cli.render.tips import marked, unmarked
from attune_cli.store.database import reading
from attune_cli.store.journal import journal
from attune_cli.store.tips import marks

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="As in the brackets below a tip: toddler-get-low.")
]


def keep(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Keep a tip: it comes back now and then, and stands first in lists."""
    _mark(run_of(ctx), name, Mark.KEPT, as_json=as_json)


def hide(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Hide a tip: it is not shown again, except with --all."""
    _mark(run_of(ctx), name, Mark.HIDDEN, as_json=as_json)


def unmark(ctx: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Take back a keep or a hide."""
    _mark(run_of(ctx), name, None, as_json=as_json)


def _mark(run: Attune, typed: str, mark: Mark | None, *, as_json: bool) -> None:
    """Say something of a tip, or take it back.

    Raises:
        UnknownTip: none has that id, nor has a mark been given to it.
        AttuneError: the own tips or the journal cannot be used.
    """
    with reading(run.home) as connection:
        said = marks(connection)
    titles = {tip.id: tip.title for tip in library(run)}
    id_ = _known(typed, [*titles, *(id_ for id_ in said if mark is None and id_ not in titles)])
    before = said.get(id_)
    if mark is not before:
        with journal(run.home) as opened:
            opened.mark_tip(id_, mark, run.clock())
    if as_json:
        from attune_cli.render.as_json import print_json  # noqa: PLC0415 if asked for
        from attune_cli.render.tips_json import tip_mark_face  # noqa: PLC0415 likewise

        print_json(tip_mark_face(id_, mark))
    else:
        title = titles.get(id_, id_)
        tell_wrapped(marked(title, mark, before) if mark else unmarked(title, before))


def _known(typed: str, ids: list[str]) -> str:
    said = typed.strip().strip("[]").casefold()
    if said not in ids:
        from difflib import get_close_matches  # noqa: PLC0415 only a typo needs it

        raise UnknownTip(typed, get_close_matches(said, ids, 2))
    return said
