"""JSON of what is stored and of the library; the keys are documented and stay."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from attune_cli.core.answer import Answer
from attune_cli.core.choice import Mark
from attune_cli.core.exchange import moment_to_plain
from attune_cli.core.moment import Moment
from attune_cli.core.people import Caregiver, Child
from attune_cli.core.tips import Tip
from attune_cli.core.vocabulary import Word


def print_json(value: Any) -> None:
    """Print one JSON object on one line; ASCII where the stream shows no more."""
    is_unicode = (sys.stdout.encoding or "utf-8").casefold().startswith("utf")
    print(json.dumps(value, ensure_ascii=not is_unicode))  # noqa: T201


def moment_face(moment: Moment) -> dict[str, Any]:
    """Return `attune.moment/1`."""
    return moment_to_plain(moment)


def children_face(children: Iterable[Child]) -> dict[str, Any]:
    """Return `attune.children/1`."""
    rows = [
        {"name": c.name, "born": c.born, "band": c.band, "weeks_early": c.weeks_early}
        for c in children
    ]
    return {"schema": "attune.children/1", "children": rows}


def caregivers_face(caregivers: Iterable[Caregiver]) -> dict[str, Any]:
    """Return `attune.caregivers/1`."""
    return {"schema": "attune.caregivers/1", "caregivers": [{"name": c.name} for c in caregivers]}


def words_face(words: Iterable[Word]) -> dict[str, Any]:
    """Return `attune.words/1`."""
    return {"schema": "attune.words/1", "words": [word._asdict() for word in words]}


def tips_face(tips: Iterable[tuple[Tip, str, Mark | None]]) -> dict[str, Any]:
    """Return `attune.tips/1`, of tips, why each is shown, and what was said of it."""
    rows = [{**_tip(tip), "because": because, "mark": mark} for tip, because, mark in tips]
    return {"schema": "attune.tips/1", "tips": rows}


def tip_mark_face(tip: str, mark: Mark | None) -> dict[str, Any]:
    """Return `attune.tip-mark/1`: what is said of a tip now."""
    return {"schema": "attune.tip-mark/1", "tip": tip, "mark": mark}


def _tip(tip: Tip) -> dict[str, Any]:
    face = tip._asdict()
    return {("for" if name == "fits" else name): part for name, part in face.items()}


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
