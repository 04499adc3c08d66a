"""The page of patterns: the cells row by row, and those worth a question."""

from collections.abc import Sequence

from attune_cli.core.moment import FearBy, fear_by
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.statistics.patterns import (
    ENOUGH_DAYS_IN_CELL,
    ENOUGH_IN_CELL,
    Cell,
    NotAsked,
    Outcome,
    Patterns,
)
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.answers import about
from attune_cli.render.moment import BETWEEN, support_in_brief
from attune_cli.render.page import Line, heading, out_of
from attune_cli.render.period import span, whose
from attune_cli.render.reflection import fear
from attune_cli.render.verdict import counted

IN_ORDER = {"part_of_day": ("morning", "afternoon", "evening", "night"), "weekday": WEEKDAYS}
NOTICED = "  ←"
NOTICED_IN_WORDS = ", worth a question"
ANYBODY = "whoever responded"
SETTLING_LEFT_OUT = (
    "Left out are moments that scared or hurt them, and those without a word on how they were "
    "afterwards."
)
QUIET = (
    "Somebody can still be upset after a response that was just right, and going quiet is not "
    "always settling."
)


def patterns_page(patterns: Patterns, words: Vocabulary, *, is_drawn: bool = True) -> list[Line]:
    """Return the page of patterns.

    Args:
        patterns: the figures, with the caregivers as pages address them.
        words: for the labels.
        is_drawn: whether it may have a table with signs; if not, a row is a sentence.
    """
    names = whose(patterns.child, patterns.caregiver)
    title = " · ".join(["What was seen together", span(patterns.period), *names])
    page = [Line(title, "title"), *_fear(patterns)]
    if not patterns.sensitive.n and not patterns.settled.n:
        return [*page, *_empty(), Line()]
    sections = _Sections(patterns, words, is_drawn=is_drawn)
    page += [*sections.sensitive(), *sections.settled(), Line()]
    text = (
        f"A row needs {ENOUGH_IN_CELL} moments on {ENOUGH_DAYS_IN_CELL} days. Counts are of what "
        "was logged: what was seen together, never why."
    )
    return [*page, Line(text, "quiet")]


def _empty() -> list[Line]:
    return [
        Line(),
        Line("No moment when they were upset is rated here, so there is nothing to compare."),
        Line("To log one, for example when they were hurt and you comforted them while tired:"),
        Line("attune log hurt comfort yes tired", "command", 2),
    ]


def _fear(patterns: Patterns) -> list[Line]:
    """Return what needs care before any count, if a response scared or hurt a child."""
    if not patterns.frightened:
        return []
    by = fear_by(patterns.caregivers) or FearBy.YOU
    return [Line(), *fear(patterns.frightened, by), *support_in_brief(by)]


class _Sections:
    """The sections of a page, which share whose moments they are and how rows are shown."""

    def __init__(self, patterns: Patterns, words: Vocabulary, *, is_drawn: bool) -> None:
        self._patterns, self._words, self._is_drawn = patterns, words, is_drawn
        several = len(patterns.caregivers) > 1
        only = next(iter(patterns.caregivers), DEFAULT_CAREGIVER)
        self._who = ANYBODY if several else "you" if only == DEFAULT_CAREGIVER else only

    def sensitive(self) -> list[Line]:
        outcome = self._patterns.sensitive
        if not outcome.n:
            return []
        lines = [
            *heading("When they were upset"),
            Line(f"Over all: {counted(outcome.k, outcome.n)}.", indent=2),
        ]
        if not any(cell.is_enough for cell in outcome.cells):
            return [*lines, Line("Too few for patterns yet; that takes some weeks.", indent=2)]
        titles = {
            "part_of_day": "By part of the day",
            "weekday": "By weekday",
            "cue": "By what it was about",
            "state": f"By how {self._who} {'were' if self._who == 'you' else 'was'}",
        }
        for by, title in titles.items():
            cells = [cell for cell in outcome.cells if cell.by == by]
            if by in IN_ORDER:
                cells.sort(key=lambda cell: IN_ORDER[cell.by].index(cell.cell))
            lines += self._rows(title, cells, "sensitive")
        return lines + self._noticed(outcome, "were sensitive")

    def settled(self) -> list[Line]:
        outcome = self._patterns.settled
        if not outcome.n:
            return []
        settled = out_of(outcome.k, outcome.n).capitalize()
        text = f"{settled} settled. {SETTLING_LEFT_OUT}"
        lines = [*heading("What went with settling"), Line(text, indent=2)]
        lines += self._rows(f"By what {self._who} did", outcome.cells, "settled")
        lines += [Line(), *self._questions(outcome, "settled")] if outcome.noticed else []
        return [*lines, Line(), Line(QUIET, indent=2)]

    def _noticed(self, outcome: Outcome, what: str) -> list[Line]:
        """Return the questions, or why there are none."""
        if self._patterns.not_asked is NotAsked.FEAR:
            return []  # what is said of fear says it
        if self._patterns.not_asked is NotAsked.ANOTHERS:
            return [Line(), Line(f"Counts only: what they mean, {self._who} knows best.", indent=2)]
        if not outcome.noticed:
            text = "Nothing stands out from the whole clearly enough to ask about."
            return [Line(), Line(text, indent=2)]
        mark = " (←)" if self._is_drawn else ""
        text = (
            "Chance alone would rarely bring such a difference; the choice of what to log might. "
            "What lies behind it, you know best."
        )
        return [
            *heading(f"Worth a question{mark}"),
            *self._questions(outcome, what),
            Line(text, indent=2),
        ]

    def _questions(self, outcome: Outcome, what: str) -> list[Line]:
        over_all = out_of(outcome.k, outcome.n)
        return [
            Line(
                f"Is there something about {about(cell, self._words, self._who)}? Of what was "
                f"logged, {out_of(cell.k, cell.n)} {what} then, {over_all} over all.",
                indent=2,
            )
            for cell in outcome.asked
        ]

    def _rows(self, title: str, cells: Sequence[Cell], what: str) -> list[Line]:
        """Return a row for each cell with enough moments, and the names of the others."""
        enough = [cell for cell in cells if cell.is_enough]
        if not cells:
            return []
        lines = [Line(), Line(title, indent=2)]
        if not enough:
            return [*lines, Line("Too few to tell yet.", "quiet", 4)]
        lines += self._table(enough) if self._is_drawn else self._sentences(enough, what)
        few = [self._label(cell) for cell in cells if not cell.is_enough]
        if few:
            lines.append(Line(f"Too few to tell: {BETWEEN.join(few)}.", "quiet", 4, 2))
        return lines

    def _table(self, cells: Sequence[Cell]) -> list[Line]:
        labels = [self._label(cell) for cell in cells]
        widest, digits = max(map(len, labels)), len(str(max(cell.n for cell in cells)))
        return [
            Line(
                f"{label:<{widest}}  {cell.k:>{digits}} of {cell.n:>{digits}}"
                f"{NOTICED if cell.is_noticed else ''}",
                "row",
                4,
            )
            for label, cell in zip(labels, cells, strict=True)
        ]

    def _sentences(self, cells: Sequence[Cell], what: str) -> list[Line]:
        return [
            Line(
                f"{self._label(cell)}: {out_of(cell.k, cell.n)} {what}"
                f"{NOTICED_IN_WORDS if cell.is_noticed else ''}.",
                indent=4,
                hang=2,
            )
            for cell in cells
        ]

    def _label(self, cell: Cell) -> str:
        if cell.by == "part_of_day":
            return cell.cell
        return cell.cell.capitalize() if cell.by == "weekday" else self._words.label(cell.cell)
