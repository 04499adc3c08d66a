"""The page of patterns: the cells row by row, and those worth a question."""

from collections.abc import Sequence

from attune_cli.core.statistics.patterns import (
    ENOUGH_DAYS_IN_CELL,
    ENOUGH_IN_CELL,
    Cell,
    Outcome,
    Patterns,
)
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.answers import about
from attune_cli.render.moment import support_in_brief
from attune_cli.render.page import Line, heading
from attune_cli.render.period import span, whose
from attune_cli.render.reflection import fear

HEADINGS = {
    "part_of_day": "By part of the day",
    "weekday": "By weekday",
    "cue": "By what it was about",
    "state": "By how you were",
}
IN_ORDER = {"part_of_day": ("morning", "afternoon", "evening", "night"), "weekday": WEEKDAYS}
NOTICED = "  ←"


def patterns_page(patterns: Patterns, words: Vocabulary) -> list[Line]:
    """Return the page of patterns.

    Args:
        patterns: the figures.
        words: for the labels.
    """
    title = " · ".join(
        [
            "What was seen together",
            span(patterns.period),
            *whose(patterns.child, patterns.caregiver),
        ]
    )
    page = [Line(title, "title")]
    if not patterns.sensitive.n and not patterns.settled.n:
        return [*page, *_empty(), *_fear(patterns)]
    page += _sensitive(patterns.sensitive, words) + _settled(patterns.settled, words)
    page += _fear(patterns)
    text = (
        f"A row needs {ENOUGH_IN_CELL} moments on {ENOUGH_DAYS_IN_CELL} days. It says what was "
        "seen together, never why, and only of moments that you chose to log."
    )
    return [*page, Line(text, "quiet")]


def _empty() -> list[Line]:
    return [
        Line(),
        Line("No moment when they were upset is rated here, so there is nothing to compare."),
        Line("attune log hurt comfort yes tired", "command", 2),
    ]


def _sensitive(outcome: Outcome, words: Vocabulary) -> list[Line]:
    if not outcome.n:
        return []
    lines = [
        *heading("When they were upset"),
        Line(f"{outcome.k} of {outcome.n} sensitive over all.", indent=2),
    ]
    if not any(cell.is_enough for cell in outcome.cells):
        return [*lines, Line("Too few for patterns yet; that takes some weeks.", indent=2)]
    for by, title in HEADINGS.items():
        cells = [cell for cell in outcome.cells if cell.by == by]
        if by in IN_ORDER:
            cells.sort(key=lambda cell: IN_ORDER[cell.by].index(cell.cell))
        lines += _rows(title, cells, words)
    if not outcome.noticed:
        return [*lines, Line(), Line("Nothing stands out from the whole clearly enough.", indent=2)]
    return [*lines, *heading("Worth a question (←)"), *_questions(outcome, "were sensitive", words)]


def _settled(outcome: Outcome, words: Vocabulary) -> list[Line]:
    if not outcome.n:
        return []
    counted = (
        f"{outcome.k} of {outcome.n} settled, of those where you could tell how they were "
        "afterwards and nothing scared or hurt them."
    )
    lines = [*heading("What went with settling"), Line(counted, indent=2)]
    lines += _rows("By what you did", outcome.cells, words)
    lines += [Line(), *_questions(outcome, "settled", words)] if outcome.noticed else []
    text = (
        "Somebody can still be upset after a response that was just right, and going quiet is not "
        "always settling."
    )
    return [*lines, Line(), Line(text, indent=2)]


def _questions(outcome: Outcome, what: str, words: Vocabulary) -> list[Line]:
    return [
        Line(
            f"Is there something about {about(cell, words)}? {cell.k} of {cell.n} {what} then, "
            f"{outcome.k} of {outcome.n} over all.",
            indent=2,
        )
        for cell in outcome.noticed
    ]


def _rows(title: str, cells: Sequence[Cell], words: Vocabulary) -> list[Line]:
    """Return a row for each cell with enough moments, and the names of the others."""
    enough = [cell for cell in cells if cell.is_enough]
    if not cells:
        return []
    lines = [Line(), Line(title, indent=2)]
    labels = [_label(cell, words) for cell in enough]
    widest = max(map(len, labels), default=0)
    digits = len(str(max((cell.n for cell in enough), default=0)))
    for label, cell in zip(labels, enough, strict=True):
        mark = NOTICED if cell.is_noticed else ""
        counted = f"{cell.k:>{digits}} of {cell.n:>{digits}}"
        lines.append(Line(f"{label:<{widest}}  {counted}{mark}", "row", 4))
    if not enough:
        return [*lines, Line("Too few to tell yet.", "quiet", 4)]
    few = [_label(cell, words) for cell in cells if not cell.is_enough]
    if few:
        lines.append(Line(f"Too few to tell: {', '.join(few)}.", "quiet", 4, 2))
    return lines


def _label(cell: Cell, words: Vocabulary) -> str:
    if cell.by == "part_of_day":
        return cell.cell
    return cell.cell.capitalize() if cell.by == "weekday" else words.label(cell.cell)


def _fear(patterns: Patterns) -> list[Line]:
    if not patterns.frightened:
        return [Line()]
    return [Line(), *fear(patterns.frightened), *support_in_brief(), Line()]
