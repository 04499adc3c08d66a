"""`attune words`: the vocabularies."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, Plain, run_of
from attune_cli.core.vocabulary import VOCABULARIES
from attune_cli.errors.usage import UnknownVocabulary
from attune_cli.render.json import print_json, words_json
from attune_cli.render.output import show
from attune_cli.render.words import words_page

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def words(
    ctx: typer.Context,
    which: Annotated[
        str | None, typer.Argument(metavar="[" + "|".join(VOCABULARIES) + "]", help="One only.")
    ] = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """List the words that a moment is logged with."""
    if which and which not in VOCABULARIES:
        raise UnknownVocabulary(which, VOCABULARIES)
    known = run_of(ctx).vocabulary
    found = known.of(which) if which else tuple(known.words.values())
    if as_json:
        print_json(words_json(found))
    else:
        show(words_page(found), plain=plain)
