"""The page of the vocabularies, and that of what the ratings may look like."""

import re
from collections.abc import Iterable, Mapping

from attune_cli.core.anchors import ASKED, Anchors
from attune_cli.core.speech.lexicon import ALONG, MINE, NEAR, SAME, THEIRS
from attune_cli.core.vocabulary import VOCABULARIES, Vocabulary, Word, as_stored
from attune_cli.errors import quoted
from attune_cli.render.page import Line, bullet, clean, heading
from attune_cli.render.tips import OF_AGE

UP_TO_YEAR = r".*?\d{4}"
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


TAKEN_FOR = {
    SAME: "“{typed}” is taken for {words}.",
    MINE: "“{typed}” is taken for {words}, where a line says that you did or felt it.",
    THEIRS: "“{typed}” is taken for {words}, where a line says that they did or felt it.",
    ALONG: "“{typed}” is taken for {words}, beside other words of such a moment.",
    NEAR: "“{typed}” is taken for {words}, once it has asked you.",
}
BY_THE_REST = "“{typed}” is taken for {words}; the rest of the moment decides."


def said_lines(typed: str, levels: Mapping[str, str], words: Vocabulary) -> list[Line]:
    """Return how `attune log` takes what people say for a word, and an empty line; or nothing.

    Args:
        typed: what they say.
        levels: the words that it may mean, each with how surely.
        words: for those that are known, and where they stand.
    """
    known = {name: found for name in levels if (found := words.find(name))}
    others = {name: word for name, word in known.items() if name != as_stored(typed)}
    lines = []
    for level, said in TAKEN_FOR.items():
        of_it = [word for name, word in others.items() if levels[name] == level]
        if not of_it:
            continue
        labels = quoted((word.word for word in of_it), "or")
        several = len({word.vocabulary for word in of_it}) > 1
        template = BY_THE_REST if several and level == SAME else said
        lines.append(Line(template.format(typed=clean(typed), words=labels), hang=2))
    return [*lines, Line()] if lines else []


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
        if vocabulary == "sensitivity" and of_it:
            page.append(
                Line(f"What each may look like: attune words {next(iter(ASKED))}", "quiet", 2)
            )
    return page[1:]


def anchors_page(found: Anchors, words: Vocabulary, *, briefly: bool = False) -> list[Line]:
    """Return the page of what the ratings of a kind may look like.

    Args:
        found: the lines.
        words: for the question and the labels.
        briefly: leave out what comes after the ratings.
    """
    question = next(word.question for word in words.of("kind") if word.word == found.kind)
    of_age = f"With {OF_AGE[found.band]}" if found.band else "At any age"
    page = [Line(question or "", "title"), Line(f"{of_age}. {found.about}", hang=0)]
    for anchor in found.anchors:
        page += heading(f"{words.label(anchor.rating).capitalize()}")
        page += [Line(anchor.means, indent=2), *map(bullet, anchor.says)]
    if briefly:
        return [*page, Line()]
    if found.late:
        page += [Line(), Line(found.late), Line("attune back last later", "command", 2)]
    years = (re.search(UP_TO_YEAR, source) for source in found.sources)
    sources = "; ".join(year[0] for year in years if year)
    page += [Line(), Line(f"Examples written for attune, after {sources}.", "quiet")]
    other = next(typed for typed, kind in ASKED.items() if kind is not found.kind)
    about = {"fully_there": "For a calm moment", "sensitive": "For when they were upset"}[other]
    return [*page, Line(f"{about}: attune words {other}", "quiet")]
