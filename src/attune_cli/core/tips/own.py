"""The person's own tips: how an entry of their file is checked and read."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from attune_cli.core.people import BANDS
from attune_cli.core.tips.library import OWN, TIP_KINDS, TIP_VOCABULARIES, Tip
from attune_cli.core.vocabulary import Vocabulary

NEEDED = ("title", "do", "kind")
TEXTS = ("id", *NEEDED, "example", "why", "source", "say")
LISTS = ("bands", "for")
LONGEST_ID = 48
LONGEST_TITLE = 7  # words


def problem_in(entry: Mapping[str, Any], taken: Collection[str], words: Vocabulary) -> str | None:
    """Return what is wrong with an entry, as the rest of a sentence; None if nothing is.

    Args:
        entry: the entry of the file.
        taken: the ids of other tips.
        words: the vocabularies.
    """
    return (
        _problem_of_form(entry)
        or _problem_of_words(entry, words)
        or (f"has the id “{own_id(entry)}”, which is taken" if own_id(entry) in taken else None)
    )


def _problem_of_form(entry: Mapping[str, Any]) -> str | None:
    known = (*TEXTS, *LISTS, "support")
    for name, part in entry.items():
        if name not in known:
            return f"has “{name}”, which is no part of a tip ({', '.join(known)})"
        if name in TEXTS and not (isinstance(part, str) and (part.strip() or name == "why")):
            return f"has a “{name}” that is no text"
        is_list = isinstance(part, list) and all(isinstance(one, str) for one in part)
        if name in LISTS and not is_list:
            return f"has “{name}” as something else than a list of words in quotes"
        if name == "support" and not isinstance(part, bool):
            return "has a “support” that is neither true nor false"
    missing = [name for name in NEEDED if name not in entry]
    return f"has no “{missing[0]}”" if missing else None


def _problem_of_words(entry: Mapping[str, Any], words: Vocabulary) -> str | None:
    if len(entry["title"].split()) > LONGEST_TITLE:
        return f"has a title of more than {LONGEST_TITLE} words"
    if entry["kind"] not in TIP_KINDS:
        return f"has the kind “{entry['kind']}”, which is none of {', '.join(TIP_KINDS)}"
    for band in entry.get("bands", ()):
        if band not in BANDS:
            return f"has the age “{band}”, which is none of {', '.join(BANDS)}"
    for word in entry.get("for", ()):
        found = words.find(word)
        if found is None or found.word != word or found.vocabulary not in TIP_VOCABULARIES:
            near = [other for other, place in words.near(word) if place in TIP_VOCABULARIES]
            text = f"goes with “{word}”, which is no word of attune"
            return f"{text}; perhaps “{near[0]}” is meant" if near else text
    if "id" in entry and entry["id"] != _slug(entry["id"]):
        return f"has the id “{entry['id']}”; use small letters, digits and -"
    return None


def own_tip(entry: Mapping[str, Any]) -> Tip:
    """Return the tip of a valid entry."""
    texts = {name: " ".join(entry.get(name, "").split()) for name in TEXTS}
    bands = entry.get("bands") or list(BANDS)
    support = entry.get("support", False)
    return Tip(
        id=own_id(entry),
        bands=tuple(band for band in BANDS if band in bands),
        kind=entry["kind"],
        fits=tuple(dict.fromkeys(entry.get("for", ()))),
        title=texts["title"],
        do=texts["do"],
        example=texts["example"],
        why=texts["why"],
        source=texts["source"] or OWN,
        support=support,
        say=texts["say"] or ("" if support else _first_sentence(texts["do"])),
    )


def _first_sentence(text: str) -> str:
    """Return the first sentence of a text that is there."""
    found = re.match(r".+?[.!?…]+[”’)]*(?=\s+[^a-z]|$)", text)
    return found[0] if found else text


def own_id(entry: Mapping[str, Any]) -> str:
    """Return the id of an entry, or one made from its title."""
    return str(entry.get("id") or f"{OWN}-{_slug(entry['title'])}"[:LONGEST_ID].strip("-"))


def free_id(first: str, taken: Collection[str]) -> str:
    """Return an id that no other tip has: the first, or that with a number."""
    number = 1
    while (found := first if number == 1 else f"{first}-{number}") in taken:
        number += 1
    return found


def _slug(text: str) -> str:
    """Return the letters and digits of a text, with - between its words."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
