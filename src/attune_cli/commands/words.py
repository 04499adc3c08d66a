"""`attune words`: the vocabularies."""

from typing import Annotated

import typer

from attune_cli.commands.options import AsJson, Plain, run_of
from attune_cli.core.vocabulary import VOCABULARIES, Vocabulary, Word
from attune_cli.errors.usage import UnknownVocabulary
from attune_cli.render.json import print_json, words_json
from attune_cli.render.output import show
from attune_cli.render.words import words_page

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def words(
    ctx: typer.Context,
    which: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[" + "|".join(VOCABULARIES) + "|WORD...]",
            help="One vocabulary; or a word of one, or what you would say for it.",
        ),
    ] = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """List the words that a moment is logged with."""
    known, name = run_of(ctx).vocabulary, " ".join(which or ())
    if name in VOCABULARIES:
        found = known.of(name)
    elif name:
        found = _said(name, known)
    else:
        found = tuple(known.words.values())
    if as_json:
        print_json(words_json(found))
    else:
        show(words_page(found), plain=plain)


def _said(text: str, known: Vocabulary) -> tuple[Word, ...]:
    """Return the words that a text is, or is said for.

    Raises:
        UnknownVocabulary: there is none.
    """
    word = known.find(text)
    names = [*([word.word] if word else []), *known.said(text)]
    found = tuple(word for name in dict.fromkeys(names) if (word := known.find(name)))
    if not found:
        raise UnknownVocabulary(text, VOCABULARIES)
    return found
