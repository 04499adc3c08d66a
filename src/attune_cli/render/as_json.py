"""JSON of what is stored and of the words; the keys are documented and stay."""

import json
import re
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from attune_cli.core.answer import Answer
from attune_cli.core.exchange import moment_to_plain
from attune_cli.core.moment import Moment
from attune_cli.core.people import Caregiver, Child, key_of
from attune_cli.core.remembered import Change
from attune_cli.core.vocabulary import Word

# What JSON allows as it is, and yet ends a line for some, or is obeyed by a terminal.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def print_json(value: Any) -> None:
    """Print one JSON object on one line; ASCII where the stream shows no more."""
    is_unicode = (sys.stdout.encoding or "utf-8").casefold().startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode)
    print(_TO_ESCAPE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))  # noqa: T201


def moment_face(moment: Moment) -> dict[str, Any]:
    """Return `attune.moment/1`."""
    return moment_to_plain(moment)


def deleted_face(numbers: Iterable[int]) -> dict[str, Any]:
    """Return `attune.deleted/1`."""
    return {"schema": "attune.deleted/1", "numbers": list(numbers)}


def change_face(change: Change) -> dict[str, Any]:
    """Return `attune.change/1`."""
    return {
        "schema": "attune.change/1",
        "what": change.what,
        "changed_at": change.changed_at.isoformat(),
        "is_undone": change.is_undone,
        "moments": list(change.moments),
    }


def children_face(
    children: Iterable[Child], today: date, usual: str | None = None
) -> dict[str, Any]:
    """Return `attune.children/1`; `band` is a stated one, `band_now` what holds today."""
    rows = [
        {
            **child._asdict(),
            "months": child.months_at(today),
            "band_now": child.band_at(today),
            "is_default": usual is not None and key_of(usual) == key_of(child.name),
        }
        for child in children
    ]
    return {"schema": "attune.children/1", "children": rows}


def caregivers_face(caregivers: Iterable[Caregiver], usual: str) -> dict[str, Any]:
    """Return `attune.caregivers/1`."""
    rows = [{"name": c.name, "is_default": c.name == usual} for c in caregivers]
    return {"schema": "attune.caregivers/1", "caregivers": rows}


def words_face(words: Iterable[Word]) -> dict[str, Any]:
    """Return `attune.words/1`."""
    return {"schema": "attune.words/1", "words": [word._asdict() for word in words]}


def answer_face(answer: Answer) -> dict[str, Any]:
    """Return `attune.answer/1`."""
    return {"schema": "attune.answer/1", **plain_answer(answer)}


def answers_face(answers: Iterable[Answer]) -> dict[str, Any]:
    """Return `attune.answers/1`."""
    return {"schema": "attune.answers/1", "answers": [plain_answer(answer) for answer in answers]}


def plain_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer as it stands in other values."""
    return {
        "uid": answer.uid,
        "number": answer.number,
        "week": answer.week.isoformat(),
        "question": answer.question,
        "answer": answer.text,
        "written_at": answer.written_at.isoformat(),
    }
