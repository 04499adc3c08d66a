"""`attune words`: the vocabularies, and what the ratings may look like."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import Offer, complete_band, complete_child, complete_word, one_of
from attune_cli.commands.options import AsJson, Plain, known_name, run_of
from attune_cli.context import Attune
from attune_cli.core.anchors import ASKED, Anchors, read_anchors
from attune_cli.core.moment import Kind
from attune_cli.core.people import BANDS, key_of, read_age
from attune_cli.core.speech.lexicon import SAME, lexicon
from attune_cli.core.vocabulary import VOCABULARIES, Vocabulary, Word, as_stored
from attune_cli.render.json import anchors_json, print_json, words_json
from attune_cli.render.output import show
from attune_cli.render.pager import show_paged
from attune_cli.render.words import anchors_page, said_lines, words_page
from attune_cli.store.database import reading
from attune_cli.store.people import read_people

app = typer.Typer(rich_markup_mode=None, add_completion=False)

CHOICES = (*ASKED, *VOCABULARIES)


def _complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
    return [*one_of(CHOICES)(ctx, incomplete), *complete_word(ctx, incomplete)]


Which = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHICH]",
        help="How to rate: “sensitive” or “fully_there”. Or what you would say for a word. "
        f"Or one vocabulary: {', '.join(VOCABULARIES)}.",
        autocompletion=_complete,
    ),
]
Age = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(BANDS), help="For which age, when rating.", autocompletion=complete_band
    ),
]
Child = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="For a child of the journal.", autocompletion=complete_child),
]


@app.command(epilog="What yes, partly and not this time may look like: attune words sensitive")
def words(
    ctx: typer.Context,
    which: Which = None,
    age: Age = None,
    child: Child = None,
    as_json: AsJson = False,
    plain: Plain = False,
) -> None:
    """List the words that a moment is logged with, or help with the rating."""
    run, asked = run_of(ctx), as_stored(" ".join(which or ()))
    if asked in ASKED:
        band = (
            read_age(age, run.clock().date()).band
            if age is not None
            else age_of(run, [child] if child else [])
        )
        _show_anchors(run, read_anchors(ASKED[asked], band), as_json=as_json, plain=plain)
        return
    if age is not None or child is not None:
        option = "--age" if age is not None else "--child"
        raise errors.usage.WordsClash(
            " ".join(which or ["attune words"]),
            option,
            "An age matters to the rating: attune words sensitive",
        )
    known = run.vocabulary
    levels: dict[str, str] = {}
    if asked in VOCABULARIES:
        found = known.of(asked)
    elif asked:
        levels = _levels(asked, known)
        found = _said(asked, levels, known)
    else:
        found = tuple(known.words.values())
    if as_json:
        print_json(words_json(found))
    else:
        typed = " ".join(which or ())
        show_paged([*said_lines(typed, levels, known), *words_page(found)], plain=plain)


def _levels(text: str, known: Vocabulary) -> dict[str, str]:
    """Return the words that people say a text for, each with its level; one’s own goes alone.

    A word of attune is that word, whatever else people say it for.
    """
    if text in known.words:
        return {}
    own = known.find(text) if known.is_own_synonym(text) else None
    return {own.word: SAME} if own else lexicon().meaning(tuple(text.split("_")))


def _said(text: str, levels: Iterable[str], known: Vocabulary) -> tuple[Word, ...]:
    """Return the words that a text is, or is said for.

    Raises:
        UnknownVocabulary: there is none.
    """
    word = known.find(text)
    names = [*([word.word] if word else []), *levels]
    found = tuple(word for name in dict.fromkeys(names) if (word := known.find(name)))
    if not found:
        raise errors.usage.UnknownVocabulary(text, CHOICES, [near for near, _ in known.near(text)])
    return found


def _show_anchors(run: Attune, found: Anchors, *, as_json: bool, plain: bool) -> None:
    if as_json:
        print_json(anchors_json(found))
    else:
        show_paged(anchors_page(found, run.vocabulary), plain=plain)


def age_of(run: Attune, named: Sequence[str]) -> str | None:
    """Return the age of those named, or else of the usual or the only child; None if none is one.

    Raises:
        UnknownPerson: the journal has nobody of that name.
    """
    with reading(run.home) as connection:
        children = {child.name: child for child in read_people(connection).children.values()}
    if not named and run.settings.child:
        named = [name for name in children if key_of(name) == key_of(run.settings.child)]
    names = [known_name("child", name, list(children)) for name in named]
    if not names and len(children) == 1:
        names = list(children)
    today = run.clock().date()
    bands = {children[name].band_at(today) for name in names}
    return bands.pop() if len(bands) == 1 else None


def anchors_of(run: Attune, kind: Kind, named: Sequence[str]) -> Anchors:
    """Return what the ratings of a kind may look like, at the age of those named.

    Raises:
        UnknownPerson: the journal has nobody of that name.
    """
    return read_anchors(kind, age_of(run, named))


def show_anchors_of(run: Attune, kind: Kind, named: Sequence[str]) -> None:
    """Show what the ratings of a kind may look like, while somebody is asked for one."""
    page = anchors_page(anchors_of(run, kind, named), run.vocabulary, briefly=True)
    show(page, plain=run.is_plain)
