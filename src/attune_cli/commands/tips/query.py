"""The words behind `attune tips`: an age, a child, a kind and a word, as its options say it."""

from collections.abc import Sequence
from typing import NamedTuple

import typer

from attune_cli import errors
from attune_cli.commands.query import View, query_of, whose
from attune_cli.core.crisis import concern_of
from attune_cli.core.people import BANDS, read_band
from attune_cli.core.query import Query, tokens_of
from attune_cli.core.tips.library import TIP_KINDS, TIP_VOCABULARIES
from attune_cli.core.vocabulary import Word, as_stored

LONGEST_AGE = 4  # words that an age has at most
KIND = "kind"
_ALONE = {"kept", "hidden"}  # verbs that need nothing behind them


class Wanted(NamedTuple):
    """What is looked for among the tips, as typed; None where nothing was.

    Attributes:
        age: an age or its band.
        child: a nickname.
        word: of a vocabulary.
        kind: of a tip.
        search: a text.
    """

    age: str | None = None
    child: str | None = None
    word: str | None = None
    kind: str | None = None
    search: str | None = None

    def with_one(self, name: str, typed: str) -> "Wanted":
        """Return it with one more thing.

        Raises:
            WordsClash: another one is wanted already.
        """
        before = getattr(self, name)
        if before is not None and as_stored(before) != as_stored(typed):
            why = "Ideas go by one of them at a time. Keep one."
            raise errors.usage.WordsClash(before, typed, why)
        return self._replace(**{name: typed})


def view_of(verbs: Sequence[str]) -> View:
    """Return what `tips` can be narrowed by.

    Args:
        verbs: what `tips` does beside; one of them may be meant.
    """
    others = {**dict.fromkeys(BANDS, "age"), **dict.fromkeys(verbs, "what it does")}
    takes = "an age, a child and a word: attune tips toddler told_no"
    instead = "In their texts: attune tips --search"
    return View(
        "tips",
        takes,
        words=True,
        numbers=True,
        days=False,
        instead=instead,
        others=others,
        as_logged=True,
    )


def wanted_of(
    ctx: typer.Context, typed: Sequence[str], options: Wanted, verbs: Sequence[str]
) -> Wanted:
    """Return what options and words want together.

    Raises:
        AttuneError: a word means nothing here, or contradicts another one.
    """
    if not typed:
        return options
    if (verb := next((word for word in typed if word.casefold() in verbs), None)) is not None:
        others = [word for word in typed if word != verb]
        what = verb.casefold()
        alone = f"attune tips {what}" if what in _ALONE else f"attune tips {what} --help"
        why = f"“{what}” is a verb of its own: {alone}"
        raise errors.usage.WordsClash(" ".join(others), verb, why)
    try:
        return _wanted(ctx, typed, options, verbs)
    except errors.arguments.NothingOfThat:
        if options.search is not None or not concern_of(" ".join(typed)):
            raise
        return options._replace(search=" ".join(typed))  # whoever looks for help gets it


def _wanted(
    ctx: typer.Context, typed: Sequence[str], options: Wanted, verbs: Sequence[str]
) -> Wanted:
    wanted, rest = _ages_and_kinds(options, tokens_of(typed))
    view = view_of(verbs)
    query = query_of(ctx, rest, view)
    if number := query.of_numbers:
        raise errors.usage.UnreadableBand(number, BANDS)
    if foreign := _foreign(query):
        raise errors.arguments.NotNarrowedBy(
            foreign, view.verb, view.takes, "“attune tips --help” says more."
        )
    child, _ = whose(query, wanted.child, None)
    wanted = wanted._replace(child=child)
    for word in (*query.words, *_said(query, view)):
        wanted = wanted.with_one(KIND if word.vocabulary == KIND else "word", word.word)
    return wanted


def _ages_and_kinds(wanted: Wanted, tokens: Sequence[str]) -> tuple[Wanted, list[str]]:
    """Return the ages and kinds among the words, and the words that are none."""
    rest, place = list[str](), 0
    while place < len(tokens):
        for length in range(min(LONGEST_AGE, len(tokens) - place), 0, -1):
            phrase = " ".join(tokens[place : place + length])
            if name := _name_of(phrase):
                wanted, place = wanted.with_one(name, phrase), place + length
                break
        else:
            rest.append(tokens[place])
            place += 1
    return wanted, rest


def _name_of(phrase: str) -> str | None:
    """Return which part of what is wanted a phrase says; None if it may be a word."""
    if as_stored(phrase) in TIP_KINDS:
        return KIND
    try:
        read_band(phrase)
    except errors.usage.UnreadableBand:
        return None
    return "age"


def _foreign(query: Query) -> str | None:
    """Return the first thing that says nothing of a tip."""
    flags_and_tags = query._replace(words=(), said=()).of_words
    names = [f"@{name}" for name in query.caregivers]
    words = [word.word for word in query.words if word.vocabulary not in (*TIP_VOCABULARIES, KIND)]
    return next(iter(words), None) or flags_and_tags or next(iter(names), None)


def _said(query: Query, view: View) -> list[Word]:
    """Return the words that were said otherwise.

    Raises:
        NotNarrowedBy: one phrase says nothing of a tip.
        WordsClash: one phrase may be any of several.
    """
    found = []
    for text, words, _ in query.said:
        fitting = [word for word in words if word.vocabulary in (*TIP_VOCABULARIES, KIND)]
        fitting = [word for word in fitting if word.vocabulary != KIND] or fitting
        if not fitting:
            raise errors.arguments.NotNarrowedBy(
                text, view.verb, view.takes, "“attune tips --help” says more."
            )
        if len(fitting) > 1:
            why = f"“{text}” may be either. Write the one you mean."
            raise errors.usage.WordsClash(fitting[0].word, fitting[1].word, why)
        found += fitting
    return found
