"""Lines as people type them, and how well they are read: tests and benches judge them alike."""

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from attune_cli.core.grammar import kind_of
from attune_cli.core.moment import Kind
from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.speech.reading import read_line
from attune_cli.core.speech.taken import About, Reading
from attune_cli.core.vocabulary import FRIGHTEN, vocabulary

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 22, 20, 30, tzinfo=ZoneInfo("Europe/Berlin"))
# Where a line doesn't say why, no cue is a fair reading, too: “it was unclear why” isn't said.
UNCLEAR = "unclear"
LEARNT = "learnt"  # the half of lines that are only learnt from
UNRATED = "unrated"  # among the ratings that are fair, too: none
# What may be done in a moment, by vocabulary, and where the labels of a line have it.
DEEDS = {"response": "responses", "activity": "activities", "step": "steps"}
CHILDREN, CAREGIVERS = ("ada", "mia", "leo"), ("me", "jo")


@cache
def _every() -> list[dict[str, Any]]:
    files = sorted(DATA.glob("plain_speech*.toml"))
    return [line for file in files for line in _in_file(file)]


@cache
def _learnt() -> list[dict[str, Any]]:
    return _in_file(DATA / "learnt_lines.toml")


def _in_file(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))["line"]
    return found


def lines(half: str) -> list[dict[str, Any]]:
    """Return the lines "seen" while the reading was built, or one of the halves "held_out…".

    Those that are only learnt from have a half of their own: of them, only phrases that are
    frequent became rules.
    """
    return _learnt() if half == LEARNT else [line for line in _every() if line["half"] == half]


def reading(text: str, kind: Kind | None = None) -> Reading:
    """Return what a line is taken for, in a family with three children."""
    return read_line(text, vocabulary(), lexicon(), NOW, CHILDREN, CAREGIVERS, kind=kind)


def verdict(line: dict[str, Any]) -> str:
    """Return how a line is read where nobody can be asked."""
    return judged(line, reading(line["text"]), lambda kind: reading(line["text"], kind))


def judged(line: dict[str, Any], found: Reading, again: Callable[[Kind], Reading]) -> str:
    """Return how a line was read.

    It is right where nothing is taken that the line doesn't tell, and its kind, cue and rating are,
    and something of what was done, if that is told; of “deed asked” only that is missing, and
    comes as a question. “One key” puts it right in a terminal, as it shows what it was taken for.

    Args:
        line: with its labels.
        found: what it was taken for.
        again: reads it as a moment of another kind.
    """
    wrong = parts_wrong(line, found)
    if "fear" in wrong:
        return "wrong fear"
    asked = [question for question in found.questions if question.about is not About.WHOSE]
    if asked:
        return "one question" if len(asked) == 1 else "refused"
    if "nothing" in wrong:
        return "kept to be described"
    if not wrong:
        return "right" if _has_deed(line, found) else "deed asked"
    return "one key" if _is_one_key_off(line, found, wrong, again) else "wrong"


def _is_one_key_off(
    line: dict[str, Any], found: Reading, wrong: list[str], again: Callable[[Kind], Reading]
) -> bool:
    """Whether y, p or n puts the rating right, or a digit the cue or the kind, and all is right."""
    if wrong == ["rating"]:
        return True
    if found.other_kind and "kind" in wrong:
        return not parts_wrong(line, again(found.other_kind))
    return wrong == ["cue"] and not _fair_cues(line).isdisjoint(w.word for w in found.other_cues)


def parts_wrong(line: dict[str, Any], found: Reading) -> list[str]:
    """Return which parts of a line are read wrong."""
    said = [one.word for one in (*found.taken, *found.repair)]
    done, expected = _deeds(found), {*_told(line), *_told(line, "also_")}
    kinds = {kind for word in said if (kind := kind_of(word))}
    if not kinds and line.get("expect"):
        return []
    told = {
        "fear": FRIGHTEN not in done - expected,
        "nothing": bool(kinds),
        "kind": not kinds or _has_kind(line, kinds),
        "deed": done <= expected,
        "cue": _has_cue(line, kinds, found),
        "rating": not kinds or _has_rating(line, found),
    }
    return [part for part, is_right in told.items() if not is_right]


def _deeds(found: Reading) -> set[str]:
    """Return what a line was taken for of all that may be done in a moment."""
    said = [one.word for one in (*found.taken, *found.repair)]
    return {word.word for word in said if word.vocabulary in DEEDS}


def _told(line: dict[str, Any], also: str = "") -> list[str]:
    return [word for several in DEEDS.values() for word in line.get(also + several, ())]


def _has_deed(line: dict[str, Any], found: Reading) -> bool:
    """Whether something of what was done is taken, where that is told."""
    told = set(_told(line))
    return not told or not told.isdisjoint(_deeds(found))


def _has_kind(line: dict[str, Any], kinds: set[Kind]) -> bool:
    fair = {line.get("kind"), line.get("also_kind")} - {None}
    return bool(fair) and {kind.value for kind in kinds} <= fair


def _has_cue(line: dict[str, Any], kinds: set[Kind], found: Reading) -> bool:
    fair = _fair_cues(line)
    if not fair or Kind.DISTRESS not in kinds:
        return True
    cues = [one.word.word for one in found.taken if one.word.vocabulary == "cue"]
    return any(word in fair for word in cues) or (not cues and UNCLEAR in fair)


def _fair_cues(line: dict[str, Any]) -> set[str]:
    if "cue" not in line:
        return set()
    also = line.get("also_cue", [])
    return {line["cue"], *([also] if isinstance(also, str) else also)}


def _has_rating(line: dict[str, Any], found: Reading) -> bool:
    ratings = [one.word.word for one in found.taken if one.word.vocabulary == "sensitivity"]
    wanted = line.get("rating")
    is_fair = ratings == ([wanted] if wanted else [])
    also = {*line.get("also_rating", ())}
    is_also = not also.isdisjoint(ratings or [UNRATED])
    return is_fair or is_also or line.get("kind") == "repair"


@cache
def table(half: str) -> Counter[str]:
    """Return how many lines of a half are read how."""
    return Counter(map(verdict, lines(half)))
