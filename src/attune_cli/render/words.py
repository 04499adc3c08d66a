"""The page of the vocabularies."""

from collections.abc import Iterable

from attune_cli.core.vocabulary import VOCABULARIES, Word
from attune_cli.render.page import Line, heading

HEADINGS = {
    "kind": "Kind of moment (it follows from the other words)",
    "cue": "What they were upset about (one)",
    "response": "What you did then (any number)",
    "activity": "What you did together in a calm moment (any number)",
    "step": "What you did to come back after a conflict (any number)",
    "sensitivity": "How you see your response, or how fully you were there (one, or none)",
    "came_back": "Whether you came back to it, after partly or not this time (one, or none)",
    "after": "How they were afterwards (one, or none)",
    "state": "How you were (any number)",
}


def words_page(words: Iterable[Word]) -> list[Line]:
    """Return the words by vocabulary, each with its label and definition."""
    words, page = list(words), []
    for vocabulary in VOCABULARIES:
        of_it = [word for word in words if word.vocabulary == vocabulary]
        if of_it:
            page += heading(HEADINGS[vocabulary])
        page += [
            Line(f"{word.word:<12} {word.label}. {word.definition}", indent=2, hang=13)
            for word in of_it
        ]
    return page[1:]
